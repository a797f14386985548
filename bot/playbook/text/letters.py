"""Letters: what a persona's advice says, written as a message to send; and what is wrong with a persona's letter."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from bot.errors import PlaybookError
from bot.playbook.models import (
    ASKS,
    Library,
    Milestone,
    Offer,
    PersonaGuide,
    Playbook,
    Rule,
    SubjectOf,
    Voice,
    WishOutcome,
)
from bot.playbook.text.advice import Advice, filled
from bot.playbook.text.samples import situations
from bot.playbook.text.situation import Situation
from bot.playbook.text.templates import broken_names, cap, render
from bot.playbook.yaml.yaml_source import Trouble, Where
from bot.text import shorten

TOPIC = "You have a first result from your own data."


def letter(library: Library, voice: Voice, words: Situation, paragraphs: Sequence[str], sender: str) -> str:
    """Greeting, paragraphs, closing and the sender's name, with a blank line between them."""
    own = library.personas[voice].letter
    closing = "\n".join(part for part in (*filled([own.closing], words), sender) if part)
    return "\n\n".join([*filled([own.greeting], words), *paragraphs, closing])


PLAIN_SUBJECTS: dict[SubjectOf, str] = {
    "burning": "How is it going?",
    "tickets": "What is open, and when it is done",
    "deadline": "Before your contract comes up",
    "ended": "The contract, and how we go on",
    "promise": "What we still owe you",
    "milestone": "The next step",
    "opening": "What comes next for you?",
    "celebrate": "Congratulations",
    "send": "Something for the next step",
    "answer": "Your question",
    "wish": "What became of your wish",
    "case-study": "May we write about what you have reached?",
    "reference": "Would you speak with another company?",
    "review": "Would you write a public review?",
    "talk": "Would you tell others how you did it?",
}
_WISH = "{% if topic %}You wished for {{ topic|quoted(300) }}. It{% else %}Your wish{% endif %}"
PLAIN_WISHES: dict[WishOutcome, tuple[str, ...]] = {
    "planned": (f"{_WISH} is planned.",),
    "shipped": (f"{_WISH} is there now.",),
    "wont": (f"{_WISH} won't come.",),
}
LONGEST_SUBJECT = 90  # what mail programs show of one


def subject(library: Library, voice: Voice, about: SubjectOf, words: Situation, rule: Rule | None = None) -> str:
    """A letter's subject, on one line: the rule's own, else the persona's for what it is about."""
    own = (rule.subject if rule is not None else None, library.personas[voice].letter.subjects.get(about))
    said = next(iter(filled([text for text in own if text], words)), PLAIN_SUBJECTS[about])
    return shorten(cap(said), LONGEST_SUBJECT)


def paragraphs_of(advice: Advice) -> tuple[str, ...]:
    """The advice as paragraphs: as the playbook wrote them, else what is to be said, then what is to be asked."""
    ask = advice.ask or advice.questions[0]
    return advice.draft or tuple(text for text in (" ".join(advice.say), ask) if text)


def won(milestone: Milestone) -> str:
    """How the customer is told that it is reached."""
    return milestone.won or f"You have reached {milestone.name}."


def about(words: Situation, topic: str) -> Situation:
    """The same account, with what the letter is about."""
    return dataclasses.replace(words, topic=topic)


# Checks


def check_letter(guide: PersonaGuide, *, rehearsed: bool) -> Iterator[Trouble]:
    """What is wrong with a persona's letter: asks that are missing, templates that fail in some situation."""
    for kind in ASKS:
        if kind not in guide.letter.asks:
            yield Trouble(("letter", "asks", kind), f"is missing; needed are {', '.join(ASKS)}")
    for where, template in letter_templates(guide):
        problems = broken_names(template)
        yield from (Trouble(where, problem) for problem in problems)
        if rehearsed and not problems and (problem := _failure(template)):
            yield Trouble(where, problem)


def check_offer_words(offers: Sequence[Offer], *, rehearsed: bool) -> Iterator[Trouble]:
    """What is wrong with the words of what can be offered."""
    for at, offer in enumerate(offers):
        for voice, template in offer.say.items():
            where: Where = ("offers", at, "say", voice)
            problems = broken_names(template)
            yield from (Trouble(where, problem) for problem in problems)
            if rehearsed and not problems and (problem := _failure(template)):
                yield Trouble(where, problem)


def letter_templates(guide: PersonaGuide) -> Iterator[tuple[Where, str]]:
    own = guide.letter
    yield ("letter", "greeting"), own.greeting
    yield ("letter", "closing"), own.closing
    yield from ((("letter", "subjects", about), text) for about, text in own.subjects.items())
    for name, texts in (("celebrate", own.celebrate), ("send", own.send), ("answer", own.answer)):
        yield from ((("letter", name, at), text) for at, text in enumerate(texts))
    for outcome, told in own.wishes.items():
        yield from ((("letter", "wishes", outcome, at), text) for at, text in enumerate(told))
    yield from ((("letter", "asks", kind), text) for kind, text in own.asks.items())
    for matter, tracks in guide.matters.items():
        for at, track in enumerate(tracks):
            texts = (*track.say, *track.draft, *(text for text in (track.ask, track.leave_with) if text))
            yield from ((("matters", matter, at), text) for text in texts)


def _failure(template: str) -> str | None:
    for name, words in situations().items():
        try:
            render(template, about(words, TOPIC))
        except PlaybookError as error:
            return f"fails with {name}: {error.problem}"
    return None


def check_materials(playbook: Playbook) -> Iterator[Trouble]:
    """Material is for a task of its own milestone, and there is something to send."""
    for at, stage in enumerate(playbook.stages):
        for number, milestone in enumerate(stage.milestones):
            where: Where = ("stages", at, "milestones", number, "materials")
            tasks = {task.key for task in milestone.tasks}
            for place, piece in enumerate(milestone.materials):
                if piece.task is not None and piece.task not in tasks:
                    yield Trouble((*where, place, "task"), f"{piece.task!r} is no task of {milestone.key!r}")
                if piece.link is None and piece.text is None:
                    yield Trouble((*where, place), "needs a link or a text, or there is nothing to send")


def check_customer_words(playbook: Playbook) -> Iterator[Trouble]:
    """What a customer's page calls milestones and steps: without such words one is left off it. Nothing that we say
    among ourselves depends on them, so only who asks whether all is well is told."""
    for at, stage in enumerate(playbook.stages):
        for number, milestone in enumerate(stage.milestones):
            where: Where = ("stages", at, "milestones", number)
            if milestone.customer_words is None:
                yield Trouble((*where, "customer_words"), LACKS_WORDS)
            for place, task in enumerate(milestone.tasks):
                if task.customer_words is None:
                    yield Trouble((*where, "tasks", place, "customer_words"), LACKS_WORDS)


LACKS_WORDS = "is missing: say what the customer reads it as, or it is left off their page"
