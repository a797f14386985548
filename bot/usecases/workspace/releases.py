"""Marking a release of our product, so that the funnel before and after it can be compared (method D10), and saying
before it comes out what it is to change (method D15)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bot.calendar import say_date
from bot.errors import UserError
from bot.language.day_readings import Order
from bot.language.days import day_in, looks_like_a_day, read_day
from bot.language.names import quoted
from bot.message import ask, bold, code
from bot.store.session import ReadSession
from bot.store.tables import Release
from bot.text import compared, one_of
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write

MOST = 80  # characters of a name
EXAMPLE = ask('release "Reports 2.0" on 3 Mar expects weekly habit +5')
_EXPECTS = re.compile(r"(?:^|\s)(?:is )?expect(?:s|ed|ing)?(?: to)?\s+(?P<what>.+)$", re.IGNORECASE | re.DOTALL)
_POINTS = re.compile(
    r"(?:\bby )?(?P<sign>[-−+]?)\s?(?P<points>\d{1,3})\s?(?:%|(?:percentage )?points?\b)?", re.IGNORECASE
)
_BETWEEN = re.compile(r"^(?:more|at|in|for|on|reach)\s+|\s+by$|[\"“”]", re.IGNORECASE)


@dataclass(frozen=True)
class EffectExpected:
    """So many points more of those who turn to that milestone reach it within its usual days."""

    milestone: str
    points: int


@dataclass(frozen=True)
class ReleaseMarked:
    change_id: int
    release_id: int
    name: str
    released_on: date


async def mark(write: Write, name: str, released_on: date, expected: EffectExpected | None = None) -> ReleaseMarked:
    """Mark it. Raises UserError where there is no name, or that name is taken, and where what is expected comes too
    late."""
    name = " ".join(name.split())
    if not name or len(name) > MOST:
        raise UserError(f"Say its name, in at most {MOST} characters: ", ask('release "Reports 2.0" on 3 Mar'), ".")
    async with write.transaction() as session:
        taken = await named(session, name)
        if taken is not None:
            day = say_date(taken.released_on, write.today)
            raise UserError(bold(taken.name), f" is marked already, on {day}. Give this one another name.")
        if expected:
            _still_ahead(name, released_on, write.today)
        recording = Recording(session)
        release = Release(
            workspace_id=write.workspace_id,
            name=name,
            folded=compared(name),
            released_on=released_on,
            expects_milestone=expected.milestone if expected else "",
            expects_points=expected.points if expected else None,
            by_id=write.person_id,
            at=write.now,
        )
        await recording.add(release)
        change_id = await recording.save(write, "release", f"release:{release.id}", None)
        return ReleaseMarked(change_id, release.id, name, released_on)


async def expect(write: Write, release_id: int, expected: EffectExpected) -> ReleaseMarked:
    """Say of one that is marked what it is to do. Raises UserError once it is out."""
    async with write.transaction() as session:
        release = await session.get_one(Release, release_id)
        _still_ahead(release.name, release.released_on, write.today)
        recording = Recording(session)
        recording.set(release, expects_milestone=expected.milestone, expects_points=expected.points)
        change_id = await recording.save(write, "release", f"release:{release.id}", None)
        return ReleaseMarked(change_id, release.id, release.name, release.released_on)


def _still_ahead(name: str, released_on: date, today: date) -> None:
    """What is expected once the first figures are known is no forecast."""
    if released_on < today:
        day = say_date(released_on, today)
        raise UserError(
            bold(name), f" came out on {day}. What a release is to change is said before, so I kept nothing of it."
        )


def split_expected(text: str) -> tuple[str, str]:
    """('"Reports 2.0" on 3 Mar', "weekly habit +5"); "" where nothing is expected. What stands in quotes is a name."""
    inside = quoted(text)
    head = len(text) - len(inside.rest) if inside and inside.rest else 0
    if inside and not inside.rest:
        return text, ""
    found = _EXPECTS.search(text, head and head - 1)
    return (text[: found.start()].strip(), found["what"].strip()) if found else (text, "")


def read_expected(words: str, milestones: Mapping[str, str]) -> EffectExpected:
    """milestones: names by key. Raises UserError, which says how."""
    said = _POINTS.search(words)
    if said is None or said["sign"] in ("-", "−") or not 0 < int(said["points"]) <= 100:
        how = "Say how many points more are to reach a milestone in time, 1 to 100: "
        raise UserError(how, EXAMPLE, ".")
    rest = f"{words[: said.start()]} {words[said.end() :]}"
    wanted = compared(_BETWEEN.sub("", _BETWEEN.sub("", rest.strip()).strip()))
    key = _milestone(wanted, milestones)
    if key is None:
        known = one_of(list(dict.fromkeys(milestones.values())))
        raise UserError("At which milestone? I know ", bold(known), ". Say it like ", EXAMPLE, ".")
    return EffectExpected(key, int(said["points"]))


def _milestone(wanted: str, milestones: Mapping[str, str]) -> str | None:
    """The one of that name or key, else the only one that is called something with it."""
    names = {key: {compared(name), compared(key.replace("-", " "))} for key, name in milestones.items()}
    exact = [key for key, said in names.items() if wanted in said]
    near = [key for key, said in names.items() if wanted and any(wanted in one or one in wanted for one in said)]
    return exact[0] if exact else near[0] if len(near) == 1 else None


async def named(session: ReadSession, name: str) -> Release | None:
    """The release of that name, if it is marked."""
    asked = select(Release).where(Release.folded == compared(name), Release.undone_at.is_(None))
    return (await session.scalars(asked.limit(1))).first()


def name_and_day(text: str, today: date, order: Order | None, *, ahead: bool = False) -> tuple[str, date | None]:
    """("Reports 2.0", the day) from '"Reports 2.0" on 3 Mar'. None where no day is given. ahead: it isn't out yet.
    Raises UserError for words after a quoted name that are no day."""
    of = day_to_come if ahead else past_day
    inside = quoted(text)
    if inside is None:
        head, _, tail = text.strip().rpartition(" on ")
        day = of(tail, today, order) if head else None
        if day is None and head and looks_like_a_day(tail):
            raise _no_day()
        return (head.strip(), day) if day else (text.strip(), None)
    if not inside.rest:
        return inside.name, None
    day = of(inside.rest.removeprefix("on ").strip(), today, order)
    if day is None:
        raise _no_day()
    return inside.name, day


def _no_day() -> UserError:
    return UserError("I couldn't read that day. Say it like ", code("on 3 Mar"), " or ", code("on 2026-03-03"), ".")


def past_day(words: str, today: date, order: Order | None) -> date | None:
    """The day that those words name; without a year the last one up to today: a release is behind us."""
    behind = read_day(words, today, order, past=True)
    return behind.day if behind.days else day_in(words, today, order)


def day_to_come(words: str, today: date, order: Order | None) -> date | None:
    """The same of one that is ahead: without a year the next one."""
    behind_or_ahead = read_day(words, today, order)
    return behind_or_ahead.day or day_in(words, today, order)
