"""What people do with their to-dos (CTAs)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.calendar import add_working_days, say_date
from bot.errors import UserError
from bot.message import ask_todos, bold
from bot.playbook.reactions.prepared_todos import is_prepared
from bot.store.session import ReadSession, WriteSession
from bot.store.tables.accounts import Account
from bot.store.tables.people import Person
from bot.store.tables.todos_and_outbox import HAND, Cta
from bot.usecases.finding.account_row import load
from bot.usecases.writing.by_hand import LIVE, by_hand
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.follow_messages import edit_where_shown
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.roles import need_to_give
from bot.usecases.writing.said_of_todo import follow_todo
from bot.usecases.writing.write import Write

RECHECK = 5  # working days until a to-do that was answered is looked at again
LONGEST_PROMISE = 160  # characters: it stands inside sentences
ENDED = {
    "itself": "It closed by itself, because its reason is gone.",
    "not a problem": "It was closed as not a problem.",
    "done": "It is done already.",
    "churned": "It closed when the account churned.",
    "outcome": "It closed with the renewal's outcome.",
    "moved": "It closed when the account moved to another playbook.",
    "double": "It closed when somebody said that this account is another one.",
}


@dataclass(frozen=True)
class Acted:
    """A to-do after somebody did something with it."""

    change_id: int
    kind: str
    cta_id: int
    account_id: int | None
    until: date | None = None


async def add(
    write: Write,
    account_id: int | None,
    title: str,
    due_on: date | None,
    owner_id: int | None = None,
    *,
    promise: str = "",
) -> Acted:
    """Add a to-do by hand; without a date it is due in five working days. Raises UserError.

    owner_id: a colleague, who is told of it; without an account only those who lead them may give them one. promise:
    what the customer was promised, in words that they may read; without it, it is told to nobody outside."""
    promise, title = " ".join(promise.split()), title.strip() or promise.strip()
    if not title:
        raise UserError("Say what is to be done.", field="title")
    if promise and account_id is None:
        raise UserError("Whom did you promise it? Say which account.", field="account")
    if len(promise) > LONGEST_PROMISE:
        raise UserError(f"That is {len(promise)} characters; there is room for {LONGEST_PROMISE}.", field="promise")
    if due_on is not None and due_on < write.today:
        raise UserError(f"{say_date(due_on, write.today)} is past. Choose today or later.", field="due_on")
    async with write.transaction() as session:
        account: Account | None = await load(session, account_id) if account_id else None
        await _owner(session, owner_id)
        given_to = owner_id if owner_id != write.person_id else None
        if given_to is not None and account is None:
            await need_to_give(session, write.person_id, write.now, given_to)
        due = due_on or add_working_days(write.today, RECHECK)
        cta = by_hand(write, account_id, account.period if account else 1, title, due, owner_id)
        cta.promise = promise
        if given_to is not None:
            cta.handed_over, cta.tell = True, "due"
        recording = Recording(session)
        if promise and account is not None:
            await recording.add(entry(write, account, "promise", promise, key=due.isoformat()))
        await recording.add(cta)
        change_id = await recording.save(write, "todo-added", f"cta:{cta.id}", account_id)
        return Acted(change_id, "todo-added", cta.id, account_id, due)


async def reached_out(write: Write, cta_id: int, tried: str = "") -> Acted:
    """Somebody got in touch, which the log keeps as a contact: the to-do sleeps for five working days, then is back
    with what was tried if it still holds."""
    wake = add_working_days(write.today, RECHECK)
    values = {"state": "asleep", "wake_on": wake, "tried_on": write.today}
    said = {"note": tried.strip()} if tried.strip() else {}
    return await _act(write, cta_id, "reached-out", values | said, contact=True)


async def not_a_problem(write: Write, cta_id: int, why: str) -> Acted:
    """Closed for this occurrence, with the reason. Raises UserError without one."""
    if not why.strip():
        raise UserError("Say in a few words why it isn't a problem; you'll be glad of it next time.", field="why")
    values = {"state": "closed", "closed_why": "not a problem", "closed_at": write.now, "note": why.strip()}
    return await _act(write, cta_id, "not-a-problem", values | {"wake_on": None})


async def later(write: Write, cta_id: int, until: date | None) -> Acted:
    """Put away until a day to come. Raises UserError for any other."""
    if until is None or until <= write.today:
        raise UserError("Choose a day from tomorrow on.", field="until")
    if (until - write.today).days > 366:
        raise UserError("That is more than a year away. Choose a nearer day.", field="until")
    return await _act(write, cta_id, "later", {"state": "snoozed", "wake_on": until, "closed_why": None})


async def done(write: Write, cta_id: int) -> Acted:
    """A to-do made by hand or by a reaction is done; a rule's closes by itself when its reason is gone. Raises
    UserError."""
    values = {"state": "done", "closed_why": "done", "closed_at": write.now, "wake_on": None}
    return await _act(write, cta_id, "done", values, only_by_hand=True)


async def answered(write: Write, cta_id: int, note: str) -> Acted:
    """What was logged answers it: one made by hand or by a reaction is done, a rule's sleeps until its re-check."""
    async with write.transaction() as session:
        cta = await live_todo(session, cta_id)
        recording = Recording(session)
        kind = await answer(write, recording, cta, note)
        change_id = await recording.save(write, kind, f"cta:{cta_id}", cta.account_id)
        return Acted(change_id, kind, cta_id, cta.account_id, cta.wake_on)


