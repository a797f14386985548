"""What a customer said is kept beside the log's entry that tells of it: a question gets its clock at once."""

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from bot.calendar import add_working_days
from bot.errors import UserError
from bot.language.notes.log_line import named_in
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account, AccountEvent, Stakeholder
from bot.store.tables.said.sayings import KINDS, Saying, SayingKind
from bot.store.tables.todos_and_outbox import AccountFacts, Cta
from bot.text import clean, shorten
from bot.usecases.finding.account_row import load
from bot.usecases.writing.by_hand import LIVE, by_hand
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.follow_messages import edit_where_shown
from bot.usecases.writing.write import Write

LONGEST_WORDS: Final = 300  # characters: they stand inside sentences
MARKS: Final = re.compile(r"[:;,!?()]")  # that stand at a name: "Dana: can we …"
URGENT: Final = 1  # whoever asked waits: it stands in every digest until it is answered


@dataclass(frozen=True)
class SaidByThem:
    """What somebody of theirs said. words: as they may be quoted to them. answer_days: working days until a question is
    to be answered."""

    kind: SayingKind
    words: str = ""
    answer_days: int = 2


@dataclass(frozen=True)
class KeptSaying:
    """saying: None where it was none after all, and stays a note."""

    change_id: int
    account_id: int
    event_id: int
    saying: Saying | None


async def keep_as(write: Write, event_id: int, said: SaidByThem | None) -> KeptSaying:
    """What is in the log already was that; None: it was nothing more than a note. Raises UserError."""
    async with write.transaction() as session:
        event = await session.get(AccountEvent, event_id, with_for_update=True)
        if event is None or event.undone_at is not None:
            raise UserError("That entry was undone, so there is nothing to add to. Log it again if it happened.")
        account = await load(session, event.account_id)
        recording = Recording(session)
        saying = await change_kind(write, recording, account, event, said)
        change_id = await recording.save(write, "log", f"event:{event.id}", account.id)
        return KeptSaying(change_id, account.id, event.id, saying)


async def change_kind(
    write: Write, recording: Recording, account: Account, event: AccountEvent, said: SaidByThem | None
) -> Saying | None:
    """The same as a part of another change. What the entry was taken for before is taken back."""
    before = await said_in(recording.session, event.id)
    if before is not None and said is not None and before.kind == said.kind:
        words = _words(said)
        if words and words != before.words:
            recording.set(before, words=words)
        return before
    if before is not None:
        await _take_back(write, recording, before)
    return await add_saying(write, recording, account, event, said) if said is not None else None


async def add_saying(
    write: Write, recording: Recording, account: Account, event: AccountEvent, said: SaidByThem
) -> Saying:
    """A question opens the to-do that follows it. Raises UserError naming the field to fix."""
    if said.kind not in KINDS:
        raise UserError("Choose what it was.", field="kind")
    words, person = _words(said), await _whose(recording, account, event, said)
    row = Saying(
        workspace_id=write.workspace_id,
        account_id=account.id,
        kind=said.kind,
        words=words,
        stage=await _stage(recording.session, account),
        stakeholder_id=person.id if person else None,
        said_on=write.today,
        by_id=write.person_id,
        event_id=event.id,
    )
    if said.kind == "question":
        cta = _to_answer(write, account, words or event.note, person, said.answer_days)
        await recording.add(cta)
        row.cta_id = cta.id
    await recording.add(row)
    return row


async def said_in(session: ReadSession, event_id: int) -> Saying | None:
    """What that entry of the log tells that they said."""
    found = select(Saying).where(Saying.event_id == event_id, Saying.undone_at.is_(None))
    row: Saying | None = await session.scalar(found.order_by(Saying.id.desc()).limit(1))
    return row


def _words(said: SaidByThem) -> str:
    words = clean(said.words)
    if len(words) > LONGEST_WORDS:
        raise UserError(f"That is {len(words)} characters; there is room for {LONGEST_WORDS}.", field="words")
    return words


async def _stage(session: ReadSession, account: Account) -> str:
    stage = await session.scalar(select(AccountFacts.stage).where(AccountFacts.account_id == account.id))
    return stage if stage is not None else account.entry_stage or ""


async def _whose(recording: Recording, account: Account, event: AccountEvent, said: SaidByThem) -> Stakeholder | None:
    """Whom the entry is with, else the only one whom it names. Who asks or wishes for something talks with us, so the
    entry is a contact with them."""
    session = recording.session
    if event.stakeholder_id is not None:
        return await session.get(Stakeholder, event.stakeholder_id)
    at_account = select(Stakeholder).where(Stakeholder.account_id == account.id).order_by(Stakeholder.id)
    named = named_in(MARKS.sub(" ", event.note), list(await session.scalars(at_account)))
    if len(named) != 1:
        return None
    if said.kind != "perception" and event.kind in ("note", "contact"):
        recording.set(event, kind="contact", stakeholder_id=named[0].id)
    return named[0]


def _to_answer(write: Write, account: Account, words: str, person: Stakeholder | None, days: int) -> Cta:
    """Whoever looks after the account answers."""
    whom = clean(person.name) if person is not None else "them"
    title = f"Answer {whom}: “{shorten(words, 80)}”"
    due_on = add_working_days(write.today, max(days, 1))
    cta = by_hand(write, account.id, account.period, title, due_on, account.csm_id)
    cta.priority = URGENT
    if account.csm_id not in (None, write.person_id):
        cta.tell = "due"  # they weren't there
    return cta


async def _take_back(write: Write, recording: Recording, row: Saying) -> None:
    recording.set(row, undone_at=write.now)
    cta = await recording.session.get(Cta, row.cta_id, with_for_update=True) if row.cta_id else None
    if cta is None or cta.state not in LIVE:
        return
    recording.set(cta, state="closed", closed_why="not a problem", closed_at=write.now, wake_on=None)
    recording.set(cta, note="It wasn't a question.")
    cta.changed_at = write.now
    people = {person for person in (cta.owner_id, write.person_id) if person}
    await edit_where_shown(recording.session, {cta.id}, people, write.now)


__all__ = ["KeptSaying", "SaidByThem", "add_saying", "change_kind", "keep_as", "said_in"]
