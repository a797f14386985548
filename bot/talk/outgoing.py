"""What a row of the outbox says, put together just before it is sent, and again when it must be edited.

`Composed` also names what the caller writes down in the transaction that stores the message: rows to queue, to-dos that
are told by it, and refs that keep a later composing to the same list. Each kind of message is an entry of `COMPOSERS`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.playbook.models import Library
from bot.store.reads import workspace_zone
from bot.store.session import ReadSession
from bot.store.tables import Cta, Outgoing, Person
from bot.talk.card.moved import moved
from bot.talk.composed import Composed
from bot.talk.digest.back.back import back
from bot.talk.digest.digest import digest
from bot.talk.digest.reading.told_before import stands_of
from bot.talk.digest.week.week import week
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.concerns import concerns
from bot.talk.portfolio.file_questions import file_questions
from bot.talk.portfolio.hand_over import hand_over_brief
from bot.talk.todos.alert import alert
from bot.talk.todos.deadlines import DEADLINES, deadlines
from bot.talk.todos.given_by import taken_back

Composer = Callable[[ReadSession, Library, Outgoing, Reader, datetime], Awaitable[Composed]]


async def compose(db: ReadSession, library: Library, row: Outgoing, now: datetime) -> Composed:
    """What that row says. Words count days from the moment it was first composed, states are those of now."""
    composer = next((found for kind, found in COMPOSERS.items() if kind == row.kind), None)
    if composer is None:  # a row of an earlier version
        return Composed(None, reason=f"nothing to say for {row.kind}", refs=row.refs)
    person = await db.get(Person, row.person_id) if row.person_id is not None else None
    zone = (person.timezone if person else None) or await workspace_zone(db)
    who = (person.id, person.name) if person else (0, "")
    return await composer(db, library, row, Reader(db.workspace_id, *who, zone, row.installation_id), now)


async def _alert(db: ReadSession, library: Library, row: Outgoing, reader: Reader, now: datetime) -> Composed:
    cta = await db.get(Cta, row.cta_id) if row.cta_id is not None else None
    if cta is None and row.message is not None:
        return Composed(await taken_back(db, row), refs=row.refs)
    if cta is None:
        return Composed(None, reason="the to-do is gone", refs=row.refs)
    if cta.state != "open" and row.message is None:
        return Composed(None, reason=f"the to-do is {cta.state} already", refs=row.refs)
    message = await alert(db, library, cta.id, reader, row.created_at if row.message else now)
    if row.message is not None or cta.account_id is None:
        return Composed(message, refs=row.refs)
    stands = await stands_of(db, [cta.account_id], reader.today(now), now)  # so that the digest knows what is new since
    return Composed(message, refs={**row.refs, "stands": stands})


COMPOSERS: Mapping[str, Composer] = {
    "digest": digest,
    "week": week,
    "back": back,
    "alert": _alert,
    DEADLINES: deadlines,
    "moved": moved,
    "concerns": concerns,
    "handed-over": hand_over_brief,
    "file-questions": file_questions,
}

__all__ = ["COMPOSERS", "compose"]
