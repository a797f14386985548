"""The form of a log entry: what happened, and what else was with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot import actions
from bot.language.notes.log_kind import LogKind, kind_of_note, told_of
from bot.message import ChoiceInput, DateInput, Form, Input, Option, TextInput, ask, bold, line
from bot.store.tables import AccountEvent, Saying
from bot.talk.account.view import AccountView
from bot.talk.card.log import REVIEWS
from bot.talk.phrases.account_words import who
from bot.talk.phrases.words import apostrophe, called


def log_form(
    view: AccountView,
    *,
    event: AccountEvent | None = None,
    saying: Saying | None = None,
    note: str = "",
    todos: Sequence[tuple[int, str]] = (),
    answered: Collection[int] = (),
) -> Form:
    """What happened, and what else was with it. `event`: adds to what is already saved; saying: what it was kept as.
    todos: what it may answer; answered: those of them that it surely does."""
    people = tuple((known.row.id, who(known)) for known in view.active[:100])
    target = f"event/{event.id}" if event else str(view.account.id)
    said = event.note if event else note
    whom = event.stakeholder_id if event else None
    answers = tuple((number, words, number in answered) for number, words in todos)
    kind, words = _guessed(view, event, saying, said)
    return draw_log_form(
        target,
        called(view.account.name),
        people,
        said,
        adding=event is not None,
        kind=kind,
        words=words,
        whom=whom,
        answers=answers,
    )


def _guessed(view: AccountView, event: AccountEvent | None, saying: Saying | None, note: str) -> tuple[LogKind, str]:
    """What it was, and the words that may be quoted; of what is saved already, what it is kept as."""
    if saying is not None:
        return next((kind for kind, _ in KINDS if kind == saying.kind), "contact"), saying.words
    if event is not None or not note:
        return "contact", ""
    found = told_of(note, view.library.spoken.told)
    return kind_of_note(note, view.library.spoken.told), found.words if found else ""


KINDS: tuple[tuple[LogKind, str], ...] = (
    ("contact", "A talk, a mail, news"),
    ("question", "A question of theirs"),
    ("wish", "A wish for the product"),
    ("promise", "A promise of ours"),
    ("answer", "An answer to a survey"),
    ("perception", "How they see us"),
    ("interview", "An interview about success"),
    ("view", "How I see it"),
)
FORMS_OF_THEIR_OWN = ("promise", "answer", "view")


def kind_inputs(kind: LogKind, words: str, *, adding: bool = False, may_skip: bool = False) -> tuple[Input, ...]:
    """What it was, and what may be quoted of it. may_skip: it can be left open, and is asked about afterwards."""
    said = TextInput(
        name="words",
        label="In their own words",
        value=words,
        optional=True,
        most=300,
        hint="Of a question or a wish. A letter may quote it; what stands above stays with us.",
    )
    return _what_it_was(kind, adding=adding, may_skip=may_skip or adding), said


def _what_it_was(kind: LogKind, *, adding: bool, may_skip: bool) -> ChoiceInput:
    shown = [one for one in KINDS if not (adding and one[0] in FORMS_OF_THEIR_OWN)]
    options = tuple(Option(label=label, value=key) for key, label in shown)
    hint = "A promise, an answer and your view have a form of their own, which comes next with what you wrote."
    return ChoiceInput(
        name="kind",
        label="What was it?",
        options=options,
        value=(kind,),
        spread=True,
        optional=may_skip,
        hint="" if adding else hint,
    )


def draw_log_form(
    target: str,
    name: str,
    people: Sequence[tuple[int, str]],
    note: str = "",
    *,
    adding: bool,
    kind: LogKind = "contact",
    words: str = "",
    whom: int | None = None,
    answers: Sequence[tuple[int, str, bool]] = (),
) -> Form:
    """Fields: note, kind (see KINDS), words (theirs), review (qbr | ebr), with (a stakeholder's id), answers (to-dos),
    next_step, next_on. whom: known already. answers: to-dos, in words, and whether it is sure."""
    reviews = tuple(Option(label=label, value=key) for key, label in REVIEWS.items())
    inputs: list[Input] = [
        TextInput(name="note", label="What happened", value=note, many_lines=True, optional=adding),
        *kind_inputs(kind, words, adding=adding),
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
    (
        "Log, the form, a question guessed",
        draw_log_form(
            "12",
            "Acme",
            ((5, "Dana Reyes, COO"),),
            "Dana asked whether groups can be synced, and looked tired",
            adding=False,
            kind="question",
            words="whether groups can be synced",
        ),
    ),
)
