"""The database's schema: brought up to date, and compared with what this version needs before anything is read."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from bot.errors import SettingsError
from bot.store.session import Store
from bot.store.sqlite.turns import in_passing
from bot.store.tables import Base
from bot.store.tables.audit import triggers as audit
from bot.store.tables.spells.triggers import drop_triggers, make_triggers, missing_triggers, note_all_behind

MIGRATIONS = Path(__file__).parents[3] / "migrations"
NONE_YET = "base"  # the revision of a database without tables


@dataclass(frozen=True)
class Migrated:
    """What `migrate` did. steps: revision and title of each, in order. copy: of the SQLite file as it was before."""

    revision: str
    steps: tuple[tuple[str, str], ...] = ()
    made: bool = False
    copy: Path | None = None

    def lines(self) -> list[str]:
        """For the terminal."""
        if not self.steps:
            return [f"The database is up to date: its tables are those of schema {self.revision}."]
        if self.made:
            return [f"Made the tables, as of schema {self.revision}."]
        kept = [f"Kept a copy of the database as it was: {self.copy}"] if self.copy else []
        changed = [f"Changed the tables, {revision}: {title}" for revision, title in self.steps]
        return [*kept, *changed, f"The database is at schema {self.revision} now; everything in it was kept."]


async def migrate(store: Store) -> Migrated:
    """Create or update all tables, in one transaction. Harmless when repeated.

    Raises SettingsError where that can't lead to the tables of this version; then nothing was changed."""
    async with store.changing_tables() as connection:
        return await connection.run_sync(_migrate)


async def need_schema(store: Store) -> None:
    """Raises SettingsError unless the database has the tables of this version: the first difference, and what to do."""
    async with store.everywhere() as connection:
        await connection.run_sync(_need)


async def need_revision(store: Store) -> None:
    """The same by the version's mark alone, which is cheap: for what is asked again and again."""
    async with store.everywhere() as connection:
        current = await connection.run_sync(lambda plain: MigrationContext.configure(plain).get_current_revision())
    if current != head():
        raise SettingsError(
            f"The database's schema is {current or 'none'} and this version needs {head()}: end Milepost, and start "
            "the version that `milepost migrate` was run with, or run it again."
        )


async def try_writing(store: Store) -> None:
    """A write that leaves nothing behind. Raises what any other would: no room, a database that can only be read.

    SQLite doesn't write what is the same as before, so something comes and goes."""
    with in_passing():
        async with store.everywhere(writes=True) as connection:
            await connection.execute(text("INSERT INTO alembic_version (version_num) VALUES ('tried')"))
            await connection.execute(text("DELETE FROM alembic_version WHERE version_num = 'tried'"))


@cache
def head() -> str:
    """The revision of this version's tables."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def revisions() -> frozenset[str]:
    """All that this version knows."""
    return frozenset(one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions())


def _migrate(connection: Connection) -> Migrated:
    script = ScriptDirectory.from_config(_config())
    head, current = str(script.get_current_head()), _revision(connection)
    if current == head:
        _must_match(connection)
        return Migrated(head)
    steps = tuple((one.revision, str(one.doc)) for one in reversed(list(script.iterate_revisions(head, current))))
    copy = _keep_copy(connection, current) if current != NONE_YET else None
    config = _config()
    config.attributes["connection"] = connection
    drop_triggers(connection)
    audit.drop_triggers(connection)
    command.upgrade(config, head)
    make_triggers(connection)
    audit.make_triggers(connection, Base.metadata)
    note_all_behind(connection)
    _must_match(connection)
    return Migrated(head, steps, current == NONE_YET, copy)


def _need(connection: Connection) -> None:
    script = ScriptDirectory.from_config(_config())
    current = _revision(connection)
    if current == NONE_YET:
        raise SettingsError("The database isn't set up yet, it has no tables: run `milepost migrate` first.")
    if current != script.get_current_head():
        first = next(differences(connection), f"its schema is {current}")
        raise SettingsError(f"The database isn't set up for this version yet ({first}): run `milepost migrate` first.")
    _must_match(connection)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _revision(connection: Connection) -> str:
    current = MigrationContext.configure(connection).get_current_revision()
    if current is None:
        if taken := set(inspect(connection).get_table_names()) & set(Base.metadata.tables):
            raise SettingsError(
                f"The database has tables such as {min(taken)}, but no mark of their version (alembic_version): "
                "name a database of Milepost's own, or a copy from before."
            )
        return NONE_YET
    if current not in revisions():
        raise SettingsError(
            f"The database is of a newer Milepost than this one (its schema is {current}): "
            "start that version, or name the copy that `milepost migrate` kept of it before."
        )
    return current


def _must_match(connection: Connection) -> None:
    if first := next(differences(connection), None):
        raise SettingsError(
            f"The database says that it is up to date, but {first}; somebody has changed it by hand. "
            "Undo that, or name a copy from before in DATABASE_URL and run `milepost migrate` again."
        )


# What stands and what is needed


def differences(connection: Connection) -> Iterator[str]:
    """What the database lacks of what the code speaks of, in words. What it has besides is its host's own business."""
    # Our types are written as the database's own in migrations, so only tables, columns, keys and indexes compare.
    context = MigrationContext.configure(connection, opts={"compare_type": False})
    for found in compare_metadata(context, Base.metadata):
        for one in found if isinstance(found, list) else [found]:
            if said := _in_words(one):
                yield said
    lacking = missing_triggers(connection, audit.wanted(Base.metadata))
    yield from (f"the table {table} has no trigger {name}" for table, name in lacking)


def _in_words(found: Sequence[Any]) -> str | None:
    kind, *rest = found
    if kind == "add_table":
        return f"there is no table {rest[0].name}"
    if kind == "add_column":
        return f"the table {rest[1]} has no column {rest[2].name}"
    if kind == "modify_nullable":
        return f"{rest[1]}.{rest[2]} may {'not ' if rest[5] else ''}be empty and should{'' if rest[5] else ' not'}"
    if kind.startswith("add_"):  # an index, a constraint, a foreign key
        return f"the table {rest[0].table.name} has no {kind.removeprefix('add_')} {rest[0].name}"
    return None


# The copy of a SQLite file


def _keep_copy(connection: Connection, revision: str) -> Path | None:
    """Beside the file, by SQLite's own backup. The caller holds the write lock, so nothing can come in meanwhile."""
    if connection.dialect.name != "sqlite" or not (name := connection.engine.url.database):
        return None
    copy = _free(Path(name), revision)
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        source, target = sqlite3.connect(name), sqlite3.connect(copy)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()
    except (OSError, sqlite3.Error) as error:
        copy.unlink(missing_ok=True)
        raise SettingsError(
            f"No copy of the database can be kept at {copy} ({error}), so nothing was changed."
        ) from error
    return copy


def _free(file: Path, revision: str) -> Path:
    """ "milepost.db.schema-0001", or the next number where an attempt before has left one."""
    first = file.with_name(f"{file.name}.schema-{revision}")
    others = (file.with_name(f"{first.name}-{number}") for number in range(2, 1000))
    return next((one for one in (first, *others) if not one.exists()), first)


__all__ = ["Migrated", "differences", "head", "migrate", "need_revision", "need_schema", "revisions", "try_writing"]
