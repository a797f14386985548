"""Pages that customers may read (method A9, A10, D12)."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.accounts import of_account
from bot.store.tables.base import Base, BigId, Id, Tenant


class PublishedPage(Base, Tenant):
    """A page as it was when it was published last; nothing else is read to show it.

    view: start | plan | wins. hash: of the random part of its address, which is told once and kept nowhere. snapshot: a
    bot.talk.page.customer_page.CustomerPage. chosen: what was chosen in the form, for publishing it again.
    """

    __tablename__ = "published_pages"
    __table_args__ = (
        of_account(),
        ForeignKeyConstraint(["workspace_id", "published_by"], ["people.workspace_id", "people.id"]),
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("hash"),
        Index(None, "account_id"),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)
    period: Mapped[int]
    view: Mapped[str]
    hash: Mapped[str]
    snapshot: Mapped[dict[str, Any]]
    chosen: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]
    published_by: Mapped[int] = mapped_column(BigId)
    ends_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
