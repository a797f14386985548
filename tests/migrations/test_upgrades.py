"""Databases that people have: each stored schema is brought up to date with all that is in it, and goes on working."""

import asyncio
import os
import sqlite3
import stat
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from bot.app import Milepost, opened
from bot.cli.demo import NO_PACE, seed_of
from bot.cli.import_file import Asked, run_import
from bot.errors import SettingsError
from bot.journey.figures.funnel import funnel
from bot.playbook.load import load_library
from bot.sandbox.sample import write_sample
from bot.sandbox.workspace import LocalWorkspace
from bot.serving import attending
from bot.settings.read import Settings
from bot.store.session import Store, open_engine
from bot.store.tables import Base
from bot.store.upkeep import schema
from bot.store.upkeep.schema import differences, migrate, need_schema
from bot.usecases.undo import undo
from bot.usecases.writing.write import Write
from tests.given.databases import new_database

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
KEPT = sorted(HERE.glob("*.sql"))
MORNING = datetime(2026, 3, 5, 7, 10, tzinfo=UTC)  # a Thursday, two days after the stored ones were kept
FILLED = (
    "people", "identities", "accounts", "stakeholders", "ctas", "outbox", "changes", "api_keys", "kpi_observations",
    "account_events", "milestones_reached", "tasks_done", "persona_tags", "health_overrides",
)  # fmt: skip


def sql_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def in_words(file: Path) -> str:
    return file.name.removesuffix(".sql")


@pytest.fixture
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database with what the file given as parameter holds."""
    file: Path = request.param
    if ".sqlite." in file.name:
        with sqlite3.connect(tmp_path / "milepost.db") as connection:
            connection.executescript(sql_of(file))
        connection.close()
        yield f"sqlite:///{tmp_path}/milepost.db"
        return
    async with new_database(request.getfixturevalue("postgres")) as found:
        filled = open_engine(found)
        async with filled.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None
            await driver.execute(sql_of(file))
        await filled.dispose()
        yield found


async def is_refused(store: Store, why: str) -> None:
    """By the start and by `migrate` alike."""
    for refused in (need_schema, migrate):
        with pytest.raises(SettingsError, match=why):
            await refused(store)


async def counts(store: Store) -> dict[str, int]:
    async with store.everywhere() as connection:
        return {name: await connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in FILLED}


def test_there_is_a_stored_database_of_every_schema_in_both_dialects() -> None:
    released = [file.name[:4] for file in (schema.MIGRATIONS / "versions").glob("*.py")]
    wanted = {f"{revision}.{dialect}" for revision in released for dialect in ("sqlite", "postgresql")}
    assert {in_words(file) for file in KEPT} == wanted, "make the missing ones: python -m tests.migrations.keep"


@pytest.mark.parametrize("address", KEPT, ids=in_words, indirect=True)
async def test_a_stored_database_is_upgraded_and_goes_on_working(address: str, tmp_path: Path) -> None:
    store = Store(open_engine(address))
    before = await counts(store)
    assert all(before.values()), before
    await migrate(store)
    await need_schema(store)
    assert await counts(store) == before
    figures = await funnel_of(store)
    await store.close()
    sample = await asyncio.to_thread(write_sample, tmp_path, load_library(), MORNING.date())
    place = LocalWorkspace(seed_of(sample), now=lambda: MORNING, patience=60)
    await place.start()
    settings = Settings(
        database_url=address, bot_token="xoxb-local", app_token="xapp-local", api_url=place.api_url,
        timezone="Europe/Berlin",
    )  # fmt: skip
    try:
        async with opened(settings, lambda: MORNING, NO_PACE) as milepost:
            await works(milepost, place, settings, tmp_path)
            assert await funnel_of(milepost.store) == figures
            async with milepost.store.everywhere() as connection:
                assert (await connection.scalar(text("SELECT count(*) FROM spells")) or 0) >= figures[0]
                assert await connection.scalar(text("SELECT count(*) FROM spells_behind")) == 0
    finally:
        await place.stop()


async def funnel_of(store: Store) -> tuple[int, list[tuple[str, int, int]]]:
    """Before anything was swept: figures are worked out then. So many accounts, and who came and went on."""
    async with store.read(1) as db:
        found = await funnel(db, MORNING.date())
    assert found is not None
    assert found.accounts > 3
    return found.accounts, [(step.milestone, step.life.came, step.reached) for step in found.steps]


async def works(milepost: Milepost, place: LocalWorkspace, settings: Settings, folder: Path) -> None:
    """A morning's digests go out, with the message that was waiting; files come in; people are answered."""
    await milepost.connect()
    report = await milepost.tick(MORNING)
    assert report.sent >= 2
    async with milepost.store.everywhere() as connection:
        assert await connection.scalar(text("SELECT state FROM outbox WHERE once = 'waiting'")) == "sent"
    (folder / "kpis.csv").write_text("account,kpi,value\nalderfen,weekly-use,31\n", encoding="utf-8")
    imported = await run_import(settings, Asked("kpis", folder / "kpis.csv"), None, lambda *_: None)
    assert len(imported.report.touched) == 1
    channel = next(one.id for one in place.store.channels.values() if one.name == "cs-ana")
    async with attending(milepost, http=False):
        assert (await place.acting.say("UANA", channel, "/journey alderfen")).ok
        for _ in range(600):
            if said := place.ephemerals(channel, "UANA"):
                break
            await asyncio.sleep(0.1)
    assert "Alderfen Textiles" in str(said[-1])


