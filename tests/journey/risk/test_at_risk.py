"""At risk means one thing everywhere, and each account says why it is."""

# method: B8, C6

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.journey.accounts.selection import EVERYONE, ListQuery
from bot.journey.figures.forecast import quarter_forecast
from bot.journey.figures.quarter import Quarter
from bot.store.tables import Account
from bot.surfaces.plain.text import said as words_of
from bot.talk.account.read_account import load_accounts
from bot.talk.plain.asked import FactAsked
from bot.talk.plain.many.books import book_message
from bot.talk.plain.standing_facts import risk as risk_fact
from bot.talk.portfolio.account_lists import AT_RISK, at_risk, first_few
from bot.talk.portfolio.account_tables import roster
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA, TODAY
from tests.given.reading import text_of
from tests.given.rows import event, facts, todo

WHY: dict[str, tuple[Callable[[int], list[Any]], dict[str, Any], str]] = {
    "Amber, in the lowest band": (lambda n: [facts(n, health=22, band=1)], {}, "health 22"),
    "Birch, its CSM worried": (lambda n: [facts(n)], {"view": "worried", "view_by": 11}, "you are worried"),
    "Cedar, a fall put off": (
        lambda n: [
            facts(n),
            todo(None, "use-fell", account_id=n, subject=f"account:{n}:1", occurrence="c", state="asleep"),
        ],
        {},
        "health 61",
    ),
    "Dune, nobody carries the goal": (
        lambda n: [facts(n), todo(None, "champion-left", account_id=n, subject=f"account:{n}:1", occurrence="d")],
        {},
        "the champion left, and nobody has taken over yet",
    ),
    "Elm, a low answer": (
        lambda n: [facts(n), event("survey", 30, key="nps 3", account_id=n)],
        {},
        "answered 3 of 10 on Sun 7 Dec 2025",
    ),
}
WELL: dict[str, list[Any]] = {
    "Fern, an old low answer": [event("survey", 100, key="nps 3")],
    "Gorse, answered better since": [event("survey", 30, key="nps 3"), event("survey", 5, key="nps 9")],
    "Heath, a risk that is over": [todo(None, "champion-left", occurrence="h", state="closed")],
    "Iris, an opening": [todo(None, "expansion-ready", occurrence="i", type="opportunity")],
}

EVERYBODYS = ListQuery("at-risk")


@pytest.fixture
async def nine(accounts: Accounts) -> Accounts:
    for name, (rows, more, _) in WHY.items():
        await accounts.add(*rows(await accounts.account(name, csm_id=11, **more)))
    for name, found in WELL.items():
        number = await accounts.account(name, csm_id=11)
        for row in found:
            row.account_id = number
            if hasattr(row, "subject"):
                row.subject = f"account:{number}:1"
        await accounts.add(facts(number), *found)
    return accounts


@pytest.mark.both_databases
async def test_red_health_a_worry_low_answers_and_open_risks_count_each_with_its_reason(nine: Accounts) -> None:
    async with nine.store.read(1) as db:
        here = await at_risk(db, nine.library, OLGA, NOW)
        whole = text_of(await roster(db, nine.library, ListQuery("at-risk"), OLGA, NOW))
    assert here.count == len(WHY)
    said = {name: why for name, why, _ in here.rows}
    assert set(said) == set(WHY)
    for name, (_, _, reason) in WHY.items():
        assert reason in said[name], (name, said[name])
    assert [name.split(",")[0] for name, *_ in here.rows[:2]] == ["Amber", "Birch"]  # the plainest first
    assert "the first three before the others, and the largest first" in whole
    assert not any(name in whole for name in WELL)


@pytest.mark.both_databases
async def test_forecast_list_plain_words_and_a_colleagues_book_name_the_same_ones(nine: Accounts) -> None:
    async with nine.store.read(1) as db:
        ids = {name: number for number, name in await db.execute(select(Account.id, Account.name))}
    for number in ids.values():
        await nine.contract(number, ends_on=date(2026, 3, 1), amount=9)
    assert await named_at_risk(nine) == {where: set(WHY) for where in ("list", "forecast", "plain words")}


async def test_the_first_ones_are_the_same_whether_or_not_the_plain_ones_are_enough(nine: Accounts) -> None:
    async with nine.store.read(1) as db:
        shown = [
            [view.account.name for view in (await first_few(db, nine.library, AT_RISK, EVERYBODYS, OLGA, NOW, most))[0]]
            for most in range(1, len(WHY) + 1)
        ]
    assert [len(some) for some in shown] == list(range(1, len(WHY) + 1))
    assert shown == [shown[-1][: len(some)] for some in shown]


async def named_at_risk(accounts: Accounts) -> dict[str, set[str]]:
    """Who is at risk, as each place has it."""
    async with accounts.store.read(1) as db:
        rows = {name: why for name, why, _ in (await at_risk(db, accounts.library, OLGA, NOW)).rows}
        forecast = await quarter_forecast(db, Quarter(2026, 1), EVERYONE, TODAY, NOW)
        views = (await load_accounts(db, accounts.library, list(await db.scalars(select(Account.id))), NOW)).values()
        book = text_of(await book_message(db, accounts.library, (11, "Olga Owner"), OLGA, NOW))
        said = {view.account.name: words_of(risk_fact(FactAsked(view, OLGA, NOW))) for view in views}
    assert all(rows[name] in words for name, words in said.items() if name in rows)  # with the same reasons
    assert f"; {len(rows)} at risk." in book
    return {
        "list": set(rows),
        "forecast": {one.account for one in forecast.open_ if one.data == "at risk"},
        "plain words": {name for name, words in said.items() if " is at risk: " in words},
    }
