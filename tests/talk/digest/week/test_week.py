"""A manager's week: what moved at the accounts that they lead, the forecast, who carries what, what nobody owns."""

# method: C2, C4

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.journey.figures.load import CsmLoad
from bot.store.tables import Contract, Person, Workspace
from bot.talk.changes.moved import ORDER
from bot.talk.changes.read_changes import AccountChange
from bot.talk.digest.digest_message import words_without_buttons
from bot.talk.digest.week import week_message as said
from tests.given.book import NOW, ago, at
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import csm, facts, past_facts, todo

pytestmark = pytest.mark.one_database
LEAD, HEAD = 13, 14


def manager(number: int, name: str) -> Person:
    return csm(number, name=name, role="manager", created_at=NOW)


@pytest.fixture
async def office(messages: QueuedMessages) -> QueuedMessages:
    """Olga is in Lena's team, Tim in none; Hanna leads no team. Hooli fell, Globex was renewed, Wonka (Tim's) was lost,
    Wayne is nobody's."""
    accounts = messages.accounts
    await accounts.add(manager(LEAD, "Lena Lead"), manager(HEAD, "Hanna Head"))
    await accounts.change(Person, 11, manager_id=LEAD, role="csm")
    await accounts.change(Person, 12, role="csm")
    await accounts.change(Workspace, 1, baseline_at=at(30))
    owners = {"csm_id": 12}
    await accounts.account("Hooli", id=1)
    await accounts.account("Globex", id=2)
    await accounts.account("Wonka", id=3, **owners)
    await accounts.account("Wayne", id=4, csm_id=None)
    await accounts.account("Acme", id=5)
    for number, amount in ((1, 90_000), (2, 20_000), (3, 50_000), (4, 10_000), (5, 120_000)):
        ends = ago(-60) if number in (1, 5) else ago(-200)
        await accounts.contract(number, amount=amount, currency="EUR", ends_on=ends)
    await accounts.set(Contract, 2, outcome="renewed", outcome_at=at(1), outcome_for=ago(1))
    await accounts.set(Contract, 3, outcome="lost", outcome_at=at(2), outcome_for=ago(-200))
    await accounts.set(Contract, 5, call="commit")
    await accounts.add(
        facts(1, health=50),
        past_facts(1, health=72),
        facts(2),
        facts(3),
        facts(4),
        facts(5, band=1),
        todo(8, "health-fell", account_id=1, owner_id=11, due_on=ago(1)),
        todo(9, "health-fell", account_id=4, owner_id=None),
    )
    return messages


async def told(messages: QueuedMessages, person: int) -> str:
    row = await messages.queue("week", once=f"week:person:{person}:2026-01-06", person_id=person)
    return await messages.text(row, NOW)


@pytest.mark.both_databases
async def test_a_manager_hears_of_their_own_team_by_value(office: QueuedMessages) -> None:
    lines = (await told(office, LEAD)).splitlines()
    assert lines == [
        "Good morning. Your team's accounts since Tue 30 Dec 2025; start with Hooli.",
        "Down: Hooli 90k EUR · health 72 → 50 (Olga)",
        "Renewed: Globex 20k EUR · yesterday (Olga)",
        "Forecast Q1 2026: 2 renewals open",
        "EUR: commit 120k EUR · renewed 20k EUR already",
        "CSM and data disagree: Acme 120k EUR · called commit, by the data at risk (Olga)",
        "No forecast from the CSM: Hooli 90k EUR · ends Sat 7 Mar · by the data at risk (Olga)",
        "Who carries what",
        "Olga 3 accounts, 230k EUR · 1 to-do, 1 late",
        "Nobody's: 1 account, Wayne · 1 to-do",
        "[Forecast] [Changes] [Load] [Open Wayne]",
    ]


async def test_who_leads_no_team_hears_of_all(office: QueuedMessages) -> None:
    text = await told(office, HEAD)
    assert text.startswith(
        "Good morning. All accounts since Tue 30 Dec 2025; start with Hooli.\n"
        "Lost: Wonka 50k EUR · Sun 4 Jan (Tim)\nDown: Hooli"
    )
    assert "Tim 1 account, 50k EUR · 0 to-dos" in text


async def test_it_tells_what_came_since_the_last_one_and_stays_as_it_was_told(office: QueuedMessages) -> None:
    first = await office.queue("week", once="week:person:13:2025-12-29", person_id=LEAD)
    before = await office.text(first, NOW)
    assert await office.text(first, NOW + timedelta(days=2)) == before
    later = await office.queue("week", once="week:person:13:2026-01-05", person_id=LEAD, now=NOW + timedelta(hours=1))
    after = await office.text(later, NOW + timedelta(hours=1))
    assert after.splitlines()[:2] == ["Good morning. Your team's accounts since Tue 6 Jan.", "Nothing moved."]


async def test_nothing_is_said_where_there_is_nothing(messages: QueuedMessages) -> None:
    await messages.accounts.add(manager(LEAD, "Lena Lead"))
    await messages.accounts.change(Workspace, 1, baseline_at=at(30))
    await messages.accounts.account("Hooli", id=1)
    assert await told(messages, LEAD) == "(nothing to say)"
    await messages.accounts.change(Workspace, 1, baseline_at=at(0))
    assert (await messages.text(await messages.queue("week", once="x", person_id=LEAD))) == (
        "(nothing is known of a week yet)"
    )


async def test_one_that_comes_after_work_is_left_to_the_next(office: QueuedMessages) -> None:
    row = await office.queue("week", once="week:person:13:2026-01-06", person_id=LEAD)
    assert await office.text(row, NOW + timedelta(hours=12)) == "(the next one tells it)"


def test_it_keeps_to_its_words_however_much_there_is() -> None:
    long = "The Very Long Name of a Customer Ltd"
    changes = tuple(
        AccountChange(
            number,
            f"{long} {number}",
            kind,
            kind in ("won", "renewed"),
            ago(1),
            number,
            "1.2M EUR",
            what="answered 3 of 10",
            who="Dana Frost, Chief Operating Officer",
            words="much too slow " * 9,
        )
        for number, kind in enumerate(ORDER * 3)
    )
    forecast = said._WEEK.forecast
    rows = [replace(one, account=long) for one in forecast.apart * 6]
    full = replace(
        said._WEEK,
        changes=changes,
        forecast=replace(
            forecast,
            apart=tuple(rows),
            untold=tuple(rows),
            open_=tuple(replace(one, call="") for one in rows),
            sums=tuple(replace(one, currency=money) for money in ("EUR", "USD", "GBP", "SGD") for one in forecast.sums),
        ),
        load=tuple(CsmLoad(n, f"Somebody{n} Else", 9, {"EUR": Decimal(1)}, 9, 2, 1, ago(-2)) for n in range(5)),
        nobodys=said.Nobodys(3, 4, 9, long),
    )
    message = said.render_week(full)
    assert message is not None
    assert words_without_buttons(message) <= said.MOST_WORDS
