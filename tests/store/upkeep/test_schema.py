"""The migrations make exactly the tables that the code speaks of, on both databases."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.errors import SettingsError
from bot.store.session import Store, open_engine
from bot.store.upkeep.schema import differences, migrate, need_schema
from tests.given.databases import new_database


def found(connection: Connection) -> list[str]:
    return list(differences(connection))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_migrating_twice_makes_what_the_code_speaks_of(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with AsyncExitStack() as places:
        url = f"sqlite:///{tmp_path}/new.db"
        if kind == "postgresql":
            url = await places.enter_async_context(new_database(request.getfixturevalue("postgres")))
        await makes_its_tables(Store(open_engine(url)))


async def makes_its_tables(store: Store) -> None:
    with pytest.raises(SettingsError, match=r"has no tables: run `milepost migrate` first"):
        await need_schema(store)
    assert (await migrate(store)).lines()[0].startswith("Made the tables, as of schema ")
    assert (await migrate(store)).lines()[0].startswith("The database is up to date")
    await need_schema(store)
    async with store.everywhere() as connection:
        assert await connection.run_sync(found) == []
    await store.close()
