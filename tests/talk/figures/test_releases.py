"""What a release was expected to do, and what the comparison says to it."""

from datetime import date

import pytest

from bot.errors import UserError
from bot.journey.figures.release_effect import Compared
from bot.playbook.models import Library
from bot.statistics.intervals import Share
from bot.store.tables import Release
from bot.surfaces.plain.text import plain_text
from bot.talk.figures.releases import (
    ExpectedEffect,
    ReleaseCompared,
    ReleaseLine,
    compare,
    release_effect_message,
)
from bot.usecases.workspace.releases import EffectExpected, read_expected, split_expected
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA, TODAY, ago

MILESTONES = {"first-value": "first value", "habit": "a weekly habit"}


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ('"R" on 3 Mar expects weekly habit +5', '"R" on 3 Mar', EffectExpected("habit", 5)),
        ('"R" expects +5 points weekly habit', '"R"', EffectExpected("habit", 5)),
        ("R on 3 Mar expecting 12% more at first value", "R on 3 Mar", EffectExpected("first-value", 12)),
    ],
)
def test_what_is_expected_is_read_in_either_order(text: str, head: str, expected: EffectExpected) -> None:
    # method: D15
    before, words = split_expected(text)
    assert (before, read_expected(words, MILESTONES)) == (head, expected)


def test_a_name_may_speak_of_what_is_expected_and_what_cant_be_read_is_asked_for() -> None:
    assert split_expected('"What users expect 5" on 3 Mar') == ('"What users expect 5" on 3 Mar', "")
    for words, why in (("habit", "how many points"), ("habit -3", "how many points"), ("sales +3", "first value or a")):
        with pytest.raises(UserError, match=why):
            read_expected(words, MILESTONES)


@pytest.mark.both_databases
async def test_the_comparison_answers_what_was_expected_and_says_nothing_where_nobody_did(
    accounts: Accounts, library: Library
) -> None:
    # method: D15
    for number in range(12):
        before = await accounts.account(f"b{number}", started_on=ago(200))
        after = await accounts.account(f"a{number}", started_on=ago(90))
        if number < 3:
            await accounts.reach(before, "first-value", ago(180))
        if number < 9:
            await accounts.reach(after, "first-value", ago(70))
    await accounts.sweep()
    told = {"folded": "x", "released_on": ago(100), "by_id": accounts.owner, "at": NOW}
    stated = Release(id=1, name="Stated", expects_milestone="first-value", expects_points=5, **told)
    await accounts.add(stated, Release(id=2, name="Silent", **(told | {"folded": "y"})))
    async with accounts.store.read(accounts.workspace) as db:
        answered = await compare(db, library, 1, OLGA, NOW)
        silent = await compare(db, library, 2, OLGA, NOW)
    assert answered is not None
    assert silent is not None
    seen = "Seen: +50 points; +10 to +73 points is likely. That is more than was expected."
    assert f"Expected: First value +5 points. {seen}" in plain_text(answered)
    assert "xpected" not in plain_text(silent)


@pytest.mark.parametrize(
    ("points", "before", "after", "verdict"),
    [
        (40, Share(300, 600), Share(320, 600), "That is less than was expected."),
        (10, Share(300, 600), Share(350, 600), "It is clearly better than before"),
        (5, Share(30, 60), Share(32, 60), "What was expected is possible, and so is chance"),
        (5, Share(30, 60), Share(2, 4), "Too few to tell yet: 60 before, 4 after, 7 more still within their 60 days."),
    ],
)
def test_more_or_less_than_expected_is_said_only_where_the_range_says_so(
    points: int, before: Share, after: Share, verdict: str
) -> None:
    # method: D15
    marked = ReleaseLine(1, "Alerts", date(2025, 8, 4), "Tim", ExpectedEffect("Weekly habit", points, "habit"))
    one = Compared("laer", "habit", 60, before, after, 7, beyond_chance=after.value - before.value > 0.06)
    shown = plain_text(release_effect_message(ReleaseCompared(marked, TODAY, (("Weekly habit", one),))))
    assert verdict in shown
