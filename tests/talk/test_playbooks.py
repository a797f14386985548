"""What a message says of an account depends on the playbook that it is on."""

from datetime import timedelta
from typing import Any

import pytest

from bot.jobs.move_accounts import MoveWish, move_accounts
from bot.playbook.models import Library
from bot.store.session import Store
from bot.talk.card.card import card
from bot.talk.card.tasks import tasks
from bot.talk.todos.why import why
from tests.conftest import NOW, Book
from tests.journey.test_playbooks import account_on
from tests.journey.world import World
from tests.talk.reading import text_of
from tests.talk.seed import OLGA


@pytest.fixture
def world(store: Store, book: Book, library: Library) -> World:
    return World(store, library, book.workspace, book.owner, NOW)


async def said(world: World, message: Any, account: int) -> str:
    async with world.store.read(world.workspace) as db:
        return text_of(await message(db, world.library, account, OLGA, world.now))


async def test_the_list_asks_for_what_the_accounts_segment_must_reach(world: World) -> None:
    # method: B2, B3
    for segment, asked in (("enterprise", "at least 40"), ("start-up", "at least 5"), (None, "at least 5")):
        account = await account_on(
            world, "saas-lifecycle", segment or "none", segment=segment, entry_stage="onboarding"
        )
        await world.kpi(account, "users-added", 7)
        await world.sweep()
        text = await said(world, tasks, account)
        assert f"People added: 7, {asked} needed" in text
        assert ("✓ met" in text) == (segment != "enterprise")


async def test_the_list_says_what_the_next_phase_takes_and_how_long_it_usually_lasts(world: World) -> None:
    # method: D1
    acme = await account_on(world, "success-milestones", started_on=NOW.date())
    await world.sweep()
    text = await said(world, tasks, acme)
    assert "Then: Everyday use, usually 60 days" in text
    assert "• At least one person at the customer can do it alone" in text


async def test_the_reasons_name_the_playbook(world: World) -> None:
    # method: C1
    acme = await account_on(world, "subscription", started_on=NOW.date())
    await world.sweep()
    assert "By the playbook Subscription." in await said(world, why, acme)


async def test_the_card_compares_no_health_across_a_move(world: World) -> None:
    # method: C2
    acme = await world.account(started_on=NOW.date() - timedelta(days=90))
    for kpi in world.library.playbooks["laer"].health.kpis:
        await world.kpi(acme, kpi.key, kpi.best)
    await world.sweep()
    for kpi in world.library.playbooks["laer"].health.kpis:
        await world.kpi(acme, kpi.key, kpi.worst, days_ago=-8)
    await world.sweep(days=8)
    assert "was 100 a week ago" in await said(world, card, acme)
    await move_accounts(world.store, world.library, world.workspace, MoveWish(to="subscription"), world.now)
    text = await said(world, card, acme)
    assert "Health 0" in text
    assert "a week ago" not in text