FIRST = [file for file in KEPT if file.name.startswith("0001")]
SETTINGS = (
    """INSERT INTO changes (id, workspace_id, person_id, kind, subject, before, after, at) VALUES
    (9000, 1, 2, 'settings', 'settings:2', '{"rows": [{"table": "people", "id": [2], "added": false, "values":
    {"deliver_to": "COLD", "digest_at": "08:00"}}]}', '{"rows": [{"table": "people", "id": [2], "added": false,
    "values": {"deliver_to": "C002", "digest_at": "08:00"}}]}', '2026-03-04 09:00:00+00:00')""",
    "UPDATE accounts SET channel = '#cs-typed' WHERE key = 'corvane'",
)


@pytest.mark.parametrize("address", FIRST, ids=in_words, indirect=True)
async def test_0002_keeps_where_messages_go_and_what_can_be_undone(address: str) -> None:
    store = Store(open_engine(address))
    async with store.everywhere(writes=True) as connection:
        for statement in SETTINGS:
            await connection.exec_driver_sql(statement)
    await migrate(store)
    stands = "SELECT {} FROM {} t LEFT JOIN channels c ON c.id = t.channel_id WHERE {}"
    async with store.everywhere() as connection:
        for table, column, where, expected in (
            ("people", "c.platform_id", "t.email LIKE 'ana%'", "C001"),
            ("accounts", "c.platform_id", "t.key = 'alderfen'", "C005"),
            ("accounts", "c.name", "t.key = 'corvane' AND c.installation_id IS NULL", "cs-typed"),
            ("outbox", "min(c.platform_id)", "t.kind = 'alert'", "C005"),
        ):
            assert await connection.scalar(text(stands.format(column, table, where))) == expected
        i = "SELECT count(*) FROM {} WHERE installation_id <> 1 OR installation_id IS NULL"
        assert [await connection.scalar(text(i.format(table))) for table in ("identities", "outbox")] == [0, 0]
    undone = await undo(Write(store, 1, 2, MORNING), 9000)
    assert undone.kind == "settings"
    async with store.everywhere() as connection:
        assert await connection.scalar(text(stands.format("c.platform_id", "people", "t.id = 2"))) == "COLD"
    await store.close()


SECOND = [file for file in KEPT if file.name.startswith("0002")]
HERE_BEFORE = (
    (9001, "Curious Carl", "csm", None),  # wrote to the bot once
    (9002, "Connie Cover", "csm", None),
    (9003, "Maya Manager", "manager", 9002),
)


@pytest.mark.parametrize("address", SECOND, ids=in_words, indirect=True)
async def test_0003_lets_those_who_work_with_accounts_go_on_and_the_others_read(address: str) -> None:
    store = Store(open_engine(address))
    async with store.everywhere(writes=True) as connection:
        new = text(
            "INSERT INTO people (id, workspace_id, name, role, cover_id, created_at)"
            " VALUES (:id, 1, :name, :role, :cover, '2026-03-01 08:00:00+00:00')"
        )
        for number, name, role, cover in HERE_BEFORE:
            await connection.execute(new, {"id": number, "name": name, "role": role, "cover": cover})
    await migrate(store)
    async with store.everywhere() as connection:
        rows = await connection.execute(text("SELECT name, role, role_from, manager_id FROM people"))
        found = {name: tuple(said) for name, *said in rows}
    await store.close()
    assert found == {
        **dict.fromkeys(("Ana Keller", "Ben Okafor", "Chloe Rivera", "Mei Tan"), ("csm", "file", None)),
        "Curious Carl": ("viewer", "upgrade", None),
        "Connie Cover": ("csm", "file", None),
        "Maya Manager": ("manager", "command", None),
    }


@pytest.mark.parametrize("address", [file for file in KEPT if ".sqlite." in file.name], ids=in_words, indirect=True)
async def test_an_upgraded_database_has_the_indexes_and_triggers_of_a_new_one(address: str, tmp_path: Path) -> None:
    """Building a table anew, as SQLite does, must not lose what an index leaves out, nor what the table notes."""
    store = Store(open_engine(address))
    await migrate(store)
    new = Store(open_engine(f"sqlite:///{tmp_path}/new.db"))
    async with new.everywhere(writes=True) as connection:
        await connection.run_sync(Base.metadata.create_all)
    assert await indexes(store) == await indexes(new)
    for one in (store, new):
        await one.close()


