"""/journey releases: what was released when, and the funnel before and after one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from bot import actions
from bot.calendar import say_date, say_in
from bot.journey.figures.release_effect import ENOUGH, Compared
from bot.journey.figures.release_effect import compare as read
from bot.journey.steps.ways import read_ways
from bot.message import Actions, Block, Button, Column, Line, Message, Notes, Table, Text, ask, bold, line
from bot.playbook.models import Library
from bot.statistics.intervals import Share
from bot.store.session import ReadSession
from bot.store.tables import Person, Release
from bot.talk.card.card_message import label
from bot.talk.figures.funnel_words import points, share_words
from bot.talk.figures.how_counted import counted_button
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, given_name
from bot.text import rounded, shorten

SHOWN, OPENED = 20, 5
MARK = ask('release "Reports 2.0" on 3 Mar')
STATE = ask('release "Reports 2.0" on 3 Mar expects weekly habit +5')


@dataclass(frozen=True)
class ExpectedEffect:
    """So many points more of those who turn to that milestone reach it in time. step: its name."""

    step: str
    points: int
    milestone: str = ""


@dataclass(frozen=True)
class ReleaseLine:
    """One release. by: who marked it ("you"). expected: what was said before it came out, None where nobody did."""

    release_id: int
    name: str
    on: date
    by: str
    expected: ExpectedEffect | None = None


@dataclass(frozen=True)
class ReleaseCompared:
    """steps: every milestone with its name; those of several playbooks are told apart by it."""

    marked: ReleaseLine
    today: date
    steps: tuple[tuple[str, Compared], ...]


async def releases(db: ReadSession, library: Library, reader: Reader, now: datetime) -> Message:
    """All releases, the newest first."""
    r = Release
    rows = await db.execute(
        select(r, Person.name)
        .outerjoin(Person, Person.id == r.by_id)
        .where(r.undone_at.is_(None))
        .order_by(r.released_on.desc(), r.id.desc())
        .limit(SHOWN + 1)
    )
    return releases_message([_marked(row, name, library, reader) for row, name in rows.all()], reader.today(now))


async def compare(db: ReadSession, library: Library, release_id: int, reader: Reader, now: datetime) -> Message | None:
    """The funnel before and after; None where this workspace has no such release."""
    release = await db.get(Release, release_id)
    if release is None or release.workspace_id != reader.workspace_id or release.undone_at is not None:
        return None
    name = await db.scalar(select(Person.name).where(Person.id == release.by_id))
    today = reader.today(now)
    found = await read(db, release.released_on, today)
    marked = _marked(release, name, library, reader)
    return release_effect_message(ReleaseCompared(marked, today, _named(found, library, marked.expected)))


def _marked(release: Release, by: str | None, library: Library, reader: Reader) -> ReleaseLine:
    who = "you" if reader.is_me(release.by_id) else given_name(by or "")
    key, expected = release.expects_milestone, None
    if release.expects_points is not None:
        step = label(milestone_names(library).get(key, key.replace("-", " ")))
        expected = ExpectedEffect(step, release.expects_points, key)
    return ReleaseLine(release.id, release.name, release.released_on, who, expected)


def milestone_names(library: Library) -> dict[str, str]:
    """By key; what several playbooks have is called as the first of them calls it."""
    every = [one for playbook in library.playbooks.values() for one in playbook.milestones()]
    return {one.key: one.name for one in reversed(every)}


async def milestones_in_use(db: ReadSession, library: Library) -> dict[str, str]:
    """Of the playbooks that accounts are on; of all that there are where there are no accounts yet."""
    used = {ways.playbook for ways in await read_ways(db)}
    mine = {name: one for name, one in library.playbooks.items() if name in used}
    return milestone_names(library.model_copy(update={"playbooks": mine or library.playbooks}))


def _named(
    found: Sequence[Compared], library: Library, expected: ExpectedEffect | None
) -> tuple[tuple[str, Compared], ...]:
    """Only steps that somebody has turned to, and the one that is to change; with the playbook's name where there are
    several."""
    key = expected.milestone if expected else None
    told = [one for one in found if one.before.of or one.after.of or one.waiting or one.milestone == key]
    several = len({one.playbook for one in told}) > 1
    names = {
        (playbook.name, milestone.key): milestone.name
        for playbook in library.playbooks.values()
        for milestone in playbook.milestones()
    }
    made = ((label(names.get((one.playbook, one.milestone), one.milestone.replace("-", " "))), one) for one in told)
    return tuple((f"{name} ({one.playbook})" if several else name, one) for name, one in made)


def releases_message(marked: Sequence[ReleaseLine], today: date) -> Message:
    if not marked:
        text = line("Mark one with ", MARK, ", and I compare the funnel before and after it.")
        blocks = (Text(lines=(text, _state())), Actions(elements=(counted_button("releases"),)))
        return Message(title=line(bold("No releases are marked yet")), blocks=blocks)
    states = any(one.expected for one in marked[:SHOWN])
    rows = tuple(
        (called(one.name), say_date(one.on, today, weekday=False), one.by, *([_expected(one.expected)] * states))
        for one in marked[:SHOWN]
    )
    titles = ("Release", "On", "Marked by", *(["Expected"] * states))
    buttons = tuple(
        Button(label=f"Compare {shorten(one.name, 30)}", action=actions.RELEASE, target=str(one.release_id))
        for one in marked[:OPENED]
    )
    notes = [line("… and more before that")] if len(marked) > SHOWN else []
    notes += [line("Mark one: ", MARK), _state()]
    table = Table(columns=tuple(Column(title=title) for title in titles), rows=rows)
    return Message(
        title=line(bold("Releases")),
        blocks=(table, Actions(elements=(*buttons, counted_button("releases"))), Notes(lines=tuple(notes))),
    )


def _state() -> Line:
    return line("Before it comes out, say what it is to change, and the comparison answers it: ", STATE)


def _expected(one: ExpectedEffect | None) -> str:
    """ "Weekly habit +5 points"."""
    return f"{one.step} {points(one.points / 100)}" if one else ""


def release_effect_message(this: ReleaseCompared) -> Message:
    name, on = called(this.marked.name), say_date(this.marked.on, this.today, weekday=False)
    title = line(bold(f"{name}, {on}: the funnel before and after"))
    how = Actions(elements=(counted_button("releases"),))
    if this.marked.on > this.today:
        out = line(f"It comes out {say_in(this.marked.on, this.today)}.")
        expected = this.marked.expected
        ahead = line("Expected: ", bold(_expected(expected)), ".") if expected else _state()
        return Message(title=title, blocks=(Text(lines=(out, ahead)), how))
    if not this.steps:
        said = "Too few to tell: nobody has turned to a milestone on a known day, before or after."
        return Message(title=title, blocks=(Text(lines=(line(said),)), how))
    blocks: list[Block] = [Text(lines=(*_answers(this), *_steps(this.steps))), _table(this.steps), how]
    return Message(title=title, blocks=(*blocks, Notes(lines=_notes())))


# What was expected, and what came of it


def _answers(this: ReleaseCompared) -> tuple[Line, ...]:
    """Of each playbook that has the milestone."""
    expected = this.marked.expected
    if expected is None:
        return ()
    return tuple(_answer(expected, step, one) for step, one in this.steps if one.milestone == expected.milestone)


def _answer(expected: ExpectedEffect, step: str, one: Compared) -> Line:
    """ "Expected: Weekly habit +5 points. Seen: +2 points; −1 to +6 is likely. It may be what was expected …"."""
    stated = ("Expected: ", bold(f"{step} {points(expected.points / 100)}"), ". ")
    if not one.tells:
        return line(*stated, f"Too few to tell yet: {_counts(one)}.")
    low, high = one.interval
    seen = f"Seen: {points(one.change)}; {points(low, unit=False)} to {points(high)} is likely. "
    return line(*stated, seen, _verdict(expected.points, one))


def _verdict(expected: int, one: Compared) -> str:
    low, high = (int(rounded(end * 100)) for end in one.interval)  # as they are shown
    if low > expected:
        return "That is more than was expected."
    if high < expected:
        return "That is less than was expected."
    if one.beyond_chance and one.change > 0:
        return "It is clearly better than before, and the figure that was expected is within what is likely."
    return "What was expected is possible, and so is chance: more accounts will tell."


# What is seen at every milestone


def _steps(steps: Sequence[tuple[str, Compared]]) -> tuple[Line, ...]:
    """Those that tell, and then once of which there are too few."""
    told = tuple(_said(step, one) for step, one in steps if one.tells)
    few = [f"{step} ({_counts(one)})" for step, one in steps if not one.tells]
    rest = line(f"Too few to tell, {ENOUGH} each are needed: {'; '.join(few)}.")
    return (*told, rest) if few else told


def _counts(one: Compared) -> str:
    """ "24 before, 4 after, 12 more still within their 90 days"."""
    waiting = f", {one.waiting:,} more still within their {one.within} days" if one.waiting else ""
    return f"{one.before.of:,} before, {one.after.of:,} after{waiting}"


def _said(step: str, one: Compared) -> Line:
    """ "Weekly habit: +25 points; −2 to +48 is likely, so it may be chance"."""
    low, high = one.interval
    chance = "more than chance" if one.beyond_chance else "so it may be chance"
    return line(bold(step), f": {points(one.change)}; {points(low, unit=False)} to {points(high)} is likely, {chance}")


def _table(steps: Sequence[tuple[str, Compared]]) -> Table:
    columns = (
        Column(title="Milestone"),
        Column(title="Within", number=True),
        Column(title="Before", number=True),
        Column(title="After", number=True),
        Column(title="Still running", number=True),
    )
    rows = tuple(
        (name, f"{one.within} d", share_words(one.before), share_words(one.after), f"{one.waiting:,}")
        for name, one in steps
    )
    return Table(columns=columns, rows=rows)


def _notes() -> tuple[Line, ...]:
    return (
        line("Reached within the playbook's usual days, of those who turned to the milestone in 180 days either side."),
        line("Several milestones are looked at, so a difference must be clearer to count as more than chance."),
        line("Before and after differ in more than the release: read it as a hint, not a proof."),
    )


def confirm_release(marked: ReleaseLine, today: date, change_id: int) -> Message:
    """In the past tense, with Undo."""
    buttons = (
        Button(label="Compare", action=actions.RELEASE, target=str(marked.release_id)),
        Button(label="Undo", action=actions.UNDO, target=str(change_id)),
    )
    expects = f", expecting {_expected(marked.expected)}" if marked.expected else ""
    said = line("Marked the release ", bold(called(marked.name, 80)), f", {say_date(marked.on, today)}{expects}")
    return Message(title=said, blocks=(Actions(elements=buttons),))


# Examples

_TODAY = date(2026, 1, 6)
_MARKED = ReleaseLine(3, "Reports 2.0", date(2025, 9, 3), "you")
_STATED = ReleaseLine(4, "Alerts 3", date(2025, 8, 4), "Tim", ExpectedEffect("Weekly habit", 20, "habit"))
_AHEAD = ReleaseLine(5, "Exports", date(2026, 1, 20), "you", ExpectedEffect("First value", 5, "first-value"))
_COMPARED = (
    ("First value", Compared("laer", "first-value", 45, Share(31, 58), Share(29, 34), 6, beyond_chance=True)),
    ("Weekly habit", Compared("laer", "habit", 60, Share(12, 31), Share(14, 22), 9)),
    ("Proven outcome", Compared("laer", "proven-outcome", 90, Share(9, 24), Share(2, 4), 12)),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey releases", releases_message((_MARKED, ReleaseLine(2, "Alerts", date(2025, 4, 28), "Tim")), _TODAY)),
    ("journey releases, none", releases_message((), _TODAY)),
    ("journey release: before and after", release_effect_message(ReleaseCompared(_MARKED, _TODAY, _COMPARED))),
    ("journey releases, with what they expect", releases_message((_AHEAD, _STATED, _MARKED), _TODAY)),
    ("journey release: what was expected", release_effect_message(ReleaseCompared(_STATED, _TODAY, _COMPARED))),
    ("journey release: it is ahead", release_effect_message(ReleaseCompared(_AHEAD, _TODAY, ()))),
    ("journey release: marked", confirm_release(replace(_MARKED, on=_TODAY), _TODAY, 9)),
    ("journey release: marked with what it is to change", confirm_release(_AHEAD, _TODAY, 9)),
)

__all__ = [
    "EXAMPLES",
    "ExpectedEffect",
    "ReleaseCompared",
    "ReleaseLine",
    "compare",
    "confirm_release",
    "milestone_names",
    "milestones_in_use",
    "release_effect_message",
    "releases",
    "releases_message",
]
