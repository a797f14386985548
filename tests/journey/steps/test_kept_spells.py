"""Kept spells are those that are on record, whatever happens to them, and whoever writes."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Table, delete, insert, text, update
from sqlalchemy.sql import visitors

from bot.jobs.move_accounts import MoveWish, move_accounts
from bot.journey.steps.keep_spells import keep_spells
from bot.journey.steps.spells import spells
from bot.journey.steps.step_query import StepQuery
from bot.journey.steps.ways import read_ways
from bot.journey.sweep.contract_ends import end_terms
from bot.store.tables import (
    Account,
    AccountEvent,
    AccountFacts,
    Contract,
    MilestoneReached,
    TaskDone,
    VersionMilestone,
)
from bot.store.tables.base import Base
from bot.store.tables.spells.triggers import DEEDS, OF_ACCOUNTS, OF_PLAYBOOKS
from bot.usecases.account import renewal, tasks
from bot.usecases.account.renewal import RenewalOutcome
from bot.usecases.undo import undo
from bot.usecases.workspace.place import place
from tests.figures.both_ways import both_ways, kept
from tests.given.accounts import Accounts
from tests.given.book import Book, ago

Deed = Callable[[Accounts, dict[str, int]], Awaitable[None]]


async def written(accounts: Accounts, statement: Any) -> None:
    async with accounts.store.everywhere(writes=True) as connection:
        await connection.execute(statement)


async def some(accounts: Accounts) -> dict[str, int]:
    """Accounts at all kinds of places, swept and kept."""
    found = {
        "new": await accounts.account("New", started_on=ago(20)),
        "on": await accounts.account("On", started_on=ago(200)),
        "gone": await accounts.account("Gone", started_on=ago(300), status="churned", churned_on=ago(30)),
        "told": await accounts.account("Told", entry_stage="adopt", started_on=ago(400), created_at=accounts.now),
        "unknown": await accounts.account("Unknown", started_on=ago(900), created_at=accounts.now),
    }
    await accounts.reach(found["on"], "first-value", ago(150))
    await accounts.reach(found["gone"], "first-value", ago(250))
    await accounts.ends_in_march(found["on"])
    await accounts.sweep()
    await keep_spells(accounts.store, accounts.workspace)
    return found


# What happens to accounts: each deed, and what is swept after it


async def tick(accounts: Accounts, of: dict[str, int]) -> None:
    first = accounts.library.playbooks["laer"].milestones()[0]
    for task in first.tasks:
        await tasks.task_done(accounts.write(), of["new"], task.key)
    for test in first.kpis:
        await accounts.kpi(of["new"], test.kpi, test.at_least)


async def untick(accounts: Accounts, of: dict[str, int]) -> None:
    await written(accounts, delete(TaskDone).where(TaskDone.account_id == of["new"]))
    await written(accounts, delete(MilestoneReached).where(MilestoneReached.account_id == of["new"]))


async def reach(accounts: Accounts, of: dict[str, int]) -> None:
    await accounts.reach(of["on"], "habit", ago(40))


async def correct(accounts: Accounts, of: dict[str, int]) -> None:
    await accounts.set(MilestoneReached, of["gone"], reached_on=ago(240))


async def lose(accounts: Accounts, of: dict[str, int]) -> None:
    wish = RenewalOutcome("lost", until=ago(1), reason="price")
    settled = await renewal.settle(accounts.write(), of["on"], wish, ())
    of["change"] = settled.change_id
    async with accounts.store.write(accounts.workspace) as db:
        await end_terms(db, accounts.now, accounts.now.date())


async def come_back(accounts: Accounts, of: dict[str, int]) -> None:
    await undo(accounts.write(), of["change"])


async def begin_anew(accounts: Accounts, of: dict[str, int]) -> None:
    """As an import has it of one that is a customer again."""
    new = {"status": "active", "churned_on": None, "period": 2, "started_on": ago(10)}
    await accounts.set(Account, of["gone"], **new)


async def say_the_place(accounts: Accounts, of: dict[str, int]) -> None:
    of["change"] = await place(accounts.write(), {of["unknown"]: "adopt"})


async def not_so(accounts: Accounts, of: dict[str, int]) -> None:
    await undo(accounts.write(), of["change"])


async def enter(accounts: Accounts, of: dict[str, int]) -> None:
    await accounts.event(of["told"], "stage_entered", 60, "adopt")


async def hand_over(accounts: Accounts, of: dict[str, int]) -> None:
    await accounts.set(Account, of["new"], csm_id=Book.teammate, tier="small", segment="retail")


async def move(accounts: Accounts, of: dict[str, int]) -> None:
    await move_accounts(
        accounts.store, accounts.library, accounts.workspace, MoveWish(("told",), to="subscription"), accounts.now
    )


async def another_guess(accounts: Accounts, of: dict[str, int]) -> None:
    """A playbook's usual days say who was new when it came."""
    first = VersionMilestone.position == 1
    await written(accounts, update(VersionMilestone).where(first).values(usual_days=1_000))


