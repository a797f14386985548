"""/journey releases: what was released when, and the funnel before and after one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from bot import actions
from bot.calendar import say_date, say_in
from bot.journey.figures.release_effect import ENOUGH, Compared
from bot.journey.figures.release_effect import compare as read
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
from bot.text import shorten

SHOWN, OPENED = 20, 5
MARK = ask('release "Reports 2.0" on 3 Mar')


@dataclass(frozen=True)
class ReleaseLine:
    """One release. by: who marked it ("you")."""

    release_id: int
    name: str
    on: date
    by: str


@dataclass(frozen=True)
class ReleaseCompared:
    """steps: every milestone with its name; those of several playbooks are told apart by it."""

    marked: ReleaseLine
    today: date
    steps: tuple[tuple[str, Compared], ...]


async def releases(db: ReadSession, reader: Reader, now: datetime) -> Message:
    """All releases, the newest first."""
    r = Release
    rows = await db.execute(
        select(r, Person.name)
        .outerjoin(Person, Person.id == r.by_id)
        .where(r.undone_at.is_(None))
        .order_by(r.released_on.desc(), r.id.desc())
        .limit(SHOWN + 1)
    )
    return releases_message([_marked(row, name, reader) for row, name in rows.all()], reader.today(now))


async def compare(db: ReadSession, library: Library, release_id: int, reader: Reader, now: datetime) -> Message | None:
    """The funnel before and after; None where this workspace has no such release."""
    release = await db.get(Release, release_id)
    if release is None or release.workspace_id != reader.workspace_id or release.undone_at is not None:
        return None
    name = await db.scalar(select(Person.name).where(Person.id == release.by_id))
    today = reader.today(now)
    found = await read(db, release.released_on, today)
    return release_effect_message(ReleaseCompared(_marked(release, name, reader), today, _named(found, library)))


def _marked(release: Release, by: str | None, reader: Reader) -> ReleaseLine:
    who = "you" if reader.is_me(release.by_id) else given_name(by or "")
    return ReleaseLine(release.id, release.name, release.released_on, who)


def _named(found: Sequence[Compared], library: Library) -> tuple[tuple[str, Compared], ...]:
    """Only steps that somebody has turned to; with the playbook's name where there are several."""
    told = [one for one in found if one.before.of or one.after.of or one.waiting]
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
        return Message(title=line(bold("No releases are marked yet")), blocks=(Text(lines=(text,)),))
    rows = tuple((called(one.name), say_date(one.on, today, weekday=False), one.by) for one in marked[:SHOWN])
    columns = (Column(title="Release"), Column(title="On"), Column(title="Marked by"))
    buttons = tuple(
        Button(label=f"Compare {shorten(one.name, 30)}", action=actions.RELEASE, target=str(one.release_id))
        for one in marked[:OPENED]
    )
    notes = [line("… and more before that")] if len(marked) > SHOWN else []
    notes.append(line("Mark one: ", MARK))
    blocks = (Table(columns=columns, rows=rows), Actions(elements=buttons), Notes(lines=tuple(notes)))
    return Message(title=line(bold("Releases")), blocks=blocks)


def release_effect_message(this: ReleaseCompared) -> Message:
    name, on = called(this.marked.name), say_date(this.marked.on, this.today, weekday=False)
    title = line(bold(f"{name}, {on}: the funnel before and after"))
    if this.marked.on > this.today:
        return Message(
            title=title, blocks=(Text(lines=(line(f"It comes out {say_in(this.marked.on, this.today)}."),)),)
        )
    if not this.steps:
        said = "Too few to tell: nobody has turned to a milestone on a known day, before or after."
        return Message(title=title, blocks=(Text(lines=(line(said),)),))
    blocks: list[Block] = [Text(lines=tuple(_said(step, one) for step, one in this.steps)), _table(this.steps)]
    blocks.append(Actions(elements=(counted_button("releases"),)))
    return Message(title=title, blocks=(*blocks, Notes(lines=_notes())))


def _said(step: str, one: Compared) -> Line:
    """ "Weekly habit: +25 points (12 of 31 before, 14 of 22 after); −2 to +48 is likely, so it may be chance"."""
    if not one.tells:
        waiting = f"; {one.waiting:,} more still within their {one.within} days" if one.waiting else ""
        counts = f"{one.before.of:,} before, {one.after.of:,} after; {ENOUGH} each are needed"
        return line(bold(step), f": too few to tell ({counts}{waiting})")
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


def confirm_release(name: str, on: date, today: date, change_id: int, release_id: int) -> Message:
    """In the past tense, with Undo."""
    buttons = (
        Button(label="Compare", action=actions.RELEASE, target=str(release_id)),
        Button(label="Undo", action=actions.UNDO, target=str(change_id)),
    )
    said = line("Marked the release ", bold(called(name, 80)), f", {say_date(on, today)}")
    return Message(title=said, blocks=(Actions(elements=buttons),))


# Examples

_TODAY = date(2026, 1, 6)
_MARKED = ReleaseLine(3, "Reports 2.0", date(2025, 9, 3), "you")
_COMPARED = (
    ("First value", Compared("laer", "first-value", 45, Share(31, 58), Share(29, 34), 6, beyond_chance=True)),
    ("Weekly habit", Compared("laer", "habit", 60, Share(12, 31), Share(14, 22), 9)),
    ("Proven outcome", Compared("laer", "proven-outcome", 90, Share(9, 24), Share(2, 4), 12)),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("journey releases", releases_message((_MARKED, ReleaseLine(2, "Alerts", date(2025, 4, 28), "Tim")), _TODAY)),
    ("journey releases, none", releases_message((), _TODAY)),
    ("journey release: before and after", release_effect_message(ReleaseCompared(_MARKED, _TODAY, _COMPARED))),
    ("journey release: marked", confirm_release("Reports 2.0", date(2026, 1, 6), _TODAY, 9, 3)),
)

__all__ = [
    "EXAMPLES",
    "ReleaseCompared",
    "compare",
    "confirm_release",
    "release_effect_message",
    "releases",
    "releases_message",
]
