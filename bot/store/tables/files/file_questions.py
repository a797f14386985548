"""What imported files left open, and how somebody settled it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Base, BigId, Id, Tenant

OWNER, PROSPECTS, DOUBLE = "owner", "prospects", "double"
NOBODY, CUSTOMERS, EVERYBODY, ONE, TWO = "nobody", "customers", "all", "one", "two"
DOUBLE_ACCOUNT = "double"  # the status of an account that is another one


class FileQuestion(Base, Tenant):
    """Asked once of whoever leads; what was answered holds at every later import.

    kind: owner, several people have the name by which a file calls an account's; prospects, a column tells customers
    from others; double, a new account has the domain or name of another one.
    subject: the same at every import: the name or title as it is compared, the two keys. refs: what the words need, and
    what the answer acts on. told_at: when it went to somebody. answer: of an owner, the e-mail or "nobody"; of
    prospects, "customers" or "all"; of a double, "one" or "two"; None: nobody has said. answered_by: None where a later
    file settled it.
    """

    __tablename__ = "file_questions"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        UniqueConstraint("workspace_id", "kind", "subject"),
        ForeignKeyConstraint(["workspace_id", "answered_by"], ["people.workspace_id", "people.id"]),
        Index(None, "workspace_id", "answered_at"),
    )
    id: Mapped[Id]
    kind: Mapped[str]
    subject: Mapped[str]
    refs: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(BigId)
