"""What became of what customers said: a question is answered, or was none; a wish is planned, shipped, or won't be."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from bot.calendar import add_working_days
from bot.errors import UserError
from bot.store.session import WriteSession
from bot.store.tables.accounts import Account, AccountEvent, Stakeholder
from bot.store.tables.said.sayings import ANSWERED, WISH_OUTCOMES, Saying
from bot.store.tables.todos_and_outbox import Cta
from bot.text import clean, shorten
from bot.usecases.finding.account_row import load
from bot.usecases.said.keep import LONGEST_WORDS
from bot.usecases.writing.by_hand import LIVE, by_hand
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.follow_messages import edit_where_shown
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.write import Write

TELL_WITHIN: Final = 5  # working days until whoever wished for something is told what became of it
TOLD_AS: Final = {"planned": "planned", "shipped": "there", "wont": "not coming"}


@dataclass(frozen=True)
class SettledSaying:
    """cta_id: the to-do to tell them, of a wish."""

    change_id: int
    account_id: int
    saying: Saying
    cta_id: int | None = None


async def answered(write: Write, saying_id: int) -> SettledSaying:
    """Somebody answered: its to-do is done, and the log keeps a contact. Raises UserError."""
    async with write.transaction() as session:
        row, account = await _open_question(session, saying_id)
        recording = Recording(session)
        recording.set(row, outcome=ANSWERED, settled_on=write.today, settled_by=write.person_id)
        event = entry(write, account, "contact", row.words, key=ANSWERED)
        event.stakeholder_id = row.stakeholder_id
        await recording.add(event)
        await _close(write, recording, row, "done")
        change_id = await recording.save(write, "done", _subject(row), account.id)
        return SettledSaying(change_id, account.id, row)


async def not_a_question(write: Write, saying_id: int) -> SettledSaying:
    """It was none: the entry stays in the log as a note. Raises UserError."""
    async with write.transaction() as session:
        row, account = await _open_question(session, saying_id)
        recording = Recording(session)
        recording.set(row, undone_at=write.now)
        await _close(write, recording, row, "not a problem")
        change_id = await recording.save(write, "not-a-problem", _subject(row), account.id)
        return SettledSaying(change_id, account.id, row)


def _subject(row: Saying) -> str:
    """Its to-do's, so that messages which show that say what became of it."""
    return f"cta:{row.cta_id}" if row.cta_id is not None else f"saying:{row.id}"


async def wish_became(write: Write, saying_id: int, outcome: str, note: str = "") -> SettledSaying:
    """What became of a wish; whoever looks after the account tells them. note: what they may read about it. Raises
    UserError naming the field to fix."""
    if outcome not in WISH_OUTCOMES:
        raise UserError("Choose what became of it.", field="outcome")
    note = clean(note)
    if len(note) > LONGEST_WORDS:
        raise UserError(f"That is {len(note)} characters; there is room for {LONGEST_WORDS}.", field="note")
    async with write.transaction() as session:
        row, account = await _standing(session, saying_id, "wish")
        if row.outcome == outcome and row.note == note:
            raise UserError("That is what stands there already.")
        recording = Recording(session)
        recording.set(row, outcome=outcome, note=note, settled_on=write.today, settled_by=write.person_id)
        recording.set(row, told_on=None)
        await _close(write, recording, row, "done")
        cta = await _to_tell(write, session, account, row)
        await recording.add(cta)
        recording.set(row, cta_id=cta.id)
        change_id = await recording.save(write, "wish-became", f"saying:{row.id}", account.id)
        return SettledSaying(change_id, account.id, row, cta.id)


async def _standing(session: WriteSession, saying_id: int, kind: str) -> tuple[Saying, Account]:
    row = await session.scalar(select(Saying).where(Saying.id == saying_id).with_for_update())
    if row is None or row.kind != kind or row.undone_at is not None:
        raise UserError(f"That {kind} isn't there any more.")
    return row, await load(session, row.account_id)


async def _open_question(session: WriteSession, saying_id: int) -> tuple[Saying, Account]:
    row, account = await _standing(session, saying_id, "question")
    if row.outcome is not None:
        raise UserError("That question is answered already.")
    return row, account


async def _close(write: Write, recording: Recording, row: Saying, why: str) -> None:
    cta = await recording.session.get(Cta, row.cta_id, with_for_update=True) if row.cta_id else None
    if cta is None or cta.state not in LIVE:
        return
    state = "done" if why == "done" else "closed"
    recording.set(cta, state=state, closed_why=why, closed_at=write.now, wake_on=None)
    cta.changed_at = write.now
    people = {person for person in (cta.owner_id, write.person_id) if person}
    await edit_where_shown(recording.session, {cta.id}, people, write.now)


async def _to_tell(write: Write, session: WriteSession, account: Account, row: Saying) -> Cta:
    person = await session.get(Stakeholder, row.stakeholder_id) if row.stakeholder_id else None
    event = await session.get(AccountEvent, row.event_id)
    whom = clean(person.name) if person is not None and person.status != "left" else "them"
    wished = shorten(row.words or (event.note if event else ""), 60)
    title = f"Tell {whom}: “{wished}” is {TOLD_AS[row.outcome or 'planned']}"
    due_on = add_working_days(write.today, TELL_WITHIN)
    cta = by_hand(write, account.id, account.period, title, due_on, account.csm_id)
    if account.csm_id not in (None, write.person_id):
        cta.tell = "due"
    return cta


__all__ = ["SettledSaying", "answered", "not_a_question", "wish_became"]
