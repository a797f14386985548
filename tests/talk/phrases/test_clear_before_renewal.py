"""Before a renewal: tickets, bad answers first; growth only where health is high and neither is open."""  # method: C7

from datetime import date, timedelta

import pytest

from bot.store.tables import Contract, Cta, KpiLatest
from bot.talk.account.read_account import load_account
from bot.talk.people.prep import prep
from bot.talk.phrases.clear_before_renewal import Clearing, clearings
from bot.talk.phrases.reader import Reader
from bot.talk.renewal.renewal import renewal_form
from bot.talk.todos.alert import alert, visible_words
from bot.talk.todos.todo_list import todos
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, ago
from tests.given.reading import lines_of, text_of
from tests.given.rows import event, facts, kpi, person, tag

pytestmark = pytest.mark.one_database


async def read(accounts: Accounts) -> Clearing | None:
    async with accounts.store.read(1) as db:
        view = await load_account(db, accounts.library, 1, NOW)
        assert view is not None
        return (await clearings(db, [view], OLGA, NOW)).get(1)


async def whole(accounts: Accounts, **values: object) -> None:
    """An account that renews in 60 days and has nothing open."""
    await accounts.account()
    await accounts.add(
        facts(**({"health": 84, "band": 3, "last_survey_on": ago(20)} | values)),
        Contract(account_id=1, product="Reports", ends_on=ago(-60)),
        *kpi(1, "open-tickets", (1, 1)),
        person(1, "Dana Reyes", "COO", "decision maker", persona="ceo"),
        tag(1, "ceo"),
        event("contact", 4, "spoke", stakeholder_id=1),
        event("survey", 20, key="nps 9", stakeholder_id=1),
    )


async def test_where_all_is_clear_growth_may_be_raised(accounts: Accounts) -> None:
    await whole(accounts)
    found = await read(accounts)
    assert found is not None
    assert [(one.what, one.state) for one in found.checks] == [
        ("open tickets 1, yesterday", "clear"),
        ("no low survey answer within 180 days", "clear"),
        ("nothing we promised is open", "clear"),
        ("last talk with Dana Reyes: Fri 2 Jan", "clear"),
        ("Dana Reyes is likely a CEO type", "clear"),
    ]
    assert (found.may, found.upsell) == (
        True, "Upsell may come up: health is 84, and no ticket or low answer stands in the way.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sure", "what", "state"),
    [
        ("sure", "what drives Dana Reyes is known: CEO type", "clear"),
        ("likely", "Dana Reyes is likely a CEO type", "clear"),
        ("guess", "Dana Reyes may be a CEO type (a guess)", "unknown"),
    ],
)
async def test_a_type_is_said_as_sure_as_it_is(accounts: Accounts, sure: str, what: str, state: str) -> None:
    await whole(accounts)
    await accounts.add(tag(1, "ceo", 1, confidence=sure))
    found = await read(accounts)
    assert found is not None
    assert (found.checks[-1].what, found.checks[-1].state) == (what, state)


@pytest.mark.both_databases
async def test_tickets_and_bad_answers_stand_first_and_call_growth_off(accounts: Accounts) -> None:
    await whole(accounts)
    async with accounts.store.write(1) as db:
        newest = await db.get(KpiLatest, (1, "open-tickets"))
        newest.value, newest.observed_at = 5, NOW
    await accounts.add(event("survey", 10, "too slow", key="nps 4", fingerprint="x"))
    found = await read(accounts)
    assert found is not None
    assert [(one.what, one.todo) for one in found.checks[:2]] == [
        ("5 open tickets (up to 2 are fine), today", "get a date for each from support"),
        ("NPS 4 of 10 on Sat 27 Dec 2025", "call, and say what changes because of it"),
    ]
    assert found.upsell == (
        "No upsell now, because open tickets are at 5 and somebody answered 4 of 10 on Sat 27 Dec 2025."
    )


async def test_whoever_answers_better_later_has_taken_it_back(accounts: Accounts) -> None:
    await whole(accounts)
    await accounts.add(event("survey", 30, key="nps 3", stakeholder_id=1), event("survey", 40, key="csat 2"))
    found = await read(accounts)
    assert found is not None
    assert found.checks[1].what == "CSAT 2 of 5 on Thu 27 Nov 2025"  # nobody has rated that better since


