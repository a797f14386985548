"""To-dos about use that breaks off: early, one with a score that falls, and gone when use is back or steady."""
# method: C2, C4

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.store.tables import Account, Cta, PlaybookVersion
from bot.surfaces.plain.text import plain_text
from bot.talk.phrases.reader import Reader
from bot.talk.todos.alert import alert
from tests.given.accounts import Accounts

pytestmark = pytest.mark.slow

OTHERS = ("active-seats", "logins", "feature-adoption", "open-tickets", "response-hours", "nps")  # but weekly use


async def morning(accounts: Accounts, account: int, use: float, days: int = 1) -> list[tuple[str, str]]:
    """So many days later weekly use is measured and the sweep goes round: its to-dos about health and use, then."""
    accounts.now += timedelta(days=days)
    await accounts.kpi(account, "weekly-use", use)
    await accounts.sweep()
    return await about_health(accounts, account)


async def used(accounts: Accounts, key: str = "acme") -> int:
    """An account that has been at 60% for a month, and is known."""
    account = await accounts.account(key.title())
    await accounts.add_kpis(account, "weekly-use", (35, 60), (16, 60), (1, 60))
    await accounts.sweep()
    return account


async def others(accounts: Accounts, account: int, score: float) -> None:
    """All that health is made of but weekly use, each scoring so much."""
    for kpi in accounts.library.playbooks["laer"].health.kpis:
        if kpi.key in OTHERS:
            await accounts.kpi(account, kpi.key, kpi.worst + (kpi.best - kpi.worst) * score / 100)


async def about_health(accounts: Accounts, account: int) -> list[tuple[str, str]]:
    rules = ("use-fell", "use-grows-thin", "health-fell", "health-red")
    return [(cta.rule, cta.state) for cta in await accounts.ctas(account) if cta.rule in rules]


async def test_use_down_by_30_percent_is_told_and_closes_when_it_is_nearly_back(accounts: Accounts) -> None:
    acme = await used(accounts)
    assert await morning(accounts, acme, 43) == []
    assert await morning(accounts, acme, 42) == [("use-fell", "open")]
    assert (await accounts.cta(acme, "use-fell")).tell == "due"
    assert await morning(accounts, acme, 47) == [("use-fell", "open")]  # not by a third any more, but not nearly back
    assert await morning(accounts, acme, 50) == [("use-fell", "closed")]


async def test_its_alert_says_from_what_it_fell(accounts: Accounts) -> None:
    acme = await used(accounts)
    await others(accounts, acme, 60)  # no change of band
    await accounts.sweep()
    await morning(accounts, acme, 40)
    todo = await accounts.cta(acme, "use-fell")
    async with accounts.store.read(accounts.workspace) as db:
        reader = Reader(accounts.workspace, accounts.owner, "Olga Owner", "Europe/Berlin")
        message = await alert(db, accounts.library, todo.id, reader, accounts.now)
    assert message is not None
    lines = plain_text(message).splitlines()
    assert lines[0] == "📉 Acme: weekly use 60% → 40% within two weeks"
    assert not any(line.startswith("• Weekly use") for line in lines)  # told once
    assert "Clears by itself when weekly use is nearly back, or has held steady for four weeks." in lines


async def test_the_fall_doesnt_go_away_by_waiting_and_does_by_holding_steady(accounts: Accounts) -> None:
    acme = await used(accounts)
    assert await morning(accounts, acme, 40) == [("use-fell", "open")]
    for _ in range(2):
        assert await morning(accounts, acme, 40, days=8) == [("use-fell", "open")]
    assert await morning(accounts, acme, 40, days=13) == [("use-fell", "closed")]


async def test_a_score_that_turns_red_takes_it_over(accounts: Accounts) -> None:
    acme = await used(accounts)
    assert await morning(accounts, acme, 40) == [("use-fell", "open")]
    await others(accounts, acme, 10)
    await accounts.sweep()
    assert await about_health(accounts, acme) == [("health-red", "open")]


async def test_where_weekly_use_was_never_measured_a_to_do_about_health_still_closes(accounts: Accounts) -> None:
    acme = await accounts.account()
    await others(accounts, acme, 10)
    await accounts.sweep()
    assert await about_health(accounts, acme) == [("health-red", "open")]
    accounts.now += timedelta(days=1)
    await others(accounts, acme, 90)
    await accounts.sweep()
    assert await about_health(accounts, acme) == [("health-red", "closed")]


async def test_thin_use_and_use_that_fell_are_one_to_do(accounts: Accounts) -> None:
    acme = await used(accounts)
    async with accounts.store.write(accounts.workspace) as db:
        version = PlaybookVersion.__table__.c
        found = PlaybookVersion.__table__.select().with_only_columns(version.id).where(version.name == "subscription")
        await db.execute(update(Account).values(playbook_version_id=found.scalar_subquery(), entry_stage="adoption"))
    assert await morning(accounts, acme, 20) == [("use-fell", "open")]
    facts = await accounts.facts(acme)
    assert facts is not None
    assert facts.stage == "adoption"


async def test_who_said_no_problem_isnt_asked_again_about_the_same_fall(accounts: Accounts) -> None:
    acme = await used(accounts)
    await morning(accounts, acme, 40)
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(update(Cta).values(state="closed", closed_why="not a problem"))
    assert await morning(accounts, acme, 39, days=5) == [("use-fell", "closed")]
