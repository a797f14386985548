"""A backup is whole though people write meanwhile, and comes back under this version; nothing else is taken for one."""

import asyncio
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.store.session import Store, open_engine
from bot.store.upkeep.backup import back_up, restore
from bot.store.upkeep.schema import head, migrate, need_schema
from tests.given.databases import new_database

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
KEPT = Path(__file__).parents[2] / "migrations"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """With what the first version's people had."""
    return stored(tmp_path / "milepost.db", "0001")


def stored(file: Path, revision: str) -> Path:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((KEPT / f"{revision}.sqlite.sql").read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
    return file


def url(file: Path) -> str:
    return f"sqlite:///{file}"


def names(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM accounts ORDER BY id")]


def rename(file: Path, name: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE accounts SET name = ?", (name,))


@contextmanager
def somebody_writing(file: Path) -> Iterator[list[int]]:
    """Renames all accounts again and again; the numbers that went in."""
    done: list[int] = []
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            rename(file, str(len(done)))
            done.append(len(done))

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield done
    finally:
        over.set()
        thread.join()


async def up_to_date(file: Path) -> None:
    store = Store(open_engine(url(file)))
    await migrate(store)
    await need_schema(store)
    await store.close()


def test_a_backup_is_of_one_moment_though_somebody_writes(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    with somebody_writing(database) as done:
        while len(done) < 5:
            pass
        made = back_up(url(database), file)
        after = len(done)
    assert len({*names(file)}) == 1, "half of one rename isn't a moment"
    assert 4 <= int(names(file)[0]) <= after
    assert (made.revision, made.size, file.stat().st_mode & 0o777) == ("0001", file.stat().st_size, 0o600)
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == ["backup.db"]


async def test_it_comes_back_under_this_version_and_what_stood_there_is_kept(database: Path, tmp_path: Path) -> None:
    before = names(database)
    back_up(url(database), tmp_path / "backup.db")
    await up_to_date(database)
    rename(database, "changed since")
    for again in ("", "-2"):
        restored = restore(url(database), tmp_path / "backup.db", NOW)
        assert restored.kept == database.with_name(f"milepost.db.before-restore{again}")
        assert names(database) == before
    assert {*names(database.with_name("milepost.db.before-restore"))} == {"changed since"}
    assert names(tmp_path / "backup.db") == before, "the backup stays as it is"
    await up_to_date(database)


async def test_it_comes_back_where_there_is_no_database(database: Path, tmp_path: Path) -> None:
    back_up(url(database), tmp_path / "backup.db")
    (elsewhere := tmp_path / "new" / "milepost.db").parent.mkdir()
    assert restore(url(elsewhere), tmp_path / "backup.db", NOW).kept is None
    assert names(elsewhere) == names(database)
    assert [path.name for path in elsewhere.parent.iterdir()] == ["milepost.db"]
    await up_to_date(elsewhere)


def test_what_waited_then_is_named_and_not_sent_again(tmp_path: Path) -> None:
    database = stored(tmp_path / "milepost.db", head())
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE outbox SET state = 'pending' WHERE id = (SELECT min(id) FROM outbox)")
    back_up(url(database), tmp_path / "backup.db")
    restored = restore(url(database), tmp_path / "backup.db", NOW)
    assert restored.given_up >= 1
    assert "won't be sent" in restored.lines()[-1]
    with closing(sqlite3.connect(database)) as connection:
        waiting = connection.execute("SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending', 'ambiguous')")
        assert waiting.fetchone() == (0,)
        named = connection.execute(
            "SELECT count(*) FROM outbox WHERE state = 'unconfirmed' AND next_try_at LIKE '2026-11-30%'"
        )
        assert named.fetchone() == (restored.given_up,)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "There is no backup"),
        (b"not a database, but some text that is long enough", "is no database of Milepost's"),
        ("other", "is no database of Milepost's"),
        ("newer", "is of a newer Milepost than this one"),
        ("torn", "is "),
    ],
)
def test_nothing_else_is_taken_for_a_backup(
    database: Path, tmp_path: Path, content: bytes | str | None, why: str
) -> None:
    file = tmp_path / "backup.db"
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content == "torn":
        back_up(url(database), tmp_path / "whole.db")
        whole = (tmp_path / "whole.db").read_bytes()
        file.write_bytes(whole[: len(whole) // 2])
    elif content:
        table = "accounts (id INTEGER)" if content == "other" else "alembic_version (version_num TEXT)"
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute(f"CREATE TABLE {table}")
            if content == "newer":
                connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    before, there = names(database), sorted(tmp_path.iterdir())
    with pytest.raises(SettingsError, match=why):
        restore(url(database), file, NOW)
    assert (names(database), sorted(tmp_path.iterdir())) == (before, there)


def test_a_backup_takes_nobodys_place(database: Path, tmp_path: Path) -> None:
    (tmp_path / "backup.db").write_text("somebody's")
    with pytest.raises(SettingsError, match="name a new file"):
        back_up(url(database), tmp_path / "backup.db")
    with pytest.raises(SettingsError, match="No backup of"):
        back_up(url(database), tmp_path / "no folder" / "backup.db")
    with pytest.raises(SettingsError, match="There is no database"):
        back_up(url(tmp_path / "none.db"), tmp_path / "another.db")
    assert (tmp_path / "backup.db").read_text() == "somebody's"


async def test_what_is_said_for_postgresql_works_as_it_is_typed(postgres: str, tmp_path: Path) -> None:
    beside = sorted(Path(pytest.__file__).parents[1].glob("*pgserver/pginstall*/bin/pg_dump"))
    where = beside[-1] if beside else shutil.which("pg_dump")  # the server's own: an older one refuses
    if where is None:
        pytest.skip("there is no pg_dump here")
    file = tmp_path / "backup.dump"
    async with new_database(postgres) as address:
        store = Store(open_engine(address))
        await migrate(store)
        for command in (back_up, lambda url, file: restore(url, file, NOW)):
            with pytest.raises(SettingsError) as told:
                command(address, file)
            order = str(told.value).partition(": ")[2].removesuffix(" and then milepost migrate")
            env = os.environ | {"DATABASE_URL": address, "PATH": f"{Path(where).parent}:{os.environ['PATH']}"}
            ran = await asyncio.create_subprocess_shell(order, env=env, stderr=asyncio.subprocess.PIPE)
            _, err = await ran.communicate()
            assert ran.returncode == 0, err.decode()
        await need_schema(store)
        await store.close()
