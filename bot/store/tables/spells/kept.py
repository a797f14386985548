"""Spells as they were worked out last, kept so that figures needn't go through all milestones again."""

from typing import Any

from sqlalchemy import Connection, ForeignKeyConstraint, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables.base import Base, BigId, Id, Tenant
from bot.store.tables.playbooks import of_version
from bot.store.tables.spells.triggers import make_triggers


class KeptSpell(Base, Tenant):
    """An account on a step of its way, as `spells` in bot/journey/steps/spells.py works it out, without what today
    decides.

    number: of the step in its version, from 1; one more than there are milestones: the time after the last one.
    state, since, turned, ended, days, seen: as there, days counted from EPOCH. `ended`, `days` and `since` are NULL
    while it is on the step. lost, gone: whether the account has left, and when. due: of who is on the step."""

    __tablename__ = "spells"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "account_id"], ["accounts.workspace_id", "accounts.id"], ondelete="CASCADE"
        ),
        of_version(),
        # In these orders the databases count without sorting.
        Index("ix_spells_settled", "workspace_id", "version_id", "number", "state", "since", "days"),
        Index("ix_spells_now", "workspace_id", "version_id", "state", "number", "turned", "due", "seen"),
        Index("ix_spells_ended", "workspace_id", "version_id", "state", "lost", "number", "ended", "days"),
        {"sqlite_with_rowid": False},
    )
    account_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(BigId)
    state: Mapped[int]
    since: Mapped[int | None]
    turned: Mapped[int | None]
    ended: Mapped[int | None]
    days: Mapped[int | None]
    seen: Mapped[int | None]
    lost: Mapped[int]
    gone: Mapped[int | None]
    due: Mapped[int | None]


class SpellsBehind(Base, Tenant):
    """An account whose kept spells are behind what is on record of it, or that has none yet. Written by the database
    itself (triggers.py), whoever changes something; several rows of one account mean no more than one."""

    __tablename__ = "spells_behind"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "account_id"], ["accounts.workspace_id", "accounts.id"], ondelete="CASCADE"
        ),
        Index(None, "account_id"),
    )
    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(BigId)


@event.listens_for(Base.metadata, "after_create")
def _with_the_tables(_metadata: Any, connection: Connection, **_: Any) -> None:
    make_triggers(connection)


__all__ = ["KeptSpell", "SpellsBehind"]
