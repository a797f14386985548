"""An account handed over for good: the form, what is said when it is done, and the brief for whoever takes it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from bot import actions
from bot.calendar import plural, say_date
from bot.message import (
    Actions,
    Block,
    Button,
    ChoiceInput,
    Form,
    Heading,
    Input,
    Line,
    Message,
    Notes,
    Option,
    Text,
    TextInput,
    bold,
    line,
)
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Cta, HandOver, Outgoing, Person
from bot.talk.account.read_account import load_accounts
from bot.talk.account.view import AccountView
from bot.talk.composed import Composed
from bot.talk.phrases.account_words import is_champion, is_decider, promises, renewal_words, who
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.talking_points import due_words, todo_words
from bot.talk.phrases.words import a_year, called, listed
from bot.text import clean, shorten

MOST_CHOICES, BRIEFS, TODOS, OWED = 100, 8, 4, 3


# The form


def hand_over_form(
    target: str, title: str, accounts: Sequence[tuple[int, str]], colleagues: Sequence[tuple[int, str]]
) -> Form:
    """Fields: accounts (several ids; not where one is meant), owner (an id), note."""
    inputs: list[Input] = []
    if not target:
        options = tuple(Option(label=shorten(name, 70), value=str(number)) for number, name in accounts[:MOST_CHOICES])
        inputs.append(ChoiceInput(name="accounts", label="Which accounts?", options=options, several=True))
    people = tuple(Option(label=called(name), value=str(number)) for number, name in colleagues[:MOST_CHOICES])
    inputs += [
        ChoiceInput(name="owner", label="To whom?", options=people),
        TextInput(
            name="note",
            label="What should they know?",
            hint="It goes into the log, and to them with the brief.",
            many_lines=True,
            optional=True,
        ),
    ]
    said = "Its open to-dos and alerts move along, and they get a brief. Whoever had it may look for ten working days."
    return Form(
        action=actions.HAND_OVER_SAVE,
        target=target,
        title="Hand over for good",
        submit="Hand over",
        intro=(line(bold(title)), line(said)),
        inputs=tuple(inputs),
    )


def handed_over_message(names: Sequence[str], to: str, todos: int, change_id: int) -> Message:
    said = listed([called(name) for name in names], 4)
    moved = f"{plural(todos, 'open to-do')} moved along. " if todos else ""
    note = f"{moved}{called(to)} gets a brief, and the next digest. The accounts file doesn't take it back."
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    return Message(
        title=line("Handed over to ", bold(called(to)), f": {said}"),
        blocks=(Text(lines=(line(note),)), Actions(elements=(undo,))),
    )


# The brief


@dataclass(frozen=True)
class Handed:
    """An account that was given: where it stands, what is owed, open and tried, who decides. giver: "" for nobody."""

    account_id: int
    name: str
    giver: str
    note: str
    stands: str
    decide: str
    owed: tuple[str, ...] = ()
    todos: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()


async def hand_over_brief(db: ReadSession, library: Library, row: Outgoing, reader: Reader, now: datetime) -> Composed:
    """What the new owner reads. Those that were taken back or passed on meanwhile are left out."""
    wanted = select(HandOver).where(HandOver.id.in_(row.refs["hand_overs"]), HandOver.undone_at.is_(None))
    found = list(await db.scalars(wanted.order_by(HandOver.id)))
    views = await load_accounts(db, library, [one.account_id for one in found[:BRIEFS]], now)
    before = select(Person).where(Person.id.in_([one.from_id for one in found]))
    givers = {one.id: one.name for one in await db.scalars(before)}
    handed = [
        _handed(views[one.account_id], givers.get(one.from_id or 0, ""), one.note, reader, now)
        for one in found
        if one.account_id in views
    ]
    if not handed:
        return Composed(None, reason="it was taken back", refs=row.refs)
    return Composed(brief_message(handed, len(found)), refs=row.refs)


def _handed(view: AccountView, giver: str, note: str, reader: Reader, now: datetime) -> Handed:
    today = reader.today(now)
    people = [one for one in view.active if is_decider(one)] or [one for one in view.active if is_champion(one)]
    todos = [cta for cta in view.todos if cta.state == "open"]
    tried = [(cta.tried_on, clean(cta.note)) for cta in view.todos if cta.tried_on]
    return Handed(
        view.account.id,
        called(view.account.name),
        called(giver) if giver else "",
        clean(note),
        _stands(view, today),
        listed([who(one) for one in people], 3),
        promises(view, reader, now)[:OWED],
        tuple(_todo(view, cta, reader, now) for cta in todos[:TODOS]),
        tuple(f"{say_date(day, today)}{f': {shorten(said, 80)}' if said else ''}" for day, said in tried[:2]),
    )


def _todo(view: AccountView, cta: Cta, reader: Reader, now: datetime) -> str:
    return f"{shorten(todo_words(view, cta, reader, now), 60)} · {due_words(cta, reader, now)}"


def _stands(view: AccountView, today: date) -> str:
    health = view.facts.health if view.facts else None
    renewal = renewal_words(view, today)
    parts = [
        view.stage.name if view.stage else "",
        "" if health is None else f"health {health}",
        " + ".join(a_year(view.contracts, today)),
        f"{'notice by' if renewal.is_notice else 'renews'} {renewal.deadline}" if renewal.deadline else "",
    ]
    return " · ".join(part for part in parts if part)


def brief_message(handed: Sequence[Handed], count: int) -> Message:
    first = handed[0]
    giver = f" from {first.giver}" if first.giver else ""
    several = line(bold(f"{count} accounts are yours now"), giver)
    title = line(bold(first.name), f" is yours now{giver}") if count == 1 else several
    blocks: list[Block] = []
    for one in handed:
        blocks += [*([Heading(text=one.name)] if count > 1 else []), Text(lines=tuple(_lines(one)))]
    buttons = (
        Button(label=f"Open {shorten(one.name, 30)}", action=actions.CARD, target=str(one.account_id))
        for one in handed[:3]
    )
    talk = Button(label="Talking points", action=actions.PREP, target=str(first.account_id))
    blocks.append(Actions(elements=(*buttons, *((talk,) if count == 1 else ()))))
    more = count - len(handed)
    notes = (line(f"… and {more:,} more"),) if more > 0 else ()
    return Message(title=title, blocks=(*blocks, *((Notes(lines=notes),) if notes else ())))


def _lines(one: Handed) -> list[Line]:
    lines = [line(one.stands)] if one.stands else []
    if one.note:
        lines.append(line(f"{one.giver or 'They'} says: “{shorten(one.note, 200)}”"))
    for label, said in (("Decides", one.decide), ("We owe", "; ".join(one.owed)), ("Tried", "; ".join(one.tried))):
        if said:
            lines.append(line(bold(label), f" {said}"))
    return [*lines, *(line(f"• {text}") for text in one.todos)]


# Examples

_ACME = Handed(
    1,
    "Acme",
    "Priya Nair",
    "Dana prefers the phone, mornings.",
    "Adopt · health 61 · 120k EUR · notice by Tue 13 Jan",
    "Dana Reyes, COO",
    ("schema notes by Fri 9 Jan",),
    ("Unblock: own admin named · due Thu",),
    ("Tue 30 Dec: called the COO",),
)
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Hand over, the form", hand_over_form("1", "Acme", (), ((2, "Tim Brandt"),))),
    ("Hand over, several", hand_over_form("", "Your team's accounts", ((1, "Acme · Priya"),), ((2, "Tim Brandt"),))),
    ("Handed over", handed_over_message(("Acme",), "Tim Brandt", 3, 9)),
    ("Brief for the new owner", brief_message((_ACME,), 1)),
)
