"""What the sender is given to make messages with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.message import Message
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Outgoing


@dataclass(frozen=True)
class Dropped:
    """There is nothing to say any more, because …"""

    reason: str


# In one transaction with storing the message: it may read, and queue further messages in this one's thread.
Compose = Callable[[WriteSession, Outgoing, datetime], Awaitable[Message | Dropped | None]]
NOTHING = Dropped("nothing to say any more")


async def no_recompose(session: ReadSession, row: Outgoing, now: datetime) -> None:
    """For senders whose messages never change."""
    return
