"""What to say to whom about what: the rule's talk, else the milestone's, else the persona's cell. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.errors import PlaybookError
from bot.playbook.models import Laer, Library, Milestone, Rule, Track, Voice
from bot.playbook.text.left_out import left_out
from bot.playbook.text.situation import Situation
from bot.playbook.text.templates import render

Source = Literal["rule", "milestone", "cell"]


@dataclass(frozen=True)
class Advice:
    """say, ask, message, questions: to be said aloud. never, leave_with: a few words, without a full stop.

    source: where `say` comes from, the most specific one that had something to say.
    draft: paragraphs of a written message about the same, where the playbook has some.
    """

    say: tuple[str, ...]
    ask: str | None
    never: str
    leave_with: str | None
    questions: tuple[str, ...]
    activities: tuple[str, ...]
    message: str
    source: Source
    draft: tuple[str, ...] = ()


def advise(
    library: Library,
    voice: Voice,
    laer: Laer,
    situation: Situation,
    *,
    milestone: Milestone | None = None,
    rule: Rule | None = None,
) -> Advice:
    """voice: "neutral" where the persona isn't known. There is always an answer: what can't be rendered is skipped."""
    cell = library.personas[voice].cells[laer]
    for source, track in _tracks(voice, milestone, rule):
        say = filled(track.say, situation)
        if say:
            ask, leave_with = _rendered(track.ask, situation), _rendered(track.leave_with, situation)
            draft = filled(track.draft, situation)
            return Advice(
                say, ask, cell.never, leave_with, cell.questions, cell.activities, cell.message, source, draft
            )
    return Advice(
        (cell.message,), cell.questions[0], cell.never, None, cell.questions, cell.activities, cell.message, "cell"
    )


def _tracks(voice: Voice, milestone: Milestone | None, rule: Rule | None) -> Iterator[tuple[Source, Track]]:
    """The most specific first."""
    if rule and voice in rule.talk:
        yield "rule", rule.talk[voice]
    if milestone and voice in milestone.talk:
        yield "milestone", milestone.talk[voice]


def filled(templates: Iterable[str], situation: Situation) -> tuple[str, ...]:
    """Those that have something to say, in words."""
    return tuple(text for text in (_rendered(each, situation) for each in templates) if text)


def _rendered(template: str | None, situation: Situation) -> str | None:
    """None too where the template is broken: `milepost check` tells who wrote it, the CSM needs words all the same."""
    if template is None:
        return None
    try:
        return render(template, situation) or None
    except PlaybookError as error:
        left_out(template, error.problem)
        return None
