"""Between delivery and talk: what `talk` composed is written down with the message, in the sender's transaction."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, update

from bot.delivery.compose import Compose, Dropped
from bot.delivery.outbox import queue
from bot.delivery.readers.moved import MOVED, is_moved
from bot.delivery.schedule.announce import ALERT, DEADLINES
from bot.delivery.schedule.concerns import CONCERNS
from bot.delivery.schedule.file_questions import FILE_QUESTIONS
from bot.delivery.schedule.hand_overs import HANDED_OVER
from bot.delivery.schedule.slots import SCHEDULED
from bot.message import Message
from bot.playbook.models import Library
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Cta, Outgoing
from bot.talk.card.moved import moved_message
from bot.talk.composed import Composed
from bot.talk.digest.late import late_message
from bot.talk.outgoing import COMPOSERS, compose

# Every kind that anybody queues.
QUEUED = frozenset({ALERT, CONCERNS, DEADLINES, FILE_QUESTIONS, HANDED_OVER, MOVED, *(what.kind for what in SCHEDULED)})


def composer(library: Library) -> Compose:
    """What the sender asks before a message's first attempt. Raises ValueError where a kind has no words: at start."""
    if wordless := sorted(QUEUED - COMPOSERS.keys()):
        raise ValueError(f"Nobody composes messages of the kind {wordless[0]!r}: add it to bot/talk/outgoing.py.")

    async def first(db: WriteSession, row: Outgoing, now: datetime) -> Message | Dropped | None:
        composed = await compose(db, library, row, now)
        if composed.untold:
            heard = update(Cta).where(Cta.id.in_(composed.untold), Cta.tell == "told", ~_told_apart())
            again = heard.values(tell="due", told_at=None)
            await db.execute(again.execution_options(synchronize_session=False))
        row.refs = dict(composed.refs)
        if composed.message is None:
            return Dropped(composed.reason)
        await _queue_children(db, row, composed, now)
        if composed.told:
            told = update(Cta).where(Cta.id.in_(composed.told)).values(tell="told", told_at=now)
            await db.execute(told.execution_options(synchronize_session=False))
        return late_message(composed.message, now - row.created_at)

    return first


def recomposer(library: Library) -> Compose:
    """What the sender asks when a message must be edited: the same list, as it stands now."""

    async def again(db: ReadSession, row: Outgoing, now: datetime) -> Message | None:
        if is_moved(row):
            return moved_message()
        return (await compose(db, library, row, now)).message

    return again


def _told_apart() -> ColumnElement[bool]:
    """By an alert that stands in another channel than the digest, and arrives without it."""
    o, on_its_way = Outgoing, Outgoing.state.not_in(("dropped", "rejected"))
    return exists().where(o.workspace_id == Cta.workspace_id, o.cta_id == Cta.id, o.parent_id.is_(None), on_its_way)


async def _queue_children(db: WriteSession, row: Outgoing, composed: Composed, now: datetime) -> None:
    for child in composed.children:
        await queue(
            db,
            kind=child.kind,
            once=child.once,
            person_id=child.person_id,
            channel_id=child.channel_id,
            refs=child.refs,
            account_id=child.account_id,
            cta_id=child.cta_id,
            parent_id=row.id if child.in_thread else None,
            installation_id=row.installation_id if child.in_thread else None,
            now=now,
        )
