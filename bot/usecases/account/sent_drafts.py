"""A draft that was sent: it goes into the log; a rule's to-do sleeps as after Reached out, a reaction's and what a
customer asked for is done."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bot.calendar import add_working_days
from bot.errors import UserError
from bot.message import ask
from bot.playbook.reactions.prepared_todos import is_prepared
from bot.store.tables.accounts import Account, AccountEvent
from bot.store.tables.said.proposals import PutForward
from bot.store.tables.todos_and_outbox import HAND, Cta
from bot.store.todo_states import thanks_subject
from bot.usecases.account.log import LONGEST, at_account
from bot.usecases.account.todos import RECHECK
from bot.usecases.finding.account_row import load
from bot.usecases.writing.by_hand import LIVE
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.follow_messages import edit_where_celebrated, edit_where_shown
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.said_of_todo import follow_todo, saying_of
from bot.usecases.writing.write import Write

CHANNELS = ("mail", "call")


@dataclass(frozen=True)
class WhatItOffers:
    """kind: an offer of the catalogue, or a piece of content."""

    kind: Literal["offer", "piece"]
    key: str
    name: str


@dataclass(frozen=True)
class SentLetter:
    """What was sent. channel: mail | call. stakeholder_id: to whom, None where nobody of theirs is noted. subject: of a
    mail. offer: what of the catalogue it offers."""

    text: str
    channel: str
    stakeholder_id: int | None = None
    subject: str = ""
    offer: WhatItOffers | None = None

    @property
    def note(self) -> str:
        """What the log keeps of it."""
        head = " ".join(self.subject.split()) if self.channel == "mail" else ""
        return "\n\n".join(part for part in (head, self.text.strip()) if part)


@dataclass(frozen=True)
class Sent:
    """until: when the to-do is looked at again, if one sleeps now. done: the to-do is done with it."""

    change_id: int
    account_id: int
    event_id: int
    until: date | None = None
    done: bool = False


async def sent(write: Write, account_id: int, letter: SentLetter, *, milestone: str = "") -> Sent:
    """Log that a message went to the customer. milestone: what it gave thanks for, so that nobody thanks twice. Raises
    UserError naming the field to fix."""
    async with write.transaction() as session:
        account = await load(session, account_id)
        recording = Recording(session)
        event = await contact(write, recording, account, letter)
        subject = thanks_subject(account_id, milestone) if milestone else f"event:{event.id}"
        change_id = await recording.save(write, "sent", subject, account_id)
        if milestone:
            people = {person for person in (account.csm_id, write.person_id) if person}
            await edit_where_celebrated(session, account_id, people, write.now)
        return Sent(change_id, account_id, event.id)


async def sent_about(write: Write, cta_id: int, letter: SentLetter) -> Sent:
    """The same about a to-do: a rule's sleeps until its re-check, a reaction's is done. Raises UserError."""
    async with write.transaction() as session:
        cta = await session.get(Cta, cta_id, with_for_update=True)
        if cta is None or cta.account_id is None:
            raise UserError("I can't find that to-do any more. ", ask(), " shows your accounts.")
        account = await load(session, cta.account_id)
        recording = Recording(session)
        event = await contact(write, recording, account, letter)
        until, done = await _asleep(write, recording, cta), await _done(write, recording, cta)
        kind = "reached-out" if until else "done" if done else "sent"
        subject = f"event:{event.id}" if kind == "sent" else f"cta:{cta_id}"
        change_id = await recording.save(write, kind, subject, account.id)
        return Sent(change_id, account.id, event.id, until, done)


async def contact(write: Write, recording: Recording, account: Account, letter: SentLetter) -> AccountEvent:
    """The log's row of a message that was sent. Raises UserError."""
    if not letter.text.strip():
        raise UserError("There is nothing to log. Write what you sent.", field="text")
    if len(letter.note) > LONGEST:
        raise UserError(f"That is {len(letter.note):,} characters; a log entry holds {LONGEST:,}.", field="text")
    if letter.channel not in CHANNELS:
        raise UserError("Choose e-mail or call.", field="channel")
    await at_account(recording.session, account, letter.stakeholder_id)
    event = entry(write, account, "contact", letter.note, key=letter.channel)
    event.stakeholder_id = letter.stakeholder_id
    await recording.add(event)
    if letter.offer is not None:
        await recording.add(_offered(write, account, event, letter.offer))
    return event


def _offered(write: Write, account: Account, event: AccountEvent, offer: WhatItOffers) -> PutForward:
    return PutForward(
        workspace_id=write.workspace_id,
        account_id=account.id,
        kind=offer.kind,
        what=offer.key,
        name=offer.name,
        stakeholder_id=event.stakeholder_id,
        made_on=write.today,
        by_id=write.person_id,
        event_id=event.id,
        note="",
        whom="",
        why="",
    )


async def _asleep(write: Write, recording: Recording, cta: Cta) -> date | None:
    if cta.rule == HAND or is_prepared(cta.rule) or cta.state != "open":
        return None
    until = add_working_days(write.today, RECHECK)
    await _set(write, recording, cta, state="asleep", wake_on=until, tried_on=write.today)
    return until


async def _done(write: Write, recording: Recording, cta: Cta) -> bool:
    """What a reaction asked for is done once its message went out; so is what a customer asked or wished for."""
    asked = is_prepared(cta.rule) or await saying_of(recording.session, cta) is not None
    if not asked or cta.state not in LIVE:
        return False
    await _set(write, recording, cta, state="done", closed_why="done", closed_at=write.now, wake_on=None)
    return True


async def _set(write: Write, recording: Recording, cta: Cta, **values: Any) -> None:
    recording.set(cta, **values)
    cta.changed_at = write.now
    await follow_todo(write, recording, cta)
    people = {person for person in (cta.owner_id, write.person_id) if person}
    await edit_where_shown(recording.session, {cta.id}, people, write.now)
