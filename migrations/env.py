"""Alembic's entry: runs the migrations on the connection that it is handed (see bot/store/upkeep/schema.py)."""

from typing import Any, Literal

from alembic import context

from bot.store.tables import Base
from bot.store.tables.base import Money, UtcDateTime


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Migrations stand by themselves: our types are written as what the database knows."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Money):
        return "sa.BigInteger()"
    return False


connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_item=render_item)
if connection.dialect.name == "postgresql":
    # A migration that has to wait for a lock would make everybody else wait behind it.
    connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
    connection.exec_driver_sql("SET LOCAL statement_timeout = '300s'")
with context.begin_transaction():
    context.run_migrations()
