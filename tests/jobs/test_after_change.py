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
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.tables import AccountFacts, Outgoing, Person, Workspace
from tests.conftest import NOW, Book
from tests.journey.world import World


@pytest.fixture
def world(store: Store, book: Book, library: Library) -> World:
    return World(store, library, book.workspace, book.owner, NOW)


async def stuck_and_told(world: World) -> int:
    """An account that is late for its milestone, and this morning's digest that says so."""
    acme = await world.account(started_on=(world.now - timedelta(days=90)).date())
    await world.sweep()
    stuck = await world.cta(acme, "stuck-in-milestone")
    async with world.store.write(world.workspace) as db:
        day = world.now.date().isoformat()
        number = await queue(
            db, kind="digest", once=f"digest:person:{world.owner}:{day}", person_id=world.owner, now=world.now,
            refs={"local_date": day, "ctas": [stuck.id]},
        )  # fmt: skip
        message = {"title": [], "blocks": []}
        await db.execute(update(Outgoing).where(Outgoing.id == number).values(state="sent", message=message))
        await db.execute(update(Workspace).values(ticked_at=world.now))
        await db.execute(update(Person).values(digest_at="07:00"))
    world.now += timedelta(hours=2)
    return acme


async def by_import(world: World, folder: Path) -> None:
    at = (world.now - timedelta(minutes=5)).isoformat()
    (folder / "events.csv").write_text(f"account,event,at,key\nacme,milestone_reached,{at},first-value\n")
    file = folder / "events.csv"
    await import_data(world.store, world.library, world.workspace, "events", file, now=world.now, file_time=world.now)


async def by_a_click(world: World, folder: Path) -> None:
    await world.event(1, "milestone_reached", 0, key="first-value")
    await world.finish(1, "first-value")
    await after_change(world.store, world.library, world.workspace, world.now, [1])


async def by_a_round(world: World, folder: Path) -> None:
    await world.finish(1, "first-value")
    await after_change(world.store, world.library, world.workspace, world.now)


async def by_a_move(world: World, folder: Path) -> None:
    wish = move_accounts.MoveWish(accounts=("acme",), to="success-milestones")
    await move_accounts.move_accounts(world.store, world.library, world.workspace, wish, world.now)


@pytest.mark.parametrize("change", [by_import, by_a_click, by_a_round, by_a_move])
async def test_a_to_do_that_is_over_is_over_in_the_digest_at_once(
    world: World, tmp_path: Path, change: Callable[[World, Path], Awaitable[None]]
) -> None:
    acme = await stuck_and_told(world)
    await change(world, tmp_path)
    assert (await world.cta(acme, "stuck-in-milestone")).state == "closed"
    async with world.store.read(world.workspace) as db:
        assert await db.scalar(select(Outgoing.edit).where(Outgoing.kind == "digest")) is True


async def test_what_opens_is_told_in_the_owners_working_hours(world: World) -> None:
    acme = await stuck_and_told(world)
    await world.set(AccountFacts, acme, known_since=world.now - timedelta(days=1))  # on its first day nothing is told
    for kpi in world.library.playbooks["laer"].health.kpis:
        await world.kpi(acme, kpi.key, kpi.worst)
    await after_change(world.store, world.library, world.workspace, world.now, [acme])
    red = await world.cta(acme, "health-red")
    async with world.store.read(world.workspace) as db:
        assert await db.scalar(select(Outgoing.cta_id).where(Outgoing.kind == "alert")) == red.id


async def test_many_accounts_are_no_more_than_a_database_takes(world: World) -> None:
    acme = await stuck_and_told(world)
    await world.finish(acme, "first-value")
    done = await after_change(world.store, world.library, world.workspace, world.now, range(1, 40_001))
    assert (done.reached, (await world.cta(acme, "stuck-in-milestone")).state) == (1, "closed")
