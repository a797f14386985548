"""The migrations make exactly the tables that the code speaks of, on both databases."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from bot.errors import SettingsError
from bot.store.schema import differences, migrate, need_schema
from bot.store.session import Store, open_engine


def found(connection: Connection) -> list[str]:
    return list(differences(connection))


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
    with pytest.raises(SettingsError, match=r"has no tables: run `milepost migrate` first"):
        await need_schema(store)
    assert (await migrate(store)).lines()[0].startswith("Made the tables, as of schema ")
    assert (await migrate(store)).lines()[0].startswith("The database is up to date")
    await need_schema(store)
    async with store.across() as connection:
        assert await connection.run_sync(found) == []
    await store.close()
