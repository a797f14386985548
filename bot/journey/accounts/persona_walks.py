"""Walking the journey once a quarter in a customer's shoes (method B6): what was noted, and whether it is time."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import exists, select

from bot.store.session import ReadSession
from bot.store.tables import Outgoing, Person, Revisit, Workspace

OF_A_KIND = "segment."  # before a segment's key, where a persona's stands otherwise
SETTLED = timedelta(days=14)  # a workspace younger than this has other worries


def quarter_of(day: date) -> str:
    """ "2026-Q1"."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def quarter_start(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


async def walked(db: ReadSession, person_id: int, today: date) -> Sequence[Revisit]:
    """What that person noted this quarter, in the order of writing."""
    r = Revisit
    rows = await db.scalars(
        select(r).where(r.person_id == person_id, r.quarter == quarter_of(today), r.undone_at.is_(None)).order_by(r.id)
    )
    return rows.all()


async def team_walks(db: ReadSession, since: datetime) -> list[tuple[Revisit, str]]:
    """What everybody noted whose accounts the reader sees, with their names; the newest first."""
    owners = db.sight.owners
    theirs = () if owners is None else (Revisit.person_id.in_(owners | {db.sight.reader}),)
    rows = await db.execute(
        select(Revisit, Person.name)
        .join(Person, Person.id == Revisit.person_id)
        .where(Revisit.undone_at.is_(None), Revisit.at >= since, *theirs)
        .order_by(Revisit.at.desc(), Revisit.id.desc())
    )
    return [(row, name) for row, name in rows]


async def is_due(db: ReadSession, person_id: int, today: date, now: datetime) -> bool:
    """Not walked this quarter, and no digest of this quarter has invited them."""
    settled = await db.scalar(
        select(Workspace.id).where(Workspace.id == db.workspace_id, Workspace.baseline_at <= now - SETTLED)
    )
    noted = exists().where(
        Revisit.person_id == person_id, Revisit.quarter == quarter_of(today), Revisit.undone_at.is_(None)
    )
    if settled is None or await db.scalar(select(noted)):
        return False
    since = datetime.combine(quarter_start(today), datetime.min.time(), tzinfo=UTC)
    digests = await db.scalars(
        select(Outgoing.refs).where(
            Outgoing.person_id == person_id, Outgoing.kind == "digest", Outgoing.created_at >= since
        )
    )
    return not any(refs.get("revisit") for refs in digests)
