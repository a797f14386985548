"""The database's schema: brought up to date, and checked before anything is read."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.errors import SettingsError
from bot.store.session import Store

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _is_current(connection: Connection) -> bool:
    heads = set(ScriptDirectory.from_config(_config()).get_heads())
    return set(MigrationContext.configure(connection).get_current_heads()) == heads


async def migrate(store: Store) -> None:
    """Create or update all tables. Harmless when repeated."""
    async with store.across(writes=True) as connection:
        await connection.run_sync(_upgrade)


async def need_schema(store: Store) -> None:
    """Raises SettingsError unless the database has the tables of this version."""
    async with store.across() as connection:
        if not await connection.run_sync(_is_current):
            raise SettingsError("The database isn't set up for this version yet: run `milepost migrate` first.")
