"""PostgreSQL looks at tables that have just been filled before a sweep is planned; SQLite needs nothing of it."""

from sqlalchemy import insert, select, text

from bot.store.statistics import refresh_statistics
from bot.store.tables import Account, PlaybookVersion
from tests.journey.world import World

MANY = 4_000


async def test_a_sweep_right_after_an_import_knows_how_much_came_in(world: World) -> None:
    await world.account()
    postgresql = world.store.engine.dialect.name == "postgresql"
    async with world.store.everywhere(writes=True) as connection:
        if postgresql:
            # An empty file for the table, as on a new server; other tests have filled it before.
            await connection.execute(text("TRUNCATE accounts CASCADE"))
        version = await connection.scalar(select(PlaybookVersion.id).where(PlaybookVersion.name == "laer"))
        row = {"workspace_id": world.workspace, "created_at": world.now, "playbook_version_id": version}
        several = [{**row, "key": f"k-{number}", "name": f"Account {number}"} for number in range(MANY)]
        await connection.execute(insert(Account), several)
    await world.sweep()
    async with world.store.everywhere() as connection:
        if postgresql:
            known = "SELECT reltuples FROM pg_class WHERE relname = :name AND relnamespace = to_regnamespace('public')"
            assert await connection.scalar(text(known), {"name": "accounts"}) == MANY
    await refresh_statistics(world.store)  # the sweep has filled tables of its own
    assert await refresh_statistics(world.store) == ()
