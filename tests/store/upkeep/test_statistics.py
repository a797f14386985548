"""PostgreSQL looks at tables that have just been filled before a sweep is planned; SQLite needs nothing of it."""

import pytest
from sqlalchemy import text

from bot.store.upkeep.statistics import refresh_statistics
from tests.given.accounts import Accounts

MANY = 4_000


@pytest.mark.slow
async def test_a_sweep_right_after_an_import_knows_how_much_came_in(accounts: Accounts) -> None:
    postgresql = accounts.store.engine.dialect.name == "postgresql"
    if postgresql:
        async with accounts.store.everywhere(writes=True) as connection:
            # An empty file for the table, as on a new server; other tests have filled it before.
            await connection.execute(text("TRUNCATE accounts CASCADE"))
    await accounts.several(*({"name": f"Account {number}"} for number in range(MANY)))
    await accounts.sweep()
    async with accounts.store.everywhere() as connection:
        if postgresql:
            known = "SELECT reltuples FROM pg_class WHERE relname = :name AND relnamespace = to_regnamespace('public')"
            assert await connection.scalar(text(known), {"name": "accounts"}) == MANY
    await refresh_statistics(accounts.store)  # the sweep has filled tables of its own
    assert await refresh_statistics(accounts.store) == ()
