"""Who changed what, when and from where; and what was taken out. Written by the database itself (triggers.py)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Connection, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.audit.triggers import make_triggers
from bot.store.tables.base import Base, BigId, Id, Tenant

AS_NULL = JSON(none_as_null=True)


class AuditEntry(Base, Tenant):
    """A row that somebody added, changed or deleted, or something that left the house.

    via: slack | teams | another platform's name | api | cli | import. person_id: who of us; who: the key's, the file's
    or the host user's name where it was none of us. deed: added | changed | deleted, of a row; else what was done
    (exported, shared …: bot/store/audit/note.py). what: the table, or what left. row: its primary key. before, after:
    the columns that differ; of an added or deleted row those that hold something. It refers to nothing, so that it
    stays when what it speaks of is gone."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "workspace_id", "at"), Index(None, "account_id", "at"))
    id: Mapped[Id]
    at: Mapped[datetime]
    via: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(BigId)
    who: Mapped[str]
    deed: Mapped[str]
    what: Mapped[str]
    row: Mapped[list[Any] | None] = mapped_column(AS_NULL)
    account_id: Mapped[int | None] = mapped_column(BigId)
    before: Mapped[dict[str, Any] | None] = mapped_column(AS_NULL)
    after: Mapped[dict[str, Any] | None] = mapped_column(AS_NULL)


class ActingNow(Base):
    """Who acts in the transaction that is at work: on SQLite, whose triggers see nothing but tables. It is written and
    taken away within one transaction, so nobody else ever sees a row."""

    __tablename__ = "acting"
    id: Mapped[Id]
    at: Mapped[datetime]
    via: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(BigId)
    who: Mapped[str]


@event.listens_for(Base.metadata, "after_create")
def _with_the_tables(_metadata: Any, connection: Connection, **_: Any) -> None:
    make_triggers(connection, Base.metadata)


__all__ = ["ActingNow", "AuditEntry"]
