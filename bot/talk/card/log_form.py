"""The form of a log entry: what happened, and what else was with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot import actions
from bot.language.log_kind import kind_of_note
from bot.message import ChoiceInput, DateInput, Form, Input, Option, TextInput, ask, bold, line
from bot.store.tables import AccountEvent
from bot.talk.account.view import AccountView
from bot.talk.card.log import REVIEWS
from bot.talk.phrases.account_words import who
from bot.talk.phrases.words import apostrophe, called


def log_form(
    view: AccountView,
    *,
    event: AccountEvent | None = None,
    note: str = "",
    todos: Sequence[tuple[int, str]] = (),
    answered: Collection[int] = (),
) -> Form:
    """What happened, and what else was with it. `event`: adds to what is already saved. todos: what it may answer;
    answered: those of them that it surely does."""
    people = tuple((known.row.id, who(known)) for known in view.active[:100])
    target = f"event/{event.id}" if event else str(view.account.id)
    said = event.note if event else note
    whom = event.stakeholder_id if event else None
    answers = tuple((number, words, number in answered) for number, words in todos)
    return draw_log_form(
        target, called(view.account.name), people, said, adding=event is not None, whom=whom, answers=answers
    )


KINDS = (("contact", "A talk, a mail, news"), ("answer", "An answer to a survey"), ("view", "How I see it"))


def _what_it_was(note: str) -> ChoiceInput:
    options = tuple(Option(label=label, value=key) for key, label in KINDS)
    hint = "An answer and your view have a form of their own, which comes next with what you wrote."
    return ChoiceInput(
        name="kind", label="What was it?", options=options, value=(kind_of_note(note),), spread=True, hint=hint
    )


def draw_log_form(
    target: str,
    name: str,
    people: Sequence[tuple[int, str]],
    note: str = "",
    *,
    adding: bool,
    whom: int | None = None,
    answers: Sequence[tuple[int, str, bool]] = (),
) -> Form:
    """Fields: note, kind (of a new entry: contact | answer | view), review (qbr | ebr), with (a stakeholder's id),
    answers (to-dos), next_step, next_on. whom: known already. answers: to-dos, in words, and whether it is sure."""
    reviews = tuple(Option(label=label, value=key) for key, label in REVIEWS.items())
    inputs: list[Input] = [
        TextInput(name="note", label="What happened", value=note, many_lines=True, optional=adding),
        *(() if adding else (_what_it_was(note),)),
        ChoiceInput(name="review", label="Was it a review?", options=reviews, optional=True),
    ]
    if people:
        known = tuple(Option(label=label, value=str(number)) for number, label in people)
        inputs.append(
            ChoiceInput(
                name="with",
                label="Whom did you speak with?",
                options=known,
                optional=True,
                value=(str(whom),) if whom in dict(people) else (),
            )
        )
    if answers:
        inputs.append(
            ChoiceInput(
                name="answers",
                label="Does it answer a to-do?",
                options=tuple(Option(label=words, value=str(number)) for number, words, _ in answers),
                value=tuple(str(number) for number, _, sure in answers if sure),
                several=True,
                spread=True,
                optional=True,
            )
        )
    inputs += [
        TextInput(name="next_step", label="Next step, ours", placeholder="send the schema notes", optional=True),
        DateInput(name="next_on", label="By when", optional=True),
    ]
    return Form(
        action=actions.LOG_SAVE,
        target=target,
        title="Add details" if adding else "Log",
        submit="Save",
        intro=(line("To ", bold(name), f"{apostrophe(name)} log. Write it as if they would read it."),),
        inputs=tuple(inputs),
        instead=line("type ", ask(f"{name} log met the COO"), "."),
    )


EXAMPLES: tuple[tuple[str, Form], ...] = (
    (
        "Log, the form",
        draw_log_form(
            "event/17",
            "Acme",
            ((5, "Dana Reyes, COO"),),
            "called the COO about the usage",
            adding=True,
            answers=((3, "Ask the COO what changed", True), (4, "Send the schema notes", False)),
        ),
    ),
)