async def indexes(store: Store) -> dict[str, str]:
    async with store.everywhere() as connection:
        made = "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql <> ''"
        rows = await connection.execute(text(made))
        return {name: " ".join(sql.replace('"', "").split()) for name, sql in rows}


# What `milepost migrate` says


def kept(revision: str, dialect: str) -> Path:
    return HERE / f"{revision}.{dialect}.sql"


@pytest.fixture
def one_schema_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration after today's, which builds two tables that others refer to anew and adds a column."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for file in (*schema.MIGRATIONS.glob("*.py"), *schema.MIGRATIONS.glob("versions/*.py")):
        (folder / file.relative_to(schema.MIGRATIONS)).write_text(file.read_text())
    head = max(file.name[:4] for file in folder.glob("versions/*.py"))
    (folder / "versions" / "9000_later.py").write_text(LATER.format(head=head))
    monkeypatch.setattr(schema, "MIGRATIONS", folder)


LATER = '''"""A note on people"""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9000", "{head}", None, None
def upgrade():
    how = "always" if op.get_bind().dialect.name == "sqlite" else "auto"
    for table in ("people", "accounts"):
        with op.batch_alter_table(table, recreate=how) as batch:
            batch.add_column(sa.Column("remark", sa.Text(), nullable=False, server_default=""))
'''
NEWEST = [kept(max(file.name[:4] for file in KEPT), dialect) for dialect in ("sqlite", "postgresql")]


@pytest.mark.parametrize("address", NEWEST, ids=in_words, indirect=True)
async def test_migrate_keeps_a_copy_and_all_rows_and_says_what_it_did(
    address: str, tmp_path: Path, one_schema_later: None
) -> None:
    store = Store(open_engine(address))
    before = await counts(store)
    with pytest.raises(SettingsError, match=r"isn't set up for this version yet .*milepost migrate"):
        await need_schema(store)
    done = await migrate(store)
    assert await counts(store) == before  # SQLite's way to change a table would have deleted what refers to people
    said = "\n".join(done.lines())
    assert "9000: A note on people" in said
    assert (await migrate(store)).lines() == ["The database is up to date: its tables are those of schema 9000."]
    await store.close()
    if address.startswith("sqlite"):
        assert done.copy is not None
        assert f"Kept a copy of the database as it was: {done.copy}" in said
        assert stat.S_IMODE(os.stat(done.copy).st_mode) == 0o600
        copy = Store(open_engine(f"sqlite:///{done.copy}"))
        assert await counts(copy) == before
        with pytest.raises(SettingsError, match="isn't set up for this version yet"):
            await need_schema(copy)
        await copy.close()
    else:
        assert done.copy is None


@pytest.mark.parametrize("address", NEWEST[:1], ids=in_words, indirect=True)
async def test_where_no_copy_can_be_kept_nothing_is_changed(
    address: str, tmp_path: Path, one_schema_later: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_free", lambda file, revision: file.with_name("gone") / revision)
    store = Store(open_engine(address))
    with pytest.raises(SettingsError, match=r"No copy of the database can be kept at .*nothing was changed"):
        await migrate(store)
    with pytest.raises(SettingsError, match="isn't set up for this version yet"):
        await need_schema(store)
    await store.close()


@pytest.mark.parametrize("address", NEWEST, ids=in_words, indirect=True)
async def test_tables_changed_by_hand_are_never_called_up_to_date(address: str) -> None:
    store = Store(open_engine(address))
    async with store.everywhere(writes=True) as connection:
        await connection.execute(text("ALTER TABLE reactions DROP COLUMN was"))
    await is_refused(store, "the table reactions has no column was")
    of = " ON accounts" if "postgresql" in address else ""
    async with store.everywhere(writes=True) as connection:
        await connection.execute(text("DROP INDEX ix_receipts_at"))
        await connection.execute(text(f"DROP TRIGGER spells_behind_accounts_update{of}"))
        said = list(await connection.run_sync(found))
    assert "the table receipts has no index ix_receipts_at" in said
    assert "the table accounts has no trigger spells_behind_accounts_update" in said
    await store.close()


def found(connection: Connection) -> list[str]:
    return list(differences(connection))


@pytest.mark.parametrize("address", NEWEST, ids=in_words, indirect=True)
async def test_tables_without_the_mark_of_their_version_are_left_alone(address: str) -> None:
    store = Store(open_engine(address))
    async with store.everywhere(writes=True) as connection:
        await connection.execute(text("DELETE FROM alembic_version"))
    await is_refused(store, r"has tables such as account_events, but no mark of their version")
    await store.close()


@pytest.mark.parametrize("address", NEWEST, ids=in_words, indirect=True)
async def test_a_database_of_a_newer_version_is_left_alone(address: str) -> None:
    store = Store(open_engine(address))
    async with store.everywhere(writes=True) as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await is_refused(store, r"of a newer Milepost than this one \(its schema is 9999\)")
    await store.close()
