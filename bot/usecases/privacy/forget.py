"""Somebody is forgotten: what is about them goes, what must stay names nobody any more.

A contact's row and a colleague's stay without a name, as logs, to-dos and figures hang on them."""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import Table, and_, delete, null, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.audit.note import note
from bot.store.session import Store
from bot.store.tables import (
    Account,
    Conversation,
    Cta,
    Identity,
    ImportedRow,
    Intent,
    OtherEmail,
    Outgoing,
    Person,
    PersonaTag,
    PlatformNote,
    Stakeholder,
)
from bot.store.tables.audit.acting import acting
from bot.store.todo_states import LIVE
from bot.usecases.privacy.subject import INSTEAD, Subject
from bot.usecases.privacy.traces import Trace, tables, traces, without

CONTACT, COLLEAGUE = "a contact who was forgotten", "a colleague who was forgotten"
# Rows that are about nobody else, or that come again by themselves.
GONE = (Identity, OtherEmail, Conversation, Intent, PersonaTag, PlatformNote, ImportedRow)
WHOLE = frozenset(kind.__tablename__ for kind in GONE)


async def forget(store: Store, workspace_id: int, subject: Subject, today: date) -> Counter[str]:
    """How many rows went, and in how many the name was taken out, by table. Harmless when repeated.

    The trace of it says that somebody was forgotten, and not who."""
    done: Counter[str] = Counter()
    with acting(None):  # else the trace would keep what is taken out
        async with store.write(workspace_id) as db:
            connection = await db.connection()
            await _own_rows(connection, workspace_id, subject, today)
            for table in tables():
                for trace in await traces(connection, workspace_id, subject, table):
                    if await _taken_out(connection, trace, subject):
                        done[table.name] += 1
    async with store.write(workspace_id) as db:
        note(db, "forgotten", "person", about={"contacts": list(subject.contacts), "colleague": subject.colleague})
    return done


async def _own_rows(connection: AsyncConnection, workspace_id: int, subject: Subject, today: date) -> None:
    s, p = Stakeholder, Person
    ours = s.workspace_id == workspace_id
    nobody = {"email": None, "title": None, "role": None, "vision": None, "vision_on": None, "persona": None}
    contact = update(s).where(ours, s.id.in_(subject.contacts)).values(name=CONTACT, status="left", **nobody)
    await connection.execute(contact)
    undated = update(s).where(ours, s.id.in_(subject.contacts), s.left_on.is_(None)).values(left_on=today)
    await connection.execute(undated)
    if (number := subject.colleague) is None:
        return
    mine = p.workspace_id == workspace_id
    for column in (p.manager_id, p.cover_id):
        await connection.execute(update(p).where(mine, column == number).values({column.name: None}))
    await connection.execute(
        update(p).where(mine, p.id == number).values(
            name=COLLEAGUE, email=None, role=None, role_from=None, manager_id=None, cover_id=None, channel_id=None,
            away_until=None,
        )
    )  # fmt: skip
    a, c, o = Account, Cta, Outgoing
    waiting = (o.workspace_id == workspace_id, o.person_id == number, o.state == "pending")
    await connection.execute(update(o).where(*waiting).values(state="dropped"))
    await connection.execute(update(a).where(a.workspace_id == workspace_id, a.csm_id == number).values(csm_id=None))
    open_ones = (c.workspace_id == workspace_id, c.owner_id == number, c.state.in_(LIVE))
    await connection.execute(update(c).where(*open_ones).values(owner_id=None))


async def _taken_out(connection: AsyncConnection, trace: Trace, subject: Subject) -> bool:
    """Whether anything had to be done: a row that only refers to them names nobody now."""
    table, here = trace.table, _that_row(trace)
    if table.name in WHOLE and (trace.texts or trace.refers):
        await connection.execute(delete(table).where(here))
        return True
    if not trace.texts:
        return False
    row = trace.row._mapping
    pattern = subject.pattern(row.get("account_id") if table.name != "accounts" else row["id"])
    values = {name: without(row[name], pattern, INSTEAD) for name in trace.texts}
    if table.name == Outgoing.__tablename__ and row["posted_channel"] and "posted_channel" in values:
        values |= {"message": null(), "edit": False}  # it stands in a chat of theirs that we know no more
    await _put(connection, table, here, values)
    return True


def _that_row(trace: Trace) -> Any:
    return and_(*(column == trace.row._mapping[column.name] for column in trace.table.primary_key))


async def _put(connection: AsyncConnection, table: Table, here: Any, values: dict[str, Any]) -> None:
    """Where there is such a row already, this one says nothing more."""
    try:
        async with connection.begin_nested():
            await connection.execute(update(table).where(here).values(values))
    except IntegrityError:
        await connection.execute(delete(table).where(here))


__all__ = ["COLLEAGUE", "CONTACT", "forget"]
