"""A KPI that fell or rose within some days: what is compared with what, and when nobody can tell."""
# method: C2

from typing import Any

import pytest

from bot.facts.condition import clearing, comparisons, in_words, parse
from bot.playbook.models import Condition, Playbook
from bot.playbook.rules.vocabulary import vocabulary_of
from tests.given.accounts import Accounts
from tests.given.own_rule import SECOND, ask, figures


def fell(limit: dict[str, int] | None = None, **asked: Any) -> Condition:
    return {"kpi": {"weekly-use": {"fell_by": {"within_days": 14, **asked}, **(limit or {})}}}


def rose(**asked: Any) -> Condition:
    return {"kpi": {"weekly-use": {"rose_by": {"within_days": 14, **asked}}}}


@pytest.mark.parametrize(
    ("measured", "when", "holds"),
    [
        (((20, 60), (1, 42)), fell(percent=30), True),  # exactly so much, of the earlier value
        (((20, 60), (1, 43)), fell(percent=30), False),
        (((20, 2.4), (1, 1.68)), fell(percent=30), True),  # also where a computer can't halve it evenly
        (((20, 60), (1, 50)), fell(points=10), True),
        (((20, 60), (1, 51)), fell(points=10), False),
        (((20, 42), (1, 60)), fell(percent=30), False),  # it rose
        (((20, 40), (1, 52)), rose(percent=30), True),
        (((20, 40), (1, 51)), rose(percent=30), False),
        (((20, 40), (1, 50)), rose(points=10), True),
        (((20, 60), (1, 20)), rose(points=10), False),
        (((20, -20), (1, -30)), fell(percent=50), True),  # an NPS below 0 falls too
        # The last one from before those days counts, not the highest and not the first.
        (((27, 90), (16, 50), (10, 10), (1, 45)), fell(percent=30), False),
        (((27, 50), (16, 90), (10, 10), (1, 45)), fell(percent=30), True),
        (((14, 60), (1, 30)), fell(percent=30), True),  # exactly 14 days ago is before
        (((28, 60), (1, 30)), fell(percent=30), True),  # exactly twice as many is still recent
        (((20, 60), (14 - SECOND, 30)), fell({"fresh_days": 14}, percent=30), True),  # the newest, at its oldest
    ],
)  # fmt: skip
async def test_the_newest_is_compared_with_the_last_before_those_days(
    accounts: Accounts, measured: tuple[tuple[float, float], ...], when: Condition, holds: bool
) -> None:
    account = await accounts.account()
    await figures(accounts, account, *measured)
    await accounts.sweep()
    assert (await ask(accounts, account, when)).holds is holds
    assert (await ask(accounts, account, {"not": when})).holds is not holds


@pytest.mark.parametrize(
    ("measured", "when", "why"),
    [
        ((), fell(percent=30), "no fresh figure for weekly use"),
        (((1, 30),), fell(percent=30), "no figure for weekly use from 14 to 28 days ago"),
        (((13.9, 60), (1, 30)), fell(percent=30), "no figure for weekly use from 14 to 28 days ago"),
        (((28 + SECOND, 60), (1, 30)), fell(percent=30), "no figure for weekly use from 14 to 28 days ago"),
        # Too old for the KPI, whose own limit is 14 days; and for the rule, which has one of its own.
        (((50, 60), (14 + SECOND, 30)), fell(percent=30, within_days=30), "no fresh figure for weekly use"),
        (((20, 60), (5, 30)), fell({"fresh_days": 4}, percent=30), "no fresh figure for weekly use"),
        # Nothing was measured since: it didn't fall, and it didn't stay either.
        (((20, 60), (15, 30)), fell({"fresh_days": 30}, percent=30), "no fresh figure for weekly use"),
        (((20, 0), (1, 30)), rose(percent=30), "the earlier figure for weekly use was 0, and a percentage needs more"),
    ],
)  # fmt: skip
async def test_where_there_is_nothing_to_compare_nobody_can_tell(
    accounts: Accounts, measured: tuple[tuple[float, float], ...], when: Condition, why: str
) -> None:
    account = await accounts.account()
    await figures(accounts, account, *measured)
    await accounts.sweep()
    asked = await ask(accounts, account, when)
    assert (asked.holds, [reason for reason, _ in asked.unknown]) == (None, [why])
    assert (await ask(accounts, account, {"not": when})).holds is None


async def test_points_need_no_base(accounts: Accounts) -> None:
    account = await accounts.account()
    await figures(accounts, account, (20, 0), (1, 30))
    await accounts.sweep()
    assert (await ask(accounts, account, rose(points=30))).holds is True


async def test_a_rules_own_limit_stands_beside_as_with_bounds(accounts: Accounts) -> None:
    account = await accounts.account()
    await figures(accounts, account, (40, 60), (16, 30))
    await accounts.sweep()
    when: Condition = {"kpi": {"weekly-use": {"fell_by": {"percent": 30, "within_days": 30}, "fresh_days": 20}}}
    assert (await ask(accounts, account, when)).holds is True


async def test_why_says_how_it_stands(accounts: Accounts) -> None:
    account = await accounts.account()
    await figures(accounts, account, (20, 60), (1, 54))
    await accounts.sweep()
    assert (await ask(accounts, account, fell(percent=30))).nearest == (
        "weekly use down by 30% or more within 14 days (now 54%, was 60%)",
    )
    assert (await ask(accounts, account, {"not": fell(points=5)})).nearest == (
        "weekly use not down by 5 points or more within 14 days (now 54%, was 60%)",
    )


@pytest.mark.parametrize(
    ("when", "words", "clears"),
    [
        (fell(percent=30), "weekly use down by 30% or more within 14 days", "weekly use up again or steady"),
        (fell(points=10), "weekly use down by 10 points or more within 14 days", "weekly use up again or steady"),
        (rose(percent=12.5), "weekly use up by 12.5% or more within 14 days", "weekly use down again or steady"),
        ({"not": rose(points=1)}, "weekly use not up by 1 point or more within 14 days", "weekly use up"),
        ({"kpi": {"open-tickets": {"rose_by": {"points": 5, "within_days": 1}}}},
         "open tickets up by 5 or more within 1 day", "open tickets down again or steady"),
        ({"kpi": {"response-hours": {"rose_by": {"points": 3, "within_days": 7}, "above": 8}}},
         "our first answer up by 3 h or more within 7 days and our first answer more than 8 h",
         "our first answer down again or steady"),
    ],
)  # fmt: skip
def test_it_reads_well_both_ways(laer: Playbook, when: Condition, words: str, clears: str) -> None:
    vocabulary = vocabulary_of(laer)
    assert in_words(when, vocabulary) == words
    assert clearing(next(comparisons(parse(when))), vocabulary) == clears
