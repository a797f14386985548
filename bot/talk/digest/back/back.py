"""What somebody hears once, on the first working morning after days away: of their own accounts, what others did, what
is open and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.calendar import moment
from bot.journey.accounts.selection import Selection
from bot.message import Message
from bot.playbook.models import Library
from bot.store.ranking import worth_of
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountEvent, ChangeRecord, Contract, Cta, Outgoing, Person
from bot.talk.changes.read_changes import read_changes
from bot.talk.composed import Composed
from bot.talk.digest.back.back_message import DEEDS, Back, DoneMeanwhile, render_back
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, given_name, money
from bot.text import clean

LONGEST, USUAL = timedelta(days=60), timedelta(days=7)
GRACE = timedelta(days=2)  # later than this, it is no news any more
MOST = 400  # changes that are looked at


async def back(db: ReadSession, library: Library, row: Outgoing, reader: Reader, now: datetime) -> Composed:
    """What was told stays as it was told."""
    if row.message is not None:
        return Composed(Message.model_validate(row.message), refs=row.refs)
    person = await db.get(Person, reader.person_id)
    today = date.fromisoformat(row.refs["local_date"])
    if person is None or now > moment(today, person.work_to, reader.timezone) + GRACE:
        return Composed(None, reason="nobody would read it", refs=row.refs)
    since = await _left(db, person, reader, today)
    cover = await db.get(Person, person.cover_id) if person.cover_id is not None else None
    open_, late, first = await _open(db, person.id, today)
    message = render_back(
        Back(
            today=today,
            since=reader.day(since),
            cover=given_name(cover.name) if cover else "",
            done=tuple(await _done(db, person.id, since)),
            open_=open_,
            late=late,
            first=first,
            changes=tuple(await read_changes(db, library, Selection(csm_id=person.id), since, now)),
        )
    )
    return Composed(message, refs=row.refs, reason="" if message else "nothing happened meanwhile")


async def _left(db: ReadSession, person: Person, reader: Reader, today: date) -> datetime:
    """When the last digest before these days came to them: since then they have read nothing."""
    own = (Outgoing.kind == "digest", Outgoing.person_id == person.id, Outgoing.message.is_not(None))
    once = Outgoing.once.like(f"digest:person:{person.id}:%")
    rows = select(func.max(Outgoing.created_at)).where(*own, once, Outgoing.created_at < reader.midnight(today))
    last = await db.scalar(rows)
    back_on = reader.midnight(person.away_until or today)
    return max(last, back_on - LONGEST) if last is not None else back_on - USUAL


async def _open(db: ReadSession, person_id: int, today: date) -> tuple[int, int, tuple[str, ...]]:
    """How many are open, how many of them late, and the accounts of those that are worth most."""
    mine = (Cta.owner_id == person_id, Cta.state == "open")
    counted = select(func.count(), func.count().filter(Cta.due_on < today)).where(*mine)
    open_, late = (await db.execute(counted)).one()
    by_value = func.coalesce(worth_of(Account.id), 0).desc()
    names = select(Account.name).join(Cta, Cta.account_id == Account.id).where(*mine, Cta.due_on <= today)
    rows = await db.scalars(names.group_by(Account.id, Account.name).order_by(by_value, Account.id).limit(3))
    return open_, late, tuple(called(name, 30) for name in rows)


# What others did


async def _done(db: ReadSession, person_id: int, since: datetime) -> list[DoneMeanwhile]:
    """At each account, what is worth most first."""
    c = ChangeRecord
    lately = (c.at >= since, c.undone_at.is_(None), c.person_id != person_id, c.kind.in_(DEEDS))
    rows = list(await db.scalars(select(c).where(*lately).order_by(c.id).limit(MOST)))
    of_todos = await _accounts_of(db, Cta, _ids(rows, "ctas"))
    notes = await _notes(db, _ids(rows, "account_events"))
    who = {number: name for number, name in await db.execute(select(Person.id, Person.name))}  # noqa: C416
    found: dict[int, list[tuple[str, str]]] = {}
    for row in rows:
        ids = {row.account_id} if row.account_id else {of_todos.get(number) for number in _ids([row], "ctas")}
        said = next((notes[number] for number in _ids([row], "account_events") if notes.get(number)), "")
        for account_id in ids - {None}:
            deed = f"“{said}" if said and row.kind == "log" else DEEDS[row.kind]
            found.setdefault(account_id or 0, []).append((given_name(who.get(row.person_id, "")), deed))
    return await _at_accounts(db, person_id, found)


async def _at_accounts(
    db: ReadSession, person_id: int, found: Mapping[int, Sequence[tuple[str, str]]]
) -> list[DoneMeanwhile]:
    worth = func.coalesce(worth_of(Account.id), 0)
    currency = select(func.max(Contract.currency)).where(Contract.account_id == Account.id, Contract.retired.is_(False))
    own = (Account.id.in_(found), Account.csm_id == person_id)
    rows = await db.execute(
        select(Account.id, Account.name, worth, currency.correlate(Account).scalar_subquery())
        .where(*own)
        .order_by(worth.desc(), Account.id)
    )
    return [
        DoneMeanwhile(
            number, called(name, 30), money(amount, unit) if amount else "", tuple(dict.fromkeys(found[number]))
        )
        for number, name, amount, unit in rows
    ]


def _ids(rows: Sequence[ChangeRecord], table: str) -> set[int]:
    """Of the rows of that table which those changes touched."""
    touched: list[Any] = [one for row in rows for one in row.after.get("rows", ())]
    return {int(one["id"][0]) for one in touched if one["table"] == table}


async def _accounts_of(db: ReadSession, table: type[Cta], ids: set[int]) -> dict[int, int | None]:
    rows = await db.execute(select(table.id, table.account_id).where(table.id.in_(ids)))
    return {number: account for number, account in rows}  # noqa: C416


async def _notes(db: ReadSession, ids: set[int]) -> dict[int, str]:
    e = AccountEvent
    return {number: clean(note) for number, note in await db.execute(select(e.id, e.note).where(e.id.in_(ids)))}


__all__ = ["back"]
