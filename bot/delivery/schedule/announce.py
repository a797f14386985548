"""Alerts at once: what changed since this morning's digest, told in the owner's working hours, within their budget.

What an owner's digest already had is not told again, and what the budget holds back waits for the next digest. A
deadline within seven days is never held back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import false, func, select, true, update

from bot.calendar import local_date, moment
from bot.delivery.hours import People, midnight, reader_on, working_day, zone_of
from bot.delivery.outbox import queue
from bot.delivery.recipient import everybody
from bot.delivery.schedule.slots import DIGEST
from bot.store.ranking import deadline_first, deadline_is_near
from bot.store.reads import workspace_zone
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Account, AccountFacts, Cta, Outgoing, Person, Workspace

ALERT = "alert"
DEADLINES = "deadlines"  # more of them at once than LISTED_FROM are one message
LISTED_FROM = 2
AT_ONCE = 25  # alerts that one pass may fetch for an owner; more deadlines than this in a week wait for the next pass


@dataclass(frozen=True)
class Owner:
    """Whose CTAs, who reads of them, and what they know since when."""

    person: Person
    reader: Person
    house: str
    since: datetime  # what changed up to then was in the morning's digest


@dataclass(frozen=True)
class Waiting:
    """A CTA that people still have to hear of. near: its deadline is within seven days."""

    cta_id: int
    account_id: int | None
    changed_at: datetime
    channel_id: int | None
    near: bool


def choose(waiting: Iterable[Waiting], used: int, budget: int) -> list[Waiting]:
    """Which of the ranked alerts go out now. used: alerts of today so far.

    One of the budget is kept for later until it is the last; near deadlines always go, and count."""
    room = max(budget - used - 1, 1) if used < budget else 0
    chosen = []
    for one in waiting:
        if one.near or room > 0:
            chosen.append(one)
            room -= 1
    return chosen


async def announce(db: WriteSession, now: datetime) -> int:
    """Queue the alerts that are due at once and mark their CTAs told, in one transaction. How many.

    Nothing before the workspace's baseline; nothing for CTAs without an owner."""
    workspace = await db.get_one(Workspace, db.workspace_id)
    if workspace.baseline_at is None or workspace.ticked_at is None:
        return 0
    people = await everybody(db)
    house = await workspace_zone(db)
    told = 0
    for owner_id in await _with_news(db):
        owner = await _ready(db, people.by_id[owner_id], people, house, workspace.ticked_at, now)
        if owner is not None:
            told += await _tell(db, owner, now)
    return told


async def _with_news(db: ReadSession) -> Sequence[int]:
    found = await db.scalars(
        select(Cta.owner_id)
        .where(Cta.tell == "due", Cta.state == "open", Cta.owner_id.is_not(None))
        .distinct()
        .order_by(Cta.owner_id)
    )
    return [owner for owner in found if owner is not None]


async def _ready(
    db: ReadSession, person: Person, people: People, house: str, ticked_at: datetime, now: datetime
) -> Owner | None:
    """The owner, if somebody reads for them who is at work now and has had today's digest; else None."""
    reader = reader_on(local_date(now, zone_of(person, house)), person, people)
    today = working_day(reader, house, now) if reader else None
    if reader is None or today is None:
        return None
    digest_at = moment(today, reader.digest_at, zone_of(reader, house))
    if ticked_at < digest_at:
        return None  # the digest is still to come and will say it
    told_at = await _digest_told_at(db, person, today)
    if told_at is PENDING:
        return None  # it says what it finds when it is composed
    return Owner(person, reader, house, told_at or digest_at)


PENDING = datetime.max.replace(tzinfo=UTC)


async def _digest_told_at(db: ReadSession, person: Person, today: date) -> datetime | None:
    """Up to when that day's digest knew everything; None where it had none; PENDING while it isn't composed."""
    once = f"{DIGEST}:person:{person.id}:{today.isoformat()}"
    row = (await db.execute(select(Outgoing.created_at, Outgoing.state, Outgoing.message).filter_by(once=once))).first()
    if row is None:
        return None
    created_at, state, message = row
    return PENDING if state == "pending" and message is None else created_at


async def _tell(db: WriteSession, owner: Owner, now: datetime) -> int:
    used, budget = await _used(db, owner, now), owner.reader.alert_budget
    chosen = choose(await _waiting(db, owner, now, only_near=used >= budget), used, budget)
    near = [one for one in chosen if one.near]
    listed = near if len(near) > LISTED_FROM else []
    if listed:
        await _queue_list(db, owner, listed, now)
    for one in [one for one in chosen if one not in listed]:
        await queue(
            db,
            kind=ALERT,
            once=f"alert:{one.cta_id}:{one.changed_at.isoformat()}",
            person_id=owner.reader.id,
            channel_id=one.channel_id,
            refs={},
            account_id=one.account_id,
            cta_id=one.cta_id,
            now=now,
        )
    if chosen:
        told = update(Cta).where(Cta.id.in_([one.cta_id for one in chosen])).values(tell="told", told_at=now)
        await db.execute(told.execution_options(synchronize_session=False))
    return len(chosen)


async def _queue_list(db: WriteSession, owner: Owner, listed: Sequence[Waiting], now: datetime) -> None:
    first = listed[0]
    await queue(
        db,
        kind=DEADLINES,
        once=f"{DEADLINES}:{first.cta_id}:{first.changed_at.isoformat()}",
        person_id=owner.reader.id,
        refs={"ctas": [one.cta_id for one in listed]},
        now=now,
    )


async def _waiting(db: ReadSession, owner: Owner, now: datetime, *, only_near: bool) -> list[Waiting]:
    """What the owner still has to hear and no digest knew of, the nearest deadline first.

    only_near: deadlines within seven days; ranking all of it every minute for nothing would cost too much."""
    today = local_date(now, zone_of(owner.reader, owner.house))
    near = func.coalesce(deadline_is_near(today), false())
    rows = await db.execute(
        select(Cta.id, Cta.account_id, Cta.changed_at, Account.channel_id, near)
        .outerjoin(Account, Account.id == Cta.account_id)
        .outerjoin(AccountFacts, AccountFacts.account_id == Cta.account_id)
        .where(Cta.owner_id == owner.person.id, Cta.tell == "due", Cta.state == "open", Cta.changed_at > owner.since)
        .where(near if only_near else true())
        .order_by(*deadline_first(today))
        .limit(AT_ONCE)
    )
    return [Waiting(cta, account, changed, where, bool(near)) for cta, account, changed, where, near in rows]


async def _used(db: ReadSession, owner: Owner, now: datetime) -> int:
    """The alerts that the reader was sent today, at once or by the digest in an account's own channel; those in a
    digest's thread are a part of the digest."""
    begun = midnight(now, zone_of(owner.reader, owner.house))
    count = await db.scalar(
        select(func.count())
        .select_from(Outgoing)
        .where(
            Outgoing.kind == ALERT,
            Outgoing.person_id == owner.reader.id,
            Outgoing.created_at >= begun,
            Outgoing.parent_id.is_(None),
        )
    )
    return count or 0
