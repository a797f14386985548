"""What a digest tells, read and ranked in the database: thousands of to-dos cost no more than ten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select

from bot.store.people.members import members_of
from bot.store.ranking import counts_today, needs_today, pressing_first, worth_of
from bot.store.session import ReadSession
from bot.store.tables import (
    Account,
    AccountFacts,
    Cta,
    Identity,
    Outgoing,
    Person,
)
from bot.talk.digest.reading.told_in_vain import mornings, turn_of
from bot.talk.phrases.words import called

FIRST = 3
WEEK = 4
OVERTAKEN = "overtaken"  # in the refs of a digest that was never told, as it came too late
LOOK_BACK = 31  # days


@dataclass(frozen=True)
class Ahead:
    """What there is to do: `due` to-dos are late, due today, urgent or told today; `late` of them."""

    due: int
    late: int
    held: int  # new ones that nobody has heard of


def mine(owner_id: int) -> ColumnElement[bool]:
    return and_(Cta.owner_id == owner_id, Cta.state == "open")


def one_of_each_account(order: Sequence[Any], *where: ColumnElement[bool]) -> Select[Any]:
    """Those to-dos in that order, of each account only the first; to-dos without an account stand for themselves."""
    account = func.coalesce(Cta.account_id, -Cta.id)
    ranked = (
        select(
            Cta.id,
            func.row_number().over(order_by=order).label("place"),
            func.row_number().over(partition_by=account, order_by=order).label("turn"),
        )
        .outerjoin(AccountFacts, AccountFacts.account_id == Cta.account_id)
        .where(*where)
        .subquery()
    )
    return select(Cta).join(ranked, ranked.c.id == Cta.id).where(ranked.c.turn == 1).order_by(ranked.c.place)


async def first_three(
    db: ReadSession, owner_id: int, today: date, begins: datetime, *, untold: bool = True
) -> list[Cta]:
    """What to do first, of three accounts: late or due, then priority, deadline and value. begins: when the reader's
    day began. untold: also what nobody has heard of yet; a digest tells it."""
    wanted = needs_today(today, begins) if untold else counts_today(today, begins)
    ranked = one_of_each_account(pressing_first(today), mine(owner_id), wanted)
    return list(await db.scalars(ranked.limit(FIRST)))


async def ahead(db: ReadSession, owner_id: int, today: date, begins: datetime, shown: Collection[int] = ()) -> Ahead:
    """Counts of what is open. shown: to-dos that count today because they are told now."""
    counted = select(
        func.count().filter(or_(counts_today(today, begins), Cta.id.in_(shown))),
        func.count().filter(Cta.due_on < today),
        func.count().filter(Cta.tell == "due"),
    ).where(mine(owner_id))
    due, late, held = (await db.execute(counted)).one()
    return Ahead(due, late, held)


async def held(db: ReadSession, owner_id: int, besides: Collection[int]) -> int:
    """How many nobody has heard of, those aside."""
    waiting = select(func.count()).select_from(Cta).where(mine(owner_id), Cta.tell == "due", Cta.id.not_in(besides))
    return await db.scalar(waiting) or 0


async def open_at(db: ReadSession, owner_id: int, account_ids: Collection[int]) -> dict[int, int]:
    """How many to-dos of that person are open at each of those accounts."""
    counted = select(Cta.account_id, func.count()).where(mine(owner_id), Cta.account_id.in_(account_ids))
    rows = await db.execute(counted.group_by(Cta.account_id))
    return {number: count for number, count in rows if number is not None}


async def by_ids(db: ReadSession, cta_ids: Sequence[int]) -> list[Cta]:
    """Those to-dos, in that order."""
    found = {cta.id: cta for cta in await db.scalars(select(Cta).where(Cta.id.in_(cta_ids)))}
    return [found[number] for number in cta_ids if number in found]


async def this_week(
    db: ReadSession, owner_id: int, today: date, begins: datetime, besides: Collection[int]
) -> tuple[tuple[tuple[str, date], ...], int]:
    """Accounts (or titles) and days of what is due in the next six days; and how many more there are. What has
    neither says nothing before its day."""
    named = or_(Cta.account_id.is_not(None), Cta.title != "")
    where = (mine(owner_id), named, Cta.due_on > today, Cta.due_on <= today + timedelta(days=6), Cta.id.not_in(besides))
    later = ~func.coalesce(needs_today(today, begins), false())
    count = await db.scalar(select(func.count()).select_from(Cta).where(*where, later)) or 0
    rows = await db.execute(
        select(Account.name, Cta.title, Cta.due_on)
        .select_from(Cta)
        .outerjoin(Account, Account.id == Cta.account_id)
        .where(*where, later)
        .order_by(Cta.due_on, Cta.priority, Cta.id)
        .limit(WEEK)
    )
    shown = tuple((called(name or title, 24), day) for name, title, day in rows)
    return shown, max(0, count - len(shown))


async def in_its_thread(db: ReadSession, digest_id: int) -> tuple[int, ...]:
    """The to-dos whose alerts were queued below that digest."""
    found = await db.scalars(select(Outgoing.cta_id).where(Outgoing.parent_id == digest_id).order_by(Outgoing.id))
    return tuple(cta_id for cta_id in found if cta_id is not None)


async def is_unreached(db: ReadSession, person_id: int) -> bool:
    """No platform knows them as a member who is there, nor is there a channel that was theirs from the beginning."""
    known = exists().where(Identity.person_id == Person.id)
    silent = (~known.where(Identity.lives()), or_(known, Person.channel_id.is_(None)))
    return await db.scalar(select(Person.id).where(Person.id == person_id, *silent)) is not None


async def accounts_of(db: ReadSession, person_id: int) -> int:
    """How many active accounts are theirs."""
    own = (Account.csm_id == person_id, Account.status == "active")
    return await db.scalar(select(func.count()).select_from(Account).where(*own)) or 0


async def unowned(db: ReadSession, reader_id: int) -> int:
    """Open to-dos that nobody owns, for a manager."""
    if (await members_of(db)).role_of(reader_id) != "manager":
        return 0
    nobodys = select(func.count()).select_from(Cta).where(Cta.owner_id.is_(None), Cta.state == "open")
    return await db.scalar(nobodys) or 0


async def unowned_at(db: ReadSession) -> str:
    """The account of the one that is due first."""
    c = Cta
    due = select(Account.name).join(c, c.account_id == Account.id).where(c.owner_id.is_(None), c.state == "open")
    return await db.scalar(due.order_by(c.due_on, c.id).limit(1)) or ""


async def nobodys(db: ReadSession, reader_id: int, owner_id: int, today: date) -> dict[str, Any]:
    """How many, and whether it is said again, as a digest's refs keep it."""
    count = await unowned(db, reader_id)
    turn = turn_of(await mornings(db, owner_id, today), "unowned", count) if count else "over"
    return {"unowned": count, "unowned_still": turn == "asked"} if turn != "over" else {"unowned": 0}


