"""What changed since a day: up, down, answers, who left, what closed by itself; what is worth most first."""

# method: C2, C5

from datetime import date, timedelta

import pytest

from bot.journey.accounts.selection import Selection
from bot.language.periods import since_in
from bot.store.tables import AccountEvent, MilestoneReached
from bot.surfaces.plain.text import plain_text
from bot.talk.changes.changes import Direction, changes
from bot.talk.phrases.reader import Reader
from tests.given.book import NOW, TODAY, ago, at
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import facts, past_facts, person, todo

pytestmark = pytest.mark.one_database


@pytest.fixture
async def week(messages: QueuedMessages) -> QueuedMessages:
    """Globex rose, Hooli fell and somebody left, Initech answered low; Acme reached a milestone and cleared."""
    for number, name, amount in ((1, "Acme", 10), (2, "Globex", 20), (3, "Hooli", 90), (4, "Initech", 50)):
        await messages.accounts.account(name, id=number)
        await messages.accounts.contract(number, amount=amount, currency="EUR")
    low = {"kind": "survey", "key": "nps 3", "note": "nobody answers", "source": "file", "fingerprint": "1"}
    await messages.accounts.add(
        facts(1), facts(4),
        facts(2, health=80), past_facts(2, health=70),
        facts(3, health=50), past_facts(3, health=72),
        person(30, "Dana Frost", "COO", account_id=3, status="left", left_on=ago(1)),
        AccountEvent(account_id=4, period=1, at=at(1), **low),
        MilestoneReached(account_id=1, period=1, milestone="habit", reached_on=ago(1), via="test"),
        todo(9, "health-fell", account_id=1, state="closed", closed_why="itself", closed_at=at(1), tell="told"),
    )  # fmt: skip
    return messages


async def told(messages: QueuedMessages, direction: Direction = "all") -> list[str]:
    reader = Reader(1, 11, "Olga Owner", "Europe/Berlin")
    async with messages.store.read(1) as db:
        since = TODAY - timedelta(days=3)
        said = await changes(db, messages.library, reader, NOW, since, Selection(), direction=direction)
    return plain_text(said).splitlines()


@pytest.mark.both_databases
async def test_what_is_worth_most_comes_first_with_the_customers_own_words(week: QueuedMessages) -> None:
    lines = await told(week)
    assert lines[0] == "Since Sat 3 Jan: 3 worse, 3 better"
    assert [line.split(":")[0] for line in lines if ": " in line][1:] == [
        "Hooli", "Hooli", "Initech", "Globex", "Acme", "Acme",
    ]  # fmt: skip
    assert "Hooli: health 50 ↓, was 72 · 90 EUR" in lines
    assert "Hooli: Dana Frost, COO left yesterday · 90 EUR" in lines
    assert "Initech: answered 3 of 10, yesterday: “nobody answers” · 50 EUR" in lines
    assert "Acme: 1 to-do closed by itself yesterday · 10 EUR" in lines


async def test_one_way_only(week: QueuedMessages) -> None:
    up, down = await told(week, "up"), await told(week, "down")
    assert up[0] == "Since Sat 3 Jan: 3 better"
    assert down[0] == "Since Sat 3 Jan: 3 worse"
    assert "Hooli" not in str(up)
    assert "Globex" not in str(down)


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("since yesterday", "2026-01-05", ""),
        ("since Monday", "2026-01-05", ""),
        ("this week", "2026-01-05", ""),
        ("csm Tim since Friday", "2026-01-02", "csm Tim"),
        ("in the last 10 days", "2025-12-27", ""),
        ("", "2025-12-30", ""),
        ("tier mid", "2025-12-30", "tier mid"),
    ],
)
def test_the_time_that_is_asked_about(text: str, day: str, rest: str) -> None:
    since = since_in(text, TODAY, None)
    assert since is not None
    assert (since.day, since.rest) == (date.fromisoformat(day), rest)


def test_a_time_that_is_not_read_is_asked_about() -> None:
    assert since_in("since the flood", TODAY, None) is None
