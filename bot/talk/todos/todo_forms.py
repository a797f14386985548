"""Forms about to-dos, and what is said once something was done with one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot import actions
from bot.calendar import next_working_day, say_date, say_near
from bot.message import (
    Actions,
    Block,
    Button,
    ChoiceInput,
    DateInput,
    Form,
    Input,
    Message,
    Option,
    PersonInput,
    Text,
    TextInput,
    ask_todos,
    bold,
    line,
)
from bot.talk.phrases.words import called, given_name
from bot.text import clean, possessive, shorten

MOST_CHOICES = 100


@dataclass(frozen=True)
class Begun:
    """What is known of a to-do before its form is opened. promise: in words that the customer may read."""

    title: str = ""
    due_on: date | None = None
    promise: str = ""


# Forms. The inputs' names are those that bot/usecases/account/todos.py names in its errors.


def add_form(
    today: date, account_id: int | None = None, account: str = "", begun: Begun | None = None, *, owner: str = ""
) -> Form:
    """A to-do by hand; without an account it asks for one, which may stay empty. begun: what is known of it already.
    owner: whose it is to be, by the platform's id."""
    known = begun or Begun()
    which: tuple[Input, ...] = ()
    if account_id is None:
        which = (TextInput(name="account", label="Account", placeholder="acme", optional=True),)
    return Form(
        action=actions.TODO_SAVE,
        target=str(account_id or ""),
        title="Add a to-do",
        submit="Add",
        intro=(line("For ", bold(called(account))),) if account else (),
        inputs=(
            TextInput(
                name="title",
                label="What is to be done?",
                value=known.title,
                placeholder="Send the schema notes",
                most=200,
            ),
            DateInput(
                name="due_on",
                label="By when?",
                value=known.due_on or next_working_day(today + timedelta(days=1)),
                optional=True,
            ),
            *which,
            TextInput(
                name="promise",
                label="Promised to them?",
                value=known.promise,
                placeholder="the schema notes",
                hint="As they may read it, after “I owe you …”. Empty: it stays between us.",
                optional=True,
                most=160,
            ),
            PersonInput(name="owner", label="Who?", value=owner, hint="Empty: you", optional=True),
        ),
        instead=line("type ", ask_todos("add acme send the schema notes by Fri"), "."),
    )


def not_a_problem_form(cta_id: int, headline: str) -> Form:
    """headline: what the to-do is about ("Acme: 57 days without first value; 45 is usual")."""
    return Form(
        action=actions.NOT_A_PROBLEM_SAVE,
        target=str(cta_id),
        title="Not a problem",
        submit="Close it",
        intro=(line(shorten(headline, 140)),),
        inputs=(
            TextInput(
                name="why",
                label="Because …",
                placeholder="Their school holidays; use is back in February",
                hint="Closed for this time only. Your words are shown when it comes up again.",
                many_lines=True,
                most=500,
            ),
        ),
    )


def later_form(cta_id: int, headline: str, today: date) -> Form:
    return Form(
        action=actions.LATER_SAVE,
        target=str(cta_id),
        title="Later",
        submit="Put off",
        intro=(line(shorten(headline, 140)),),
        inputs=(DateInput(name="until", label="Until", value=next_working_day(today + timedelta(days=7))),),
    )


def reassign_form(cta_id: int, headline: str, colleagues: Sequence[tuple[int, str]] = ()) -> Form:
    """colleagues: who it can be given to, by our id. The platform's own choice of people, guests among them, stands
    where nobody is known yet or they are more than fit in a menu."""
    label, hint = "To whom?", "It moves to their list and their digest."
    who: Input = PersonInput(name="owner", label=label, hint=hint)
    if 0 < len(colleagues) <= MOST_CHOICES:
        options = tuple(Option(label=called(name), value=str(number)) for number, name in colleagues)
        who = ChoiceInput(name="owner", label=label, hint=hint, options=options)
    return Form(
        action=actions.REASSIGN_SAVE,
        target=str(cta_id),
        title="Give to a colleague",
        submit="Hand over",
        intro=(line(shorten(headline, 140)),),
        inputs=(who,),
    )


