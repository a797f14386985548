"""API keys: what lets our product, or any program of ours, read a workspace's journeys (method D11)."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Base, Id, Tenant

LIVE = text("revoked_at IS NULL")


class ApiKey(Base, Tenant):
    """A key by its hash; the key itself is shown once, when it is made, and kept nowhere.

    name: what uses it; a name is free again once its key is revoked. hash: SHA-256 of the key, as hex.
    last_used_at: to the hour. scope: what it opens, words of bot/usecases/workspace/scopes.py with blanks between.
    expires_at: None: it has no end.
    """

    __tablename__ = "api_keys"
    __table_args__ = (
        UniqueConstraint("hash"),
        Index("ix_api_keys_live", "workspace_id", "name", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
    )
    id: Mapped[Id]
    name: Mapped[str]
    hash: Mapped[str]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    scope: Mapped[str] = mapped_column(server_default="all")
    expires_at: Mapped[datetime | None]
