"""Two persons who are one: everything that refers to the one refers to the other from now on; and taken apart again.

What was moved is written down by table and column, so that taking it apart moves back what still stands as it was put.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, delete, false, insert, inspect, or_, select, tuple_, update

from bot.errors import UserError
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Base, ChangeRecord, Cta, OtherEmail, Outgoing, Person
from bot.usecases.writing.changes import from_json, to_json

JOINED = "joined-people"
# Columns that hold a person without saying so to the database; those with a foreign key are found by it.
UNDECLARED = (
    "accounts.view_by",
    "contracts.call_by",
    "persona_tags.by_id",
    "account_events.by_id",
    "tasks_done.by_id",
    "reactions.by_id",
    "advocacy_asks.asked_by",
    "advocacy_asks.answered_by",
    "outbox.person_id",
    "intents.person_id",
    "changes.person_id",
    "audit.person_id",
    "planned_steps.person_id",
)
RANKS = (None, "viewer", "csm", "manager", "admin")  # what may more comes later
OWN = (
    "manager_id",
    "cover_id",
    "channel_id",
    "installation_id",
    "away_until",
    "timezone",
    "day_order",
)  # kept, else taken over
Moved = dict[str, list[Any]]


def person_columns() -> Iterator[Column[Any]]:
    """Every column in which a person's id stands."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            refers = any(key.column.table.name == "people" for key in column.foreign_keys)
            if f"{table.name}.{column.name}" in UNDECLARED or (refers and column.name != "workspace_id"):
                yield column


async def join(session: WriteSession, keeps: Person, goes: Person, now: datetime) -> int:
    """All that is `goes`'s becomes `keeps`'s, the address among it, and there is no `goes` any more. The id of the
    change, which can be undone."""
    before = _columns(keeps)
    for name in ("cover_id", "manager_id"):
        if getattr(keeps, name) == goes.id:
            setattr(keeps, name, None)
    await session.flush()
    moved = await _move_all(session, goes.id, keeps.id)
    told = _columns(goes)
    old, new = keeps.email, goes.email
    await session.delete(goes)
    await session.flush()
    _take_over(keeps, told)
    await take_address(session, keeps, new)
    change = ChangeRecord(
        workspace_id=session.workspace_id,
        person_id=keeps.id,
        account_id=None,
        kind=JOINED,
        subject=f"person:{keeps.id}",
        at=now,
        before={"rows": [], "keeps": before, "goes": told},
        after={"rows": [], "keeps": _columns(keeps), "moved": moved, "old_email": old},
    )
    session.add(change)
    await session.flush()
    return change.id


async def take_address(session: WriteSession, person: Person, email: str | None) -> None:
    """That is their address now; who says the one before still means them."""
    if email is None or person.email == email:
        return
    before, person.email = person.email, None
    await session.flush()
    await session.execute(delete(OtherEmail).where(OtherEmail.email.in_([email, before or email])))
    if before is not None:
        session.add(OtherEmail(workspace_id=session.workspace_id, email=before, person_id=person.id))
    person.email = email
    await session.flush()


async def take_apart(session: WriteSession, change: ChangeRecord) -> tuple[int, ...]:
    """The two are two again; the accounts that went back. Raises UserError where one of them is gone by now."""
    told, before, after = change.before["goes"], change.before["keeps"], change.after["keeps"]
    keeps = await session.get(Person, int(before["id"]))
    if keeps is None:
        raise UserError("Those two were joined with somebody else since. Undo that first.")
    new = keeps.email
    keeps.email = None
    await session.flush()
    addresses = [email for email in (told["email"], before["email"]) if email]
    await session.execute(delete(OtherEmail).where(OtherEmail.email.in_(addresses)))
    values = {name: from_json("people", name, value) for name, value in told.items()}
    await session.execute(insert(Person).values({**values, "manager_id": None, "cover_id": None}))
    for name, value in before.items():
        if name not in ("id", "email") and to_json(getattr(keeps, name)) == after.get(name):
            setattr(keeps, name, from_json("people", name, value))
    keeps.email = before["email"] if new == told["email"] else new
    await session.flush()
    moved: Moved = change.after["moved"]
    await _move_back(session, moved, keeps.id, int(told["id"]))
    others = {name: values[name] for name in ("manager_id", "cover_id") if values[name] not in (None, keeps.id)}
    known = set(await session.scalars(select(Person.id).where(Person.id.in_(others.values()))))
    kept = {name: number for name, number in others.items() if number in known}
    if kept:
        await session.execute(_update(Person, Person.id == told["id"]).values(**kept))
    return tuple(moved.get("accounts.csm_id", ()))


# -- moving


