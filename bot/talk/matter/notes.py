"""What was last noted of an account, and which of it bears on a matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.calendar import say_date
from bot.language.notes.gist import gist
from bot.store.session import ReadSession
from bot.store.tables import AccountEvent
from bot.talk.phrases.reader import Reader
from bot.text import clean

NOTED = timedelta(days=120)  # an older note is no evidence of today
NOTES = 12  # looked through, of an account
LATELY = timedelta(days=45)  # one that is about something else is told for so long
SAYS_MUCH = 8  # words, of such a one
TELLING = 5  # letters of a word that says what a note is about
NOTE = 140  # characters
COMMON = frozenset(
    {
        "about",
        "after",
        "again",
        "first",
        "their",
        "there",
        "today",
        "which",
        "while",
        "would",
        "decide",
        "champion",
        "date",
        "together",
        "month",
    }
)
MONEY = "budget contract renewal price figures"  # a note that speaks of those bears on a renewal
SAME = {"people": "user", "colleague": "user", "acces": "user", "trained": "training", "train": "training"}


@dataclass(frozen=True)
class LastNote:
    """at: when; whom: id of the person it was with, None for none; by: id of whoever noted it."""

    at: datetime
    whom: int | None
    words: str
    by: int | None = None


async def last_notes(db: ReadSession, accounts: Collection[int], now: datetime) -> dict[int, tuple[LastNote, ...]]:
    """The newest notes of talks or by themselves, by account, the newest first."""
    if not accounts:
        return {}
    e = AccountEvent
    noted = (e.account_id.in_(accounts), e.kind.in_(("contact", "note", "review")), e.note != "")
    lately = (e.undone_at.is_(None), e.at <= now, e.at >= now - NOTED)
    place = func.row_number().over(partition_by=e.account_id, order_by=(e.at.desc(), e.id.desc()))
    of = (e.account_id, e.at, e.stakeholder_id, e.note, e.by_id)
    found = select(*of, place.label("place")).where(*noted, *lately).subquery()
    rows = await db.execute(select(found).where(found.c.place <= NOTES).order_by(found.c.account_id, found.c.place))
    notes: dict[int, tuple[LastNote, ...]] = {}
    for row in rows.all():
        notes[row.account_id] = (*notes.get(row.account_id, ()), _note_of(row))
    return notes


def _note_of(row: Any) -> LastNote:
    return LastNote(row.at, row.stakeholder_id, row.note, row.by_id)


def note_about(notes: Sequence[LastNote], about: str, now: datetime, *, lately: bool) -> LastNote | None:
    """The note that says most of what it is about, of several the newest, its sentences of that alone; else, where
    that is asked, the newest of the last weeks that says something."""
    wanted = _telling(about)
    fitting = [(len(wanted & _telling(one.words)), _says_something(one), one.at, one) for one in notes]
    if best := max((one for one in fitting if one[0]), default=None, key=lambda one: one[:3]):
        sentences = re.split(r"(?<=[.!?]) ", clean(best[3].words))
        return replace(best[3], words=" ".join(one for one in sentences if wanted & _telling(one)))
    new = (one for one in notes if one.at >= now - LATELY and _says_something(one))
    return next(new, None) if lately else None


def _says_something(note: LastNote) -> bool:
    return len(note.words.split()) >= SAYS_MUCH


def _telling(text: str) -> frozenset[str]:
    """The words that say what a text is about, singular or plural."""
    words = re.findall(rf"\w{{{TELLING},}}", text.casefold())
    alone = (word.removesuffix("s") for word in words)
    return frozenset(SAME.get(word, word) for word in alone) - COMMON


def note_words(note: LastNote, reader: Reader, today: date) -> str:
    """ "You noted 28 Oct: “Two more people ask for access.”"."""
    words = gist(note.words.strip("“”"), NOTE)
    noted = "You noted" if reader.is_me(note.by) else "Noted"
    return f"{noted} {say_date(reader.day(note.at), today, weekday=False)}: “{words}”" if words else ""


__all__ = ["MONEY", "NOTED", "LastNote", "last_notes", "note_about", "note_words"]
