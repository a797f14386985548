"""What customers asked us, wished for, think of us, and told in interviews."""

from datetime import date, datetime
from typing import Final, Literal

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.accounts import of_account
from bot.store.tables.base import Base, BigId, Id, Tenant

SayingKind = Literal["question", "wish", "perception", "interview"]
KINDS: Final[tuple[SayingKind, ...]] = ("question", "wish", "perception", "interview")
ANSWERED: Final = "answered"  # what became of a question
WISH_OUTCOMES: Final = ("planned", "shipped", "wont")


class Saying(Base, Tenant):
    """Something that a customer said, kept beside the log's entry that tells of it (`event_id`).

    words: as they may be quoted to the customer; "" where only the entry, which is ours, has some.
    stage: the account's, when it was said. cta_id: the to-do that follows it: to answer a question, or to tell back
    what became of a wish. outcome: of a question answered, of a wish planned | shipped | wont; None while it is open.
    note: what the customer may read about the outcome. told_on: when a wish's outcome was told back.
    """

    __tablename__ = "sayings"
    __table_args__ = (
        of_account(),
        ForeignKeyConstraint(["workspace_id", "by_id"], ["people.workspace_id", "people.id"]),
        ForeignKeyConstraint(["workspace_id", "settled_by"], ["people.workspace_id", "people.id"]),
        UniqueConstraint("workspace_id", "id"),
        Index(None, "account_id", "kind"),
        Index(None, "workspace_id", "kind", "said_on"),
        Index(None, "cta_id"),
        Index(None, "event_id"),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    kind: Mapped[str]
    words: Mapped[str] = mapped_column(server_default="")
    stage: Mapped[str] = mapped_column(server_default="")
    stakeholder_id: Mapped[int | None] = mapped_column(BigId)
    said_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(BigId)
    event_id: Mapped[int] = mapped_column(BigId)
    cta_id: Mapped[int | None] = mapped_column(BigId)
    outcome: Mapped[str | None]
    note: Mapped[str] = mapped_column(server_default="")
    settled_on: Mapped[date | None]
    settled_by: Mapped[int | None] = mapped_column(BigId)
    told_on: Mapped[date | None]
    undone_at: Mapped[datetime | None]
