"""Who works on which row: conditional updates, safe between processes. Leases are on the machine's clock.

pending with a lease: somebody prepares it (composes, finds its address, waits for its turn); nothing left the house
yet, so a lease that ran out is simply free again.
sending: the request is leaving. A lease that ran out here, with no answer recorded, is ambiguous.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, text, true, update
from sqlalchemy.orm import aliased

from bot.store.session import Store, WriteSession
from bot.store.tables import Outgoing

Task = Literal["send", "look", "edit"]
UNFINISHED = ("pending", "sending", "ambiguous")
# The partial index's own words: with anything else, or with parameters, no planner may use that index.
WAITING = text("(outbox.state IN ('pending', 'sending', 'ambiguous') OR outbox.edit)")
NO_LEASE = timedelta(minutes=30)  # ahead: longer than any; it was taken while the machine's clock was ahead
BATCH = 100  # rows claimed at a time
PER_LANE = 10  # of one channel or person among them, so that a long queue in one place holds up nobody else


@dataclass(frozen=True)
class Claim:
    """One row that is ours until the lease runs out. Rows of the same lane are sent one after the other."""

    id: int
    task: Task
    lease: datetime
    lane: str = ""


async def installations_with_work(store: Store, now: datetime, machine: datetime) -> list[tuple[int, int]]:
    """Workspace and installation of all in which a message is due, or was left in mid-sending."""
    due = or_(_due("send", now, machine), _due("look", now, machine), _due("edit", now, machine), _left(now, machine))
    async with store.everywhere() as connection:
        work = select(Outgoing.workspace_id, Outgoing.installation_id).where(WAITING, due).distinct()
        return sorted((workspace, installation) for workspace, installation in await connection.execute(work))


def _free(machine: datetime) -> ColumnElement[bool]:
    until = Outgoing.lease_until
    return or_(until.is_(None), until <= machine, until > machine + NO_LEASE)


def _left(now: datetime, machine: datetime) -> ColumnElement[bool]:
    return and_(WAITING, Outgoing.state == "sending", Outgoing.next_try_at <= now, _free(machine))


def _due(task: Task, now: datetime, machine: datetime) -> ColumnElement[bool]:
    state = {"send": "pending", "look": "ambiguous", "edit": "sent"}[task]
    edits = Outgoing.edit == true() if task == "edit" else true()
    return and_(WAITING, Outgoing.state == state, edits, Outgoing.next_try_at <= now, _free(machine))


def _parent_is_done() -> ColumnElement[bool]:
    parent = aliased(Outgoing)
    same = and_(parent.workspace_id == Outgoing.workspace_id, parent.id == Outgoing.parent_id)
    return ~select(parent.id).where(same, parent.state.in_(UNFINISHED)).exists()


async def claim(
    session: WriteSession,
    installation_id: int,
    now: datetime,
    machine: datetime,
    lease: datetime,
    *,
    most: int = BATCH,
) -> list[Claim]:
    """Up to `most` rows of each task that are due, now ours until `lease`; the longest waiting first."""
    await _call_left_ones_ambiguous(session, now, machine)
    found: list[Claim] = []
    tasks: tuple[Task, ...] = ("look", "send", "edit")
    for task in tasks:
        due = and_(_due(task, now, machine), Outgoing.installation_id == installation_id)
        ids = _first_of_each_lane(and_(due, _parent_is_done()) if task == "send" else due, most)
        claimed = await session.execute(
            _update(due, Outgoing.id.in_(ids))
            .values(lease_until=lease)
            .returning(Outgoing.id, Outgoing.channel_id, Outgoing.person_id)
        )
        found += [
            Claim(one, task, lease, f"{channel}/{person}")
            for one, channel, person in sorted(claimed, key=itemgetter(0))
        ]
    return found


def _first_of_each_lane(due: ColumnElement[bool], most: int) -> Select[tuple[int]]:
    order = (Outgoing.next_try_at, Outgoing.id)
    place = func.row_number().over(partition_by=(Outgoing.channel_id, Outgoing.person_id), order_by=order)
    ranked = select(Outgoing.id, Outgoing.next_try_at, place.label("place")).where(due).subquery()
    first = select(ranked.c.id).where(ranked.c.place <= PER_LANE)
    return first.order_by(ranked.c.next_try_at, ranked.c.id).limit(most)


async def _call_left_ones_ambiguous(session: WriteSession, now: datetime, machine: datetime) -> None:
    left = _update(_left(now, machine))
    await session.execute(left.values(state="ambiguous", next_try_at=now, lease_until=None))


async def begin(session: WriteSession, claim: Claim, channel: str, lease: datetime) -> bool:
    """The request leaves now. False if our claim ran out meanwhile and the row is somebody else's."""
    ours = _update(_ours(claim), Outgoing.state == "pending")
    values = {"state": "sending", "attempts": Outgoing.attempts + 1, "posted_channel": channel, "lease_until": lease}
    return await _changed(session, ours.values(values))


async def finish(session: WriteSession, claim: Claim, **values: Any) -> bool:
    """Record what came of it and let go. False if the row isn't ours any more."""
    return await _changed(session, _update(_ours(claim)).values({"lease_until": None} | values))


async def edit_done(session: WriteSession, claim: Claim, reason: str | None = None) -> bool:
    """The platform's copy is up to date; unless the message changed again meanwhile, which frees our lease."""
    return await finish(session, claim, edit=false(), attempts=0, **({"reason": reason} if reason else {}))


def _ours(claim: Claim) -> ColumnElement[bool]:
    return and_(Outgoing.id == claim.id, Outgoing.lease_until == claim.lease)


def _update(*conditions: ColumnElement[bool]) -> Any:
    return update(Outgoing).where(*conditions).execution_options(synchronize_session=False)


async def _changed(session: WriteSession, statement: Any) -> bool:
    found = await session.execute(statement.returning(Outgoing.id))
    return found.scalar_one_or_none() is not None
