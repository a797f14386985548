"""An account handed to sales, and what came of that and of what was offered: asked once, on the week's last morning
(method A11, B10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from bot import actions
from bot.calendar import plural, say_date
from bot.errors import UserError
from bot.journey.accounts.favours import NAMES
from bot.message import Actions, Button, ChoiceInput, Form, Input, Message, Notes, Option, Text, TextInput, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, Cta, Outgoing, PutForward
from bot.talk.account.read_account import load_account
from bot.talk.account.surveys import refuse_beside_survey
from bot.talk.account.view import AccountView
from bot.talk.matter.matter import matter_words, what_burns
from bot.talk.phrases.account_words import who
from bot.talk.phrases.clear_before_renewal import clearings, low_csat
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.talking_points import todo_words
from bot.talk.phrases.words import called, capital, listed
from bot.talk.quotes.proposed import Proposed, proposed
from bot.text import shorten

APART = timedelta(days=14)  # between a sale and a favour
CHOICES = {
    "offer": (("taken", "Taken up"), ("declined", "Not for them")),
    "lead": (("won", "It became a deal"), ("talking", "They are talking"), ("lost", "Nothing came of it")),
}


async def proposals_form(db: ReadSession, digest_id: int, reader: Reader, now: datetime) -> Form | None:
    """What came of each that the digest asks about; None where nothing is open any more."""
    row = await db.get(Outgoing, digest_id)
    found = await proposed(db, row.refs.get("proposals", ()), reader.today(now)) if row is not None else ()
    return draw_proposals_form(digest_id, found) if found else None


def draw_proposals_form(digest_id: int, found: Sequence[Proposed]) -> Form:
    """Fields: a choice for each, by its id."""
    return Form(
        action=actions.PROPOSALS_SAVE,
        target=str(digest_id),
        title="What came of it?",
        submit="Save",
        intro=(line("Leave empty what nobody knows yet; I won't ask about it again."),),
        inputs=tuple(
            ChoiceInput(
                name=str(one.number),
                label=shorten(f"{one.account}: {one.said}", 140),
                options=tuple(Option(label=label, value=value) for value, label in CHOICES[one.kind]),
                optional=True,
                spread=True,
            )
            for one in found
        ),
    )


async def confirm_proposals(db: ReadSession, became: Mapping[int, str], change_id: int, today: date) -> Message:
    """What was said, with Undo; of what sales was given, how it went so far."""
    rows = await db.execute(
        select(PutForward, Account.name)
        .join(Account, Account.id == PutForward.account_id)
        .where(PutForward.id.in_(became))
    )
    words = {value: label for choices in CHOICES.values() for value, label in choices}
    said = [(called(name), words[became[row.id]].lower(), row.kind) for row, name in rows]
    leads = await _leads(db, today) if any(kind == "lead" for *_, kind in said) else {}
    return proposals_noted_message([(name, what) for name, what, _ in said], leads, change_id)


async def _leads(db: ReadSession, today: date) -> dict[str, int]:
    """Of the accounts that the reader sees, handed over within a year."""
    p = PutForward
    year = (p.kind == "lead", p.undone_at.is_(None), p.made_on > today - timedelta(days=365))
    return dict(Counter(outcome or "" for outcome in await db.scalars(select(p.outcome).where(*year))))


def proposals_noted_message(said: Sequence[tuple[str, str]], leads: Mapping[str, int], change_id: int) -> Message:
    lines = tuple(line(bold(name), f": {what}") for name, what in said)
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    counted = (Notes(lines=(line(lead_counts(leads)),)),) if leads else ()
    return Message(title=line(bold("Noted")), blocks=(Text(lines=lines), Actions(elements=(undo,)), *counted))


def lead_counts(leads: Mapping[str, int]) -> str:
    """ "Of 4 accounts handed to sales within a year 1 became a deal, 2 are being talked to, 1 came to nothing."."""
    named = (("won", "became a deal"), ("talking", "in talks"), ("lost", "came to nothing"), ("", "not answered yet"))
    parts = [f"{leads[key]} {words}" for key, words in named if leads.get(key)]
    return f"Handed to sales within a year: {plural(sum(leads.values()), 'account')}; {listed(parts)}."


# Handing one over


async def lead_form(db: ReadSession, library: Library, cta_id: int, reader: Reader, now: datetime) -> Form | None:
    """To whom, for what, and because of what. None where there is no such to-do. Raises UserError where nobody is sold
    to now."""
    cta = await db.get(Cta, cta_id)
    view = await load_account(db, library, cta.account_id, now) if cta is not None and cta.account_id else None
    if cta is None or view is None:
        return None
    await _refuse_to_sell(db, view, reader, now)
    last = next((one.whom for one in view.proposals if one.kind == "lead"), "")
    people = tuple((one.row.id, who(one)) for one in view.active)
    why = capital(shorten(todo_words(view, cta, reader, now), 200))
    return draw_lead_form(cta_id, called(view.account.name), why, people, last)


async def _refuse_to_sell(db: ReadSession, view: AccountView, reader: Reader, now: datetime) -> None:
    """Raises UserError with the reason: something burns, the list before the renewal says no, or a favour was asked for
    days ago and would look like the price (method C7)."""
    name, today = called(view.account.name), reader.today(now)
    burning = what_burns(view, today)
    if burning is not None:
        why = matter_words(view, burning, reader, now)
        raise UserError(f"Not to sales now: {why}. Settle that at {name} first.")
    if low := low_csat(view, reader, now):
        raise UserError(f"Not to sales now: {low}. Ask {name} what is behind it first.")
    clearing = (await clearings(db, [view], reader, now)).get(view.account.id)
    if clearing is not None and not clearing.may:
        raise UserError(f"{name} renews soon, and the list before it says: {clearing.upsell}")
    asked = next((ask for ask in view.asks if ask.state == "asked" and ask.asked_on > today - APART), None)
    if asked is not None:
        what = NAMES.get(asked.kind, asked.kind)
        day = say_date(asked.asked_on, today)
        raise UserError(f"{name} was asked for {what} on {day}. Wait for the answer, or selling looks like its price.")
    refuse_beside_survey(view, today)


def draw_lead_form(cta_id: int, account: str, why: str, people: Sequence[tuple[int, str]], whom: str = "") -> Form:
    """Fields: whom, what, why, with (a stakeholder's id)."""
    inputs: list[Input] = [
        TextInput(name="whom", label="Who in sales has it now?", value=whom, most=80),
        TextInput(name="what", label="What may they buy?", optional=True, most=80, placeholder="20 more seats"),
        TextInput(name="why", label="Why now?", value=why, many_lines=True, most=300),
    ]
    if people:
        options = tuple(Option(label=label, value=str(number)) for number, label in people[:100])
        inputs.append(ChoiceInput(name="with", label="Who there is interested?", options=options, optional=True))
    return Form(
        action=actions.LEAD_SAVE,
        target=str(cta_id),
        title="Hand to sales",
        submit="I told them",
        intro=(line(bold(account), " is ready. I note who has it, and ask you once what came of it."),),
        inputs=tuple(inputs),
    )


async def confirm_lead(db: ReadSession, proposal_id: int, change_id: int) -> Message | None:
    row = await db.get(PutForward, proposal_id)
    account = await db.get(Account, row.account_id) if row is not None else None
    if row is None or account is None:
        return None
    return lead_noted_message(account.id, called(account.name), called(row.whom), row.what, row.why, change_id)


def lead_noted_message(account_id: int, account: str, whom: str, what: str, why: str, change_id: int) -> Message:
    about = f", {what}" if what else ""
    buttons = (
        Button(label="Card", action=actions.CARD, target=str(account_id)),
        Button(label="Undo", action=actions.UNDO, target=str(change_id)),
    )
    return Message(
        title=line(bold(f"Noted: {whom} has {account}")),
        blocks=(
            Text(lines=(line(f"To pass on: {account}{about}. {why.rstrip('.')}."),)),
            Actions(elements=buttons),
            Notes(lines=(line("I ask you once, at the end of a week, what came of it."),)),
        ),
    )


_FOUND = (
    Proposed(1, "offer", "Acme", "a named engineer, offered Mon 5 Jan"),
    Proposed(2, "lead", "Globex", "handed to Kim Sato, Tue 6 Jan"),
)
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    (
        "Hand to sales",
        draw_lead_form(7, "Globex", "Health 84 for three weeks, 92% of seats in use", ((1, "Ivo Brandt, Analyst"),)),
    ),
    ("Handed to sales", lead_noted_message(2, "Globex", "Kim Sato", "20 more seats", "92% of seats in use", 9)),
    ("What came of it?", draw_proposals_form(40, _FOUND)),
    (
        "What came of it, noted",
        proposals_noted_message(
            (("Acme", "taken up"), ("Globex", "they are talking")), {"won": 1, "talking": 2, "": 1}, 9
        ),
    ),
)
