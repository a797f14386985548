"""What to say to whom about what: the rule's talk, else the milestone's, else the persona's words for such a matter,
else its cell. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.errors import PlaybookError
from bot.playbook.models import Cell, Laer, Library, MatterTold, Milestone, Rule, Track, Voice
from bot.playbook.text.left_out import left_out
from bot.playbook.text.situation import Situation
from bot.playbook.text.templates import render

Source = Literal["rule", "milestone", "matter", "cell"]


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
    matter: MatterTold = "milestone",
    turn: int = 0,
    once: bool = False,
) -> Advice:
    """voice: "neutral" where the persona isn't known. There is always an answer: what can't be rendered is skipped.

    matter: what it is about; but for "milestone", the milestone's own words have no say, and beside open tickets a rule
    about figures has none. turn: which of the words there
    are, counted round; 0: the most specific ones. once: those are for turn 0 alone."""
    cell = library.personas[voice].cells[laer]
    about = None if matter == "tickets" and library.personas[voice].matters.get(matter) else rule
    main = _specific(voice, milestone if matter == "milestone" else None, about)
    found = [said for source, track in main if (said := _said(source, track, situation, cell)) is not None][:1]
    if not found and matter == "milestone":
        found = [_of_cell(cell)]
    if found and turn == 0:
        return found[0]
    further = library.personas[voice].matters.get(matter, ())
    others = [said for track in further if (said := _said("matter", track, situation, cell)) is not None]
    if once:
        pool, at = others or found, turn - 1
    else:
        pool, at = [*found, *others], turn
    return pool[at % len(pool)] if pool else _of_cell(cell)


def _said(source: Source, track: Track, situation: Situation, cell: Cell) -> Advice | None:
    say = filled(track.say, situation)
    if not say:
        return None
    ask, leave_with = _rendered(track.ask, situation), _rendered(track.leave_with, situation)
    draft = filled(track.draft, situation)
    return Advice(say, ask, cell.never, leave_with, cell.questions, cell.activities, cell.message, source, draft)


def _of_cell(cell: Cell) -> Advice:
    return Advice(
        (cell.message,), cell.questions[0], cell.never, None, cell.questions, cell.activities, cell.message, "cell"
    )


def _specific(voice: Voice, milestone: Milestone | None, rule: Rule | None) -> Iterator[tuple[Source, Track]]:
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
