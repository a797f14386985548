"""Accounts that were handed from one of our people to another for good."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.accounts import of_account
from bot.store.tables.base import Base, BigId, Id, Tenant


class HandOver(Base, Tenant):
    """An account given from one CSM (None: it was nobody's) to another.

    note: what whoever gave it away has to say. looks_until: until then its old owner still reads it."""

    __tablename__ = "hand_overs"
    __table_args__ = (
        of_account(),
        ForeignKeyConstraint(["workspace_id", "from_id"], ["people.workspace_id", "people.id"]),
        ForeignKeyConstraint(["workspace_id", "to_id"], ["people.workspace_id", "people.id"]),
        ForeignKeyConstraint(["workspace_id", "by_id"], ["people.workspace_id", "people.id"]),
        UniqueConstraint("workspace_id", "id"),
        Index(None, "account_id", "at"),
        Index(None, "workspace_id", "from_id", "looks_until"),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    from_id: Mapped[int | None] = mapped_column(BigId)
    to_id: Mapped[int] = mapped_column(BigId)
    by_id: Mapped[int] = mapped_column(BigId)
    note: Mapped[str] = mapped_column(server_default="")
    at: Mapped[datetime]
    looks_until: Mapped[datetime]
    undone_at: Mapped[datetime | None]
