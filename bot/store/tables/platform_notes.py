"""What platforms keep of their own between two starts: where a conversation is served, which form stands open."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Base, BigId, Id, Tenant
from bot.store.tables.people import of_installation


class PlatformNote(Base, Tenant):
    """Something that one platform noted at one installation, in its own words: only that platform reads it.

    kind, key: "conversation" and its id, say. until: when it counts no more; None: until it is taken away."""

    __tablename__ = "platform_notes"
    __table_args__ = (
        UniqueConstraint("workspace_id", "installation_id", "kind", "key"),
        of_installation(),
        Index(None, "until"),
    )
    id: Mapped[Id]
    installation_id: Mapped[int] = mapped_column(BigId)
    kind: Mapped[str]
    key: Mapped[str]
    value: Mapped[dict[str, Any]]
    until: Mapped[datetime | None]
