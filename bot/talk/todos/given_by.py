"""Who gave a to-do to its owner, where somebody else wrote it down for them; and that it was taken back."""

from collections.abc import Sequence

from sqlalchemy import func, select

from bot.message import Message, Text, line
from bot.store.session import ReadSession
from bot.store.tables import ChangeRecord, Cta, Outgoing, Person
from bot.store.tables.todos_and_outbox import HAND
from bot.talk.phrases.words import given_name

GAVE = ("todo-added", "reassigned")


async def givers(db: ReadSession, ctas: Sequence[Cta]) -> dict[int, str]:
    """By to-do, the first name of whoever gave it last; none for what is one's own."""
    given = {f"cta:{cta.id}": cta for cta in ctas if cta.rule == HAND and cta.handed_over}
    if not given:
        return {}
    c = ChangeRecord
    last = select(func.max(c.id)).where(c.subject.in_(given), c.kind.in_(GAVE), c.undone_at.is_(None))
    rows = await db.execute(
        select(c.subject, Person.id, Person.name)
        .join(Person, Person.id == c.person_id)
        .where(c.id.in_(last.group_by(c.subject)))
    )
    return {given[row.subject].id: given_name(row.name) for row in rows if row.id != given[row.subject].owner_id}


async def taken_back(db: ReadSession, row: Outgoing) -> Message:
    """What told of a to-do that whoever gave it has taken back since: the same title, and no buttons."""
    c = ChangeRecord
    undone = (c.subject == f"cta:{row.cta_id}", c.kind == GAVE[0], c.undone_at.is_not(None))
    by = select(Person.id, Person.name).join(c, c.person_id == Person.id).where(*undone).order_by(c.id.desc()).limit(1)
    found = (await db.execute(by)).first()
    whose = "" if found is None else " by you" if found.id == row.person_id else f" by {given_name(found.name)}"
    told = Message.model_validate(row.message)
    return Message(title=told.title, blocks=(Text(lines=(line(f"✓ Taken back{whose}: nothing to do."),)),))
