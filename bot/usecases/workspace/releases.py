"""Marking a release of our product, so that the funnel before and after it can be compared (method D10)."""

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
from bot.text import compared
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write

MOST = 80  # characters of a name


@dataclass(frozen=True)
class ReleaseMarked:
    change_id: int
    release_id: int
    name: str
    released_on: date


async def mark(write: Write, name: str, released_on: date) -> ReleaseMarked:
    """Mark it. Raises UserError where there is no name, or that name is taken."""
    name = " ".join(name.split())
    if not name or len(name) > MOST:
        raise UserError(f"Say its name, in at most {MOST} characters: ", ask('release "Reports 2.0" on 3 Mar'), ".")
    async with write.transaction() as session:
        taken = await named(session, name)
        if taken is not None:
            day = say_date(taken.released_on, write.today)
            raise UserError(bold(taken.name), f" is marked already, on {day}. Give this one another name.")
        recording = Recording(session)
        release = Release(
            workspace_id=write.workspace_id,
            name=name,
            folded=compared(name),
            released_on=released_on,
            by_id=write.person_id,
            at=write.now,
        )
        await recording.add(release)
        change_id = await recording.save(write, "release", f"release:{release.id}", None)
        return ReleaseMarked(change_id, release.id, name, released_on)


async def named(session: ReadSession, name: str) -> Release | None:
    """The release of that name, if it is marked."""
    asked = select(Release).where(Release.folded == compared(name), Release.undone_at.is_(None))
    return (await session.scalars(asked.limit(1))).first()


def name_and_day(text: str, today: date, order: Order | None) -> tuple[str, date | None]:
    """("Reports 2.0", the day) from '"Reports 2.0" on 3 Mar'. None where no day is given. Raises UserError for words
    after a quoted name that are no day."""
    inside = quoted(text)
    if inside is None:
        head, _, tail = text.strip().rpartition(" on ")
        day = past_day(tail, today, order) if head else None
        if day is None and head and looks_like_a_day(tail):
            raise _no_day()
        return (head.strip(), day) if day else (text.strip(), None)
    if not inside.rest:
        return inside.name, None
    day = past_day(inside.rest.removeprefix("on ").strip(), today, order)
    if day is None:
        raise _no_day()
    return inside.name, day


def _no_day() -> UserError:
    return UserError("I couldn't read that day. Say it like ", code("on 3 Mar"), " or ", code("on 2026-03-03"), ".")


def past_day(words: str, today: date, order: Order | None) -> date | None:
    """The day that those words name; without a year the last one up to today: a release is behind us."""
    behind = read_day(words, today, order, past=True)
    return behind.day if behind.days else day_in(words, today, order)
