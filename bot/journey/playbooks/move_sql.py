"""Moving accounts to another playbook, or to the version that theirs has today, in set-based SQL.

What was reached and exists there stays reached, the rest stays on record. A customer that comes from another playbook
enters where it already is: in the stage for the same part of LAER. The next assessment settles it quietly
(bot/journey/sweep/settle_moved.py).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, and_, case, func, literal, null, select, update
from sqlalchemy.orm import aliased

from bot.playbook.models import STAGES
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, PlaybookVersion, VersionMilestone, VersionStage

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
A, V = Account, PlaybookVersion


@dataclass(frozen=True)
class Target:
    """Where accounts are moved: a playbook as it is today. entry: the stage in which a customer from another playbook
    starts, by the part of LAER that it comes from."""

    playbook: str
    version: int
    entry: dict[str, str]


async def targets(db: ReadSession, names: Collection[str]) -> list[Target]:
    """The playbooks of these names as they are today."""
    rows = await db.execute(select(V.name, V.id).where(V.name.in_(names), V.current.is_(True)).order_by(V.name))
    return [Target(name, number, entry_of(await _stages(db, number))) for name, number in rows.all()]


async def strays(db: ReadSession, names: Collection[str]) -> dict[str, int]:
    """How many active accounts follow a playbook that is not among these names any more."""
    rows = await db.execute(
        select(V.name, func.count())
        .join(A, A.playbook_version_id == V.id)
        .where(V.name.not_in(names), A.status == "active")
        .group_by(V.name)
        .order_by(V.name)
    )
    return {row.name: row[1] for row in rows}


@dataclass(frozen=True)
class StageRow:
    """leads: it has a milestone, so that an account can stand in it."""

    key: str
    laer: str
    before_sale: bool
    leads: bool


async def _stages(db: ReadSession, version: int) -> list[StageRow]:
    s, m = VersionStage, VersionMilestone
    leads = select(m.milestone).where(m.version_id == s.version_id, m.stage_position == s.position).exists()
    rows = await db.execute(
        select(s.stage, s.laer, s.before_sale, leads).where(s.version_id == version).order_by(s.position)
    )
    return [StageRow(key, laer, before, bool(has)) for key, laer, before, has in rows.all()]


def entry_of(stages: Sequence[StageRow]) -> dict[str, str]:
    """By part of LAER: the first stage that stands for it, else the last one before it; never one before the sale."""
    open_to_customers = [stage for stage in stages if stage.leads and not stage.before_sale]
    found: dict[str, str] = {}
    for rank, laer in enumerate(STAGES):
        same = [stage.key for stage in open_to_customers if stage.laer == laer]
        before = [stage.key for stage in open_to_customers if stage.laer in STAGES[:rank]]
        if chosen := same[:1] or before[-1:] or [stage.key for stage in open_to_customers[:1]]:
            found[laer] = chosen[0]
    return found


def to_move(target: Target, *, outdated_only: bool) -> tuple[Sql, ...]:
    """Which accounts: active ones that are elsewhere. outdated_only: those on an older version of the same playbook.

    Accounts that are lost stay as they were: they tell how it went under their own version."""
    others = select(V.id).where(V.name == target.playbook, V.id != target.version)
    elsewhere = A.playbook_version_id.in_(others) if outdated_only else A.playbook_version_id != target.version
    return A.status == "active", elsewhere


def move(target: Target, now: datetime, *where: Sql) -> Executable:
    """Puts the accounts there, to be settled by the next assessment."""
    return (
        update(A)
        .where(*where)
        .values(
            playbook_version_id=target.version,
            entry_stage=_entry_stage(target),
            moved_at=now,
            settling=True,
        )
        .execution_options(synchronize_session=False)
    )


def _entry_stage(target: Target) -> Sql:
    """Within a playbook it stays; in another one it is where the account stands by LAER, unknown where that is."""
    if not target.entry:
        return null()
    own = select(V.name).where(V.id == A.playbook_version_id).correlate(A).scalar_subquery()
    laer = func.coalesce(_laer_of_milestone(), _laer_of_last(), _laer_of_entry())
    return case((own == target.playbook, A.entry_stage), else_=case(target.entry, value=laer, else_=null()))


def _laer_of_milestone() -> Sql:
    """Of the stage of the milestone that it works towards."""
    f, m, s = AccountFacts, VersionMilestone, aliased(VersionStage)
    return (
        select(s.laer)
        .join(m, and_(m.version_id == s.version_id, m.stage_position == s.position))
        .join(f, f.milestone == m.milestone)
        .where(f.account_id == A.id, m.version_id == A.playbook_version_id)
        .correlate(A)
        .scalar_subquery()
    )


def _laer_of_last() -> Sql:
    """Where all milestones are reached: of the last one's stage."""
    f, m, s = AccountFacts, VersionMilestone, aliased(VersionStage)
    last = select(func.max(m.stage_position)).where(m.version_id == A.playbook_version_id).correlate(A)
    all_reached = select(literal(1)).where(f.account_id == A.id, f.milestone == "", f.placed).correlate(A).exists()
    return (
        select(s.laer)
        .where(s.version_id == A.playbook_version_id, s.position == last.scalar_subquery(), all_reached)
        .correlate(A)
        .scalar_subquery()
    )


def _laer_of_entry() -> Sql:
    """Of the stage in which it came to us, where it was never assessed."""
    s = aliased(VersionStage)
    return (
        select(s.laer)
        .where(s.version_id == A.playbook_version_id, s.stage == A.entry_stage)
        .correlate(A)
        .scalar_subquery()
    )


__all__ = ["StageRow", "Target", "entry_of", "move", "targets", "to_move"]
