"""The log of an account: saved at once, details added afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from bot.errors import UserError
from bot.language.notes.follow_up import FollowUp, follow_up
from bot.language.notes.log_line import LogReading, read_log_line
from bot.language.notes.told_day import told_day
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account, AccountEvent, Stakeholder
from bot.store.tables.todos_and_outbox import Cta
from bot.usecases.account.todos import answer
from bot.usecases.finding.account_row import load
from bot.usecases.people.champion import new_stakeholder
from bot.usecases.said.keep import SaidByThem, add_saying, change_kind
from bot.usecases.writing.by_hand import LIVE, by_hand
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.write import Write

REVIEWS = ("qbr", "ebr", "other")
LONGEST = 4000  # characters


@dataclass(frozen=True)
class Logged:
    """heard: the contact that the words themselves tell of. step: the next step that they name with a day. saying_id:
    what they said, kept beside it. day: the day before today on which they say that it was."""

    change_id: int
    account_id: int
    event_id: int
    cta_id: int | None = None
    heard: LogReading[Stakeholder] | None = None
    step: FollowUp | None = None
    saying_id: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class Details:
    """What a log entry can be completed with. review: qbr | ebr | "". stakeholder_id: whom the contact was with.
    answers: the to-dos that it answers. said: what somebody of theirs said. kind_chosen: of an entry that is there
    already, what it was is said anew."""

    review: str = ""
    stakeholder_id: int | None = None
    next_step: str = ""
    next_on: date | None = None
    answers: tuple[int, ...] = ()
    said: SaidByThem | None = None
    kind_chosen: bool = False


async def log(write: Write, account_id: int, note: str, details: Details | None = None) -> Logged:
    """Save what was typed, as it was typed; as a contact where the words say so (bot/language/notes/log_line.py) and
    the details don't say otherwise. Raises UserError where there is nothing to save."""
    if not note.strip():
        raise UserError("There is nothing to log yet. Write what happened.", field="note")
    if len(note) > LONGEST:
        raise UserError(f"That is {len(note):,} characters; a log entry holds {LONGEST:,}.", field="note")
    async with write.transaction() as session:
        account = await load(session, account_id)
        recording = Recording(session)
        said = details is not None and bool(details.review or details.stakeholder_id)
        heard = None if said else await _listen(session, account, note)
        event = entry(write, account, "contact" if heard else "note", note.strip(), key=heard.key if heard else "")
        event.stakeholder_id = heard.person.id if heard and heard.person else None
        day = told_day(note, write.today, write.day_order) if heard else None
        if day is not None:
            event.at = write.now - (write.today - day)
        await recording.add(event)
        if details is not None and heard is not None and heard.person is not None:
            details = replace(details, stakeholder_id=heard.person.id)
        step = await _step(session, write, account, event, note, details)
        if step is not None and step.said.day is not None:
            known = details or Details(stakeholder_id=event.stakeholder_id)
            details = replace(known, next_step=step.title, next_on=step.said.day)
        cta_id = await _complete(write, recording, account, event, details) if details else None
        told = details.said if details else None
        saying = await add_saying(write, recording, account, event, told) if told else None
        change_id = await recording.save(write, "log", f"event:{event.id}", account_id)
        return Logged(change_id, account_id, event.id, cta_id, heard, step, saying.id if saying else None, day)


async def _step(
    session: ReadSession, write: Write, account: Account, event: AccountEvent, note: str, details: Details | None
) -> FollowUp | None:
    """What the words say is next and when, unless the form said so itself."""
    if details is not None and details.next_step.strip():
        return None
    number = event.stakeholder_id or (details.stakeholder_id if details else None)
    person = await session.get(Stakeholder, number) if number else None
    whom = person.name.split()[0] if person and person.account_id == account.id and person.name.split() else ""
    return follow_up(note, write.today, write.day_order, whom=whom)


async def _listen(session: ReadSession, account: Account, note: str) -> LogReading[Stakeholder] | None:
    at_account = select(Stakeholder).where(Stakeholder.account_id == account.id).order_by(Stakeholder.id)
    return read_log_line(note, list(await session.scalars(at_account)))