async def take_away(accounts: Accounts, of: dict[str, int]) -> None:
    await written(accounts, delete(Account).where(Account.id == of["told"]))


DEEDS_OF_PEOPLE: tuple[Deed, ...] = (
    tick, untick, reach, correct, lose, come_back, begin_anew, say_the_place, not_so, enter, hand_over, move,
    another_guess, take_away,
)  # fmt: skip


async def test_after_every_deed_figures_read_what_is_on_record(accounts: Accounts) -> None:
    # method: D6
    of = await some(accounts)
    assert (await kept(accounts))[0] > 5
    for deed in DEEDS_OF_PEOPLE:
        await deed(accounts, of)
        for swept in (False, True):
            if swept:
                accounts.now += timedelta(days=1)
                await accounts.sweep()
            read, worked_out = await both_ways(accounts)
            assert read == worked_out, (deed.__name__, swept)
        changed = await keep_spells(accounts.store, accounts.workspace) > 0
        assert changed is (deed not in (hand_over, take_away)), deed.__name__
        read, worked_out = await both_ways(accounts)
        assert read == worked_out, deed.__name__
        assert await kept(accounts) == (len(read), 0)


# What the database notes by itself


def columns_of(statement: Any) -> set[tuple[str, str]]:
    """(table, column) of all that the statement reads."""
    found = set()
    for element in visitors.iterate(statement):
        table = getattr(element, "table", None)
        if isinstance(element, Column) and isinstance(of := getattr(table, "element", table), Table):
            found.add((of.name, element.name))
    return found


async def test_whatever_spells_rest_on_is_watched(accounts: Accounts) -> None:
    await accounts.account(started_on=ago(10))
    async with accounts.store.read(accounts.workspace) as db:
        (ways,) = await read_ways(db)
    asked = spells(StepQuery(accounts.now.date(), ways), ("place", "state", "turned", "ended", "days", "since", "late"))
    watched = {(table, column) for table, (_, columns, _) in OF_ACCOUNTS.items() for column in columns}
    tables = {table for table, _ in watched} | set(OF_PLAYBOOKS)
    keys = {(table, name) for table in tables for name in ("id", "workspace_id", "account_id")}
    read = columns_of(asked)
    assert len(read) > 15
    assert {one for one in read if one[0] not in OF_PLAYBOOKS} - watched - keys == set()


async def noted(accounts: Accounts) -> bool:
    """Whether the deed has left a note; it is taken away."""
    found = (await kept(accounts))[1] > 0
    await written(accounts, text("DELETE FROM spells_behind"))
    return found


OTHER_VALUES: dict[str, Any] = {
    "status": "double", "churned_on": ago(3), "started_on": ago(4), "entry_stage": "renew", "period": 7,
    "turned_on": ago(5), "placed": False, "milestone_due_on": ago(6), "milestone": "habit", "reached_on": ago(7),
    "via": "person", "kind": "review", "key": "renew", "source": "sweep",
}  # fmt: skip


