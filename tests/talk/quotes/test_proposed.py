"""What came of offers and of accounts handed to sales: asked once, in the week's last digest."""

# method: A11, B10

from datetime import date, timedelta

import pytest

from bot.errors import UserError
from bot.store.tables import Person, PutForward
from bot.surfaces.plain.text import plain_text
from bot.talk.said.proposals import confirm_proposals, proposals_form
from bot.usecases.proposals.leads import settle_proposals
from bot.usecases.undo import undo
from tests.given.book import NOW, OLGA
from tests.given.queued_messages import QueuedMessages

pytestmark = pytest.mark.one_database
FRIDAY = NOW + timedelta(days=3)


def proposal(number: int, days_ago: int, kind: str = "offer", **values: object) -> PutForward:
    usual = {"what": "x", "name": "a named engineer", "by_id": 11, "event_id": 1, "note": "", "whom": "", "why": ""}
    day = NOW.date() - timedelta(days=days_ago)
    return PutForward(id=number, account_id=1, kind=kind, made_on=day, **(usual | values))


@pytest.fixture
async def offered(messages: QueuedMessages) -> QueuedMessages:
    """At Acme: an offer and a lead of last week, one of the day before, one answered, one long ago."""
    accounts = messages.accounts
    await accounts.account("Acme", id=1)
    await accounts.add(
        proposal(1, 6),
        proposal(2, 5, "lead", whom="Kim", why="92% of seats"),
        proposal(3, -2),
        proposal(4, 6, outcome="taken"),
        proposal(5, 40),
    )
    await messages.compose(await messages.queue(day="2026-01-05", now=NOW - timedelta(days=1)), NOW - timedelta(days=1))
    return messages


@pytest.mark.both_databases
async def test_it_is_asked_once_on_the_last_morning_and_counted(offered: QueuedMessages) -> None:
    assert "came of it" not in await offered.text(await offered.queue())  # a Tuesday
    said = await offered.text(row := await offered.queue(day="2026-01-09"), FRIDAY)
    assert "What came of it? Acme: a named engineer, offered Wed 31 Dec 2025 and Acme: handed to Kim, Thu 1 Jan" in said
    async with offered.store.read(1) as db:
        form = await proposals_form(db, row, OLGA, FRIDAY)
    assert form is not None
    assert [one.name for one in form.inputs] == ["1", "2"]
    write = offered.accounts.write(now=FRIDAY)
    with pytest.raises(UserError, match="Choose what came of it"):
        await settle_proposals(write, {1: "won"})  # that is what becomes of a lead
    done = await settle_proposals(write, {1: "taken", 2: "talking"})
    async with offered.store.read(1) as db:
        noted = plain_text(await confirm_proposals(db, done.became, done.change_id, date(2026, 1, 9)))
        assert await proposals_form(db, row, OLGA, FRIDAY) is None
    assert "Handed to sales within a year: 1 account; 1 in talks." in noted
    await undo(write, done.change_id)
    later = await offered.text(await offered.queue(day="2026-01-16"), FRIDAY + timedelta(days=7))
    assert "What came of it? Acme: a named engineer, offered Thu 8 Jan" in later  # the next, and nothing twice


async def test_who_reads_no_digest_on_fridays_is_asked_on_thursday(offered: QueuedMessages) -> None:
    await offered.accounts.change(Person, 11, digest_days="1234")
    said = await offered.text(await offered.queue(day="2026-01-08"), NOW + timedelta(days=2))
    assert "What came of it?" in said
