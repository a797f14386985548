"""`/journey list questions`: who still waits for an answer (method A12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot import actions
from bot.calendar import plural, say_date
from bot.journey.accounts.selection import Selection
from bot.message import Actions, Button, Column, Message, Notes, Option, Select, Table, Text, ask, bold, line
from bot.store.session import ReadSession
from bot.store.tables import Account, Saying
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called
from bot.talk.quotes.said_rows import SaidRow, said_rows
from bot.talk.quotes.said_words import quoted
from bot.text import shorten

SHOWN, DRAFTS = 20, 3


async def questions(db: ReadSession, selection: Selection, reader: Reader, now: datetime) -> Message:
    """Those that are open, by the day on which the answer is due."""
    rows = await said_rows(db, "question", selection, only_open=True)
    return questions_message(rows, reader.today(now), mine=selection.csm_id == reader.person_id)


def questions_message(rows: Sequence[SaidRow], today: date, *, mine: bool) -> Message:
    if not rows:
        whose = "None of your customers waits" if mine else "No customer waits"
        teaches = line("Say one with ", ask("acme log question: can groups be synced?"), ".")
        return Message(title=line(bold(f"{whose} for an answer")), blocks=(Text(lines=(teaches,)),))
    columns = (Column(title="Account"), Column(title="Question"), Column(title="Answer by"), Column(title="Who asked"))
    cells = tuple(
        (called(row.account.name), shorten(row.text, 80), _due(row, today), _who(row, today)) for row in rows[:SHOWN]
    )
    drafts = tuple(
        Button(
            label=f"Draft: {shorten(row.account.name, 24)}", action=actions.DRAFT, target=f"todo/{row.saying.cta_id}"
        )
        for row in rows[:DRAFTS]
        if row.saying.cta_id is not None
    )
    options = tuple(
        Option(label=shorten(f"{called(row.account.name, 28)}: {row.text}", 70), value=str(row.saying.id))
        for row in rows[:SHOWN]
    )
    menu = Select(label="Answered", action=actions.ANSWERED, target="", options=options)
    more = f"{len(rows) - SHOWN:,} more. " if len(rows) > SHOWN else ""
    notes = (line(f"{more}What waits longest comes first. “I'll find out” is a fine first answer."),)
    verb = "waits" if len(rows) == 1 else "wait"
    return Message(
        title=line(bold(f"{plural(len(rows), 'question')} {verb} for an answer")),
        blocks=(Table(columns=columns, rows=cells), Actions(elements=(*drafts, menu)), Notes(lines=notes)),
    )


def _due(row: SaidRow, today: date) -> str:
    if row.due_on is None:
        return "–"
    return f"{say_date(row.due_on, today)}, late" if row.due_on < today else say_date(row.due_on, today)


def _who(row: SaidRow, today: date) -> str:
    return f"{row.who or 'somebody there'}, {say_date(row.saying.said_on, today)}"


# One of them


async def confirm_question(db: ReadSession, saying_id: int, change_id: int, *, was_one: bool) -> Message | None:
    saying = await db.get(Saying, saying_id)
    account = await db.get(Account, saying.account_id) if saying else None
    if saying is None or account is None:
        return None
    return question_settled_message(called(account.name), saying.words, change_id, was_one=was_one)


def question_settled_message(name: str, words: str, change_id: int, *, was_one: bool) -> Message:
    asked = f" {quoted(words, 80)}" if words else ""
    if was_one:
        title, after = line("Answered: ", bold(name), asked), "It is in the log, and nobody is reminded any more."
    else:
        title, after = line("No question after all: ", bold(name), asked), "It stays in the log as a note."
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    return Message(title=title, blocks=(Text(lines=(line(after),)), Actions(elements=(undo,))))


def _example(number: int, name: str, text: str, due_on: date) -> SaidRow:
    account = Account(id=number, name=name, key=name.casefold(), status="active")
    saying = Saying(id=number, kind="question", words=text, said_on=date(2026, 1, 2), account_id=number, cta_id=number)
    return SaidRow(saying, account, text, "Olga", "Dana Reyes", due_on)


_ROWS = (
    _example(1, "Acme", "can groups be synced?", date(2026, 1, 5)),
    _example(2, "Hooli", "when the export comes", date(2026, 1, 7)),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey list questions", questions_message(_ROWS, date(2026, 1, 6), mine=True)),
    ("journey list questions, none", questions_message((), date(2026, 1, 6), mine=True)),
    ("A question answered", question_settled_message("Acme", "can groups be synced?", 9, was_one=True)),
    ("A question that was none", question_settled_message("Acme", "", 9, was_one=False)),
)