async def answer(write: Write, recording: Recording, cta: Cta, note: str) -> str:
    """The same as a part of another change; the contact itself is in the log already. Returns what became of it."""
    if cta.rule == HAND or is_prepared(cta.rule):
        kind, values = "done", {"state": "done", "closed_why": "done", "closed_at": write.now, "wake_on": None}
    else:
        wake = add_working_days(write.today, RECHECK)
        kind, values = "reached-out", {"state": "asleep", "wake_on": wake, "tried_on": write.today}
        values |= {"note": note.strip()}
    recording.set(cta, **values)
    cta.changed_at = write.now
    await follow_todo(write, recording, cta)
    people = {person for person in (cta.owner_id, write.person_id) if person}
    await edit_where_shown(recording.session, {cta.id}, people, write.now)
    return kind


async def reassign(write: Write, cta_id: int, owner_id: int | None) -> Acted:
    """Give it to a colleague. Raises UserError for anybody else."""
    if owner_id is None:
        raise UserError("Choose a colleague of your company.", field="owner")
    return await _act(write, cta_id, "reassigned", {"owner_id": owner_id, "handed_over": True})


async def _act(
    write: Write, cta_id: int, kind: str, values: dict[str, Any], *, only_by_hand: bool = False, contact: bool = False
) -> Acted:
    async with write.transaction() as session:
        cta = await live_todo(session, cta_id)
        if only_by_hand and cta.rule != HAND and not is_prepared(cta.rule):
            raise UserError(
                "This one closes by itself when its reason is gone. Say ",
                bold("Reached out"),
                " or ",
                bold("Not a problem"),
                ".",
            )
        if kind == "reassigned" and values["owner_id"] == cta.owner_id:
            raise UserError("It is with them already. Choose somebody else.", field="owner")
        await _owner(session, values.get("owner_id"))
        people = {cta.owner_id, values.get("owner_id"), write.person_id}
        recording = Recording(session)
        recording.set(cta, **values)
        cta.changed_at = write.now
        await follow_todo(write, recording, cta)
        if contact and cta.account_id is not None:
            account = await load(session, cta.account_id)
            await recording.add(entry(write, account, "contact", str(values.get("note", "")), key=kind))
        change_id = await recording.save(write, kind, f"cta:{cta_id}", cta.account_id)
        await edit_where_shown(session, {cta_id}, {person for person in people if person}, write.now)
        return Acted(change_id, kind, cta_id, cta.account_id, values.get("wake_on"))


async def live_todo(session: WriteSession, cta_id: int) -> Cta:
    """Locked. Raises UserError where it is closed, or gone."""
    cta = await session.get(Cta, cta_id, with_for_update=True)
    if cta is None:
        raise UserError("I can't find that to-do any more. ", ask_todos(), " shows what is due.")
    if cta.state not in LIVE:
        raise UserError(ENDED.get(cta.closed_why or "", "It is closed already."))
    return cta


async def _owner(session: ReadSession, owner_id: int | None) -> None:
    if owner_id is not None and await session.get(Person, owner_id) is None:
        raise UserError("That person isn't with your company here. Choose a colleague.", field="owner")
