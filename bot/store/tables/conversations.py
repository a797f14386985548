"""What a talk in plain words is about, so that "and when does it renew?" is understood; and what platforms note of
theirs."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Base, BigId, Id, Tenant
from bot.store.tables.people import of_installation


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
