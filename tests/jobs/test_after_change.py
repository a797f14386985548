"""Whoever changes something, the same follows: what is over is over in the digest, what is new is told."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.delivery.outbox import queue
from bot.jobs import move_accounts
from bot.jobs.after_change import after_change
from bot.jobs.import_data import import_data
from bot.store.tables import AccountFacts, Outgoing, Person, Workspace
from tests.given.accounts import Accounts


async def stuck_and_told(accounts: Accounts) -> int:
    """An account that is late for its milestone, and this morning's digest that says so."""
    acme = await accounts.account(started_on=(accounts.now - timedelta(days=90)).date())
    await accounts.sweep()
    stuck = await accounts.cta(acme, "stuck-in-milestone")
    async with accounts.store.write(accounts.workspace) as db:
        day = accounts.now.date().isoformat()
        number = await queue(
            db, kind="digest", once=f"digest:person:{accounts.owner}:{day}", person_id=accounts.owner, now=accounts.now,
            refs={"local_date": day, "ctas": [stuck.id]},
        )  # fmt: skip
        message = {"title": [], "blocks": []}
        await db.execute(update(Outgoing).where(Outgoing.id == number).values(state="sent", message=message))
        await db.execute(update(Workspace).values(ticked_at=accounts.now))
        await db.execute(update(Person).values(digest_at="07:00"))
    accounts.now += timedelta(hours=2)
    return acme


async def by_import(accounts: Accounts, folder: Path) -> None:
    at = (accounts.now - timedelta(minutes=5)).isoformat()
    (folder / "events.csv").write_text(f"account,event,at,key\nacme,milestone_reached,{at},first-value\n")
    file = folder / "events.csv"
    await import_data(
        accounts.store, accounts.library, accounts.workspace, "events", file, now=accounts.now, file_time=accounts.now
    )


async def by_a_click(accounts: Accounts, folder: Path) -> None:
    await accounts.event(1, "milestone_reached", 0, key="first-value")
    await accounts.finish(1, "first-value")
    await after_change(accounts.store, accounts.library, accounts.workspace, accounts.now, [1])


async def by_a_round(accounts: Accounts, folder: Path) -> None:
    await accounts.finish(1, "first-value")
    await after_change(accounts.store, accounts.library, accounts.workspace, accounts.now)


async def by_a_move(accounts: Accounts, folder: Path) -> None:
    wish = move_accounts.MoveWish(accounts=("acme",), to="success-milestones")
    await move_accounts.move_accounts(accounts.store, accounts.library, accounts.workspace, wish, accounts.now)


@pytest.mark.parametrize("change", [by_import, by_a_click, by_a_round, by_a_move])
async def test_a_to_do_that_is_over_is_over_in_the_digest_at_once(
    accounts: Accounts, tmp_path: Path, change: Callable[[Accounts, Path], Awaitable[None]]
) -> None:
    acme = await stuck_and_told(accounts)
    await change(accounts, tmp_path)
    assert (await accounts.cta(acme, "stuck-in-milestone")).state == "closed"
    async with accounts.store.read(accounts.workspace) as db:
        assert await db.scalar(select(Outgoing.edit).where(Outgoing.kind == "digest")) is True


async def test_what_opens_is_told_in_the_owners_working_hours(accounts: Accounts) -> None:
    acme = await stuck_and_told(accounts)
    await accounts.set(
        AccountFacts, acme, known_since=accounts.now - timedelta(days=1)
    )  # on its first day nothing is told
    for kpi in accounts.library.playbooks["laer"].health.kpis:
        await accounts.kpi(acme, kpi.key, kpi.worst)
    await after_change(accounts.store, accounts.library, accounts.workspace, accounts.now, [acme])
    red = await accounts.cta(acme, "health-red")
    async with accounts.store.read(accounts.workspace) as db:
        assert await db.scalar(select(Outgoing.cta_id).where(Outgoing.kind == "alert")) == red.id


async def test_many_accounts_are_no_more_than_a_database_takes(accounts: Accounts) -> None:
    acme = await stuck_and_told(accounts)
    await accounts.finish(acme, "first-value")
    done = await after_change(accounts.store, accounts.library, accounts.workspace, accounts.now, range(1, 40_001))
    assert (done.reached, (await accounts.cta(acme, "stuck-in-milestone")).state) == (1, "closed")
