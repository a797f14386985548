"""What came before a meeting: since when they are with us, the last talk in its own words, and what happened since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.calendar import say_date
from bot.language.notes.gist import gist
from bot.talk.account.view import AccountView
from bot.talk.card.log import Happened, event_words
from bot.talk.phrases.account_words import champion_left, review_words
from bot.talk.phrases.progress_words import moved
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, given_name
from bot.text import shorten

SINCE_SHOWN, MOVES_SHOWN, NOTED = 3, 3, 140


def background(view: AccountView, today: date) -> str:
    """Since when they are with us, when we last looked back, and who left."""
    review = review_words(view, today)
    parts = [f"Last review: {review.last or 'none yet'}"]
    since = view.account.started_on
    if since:
        parts.append(f"customer since {say_date(since, today, weekday=False)}")
    left = champion_left(view, today)
    if left:
        parts.append(f"champion left: {left}")
    return " · ".join(parts)


def last_talk(events: Sequence[Happened]) -> Happened | None:
    """When we last spoke with them, contact or review."""
    return next((one for one in events if one.row.kind in ("contact", "review")), None)


def last_contact(events: Sequence[Happened], reader: Reader) -> date | None:
    """The day of that."""
    found = last_talk(events)
    return reader.day(found.row.at) if found is not None else None


def last_said(events: Sequence[Happened], reader: Reader, today: date) -> str:
    """ "You last spoke with Dana Reyes on Fri 2 Jan: “wants the board slide”."; "" where nobody noted any."""
    found = last_talk(events)
    if found is None:
        return ""
    by = "You" if reader.is_me(found.row.by_id) else given_name(found.by) if found.by else "We"
    deed = "wrote to" if found.row.key == "mail" else "met" if found.row.kind == "review" else "spoke with"
    whom = called(found.stakeholder) if found.stakeholder else "them"
    said = gist(found.row.note.strip("“”"), NOTED) if found.row.note else ""
    noted = f": “{said}”" if said else "."
    return f"{by} last {deed} {whom} on {say_date(reader.day(found.row.at), today)}{noted}"


def changes(
    view: AccountView, events: Sequence[Happened], since: date | None, reader: Reader, now: datetime
) -> tuple[str, ...]:
    """What happened since that day and what moved in the figures."""
    said, today = happened_since(view, events, since, reader, now), reader.today(now)
    # What moved is counted over a week: after a talk of yesterday it would be no news.
    return (*said, *moved(view, MOVES_SHOWN)) if since is None or (today - since).days >= 3 else said


def happened_since(
    view: AccountView, events: Sequence[Happened], since: date | None, reader: Reader, now: datetime
) -> tuple[str, ...]:
    """What was said and done since that day, its own talk among it, the newest first."""
    today = reader.today(now)
    later = [
        one
        for one in events
        if (since is None or reader.day(one.row.at) >= since)
        and one.row.kind in ("contact", "review", "milestone_reached", "task_done", "survey", "note", "stage_entered")
    ]
    return tuple(_inside(one, shorten(event_words(view, one, today), 70)) for one in later[:SINCE_SHOWN])


def _inside(one: Happened, text: str) -> str:
    """Inside a line that has begun, our own words start small; a person's note stands as it was written."""
    return text if one.row.kind == "note" else text[:1].lower() + text[1:]


__all__ = ["background", "changes", "happened_since", "last_contact", "last_said", "last_talk"]
