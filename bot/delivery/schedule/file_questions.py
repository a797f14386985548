"""What files left open goes to whoever leads: each question once, a few at a time, for when they are at work."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import case, func, select, update

from bot.delivery.outbox import queue
from bot.delivery.recipient import everybody
from bot.delivery.schedule.concerns import at_work
from bot.store.people.file_askers import owners_in, whom_to_ask
from bot.store.people.members import members_of
from bot.store.reads import workspace_zone
from bot.store.session import WriteSession
from bot.store.tables import FileQuestion, Outgoing
from bot.store.tables.files.file_questions import OWNER, PROSPECTS

FILE_QUESTIONS = "file-questions"
AT_ONCE = 4  # that wait for an answer; the next ones come when these have theirs


async def tell_file_questions(db: WriteSession, now: datetime) -> None:
    """What nobody can be asked yet waits until there is somebody."""
    q = FileQuestion
    waiting = q.answered_at.is_(None)
    asked = await db.scalar(select(func.count()).select_from(q).where(waiting, q.told_at.is_not(None))) or 0
    if asked >= AT_ONCE:
        return
    first = case((q.kind == PROSPECTS, 0), (q.kind == OWNER, 1), else_=2)
    new = select(q).where(waiting, q.told_at.is_(None)).order_by(first, q.id).limit(AT_ONCE - asked)
    if not (rows := list(await db.scalars(new))):
        return
    members, people, house = await members_of(db), await everybody(db), await workspace_zone(db)
    asks: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        for one in whom_to_ask(members, await owners_in(db, row), now):
            asks[one.id].append(row.id)
            row.told_at = now
    for person_id, ids in asks.items():
        once, refs = f"{FILE_QUESTIONS}:{person_id}:{ids[0]}", {"questions": ids}
        number = await queue(db, kind=FILE_QUESTIONS, once=once, person_id=person_id, refs=refs, now=now)
        later = update(Outgoing).where(Outgoing.id == number).execution_options(synchronize_session=False)
        await db.execute(later.values(next_try_at=at_work(people.by_id[person_id], house, now)))


__all__ = ["AT_ONCE", "FILE_QUESTIONS", "tell_file_questions"]
