"""The migrations make exactly the tables that the code speaks of, on both databases."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.errors import SettingsError
from bot.schema import migrate, need_schema
from bot.store.session import Store, open_engine
from bot.store.tables import Base


def differences(connection: Connection) -> list[object]:
    # Our types are written as the database's own in migrations, so only tables, columns, keys and indexes compare.
    context = MigrationContext.configure(connection, opts={"compare_type": False})
    return list(compare_metadata(context, Base.metadata))


async def prepared(url: str) -> Store:
    store = Store(open_engine(url))
    if url.startswith("postgresql"):
        async with store.across(writes=True) as connection:
            await connection.execute(text("DROP SCHEMA public CASCADE"))
            await connection.execute(text("CREATE SCHEMA public"))
    return store


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_migrating_twice_makes_what_the_code_speaks_of(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/new.db" if kind == "sqlite" else request.getfixturevalue("postgres")
    store = await prepared(url)
    with pytest.raises(SettingsError, match="milepost migrate"):
        await need_schema(store)
    await migrate(store)
    await migrate(store)
    await need_schema(store)
    async with store.across() as connection:
        assert await connection.run_sync(differences) == []
    await store.close()
