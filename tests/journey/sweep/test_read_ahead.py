"""Facts that are read while others are written are never older than what they stand on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.journey.accounts.scope import BOUNDS, Bounds, Scope
from bot.journey.sweep.account_inputs import SweepRange
from bot.journey.sweep.assess import Cut, assess
from bot.journey.sweep.facts_row import new_facts
from bot.journey.sweep.repeated import repeated
from bot.store.session import Store
from bot.store.tables import Account, KpiLatest
from tests.given.accounts import Accounts
from tests.given.book import NOW, TODAY

pytestmark = pytest.mark.one_database  # what is read ahead is read on SQLite only


def _one_by_one(account_ids: list[int], meanwhile: dict[int, Callable[[], Awaitable[object]]]) -> Cut:
    """meanwhile: what somebody does before the n-th account's range."""

    async def cut(_store: Store, _workspace: int, _named: Collection[int] | None) -> AsyncIterator[Bounds]:
        for place, account_id in enumerate(account_ids):
            await asyncio.sleep(0.05)  # what is read ahead has been read
            if place in meanwhile:
                await meanwhile[place]()
            yield {"first_id": account_id, "last_id": account_id}

    return cut


async def _measured(accounts: Accounts, count: int, value: float) -> list[int]:
    ids = [await accounts.account(f"Acme {n}", started_on=TODAY - timedelta(days=20)) for n in range(count)]
    for account_id in ids:
        for kpi in accounts.library.playbooks["laer"].health.kpis:
            await accounts.kpi(account_id, kpi.key, kpi.worst + (kpi.best - kpi.worst) * value)
    return ids


async def _health(accounts: Accounts, account_id: int) -> int | None:
    facts = await accounts.facts(account_id)
    assert facts is not None
    return facts.health


async def test_what_somebody_changes_after_it_was_read_counts(accounts: Accounts) -> None:
    ids = await _measured(accounts, 4, 0.5)
    kpis = {kpi.key: kpi.best for kpi in accounts.library.playbooks["laer"].health.kpis}

    async def all_is_well() -> None:
        async with accounts.store.write(accounts.workspace) as db:
            for key, best in kpis.items():
                changed = update(KpiLatest).where(KpiLatest.account_id == ids[0], KpiLatest.kpi == key)
                await db.execute(changed.values(value=best))

    await assess(accounts.store, accounts.library, accounts.workspace, NOW, cut=_one_by_one(ids, {1: all_is_well}))
    assert [await _health(accounts, one) for one in ids] == [100, 50, 50, 50]


async def test_who_left_after_it_was_read_gets_no_facts(accounts: Accounts) -> None:
    ids = [await accounts.account(f"Acme {n}", started_on=TODAY - timedelta(days=20)) for n in range(3)]

    async def leave() -> None:
        async with accounts.store.write(accounts.workspace) as db:
            await db.execute(update(Account).where(Account.id == ids[1]).values(status="churned"))

    await assess(accounts.store, accounts.library, accounts.workspace, NOW, cut=_one_by_one(ids, {2: leave}))
    assert [await accounts.facts(one) is not None for one in ids] == [True, False, True]


@pytest.mark.both_databases
async def test_every_range_is_assessed_once(accounts: Accounts) -> None:
    ids = [await accounts.account(f"Acme {n}", started_on=TODAY - timedelta(days=20)) for n in range(5)]
    await accounts.finish(ids[3], "first-value")
    done = await assess(accounts.store, accounts.library, accounts.workspace, NOW, cut=_one_by_one(ids, {}))
    assert (done.changed, done.reached) == (5, 1)
    facts = [await accounts.facts(one) for one in ids]
    assert [one.milestone for one in facts if one] == ["first-value"] * 3 + ["habit", "first-value"]
    again = await assess(accounts.store, accounts.library, accounts.workspace, NOW, cut=_one_by_one(ids, {}))
    assert (again.changed, again.reached) == (0, 0)


async def test_an_error_in_one_range_leaves_the_connections_fit_for_use(accounts: Accounts) -> None:
    ids = await _measured(accounts, 3, 0.3)

    async def break_down() -> None:
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        await assess(accounts.store, accounts.library, accounts.workspace, NOW, cut=_one_by_one(ids, {2: break_down}))
    assert (await accounts.sweep()).changed == 3


async def test_a_range_goes_through_no_table_whole(accounts: Accounts) -> None:
    asked = new_facts(SweepRange("sqlite", Scope(accounts.workspace), NOW, TODAY, [30]))
    facts = repeated(asked, accounts.store.engine.dialect, BOUNDS)
    async with accounts.store.everywhere() as connection:
        values = facts.values_of({"first_id": 1, "last_id": 2})
        plan = (await connection.exec_driver_sql("EXPLAIN QUERY PLAN " + facts.sql, values)).all()
    walked = {step[3].split()[1] for step in plan if step[3].startswith("SCAN")}
    assert {name for name in walked if not name.startswith("version_")} == {"known", "placed"}, "those of the range"
