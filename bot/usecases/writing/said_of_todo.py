"""What a customer said follows its to-do: however that ends, the question is answered with it, the wish told back."""

from sqlalchemy import select

from bot.store.session import ReadSession
from bot.store.tables.said.sayings import ANSWERED, Saying
from bot.store.tables.todos_and_outbox import HAND, Cta
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write


async def saying_of(session: ReadSession, cta: Cta) -> Saying | None:
    """What that to-do is to answer or to tell back; None of any other."""
    if cta.rule != HAND or cta.account_id is None:
        return None
    row: Saying | None = await session.scalar(
        select(Saying).where(Saying.cta_id == cta.id, Saying.undone_at.is_(None)).limit(1)
    )
    return row


async def follow_todo(write: Write, recording: Recording, cta: Cta) -> None:
    """After a to-do changed, in the change that did it."""
    if cta.closed_why is None:
        return
    row = await saying_of(recording.session, cta)
    if row is None:
        return
    if row.kind == "question" and row.outcome is None:
        if cta.closed_why == "done":
            recording.set(row, outcome=ANSWERED, settled_on=write.today, settled_by=write.person_id)
        elif cta.closed_why == "not a problem":
            recording.set(row, undone_at=write.now)
    elif row.kind == "wish" and cta.closed_why == "done" and row.told_on is None:
        recording.set(row, told_on=write.today)


__all__ = ["follow_todo", "saying_of"]
