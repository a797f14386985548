"""What customers have asked support for."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.accounts import of_account
from bot.store.tables.base import Base, BigId, Id, Tenant


class Ticket(Base, Tenant):
    """A ticket of the help desk, as the tickets file says it. key: its id there. subject: "" where the file has none.
    closed_at: None while it is open. link: where it is read, http or https."""

    __tablename__ = "tickets"
    __table_args__ = (
        of_account(),
        UniqueConstraint("workspace_id", "key"),
        Index(None, "account_id", "closed_at", "opened_at"),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    key: Mapped[str]
    subject: Mapped[str] = mapped_column(server_default="")
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    link: Mapped[str | None]
    priority: Mapped[str | None]