async def _move_all(session: WriteSession, old: int, new: int) -> Moved:
    moved: Moved = defaultdict(list)
    for column in person_columns():
        keys = [
            list(key)
            for key in await session.execute(select(*column.table.primary_key).where(*_mine(session, column, old)))
        ]
        if keys:
            moved[f"{column.table.name}.{column.name}"] = [key[0] if len(key) == 1 else key for key in keys]
            await session.execute(update(column.table).where(*_mine(session, column, old)).values({column.name: new}))
    moved["ctas.subject"] = await _move_subjects(session, old, new)
    moved["outbox.refs"] = await _move_digests(session, None, old, new)
    moved["changes.rows"] = await _move_changes(session, None, old, new)
    return {where: keys for where, keys in moved.items() if keys}


def _mine(session: ReadSession, column: Column[Any], person_id: int) -> tuple[Any, ...]:
    return column.table.c.workspace_id == session.workspace_id, column == person_id


async def _move_subjects(session: WriteSession, old: int, new: int) -> list[int]:
    """To-dos of a person as a whole. Where the other one has the same already, the next sweep closes the second."""
    theirs = select(Cta.rule, Cta.occurrence).where(Cta.subject == f"person:{new}")
    has = {(rule, occurrence) for rule, occurrence in await session.execute(theirs)}
    rows = await session.execute(select(Cta.id, Cta.rule, Cta.occurrence).where(Cta.subject == f"person:{old}"))
    ids = [number for number, rule, occurrence in rows if (rule, occurrence) not in has]
    await session.execute(_update(Cta, Cta.id.in_(ids)).values(subject=f"person:{new}"))
    return ids


async def _move_digests(session: WriteSession, ids: Sequence[int] | None, old: int, new: int) -> list[int]:
    """Digests that somebody else read for them are said anew about the other one's accounts."""
    mine = Outgoing.id.in_(ids) if ids is not None else Outgoing.once.like(f"%:person:{old}:%")
    rows = [row for row in await session.scalars(select(Outgoing).where(mine)) if row.refs.get("for") == old]
    for row in rows:
        row.refs = {**row.refs, "for": new}
    await session.flush()
    return [row.id for row in rows]


async def _move_changes(session: WriteSession, ids: Sequence[int] | None, old: int, new: int) -> list[int]:
    """What can be undone must not bring back somebody who is not there any more."""
    wanted = select(ChangeRecord).where(ChangeRecord.undone_at.is_(None), ChangeRecord.kind != JOINED)
    rows = await session.scalars(wanted.where(ChangeRecord.id.in_(ids)) if ids is not None else wanted)
    names = {(column.table.name, column.name) for column in person_columns()}
    found = []
    for change in rows:
        sides = [_with_person(side, names, old, new) for side in (change.before, change.after)]
        if sides != [change.before, change.after]:
            change.before, change.after = sides
            found.append(change.id)
    await session.flush()
    return found


def _with_person(side: dict[str, Any], names: set[tuple[str, str]], old: int, new: int) -> dict[str, Any]:
    rows = [
        {
            **row,
            "values": {
                name: new if value == old and (row["table"], name) in names else value
                for name, value in row["values"].items()
            },
        }
        for row in side.get("rows", ())
    ]
    return {**side, "rows": rows} if "rows" in side else side


async def _move_back(session: WriteSession, moved: Moved, now_of: int, to: int) -> None:
    columns = {f"{column.table.name}.{column.name}": column for column in person_columns()}
    for where, keys in moved.items():
        if (column := columns.get(where)) is not None:
            still = (*_mine(session, column, now_of), or_(false(), *_with_keys(column.table, keys)))
            await session.execute(update(column.table).where(*still).values({column.name: to}))
    subjects = _update(Cta, Cta.id.in_(moved.get("ctas.subject", ())), Cta.subject == f"person:{now_of}")
    await session.execute(subjects.values(subject=f"person:{to}"))
    await _move_digests(session, moved.get("outbox.refs", ()), now_of, to)
    await _move_changes(session, moved.get("changes.rows", ()), now_of, to)


CHUNK = 500  # keys in one condition


def _with_keys(table: Table, keys: Sequence[Any]) -> Iterator[Any]:
    columns = list(table.primary_key)
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        yield columns[0].in_(part) if len(columns) == 1 else tuple_(*columns).in_([tuple(key) for key in part])


# -- the person themselves


def _columns(person: Person) -> dict[str, Any]:
    return {column.key: to_json(getattr(person, column.key)) for column in inspect(Person).columns}


def _take_over(keeps: Person, told: Mapping[str, Any]) -> None:
    """What they chose stays; what they lacked comes with the other one, and whoever may more still may."""
    for name in OWN:
        if getattr(keeps, name) is None and told[name] is not None and told[name] != keeps.id:
            setattr(keeps, name, from_json("people", name, told[name]))
    if RANKS.index(told["role"]) > RANKS.index(keeps.role):
        keeps.role, keeps.role_from = told["role"], told["role_from"]


def _update(table: type[Base], *which: Any) -> Any:
    return update(table).where(*which).execution_options(synchronize_session=False)


__all__ = ["JOINED", "UNDECLARED", "join", "person_columns", "take_address", "take_apart"]
