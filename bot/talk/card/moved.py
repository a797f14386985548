"""Where people from outside have come into a channel: what stands there instead, and what its CSM is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from bot.calendar import plural
from bot.message import Message, Span, Text, channel, italic, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, Channel, Outgoing
from bot.talk.composed import Composed
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, channel_words, listed

NAMED = 3
MOVED_WORDS = "Moved to the team"


def moved_message() -> Message:
    """What takes a message's place. Customers read it, so it names nobody and nothing."""
    return Message(
        title=line(MOVED_WORDS),
        blocks=(Text(lines=(line("This was a note for our own team, which has it elsewhere now."),)),),
    )


def told_message(where: Span, accounts: Sequence[str], moved: int) -> Message:
    """accounts: those whose alerts went there; none: the person's own messages did. moved: how many were replaced."""
    names = [called(name) for name in accounts[:NAMED]]
    if len(accounts) > NAMED:
        names.append(f"{len(accounts) - NAMED} more")
    what = f"Alerts about {listed(names)} come" if accounts else "Your digest and alerts come"
    stood = "says" if moved == 1 else "say"
    done = (
        line(f"{plural(moved, 'message')} of mine there now {stood} ", italic(MOVED_WORDS), ".")
        if moved
        else line("There was nothing of mine to take back.")
    )
    again = "Once it is your own people's alone, new ones go there again; what was moved stays moved."
    return Message(
        title=line(where, " has people from outside in it now"),
        blocks=(Text(lines=(done, line(f"{what} to you directly from now on."), line(again))),),
    )


async def moved(db: ReadSession, library: Library, row: Outgoing, reader: Reader, now: datetime) -> Composed:
    """The message of a row of the kind "moved"."""
    there = await db.get(Channel, int(row.refs["channel"]))
    if there is None:
        return Composed(None, reason="the channel is gone", refs=row.refs)
    named = select(Account.name).where(Account.id.in_(row.refs["accounts"])).order_by(Account.name)
    where = channel_words(there, reader, "A channel of yours")
    return Composed(told_message(where, list(await db.scalars(named)), int(row.refs["moved"])), refs=row.refs)


EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Moved to the team", moved_message()),
    ("A channel has outsiders", told_message(channel("C1", "acme"), ["Acme"], 14)),
    ("A person's channel has outsiders", told_message(channel("C2", "cs-olga"), [], 1)),
)