async def contact_with(write: Write, event_id: int, stakeholder_id: int) -> Logged:
    """Say whom a contact was with that is saved already. Raises UserError."""
    async with write.transaction() as session:
        event, account = await _standing(session, event_id)
        await at_account(session, account, stakeholder_id)
        recording = Recording(session)
        recording.set(event, kind="contact" if event.kind == "note" else event.kind, stakeholder_id=stakeholder_id)
        change_id = await recording.save(write, "log", f"event:{event.id}", account.id)
        return Logged(change_id, account.id, event.id)


async def contact_with_new(write: Write, event_id: int, name: str, title: str) -> Logged:
    """Whom it was with isn't on record: from now on they are. Of a note that tells of no talk they are only named.
    Raises UserError."""
    async with write.transaction() as session:
        event, account = await _standing(session, event_id)
        person = new_stakeholder(write, account, name, title)
        recording = Recording(session)
        await recording.add(person)
        recording.set(event, stakeholder_id=person.id)
        change_id = await recording.save(write, "log", f"event:{event.id}", account.id)
        return Logged(change_id, account.id, event.id)


async def _standing(session: ReadSession, event_id: int) -> tuple[AccountEvent, Account]:
    event = await session.get(AccountEvent, event_id)
    if event is None or event.undone_at is not None:
        raise UserError("That entry was undone, so there is nothing to add to. Log it again if it happened.")
    return event, await load(session, event.account_id)


async def add_details(write: Write, event_id: int, details: Details, note: str | None = None) -> Logged:
    """Complete an entry that is saved already: review held, contact with whom, next step. Raises UserError."""
    async with write.transaction() as session:
        event, account = await _standing(session, event_id)
        recording = Recording(session)
        if note is not None and note.strip() and note.strip() != event.note:
            recording.set(event, note=note.strip())
        cta_id = await _complete(write, recording, account, event, details)
        chosen = details.kind_chosen
        saying = await change_kind(write, recording, account, event, details.said) if chosen else None
        change_id = await recording.save(write, "log", f"event:{event.id}", account.id)
        return Logged(change_id, account.id, event.id, cta_id, saying_id=saying.id if saying else None)


async def _complete(
    write: Write, recording: Recording, account: Account, event: AccountEvent, details: Details
) -> int | None:
    if details.review and details.review not in REVIEWS:
        raise UserError("Choose which review it was.", field="review")
    if details.next_on and not details.next_step.strip():
        raise UserError("Say what the next step is, or leave its date empty.", field="next_step")
    await at_account(recording.session, account, details.stakeholder_id)
    await _answer(write, recording, account, event, details.answers)
    kind = "review" if details.review else "contact" if details.stakeholder_id else event.kind
    recording.set(event, kind=kind, key=details.review or event.key, stakeholder_id=details.stakeholder_id)
    if not details.next_step.strip():
        return None
    due = details.next_on or write.today
    step, by = details.next_step.strip(), due.isoformat() if details.next_on else ""
    await recording.add(entry(write, account, "next_step", step, key=by))
    cta = by_hand(write, account.id, account.period, step, due)
    await recording.add(cta)
    return cta.id


async def _answer(
    write: Write, recording: Recording, account: Account, event: AccountEvent, answers: Sequence[int]
) -> None:
    """Those that are still to do; what was answered meanwhile stays as it is."""
    for number in answers:
        cta = await recording.session.get(Cta, number, with_for_update=True)
        if cta is not None and cta.account_id == account.id and cta.state in LIVE:
            await answer(write, recording, cta, event.note)


async def at_account(session: ReadSession, account: Account, stakeholder_id: int | None) -> None:
    """Raises UserError for a person who isn't at that account."""
    if stakeholder_id is None:
        return
    person = await session.get(Stakeholder, stakeholder_id)
    if person is None or person.account_id != account.id:
        raise UserError(f"That person isn't at {account.name}. Choose again.", field="with")