# What was done, in the past tense, with Undo. `about`: the account's name, else the to-do's title.


def confirm_reached_out(about: str, change_id: int, until: date, today: date) -> Message:
    return _done(f"Noted: you reached out about {called(about)}", f"I'll look again {_on(until, today)}.", change_id)


def confirm_later(about: str, change_id: int, until: date, today: date) -> Message:
    return _done(f"Put off {called(about)} until {_on(until, today)}", "", change_id)


def confirm_not_a_problem(about: str, change_id: int, why: str) -> Message:
    return _done(f"Closed {called(about)}: not a problem", f"Because: {shorten(clean(why), 120)}", change_id)


def confirm_done(about: str, change_id: int) -> Message:
    return _done(f"Done: {called(about, 80)}", "", change_id)


def confirm_reassigned(about: str, change_id: int, owner: str) -> Message:
    return _done(f"Gave {called(about)} to {given_name(owner)}", "", change_id)


def confirm_added(
    title: str,
    change_id: int,
    due_on: date,
    today: date,
    account: str | None = None,
    promise: str = "",
    *,
    to: str = "",
) -> Message:
    """to: the colleague that it was given to."""
    where = f" · {called(account)}" if account else ""
    if to:
        said = f"Due {_on(due_on, today)}. It is on {possessive(given_name(to))} list, and I tell them."
        if promise:
            said += f" Letters may tell the customer: “{clean(promise)}”."
        return _done(f"Gave {given_name(to)} a to-do: {called(title, 80)}{where}", said, change_id)
    if promise:
        said = f"Due {_on(due_on, today)}. Letters and lines to say may tell them: “{clean(promise)}”."
        return _done(f"Promised: {called(promise, 80)}{where}", said, change_id)
    alone = "" if account else " It belongs to no account; to put it with one, begin with the account's name."
    return _done(f"Added: {called(title, 80)}{where}", f"Due {_on(due_on, today)}.{alone}", change_id)


def _on(day: date, today: date) -> str:
    return "tomorrow" if say_near(day, today) == "tomorrow" else say_date(day, today)


def _done(title: str, more: str, change_id: int) -> Message:
    blocks: tuple[Block, ...] = (Text(lines=(line(more),)),) if more else ()
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    return Message(title=line(bold(title)), blocks=(*blocks, Actions(elements=(undo,))))


# Examples

_TODAY = date(2026, 1, 6)
_ABOUT = "Acme: 57 days without first value; 45 is usual"
EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Form: add a to-do", add_form(_TODAY)),
    ("Form: add a to-do to an account", add_form(_TODAY, 12, "Acme")),
    ("Form: not a problem", not_a_problem_form(1, _ABOUT)),
    ("Form: later", later_form(1, _ABOUT, _TODAY)),
    ("Form: give to a colleague", reassign_form(1, _ABOUT, ((12, "Tim Teammate"), (13, "Priya Nair")))),
    ("Reached out", confirm_reached_out("Acme", 9, date(2026, 1, 13), _TODAY)),
    ("Later", confirm_later("Acme", 9, date(2026, 1, 7), _TODAY)),
    ("Not a problem", confirm_not_a_problem("Acme", 9, "School holidays until February")),
    ("Done", confirm_done("Send the schema notes", 9)),
    ("Given to a colleague", confirm_reassigned("Acme", 9, "Tim Teammate")),
    ("Added", confirm_added("Send the schema notes", 9, date(2026, 1, 9), _TODAY, "Acme")),
    ("Added, a promise", confirm_added("Send them", 9, date(2026, 1, 9), _TODAY, "Acme", "the schema notes")),
    ("Added, for a colleague", confirm_added("Call the COO", 9, date(2026, 1, 9), _TODAY, "Acme", to="Tim Teammate")),
    ("Added, to no account", confirm_added("Book the train", 9, date(2026, 1, 9), _TODAY)),
)
