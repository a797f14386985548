"""A customer's answer to a survey: the form, and what is said when it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot import actions
from bot.message import (
    Actions,
    Button,
    ChoiceInput,
    DateInput,
    Form,
    Input,
    Message,
    Option,
    Text,
    TextInput,
    bold,
    line,
)
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountEvent, ChangeRecord
from bot.talk.account.read_account import load_account
from bot.talk.phrases.account_words import who
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, listed, score_of
from bot.text import shorten

NPS = (*((str(score), str(score)) for score in range(10, -1, -1)),)
CSAT = (("5", "5 · very happy"), ("4", "4"), ("3", "3"), ("2", "2"), ("1", "1 · very unhappy"))


async def survey_form(db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime) -> Form | None:
    """The form; None where this workspace has no such account."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    people = tuple((known.row.id, who(known)) for known in view.active[:100])
    return draw_survey_form(account_id, called(view.account.name), people, reader.today(now))


def draw_survey_form(account_id: int, name: str, people: Sequence[tuple[int, str]], today: date) -> Form:
    """Fields: nps (0 to 10), csat (1 to 5), words, with (a stakeholder's id), on."""
    inputs: list[Input] = [
        ChoiceInput(
            name="nps",
            label="Would they recommend us? (NPS)",
            options=_options(NPS),
            optional=True,
            hint="0: not at all, 10: gladly",
        ),
        ChoiceInput(name="csat", label="How happy are they? (CSAT)", options=_options(CSAT), optional=True),
        TextInput(name="words", label="In their words", many_lines=True, optional=True),
    ]
    if people:
        known = tuple(Option(label=label, value=str(number)) for number, label in people)
        inputs.append(ChoiceInput(name="with", label="Who answered?", options=known, optional=True))
    inputs.append(DateInput(name="on", label="On", value=today, optional=True))
    return Form(
        action=actions.SURVEY_SAVE,
        target=str(account_id),
        title="Survey",
        submit="Save",
        intro=(line("What did ", bold(name), " answer? One score is enough."),),
        inputs=tuple(inputs),
    )


def _options(pairs: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    return tuple(Option(label=label, value=key) for key, label in pairs)


async def confirm_survey(
    db: ReadSession, library: Library, change_id: int, reader: Reader, now: datetime
) -> Message | None:
    """What was kept, with Undo; None where that change isn't there."""
    change = await db.get(ChangeRecord, change_id)
    account = await db.get(Account, change.account_id) if change and change.account_id else None
    if change is None or account is None:
        return None
    events = [await db.get(AccountEvent, row["id"][0]) for row in change.after["rows"]]
    known = [event for event in events if event is not None]
    words = next((event.note for event in known if event.note), "")
    return survey_saved_message(
        account.id, called(account.name), [score_of(event.key) for event in known], words, change_id
    )


def survey_saved_message(account_id: int, name: str, scores: Sequence[str], words: str, change_id: int) -> Message:
    said = (Text(lines=(line(f"“{shorten(words, 200)}”"),), quote=True),) if words else ()
    buttons = (
        Button(label="All answers", action=actions.FEEDBACK, target=""),
        Button(label="Card", action=actions.CARD, target=str(account_id)),
        Button(label="Undo", action=actions.UNDO, target=str(change_id)),
    )
    return Message(title=line("Saved: ", bold(name), f", {listed(scores)}"), blocks=(*said, Actions(elements=buttons)))


EXAMPLES: tuple[tuple[str, Message | Form], ...] = (
    ("Survey, the form", draw_survey_form(1, "Acme", ((5, "Dana Reyes, COO"),), date(2026, 1, 6))),
    ("Survey, saved", survey_saved_message(1, "Acme", ["9 of 10", "4 of 5"], "It saves my Mondays.", 12)),
)
