"""What a customer said, in words: after it was kept, and while it waits for an answer."""

from __future__ import annotations

from datetime import date

from bot import actions
from bot.calendar import say_date
from bot.language.notes.log_kind import SaidKind, ToldOf
from bot.message import Actions, Block, Button, Element, Text, bold, line
from bot.store.tables import Cta, Saying
from bot.talk.account.said import followed_by, questions_of, who_said
from bot.talk.account.view import AccountView
from bot.talk.phrases.account_words import who
from bot.talk.phrases.words import called
from bot.text import clean, shorten

QUOTED = 160  # characters
LABELS: dict[str, str] = {
    "question": "Question",
    "wish": "Wish",
    "perception": "How they see us",
    "interview": "Interview",
}
ASKED: dict[SaidKind, tuple[str, str]] = {
    "question": ("A question of theirs", "I'd remind you until it is answered."),
    "wish": ("A wish of theirs", "Your product team would see it."),
    "perception": ("Is that how they see us", "Your team would see it on the map, the customer never."),
    "interview": ("An interview about success", "Your team would find it beside the stage, the customer never."),
}
KEPT: dict[str, tuple[str, str]] = {
    "wish": ("Kept as their wish", "It is on the list of wishes, for your product team."),
    "perception": ("Kept as how they see us", "Your team sees it on the map, the customer never."),
    "interview": ("Kept as an interview", "Your team finds it beside the stage, the customer never."),
}


def quoted(words: str, most: int = QUOTED) -> str:
    """ "“whether groups can be synced”"."""
    return f"“{shorten(words.strip('“”'), most)}”"


def ask_kind(told: ToldOf, event_id: int) -> tuple[Block, ...]:
    """Asked once, under what was saved."""
    what, why = ASKED[told.kind]
    words = (": ", bold(quoted(told.words))) if told.words else ()
    buttons = (
        Button(label=LABELS[told.kind], action=actions.LOG_KIND, target=f"{event_id}/{told.kind}"),
        Button(label="Just a note", action=actions.LOG_KIND, target=f"{event_id}/note"),
    )
    return (Text(lines=(line(what, *words, f"? {why}"),)), Actions(elements=buttons))


def kept_blocks(saying: Saying, cta: Cta | None, today: date) -> tuple[Block, ...]:
    """What was kept, by when an answer is due, and what can be done about it."""
    words = f": {quoted(saying.words)}" if saying.words else ""
    if saying.kind == "question":
        due = f" An answer is due {say_date(cta.due_on, today)}." if cta is not None else ""
        said = line(f"Kept as their question{words}.{due}")
        return (Text(lines=(said,)), Actions(elements=question_buttons(saying)))
    what, after = KEPT[saying.kind]
    return (Text(lines=(line(f"{what}{words}. {after}"),)),)


def question_buttons(saying: Saying) -> tuple[Element, ...]:
    return buttons_for(saying.id, saying.cta_id)


def buttons_for(saying_id: int, cta_id: int | None) -> tuple[Element, ...]:
    """ "[Answered] [Draft an answer] [Not a question]"."""
    target = str(saying_id)
    found = [Button(label="Answered", action=actions.ANSWERED, target=target)]
    if cta_id is not None:
        found.append(Button(label="Draft an answer", action=actions.DRAFT, target=f"todo/{cta_id}"))
    return (*found, Button(label="Not a question", action=actions.NOT_A_QUESTION, target=target))


def question_line(view: AccountView, saying: Saying, today: date) -> str:
    """ "“Can groups be synced?” Dana Reyes, COO, Wed 25 Nov; answer by Fri 27 Nov"."""
    known = who_said(view, saying)
    asked = quoted(saying.words, 100) if saying.words else "A question"
    whom = f"{who(known)}, " if known is not None else ""
    cta = next((one for one in view.todos if one.id == saying.cta_id), None)
    due = f"; answer by {say_date(cta.due_on, today)}" if cta is not None else ""
    return f"{asked} {whom}{say_date(saying.said_on, today)}{due}"


BECAME = {"planned": "planned", "shipped": "shipped", "wont": "won't come"}


def saying_words(saying: Saying, by: str | None, today: date) -> str:
    """In the log, before what was noted: "Question of Dana Reyes, no answer yet"."""
    label = LABELS.get(saying.kind, "Note")
    of = f" of {called(by)}" if by and saying.kind in ("question", "wish") else f" ({called(by)})" if by else ""
    if saying.kind == "question":
        answered = f"answered {say_date(saying.settled_on, today)}" if saying.settled_on else "answered"
        return f"{label}{of}, {answered if saying.outcome else 'no answer yet'}"
    became = BECAME.get(saying.outcome or "", "")
    return f"{label}{of}{f', {became}' if became else ''}"


def asked_of(saying: Saying, today: date) -> str:
    """ "Asked Mon 5 Jan: “can groups be synced?”.", of whoever it stands beside."""
    words = f": {quoted(saying.words)}" if saying.words else " something"
    return f"Asked {say_date(saying.said_on, today)}{words}."


def question_behind(view: AccountView, cta: Cta) -> Saying | None:
    """The question that a to-do is to answer."""
    saying = followed_by(view, cta)
    return saying if saying is not None and saying.kind == "question" else None


def question_lines(view: AccountView, today: date) -> tuple[str, ...]:
    return tuple(question_line(view, one, today) for one in questions_of(view))


def asked_words(view: AccountView, saying: Saying, today: date) -> str:
    """Why it stands on the list, after the account's name: "the COO asked Wed 25 Nov and has no answer yet"."""
    known = who_said(view, saying)
    whom = who(known, short=True) if known is not None else "they"
    verb = "have" if known is None else "has"
    return f"{clean(whom)} asked {say_date(saying.said_on, today)} and {verb} no answer yet"


__all__ = [
    "BECAME",
    "LABELS",
    "ask_kind",
    "asked_of",
    "asked_words",
    "buttons_for",
    "kept_blocks",
    "question_behind",
    "question_buttons",
    "question_line",
    "question_lines",
    "quoted",
    "saying_words",
]
