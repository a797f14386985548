"""Whatever somebody writes leaves a trace, by whatever statement; the machine's recomputing leaves none."""

import pytest
from sqlalchemy import delete, select, update

from bot.store.tables import Account, ActingNow, AuditEntry, Base, KpiObservation, Workspace
from bot.store.tables.audit.acting import Actor, acting
from bot.store.tables.audit.triggers import COUNTED, LEFT_OUT, OF_THE_MACHINE, audited
from tests.given.book import NOW, at
from tests.given.every_table.rows import other, write_rows

SOMEBODY = Actor("slack", NOW, person_id=7)
FILE = Actor("import", NOW, who="kpis.csv")


async def trace(store) -> list[AuditEntry]:
    async with store.read(1) as db:
        return list((await db.scalars(select(AuditEntry).order_by(AuditEntry.id))).all())


async def change_every_row(connection) -> None:
    for table in audited(Base.metadata):
        left_out = {"workspace_id", *LEFT_OUT.get(table.name, ())}
        keys = {key.parent.name for key in table.foreign_keys} | {one.name for one in table.primary_key} | left_out
        column = next(one for one in table.columns if one.name not in keys)
        await connection.execute(update(table).values({column.name: other(column)}))


async def test_every_table_leaves_a_trace_of_what_somebody_adds_changes_and_deletes(store):
    wanted = {table.name for table in audited(Base.metadata)}
    with acting(SOMEBODY):
        async with store.everywhere(writes=True) as connection:
            await write_rows(connection)
            await change_every_row(connection)
            for table in reversed(Base.metadata.sorted_tables):
                if table.name not in ("audit", "workspaces"):
                    await connection.execute(delete(table))
    async with store.everywhere() as connection:
        found = (await connection.execute(select(AuditEntry.__table__))).all()
        assert (await connection.execute(select(ActingNow.id))).all() == []
    for deed, lacks in (("added", set()), ("changed", set()), ("deleted", {"workspaces"})):
        assert {row.what for row in found if row.deed == deed} == wanted - lacks, deed
    assert {(row.via, row.person_id, row.at, row.workspace_id) for row in found if row.via != "some"} == {
        ("slack", 7, NOW, 1)
    }


async def test_nothing_is_left_out_without_a_reason(store):
    names = {table.name for table in Base.metadata.sorted_tables}
    assert set(OF_THE_MACHINE) <= names
    assert set(LEFT_OUT) | set(COUNTED) <= names - set(OF_THE_MACHINE)


async def test_what_stood_before_and_stands_after_is_kept_by_any_statement(accounts):
    acme = await accounts.account("Acme")
    store = accounts.store
    assert await trace(store) == []  # nobody acted
    with acting(SOMEBODY):
        async with store.write(1) as db:
            (await db.get_one(Account, acme)).name = "Acme Ltd"
        async with store.write(1) as db:
            await db.execute(update(Account).where(Account.id == acme).values(tier="top", name="Acme Ltd"))
        async with store.write(1) as db:
            await (await db.connection()).execute(update(Account.__table__).values(segment="retail"))
        async with store.write(1) as db:
            await db.execute(update(Account).values(segment="retail"))  # as it is
        with acting(None):
            async with store.write(1) as db:
                await db.execute(update(Account).values(segment="banks"))
    found = await trace(store)
    assert [(one.deed, one.what, one.row, one.account_id) for one in found] == [
        ("changed", "accounts", [acme], acme)
    ] * 3
    assert [(one.before, one.after) for one in found] == [
        ({"name": "Acme"}, {"name": "Acme Ltd"}),
        ({"tier": "mid"}, {"tier": "top"}),
        ({"segment": None}, {"segment": "retail"}),
    ]


async def rename_and_fail(store) -> None:
    async with store.write(1) as db:
        (await db.get_one(Workspace, 1)).name = "Other"
        raise RuntimeError


async def test_a_write_that_is_taken_back_leaves_none(accounts):
    acme = await accounts.account("Acme")
    with acting(SOMEBODY):
        async with accounts.store.write(1) as db:
            await db.execute(update(Account).where(Account.id == acme).values(tier="top"))
            await db.rollback()
        with pytest.raises(RuntimeError):
            await rename_and_fail(accounts.store)
    async with accounts.store.write(1) as db:
        (await db.get_one(Account, acme)).tier = "low"  # the machine's, though somebody acted before
    assert await trace(accounts.store) == []


async def test_a_files_new_measurements_are_counted_and_its_changes_are_told(accounts):
    acme = await accounts.account("Acme")
    row = {"workspace_id": 1, "account_id": acme, "kpi": "use", "observed_at": at(3), "value": 3.0}
    with acting(FILE):
        async with accounts.store.write(1) as db:
            db.add(KpiObservation(**row))
        async with accounts.store.write(1) as db:
            await db.execute(update(KpiObservation).values(value=4.0))
    [one] = await trace(accounts.store)
    assert (one.via, one.who, one.deed, one.before, one.after) == (
        "import", "kpis.csv", "changed", {"value": 3.0}, {"value": 4.0},
    )  # fmt: skip
