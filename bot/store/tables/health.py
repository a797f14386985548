"""Health scores that a person set in place of the measured one (method C2)."""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.accounts import of_account
from bot.store.tables.base import Base, BigId, Id, Tenant

STANDS = "ended_at IS NULL AND undone_at IS NULL"


class HealthOverride(Base, Tenant):
    """A score set by hand, with the reason. It stands until the end of `until`, unless it was ended or undone before.

    `score`: 0-100. `ended_at`: lifted, or another took its place. At most one an account stands."""

    __tablename__ = "health_overrides"
    __table_args__ = (
        of_account(),
        ForeignKeyConstraint(["workspace_id", "by_id"], ["people.workspace_id", "people.id"]),
        UniqueConstraint("workspace_id", "id"),
        Index(
            "ix_health_overrides_stands",
            "account_id",
            unique=True,
            sqlite_where=text(STANDS),
            postgresql_where=text(STANDS),
        ),
        Index(None, "account_id", "at"),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    score: Mapped[int]
    reason: Mapped[str]
    until: Mapped[date]
    by_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