async def test_each_change_of_a_watched_column_is_noted_and_no_other(accounts: Accounts) -> None:
    acme = await accounts.account(started_on=ago(100))
    other = await accounts.version("subscription")
    moment = accounts.now - timedelta(days=9)
    values = OTHER_VALUES | {"playbook_version_id": other} | dict.fromkeys(
        ("created_at", "known_since", "at", "undone_at"), moment
    )  # fmt: skip
    await accounts.reach(acme, "first-value", ago(50))
    await accounts.event(acme, "stage_entered", 60, "adopt")
    await accounts.task(acme, accounts.library.playbooks["laer"].milestones()[0].tasks[0].key)
    await accounts.sweep()
    tables = Base.metadata.tables
    assert await noted(accounts)
    for name, (account, columns, _) in OF_ACCOUNTS.items():
        table = tables[name]
        for column in sorted(columns, key=lambda one: one == "kind"):  # then it is no stage entry any more
            if column == "account_id":
                continue
            await written(accounts, update(table).where(table.c[account] == acme).values({column: values[column]}))
            assert await noted(accounts), (name, column)
            await written(accounts, update(table).where(table.c[account] == acme).values({column: values[column]}))
            assert not await noted(accounts), ("the same again", name, column)
    await accounts.set(Account, acme, name="Acme & Sons", csm_id=Book.teammate)
    await accounts.set(AccountFacts, acme, health=12, decision_makers=3)
    await accounts.event(acme, "contact", 3)
    await accounts.ends_in_march(acme)
    await accounts.set(Contract, acme, outcome="renewed")
    assert not await noted(accounts)


async def test_what_is_added_or_deleted_is_noted_too(accounts: Accounts) -> None:
    acme = await accounts.account(started_on=ago(100))
    assert await noted(accounts)
    await accounts.sweep()
    assert await noted(accounts)
    await accounts.reach(acme, "first-value", ago(50))
    assert await noted(accounts)
    await accounts.event(acme, "stage_entered", 60, "adopt")
    assert await noted(accounts)
    for table in (AccountEvent, MilestoneReached, AccountFacts):
        await written(accounts, delete(table).where(table.account_id == acme))
        assert await noted(accounts), table
    version = await accounts.version()
    extra = {"workspace_id": accounts.workspace, "version_id": version, "position": 99}
    await written(accounts, insert(VersionMilestone).values(**extra, milestone="more", stage_position=4, usual_days=9))
    assert await noted(accounts)
    await written(accounts, delete(VersionMilestone).where(VersionMilestone.position == 99))
    assert await noted(accounts)
    await written(accounts, delete(Account).where(Account.id == acme))
    assert not await noted(accounts)
    assert DEEDS == ("insert", "update", "delete")


async def test_other_workspaces_are_left_alone_and_who_was_lost_before_is_kept_too(accounts: Accounts) -> None:
    there = accounts.elsewhere()
    for one in (accounts, there):
        await one.account(started_on=ago(100))
        await one.sweep()
    assert await keep_spells(accounts.store, accounts.workspace) == 1
    assert [(await kept(one))[1] for one in (accounts, there)] == [0, 1]
    gone = await accounts.account("Gone", started_on=ago(50), status="churned")  # which no sweep ever looks at
    assert await keep_spells(accounts.store, accounts.workspace) == 1
    read, worked_out = await both_ways(accounts)
    assert read == worked_out
    assert gone in {row[1] for row in read}


@pytest.mark.parametrize("few", [1, 500])
async def test_many_that_are_behind_are_found_like_few(
    accounts: Accounts, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = await some(accounts)
    monkeypatch.setattr("bot.journey.steps.kept_spells.FEW", few)
    for number in (of["new"], of["on"], of["told"]):
        await accounts.set(Account, number, started_on=ago(77))
    read, worked_out = await both_ways(accounts)
    assert read == worked_out
    assert await keep_spells(accounts.store, accounts.workspace) == 3
    again, worked_out = await both_ways(accounts)
    assert again == worked_out == read
