"""What PostgreSQL knows of its tables, kept fit for the work ahead."""

from sqlalchemy import bindparam, text

from bot.store.session import Store
from bot.store.tables.base import Base

# Grown by half since they were last looked at, and not tiny: a few hundred rows.
GROWN = text("""
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relname IN :names
    AND pg_relation_size(c.oid) / current_setting('block_size')::int > 8 + 1.5 * greatest(c.relpages, 0)
    ORDER BY c.relname
""").bindparams(bindparam("names", expanding=True))


async def refresh_statistics(store: Store) -> tuple[str, ...]:
    """Have PostgreSQL look at tables that have grown by much, as after an import or in a first sweep; their names.

    It does so by itself within minutes. Until then it plans as for a few rows: 100,000 accounts took three minutes
    instead of fifteen seconds. SQLite plans well without."""
    if store.engine.dialect.name != "postgresql":
        return ()
    async with store.everywhere(writes=True) as connection:
        grown = tuple(await connection.scalars(GROWN, {"names": sorted(Base.metadata.tables)}))
        if grown:
            await connection.execute(text("ANALYZE " + ", ".join(grown)))
    return grown
