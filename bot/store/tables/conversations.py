"""What a talk in plain words is about, so that "and when does it renew?" is understood."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Base, BigId, Id, Tenant


class Conversation(Base, Tenant):
    """One person's talk with us at one place: a thread, a channel or their direct message. It holds ids and what was
    asked for, never words.

    about: account, person, the accounts last listed, the last request. until: when it is forgotten."""

    __tablename__ = "conversations"
    __table_args__ = (
        UniqueConstraint("workspace_id", "person_id", "place"),
        ForeignKeyConstraint(["workspace_id", "person_id"], ["people.workspace_id", "people.id"], ondelete="CASCADE"),
    )
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(BigId)
    place: Mapped[str]
    about: Mapped[dict[str, Any]]
    until: Mapped[datetime]
