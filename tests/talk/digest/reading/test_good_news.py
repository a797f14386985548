"""Good news of the night in the digest: who is back, who answered well, and what is over."""

# method: B5, C2

from datetime import timedelta

import pytest

from bot.store.tables import AccountEvent
from tests.given.book import NOW, at
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import facts, past_facts, todo

pytestmark = pytest.mark.one_database
CLOSED = {"state": "closed", "closed_why": "itself", "closed_at": at(0.2), "tell": "told", "told_at": at(4)}


@pytest.fixture
async def night(messages: QueuedMessages) -> QueuedMessages:
    """Hooli is back, Initech holds steady, Globex has a champion, Acme answered 9 and Wayne 7; all since yesterday."""
    accounts = messages.accounts
    names = ("Hooli", "Initech", "Globex", "Acme", "Wayne")
    for number, name in enumerate(names, start=1):
        await accounts.account(name, id=number)
        await accounts.contract(number, amount=100 - number, currency="EUR")
    answer = {"kind": "survey", "source": "file", "period": 1, "at": at(0.3)}
    await accounts.add(
        facts(1, health=74),
        past_facts(1, health=52),
        facts(2, health=53),
        past_facts(2, health=52),
        facts(3),
        facts(4),
        facts(5),
        todo(11, "health-fell", account_id=1, subject="f:1", **CLOSED),
        todo(12, "health-fell", account_id=2, subject="f:2", **CLOSED),
        todo(13, "champion-left", account_id=3, subject="f:3", **CLOSED),
        AccountEvent(account_id=4, key="nps 9", note="Works for all of us.", fingerprint="1", **answer),
        AccountEvent(account_id=5, key="nps 7", note="Fine.", fingerprint="2", **answer),
    )
    before = await messages.queue(day="2026-01-05", now=NOW - timedelta(days=1))
    await messages.compose(before, NOW - timedelta(days=1))
    return messages


@pytest.mark.both_databases
async def test_what_is_worth_most_comes_first_and_three_are_enough(night: QueuedMessages) -> None:
    lines = (await night.text(await night.queue())).splitlines()
    assert lines[1:4] == ["Hooli is back at 74", "Initech holds steady at 53", "Globex has a champion again"]
    assert "answered" not in str(lines)


async def test_a_high_answer_stands_in_their_words_and_a_middling_one_is_no_news(night: QueuedMessages) -> None:
    for number in (1, 2, 3):
        await night.accounts.set(type(todo(1, "x")), number, closed_at=at(5))
    lines = (await night.text(row := await night.queue())).splitlines()
    assert "Acme answered 9 of 10: “Works for all of us.”" in lines
    assert "Wayne" not in str(lines)
    again = (await night.text(row, NOW + timedelta(hours=2))).splitlines()
    assert "Acme answered 9 of 10: “Works for all of us.”" in again  # the same when it is edited
