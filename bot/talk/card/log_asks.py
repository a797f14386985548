"""What a log line leaves to be settled: the to-dos that it answers, what a customer said in it, a promise in it, a next
step whose day is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot import actions
from bot.calendar import say_date
from bot.language.answered import OpenTodo, answered_by
from bot.language.notes.follow_up import FollowUp
from bot.language.notes.log_kind import ToldOf, told_of
from bot.language.notes.log_line import LogReading
from bot.language.promises import PromiseHeard, promises_heard
from bot.message import Actions, Block, Button, Text, bold, line
from bot.store.tables import Stakeholder
from bot.talk.account.view import AccountView
from bot.talk.phrases.account_words import whom
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.talking_points import headline_words, rule_of, todo_words
from bot.talk.quotes.said_words import ask_kind
from bot.text import shorten

MOST_TODOS, MOST_ASKED = 10, 2


@dataclass(frozen=True)
class LogAsks:
    """answers: to-dos (id, words) that the line surely answers. promise: what it says was promised. step: a next step
    that it names with a day that has to be asked about. told: what it seems that somebody of theirs said."""

    answers: tuple[tuple[int, str], ...] = ()
    promise: PromiseHeard | None = None
    step: FollowUp | None = None
    told: ToldOf | None = None


def todos_open(view: AccountView, reader: Reader, now: datetime) -> tuple[tuple[int, str], ...]:
    """What a line may answer: the account's open to-dos, in words."""
    open_ones = [cta for cta in view.todos if cta.state == "open" and cta.account_id is not None]
    return tuple((cta.id, shorten(todo_words(view, cta, reader, now), 70)) for cta in open_ones[:MOST_TODOS])


def todos_answered(
    view: AccountView, note: str, heard: LogReading[Stakeholder] | None, reader: Reader, now: datetime
) -> tuple[int, ...]:
    """Those of them that it surely answers."""
    known = {number for number, _ in todos_open(view, reader, now)}
    todos = []
    for cta in view.todos:
        if cta.id not in known:
            continue
        rule = rule_of(view, cta)
        person = whom(view, cta, rule) if rule else None
        why = headline_words(view, cta, reader, now) if rule else ""
        todos.append(OpenTodo(cta.id, todo_words(view, cta, reader, now), why, person.row if person else None))
    return answered_by(note, heard, todos, [one.row for one in view.people], view.account.name)


def asks_of(
    view: AccountView,
    note: str,
    heard: LogReading[Stakeholder] | None,
    step: FollowUp | None,
    reader: Reader,
    now: datetime,
    *,
    answered: Sequence[int] = (),
    kind_settled: bool = False,
) -> LogAsks:
    """answered: the to-dos that the form said it answers already. kind_settled: what it was has been said."""
    words = dict(todos_open(view, reader, now))
    sure = [number for number in todos_answered(view, note, heard, reader, now) if number not in answered]
    promise = next(iter(promises_heard(note, reader.today(now), reader.day_order)), None)
    known = {cta.promise for cta in view.todos if cta.promise}
    return LogAsks(
        tuple((number, words[number]) for number in sure[:MOST_ASKED] if number in words),
        promise if promise and promise.what not in known else None,
        step if step and step.said.day is None else None,
        None if kind_settled else told_of(note, view.library.spoken.told),
    )


def ask_blocks(this: LogAsks, event_id: int, today: date) -> tuple[Block, ...]:
    """Each asked once, with its buttons."""
    blocks: list[Block] = [*ask_kind(this.told, event_id)] if this.told is not None else []
    done = tuple(
        Button(label=shorten(f"Done: {words}", 70), action=actions.LOG_ANSWERS, target=f"{event_id}/{number}")
        for number, words in this.answers
    )
    if done:
        blocks.append(Actions(elements=done))
    if this.promise is not None:
        blocks += _promise(this.promise, event_id, today)
    if this.step is not None:
        blocks += _step(this.step, event_id, today)
    return tuple(blocks)


def _promise(promise: PromiseHeard, event_id: int, today: date) -> tuple[Block, ...]:
    by = f", by {say_date(promise.day, today)}" if promise.day else ""
    said = line("Did you promise them ", bold(shorten(promise.what, 80)), f"{by}? Letters may then tell them so.")
    words = Button(label="In other words", action=actions.PROMISE_WORDS, target=str(event_id))
    if promise.day is None:  # when has to be said as well
        return (Text(lines=(said,)), Actions(elements=(words.model_copy(update={"label": "Yes, by …"}),)))
    yes = Button(label="Yes, promised", action=actions.PROMISE, target=str(event_id))
    return (Text(lines=(said,)), Actions(elements=(yes, words)))


def _step(step: FollowUp, event_id: int, today: date) -> tuple[Block, ...]:
    days = [day for day in dict.fromkeys(step.said.days) if day >= today][:3]
    said = line(f"Next step “{shorten(step.title, 60)}”: which day is “{shorten(step.said.words, 30)}”?")
    buttons = tuple(
        Button(
            label=say_date(day, today),
            action=actions.LOG_STEP,
            target=f"{event_id}/{day:%Y%m%d}",
        )
        for day in days
    )
    return (Text(lines=(said,)), *((Actions(elements=buttons),) if buttons else ()))