async def test_middling_health_calls_growth_off_too(accounts: Accounts) -> None:
    await whole(accounts, health=61, band=2)
    found = await read(accounts)
    assert found is not None
    assert found.upsell == "No upsell now, because health is 61 (on watch)."


async def test_what_isnt_known_is_asked_for_and_never_called_clear(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(), Contract(account_id=1, product="Reports", ends_on=ago(-60)))
    found = await read(accounts)
    assert found is not None
    assert [(one.what, one.state, one.todo) for one in found.checks] == [
        ("open tickets, no figure yet", "unknown", "ask support how many there are"),
        ("no survey answered within 180 days", "unknown", "ask for a score and a sentence"),
        ("nothing we promised is open", "clear", ""),
        ("nobody is noted as deciding", "open", "find out who signs"),
    ]


async def test_who_decides_must_have_been_spoken_with_lately_and_have_a_type(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        facts(),
        Contract(account_id=1, product="Reports", ends_on=ago(-60)),
        person(1, "Dana Reyes", "COO", "decision maker"),
        person(2, "Ivo Brandt", "Analyst", "champion"),
        event("contact", 3, "spoke", stakeholder_id=2),
        event("review", 50, "All well. With Ivo Brandt and Dana Reyes.", stakeholder_id=2),
    )
    found = await read(accounts)
    assert found is not None
    assert [(one.what, one.todo) for one in found.checks[-2:]] == [
        ("no talk with Dana Reyes for 50 days", "set a date with Dana"),
        ("no type noted for Dana Reyes", "note what drives Dana"),
    ]


async def test_far_from_a_renewal_there_is_no_list(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(), Contract(account_id=1, product="Reports", ends_on=ago(-121)))
    assert await read(accounts) is None
    async with accounts.store.read(1) as db:
        assert "Clear before" not in text_of(await prep(db, accounts.library, 1, OLGA, NOW))


@pytest.mark.both_databases
async def test_it_stands_in_prep_in_the_form_in_the_alert_and_in_the_list(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        cta = (await db.get(Cta, 2)).id
        ready = lines_of(await prep(db, accounts.library, 1, OLGA, NOW, stakeholder_id=1))
        form = await renewal_form(db, accounts.library, 1, OLGA, NOW)
        told = await alert(db, accounts.library, cta, OLGA, NOW)
        mine = lines_of(await todos(db, accounts.library, OLGA, NOW))
    assert "Clear before the renewal" in ready
    assert "5 open tickets (up to 2 are fine), yesterday [to come] get a date for each from support" in ready
    assert "No upsell now, because health is 61 (on watch) and open tickets are at 5." in ready
    intro = ["".join(span.text for span in each) for each in form.intro]
    assert "○ 5 open tickets (up to 2 are fine), yesterday: get a date for each from support" in intro
    assert "✓ Last talk with Dana Reyes: Fri 2 Jan" in intro
    assert "In the way:\n• 5 open tickets\n" in "\n".join(lines_of(told))
    assert visible_words(told) <= 80
    assert any(line.startswith("In the way: 5 open tickets") for line in mine)


@pytest.mark.both_databases
async def test_no_list_for_other_to_dos(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        assert "In the way:" not in text_of(await alert(db, accounts.library, 1, OLGA, NOW))


async def test_a_stranger_sees_none_of_it(accounts: Accounts) -> None:
    await acme(accounts)
    sam = Reader(accounts.book.other_workspace, accounts.book.stranger, "Sam", None)
    async with accounts.store.read(1) as db:
        view = await load_account(db, accounts.library, 1, NOW)
    async with accounts.store.read(accounts.book.other_workspace) as db:
        assert await prep(db, accounts.library, 1, sam, NOW) is None
        assert await renewal_form(db, accounts.library, 1, sam, NOW) is None
        found = await clearings(db, [view], sam, NOW)  # even with a view in hand, no event of theirs is read
    assert all("last talk" not in one.what and "low answer" not in one.what for one in found[1].checks)


@pytest.mark.parametrize("days", [0, 120])
async def test_it_is_there_from_120_days_before_until_the_day_itself(accounts: Accounts, days: int) -> None:
    await accounts.account()
    await accounts.add(
        facts(), Contract(account_id=1, product="Reports", ends_on=date(2026, 1, 6) + timedelta(days=days))
    )
    assert await read(accounts) is not None