@dataclass(frozen=True)
class Before:
    """The digest before this one: its day, when it was made, the milestones it told."""

    local_date: date
    created_at: datetime
    reached: frozenset[tuple[int, str]]


async def digest_before(db: ReadSession, owner_id: int, local_date: date) -> Before | None:
    """The last digest about that person's accounts before this day; None where there was none for a month.

    One that was never told, as it came too late or was refused, counts for none: what it would have told is still to be
    told."""
    days = (local_date - timedelta(days=number) for number in range(1, LOOK_BACK + 1))
    rows = await db.execute(
        select(Outgoing.refs, Outgoing.created_at)
        .where(
            Outgoing.once.in_([f"digest:person:{owner_id}:{day.isoformat()}" for day in days]),
            Outgoing.state != "rejected",
        )
        .order_by(Outgoing.created_at.desc(), Outgoing.id.desc())
    )
    row = next((row for row in rows if not row[0].get(OVERTAKEN)), None)
    if row is None:
        return None
    refs: dict[str, Any] = row[0]
    told = frozenset((int(account), str(key)) for account, key, _ in refs.get("reached", ()))
    return Before(date.fromisoformat(refs["local_date"]), row[1], told)


async def largest(db: ReadSession, owner_id: int, most: int = 5) -> list[str]:
    """The names of that person's largest accounts."""
    rows = await db.scalars(
        select(Account.name)
        .where(Account.csm_id == owner_id, Account.status == "active")
        .order_by(func.coalesce(worth_of(Account.id), 0).desc(), Account.name)
        .limit(most)
    )
    return [called(name) for name in rows]
