"""What we put forward at an account, and what came of it."""

from datetime import date, datetime
from typing import Final, Literal

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.accounts import of_account
from bot.store.tables.base import Base, BigId, Id, Tenant

ProposalKind = Literal["offer", "lead", "piece"]
OUTCOMES: Final[dict[ProposalKind, tuple[str, ...]]] = {
    "offer": ("taken", "declined"),
    "lead": ("won", "talking", "lost"),
    "piece": (),
}


class PutForward(Base, Tenant):
    """Something of the catalogue that was offered to a customer, an account that was handed to sales as ready, or
    a piece of content that was sent.

    what: the offer's or piece's key; of a lead, what it may buy, in the CSM's words. name: as it was called then. whom:
    of a lead, who in sales has it. why: because of what. stakeholder_id: to whom it was offered, or who is interested.
    event_id: the log's entry. outcome: None while nobody has said.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        of_account(),
        ForeignKeyConstraint(["workspace_id", "by_id"], ["people.workspace_id", "people.id"]),
        ForeignKeyConstraint(["workspace_id", "settled_by"], ["people.workspace_id", "people.id"]),
        Index(None, "account_id"),
        Index(None, "workspace_id", "kind", "made_on"),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    kind: Mapped[ProposalKind]
    what: Mapped[str]
    name: Mapped[str]
    whom: Mapped[str] = mapped_column(server_default="")
    why: Mapped[str] = mapped_column(server_default="")
    stakeholder_id: Mapped[int | None] = mapped_column(BigId)
    made_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(BigId)
    event_id: Mapped[int] = mapped_column(BigId)
    outcome: Mapped[str | None]
    note: Mapped[str] = mapped_column(server_default="")
    settled_on: Mapped[date | None]
    settled_by: Mapped[int | None] = mapped_column(BigId)
    undone_at: Mapped[datetime | None]
