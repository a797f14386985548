"""What delivery asks of a platform. What answers ask of it stands in `conversation.py`.

The bot promises that each message comes once, whatever is killed or cut off. So a surface tells three ends of a call
apart: it was done; it certainly wasn't (SendError; `permanent` where trying again can't help, `retry_after` where the
platform asks for a pause, `everything` where no other call would fare better: the credentials, the line); nobody knows
(AmbiguousSend: the request left, and no answer came). It repeats nothing by itself, and has given up on a call after 60
seconds at most. A message that the platform won't have as it is drawn it sends in a simpler form, the last one text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.message import Message


@dataclass(frozen=True)
class Posted:
    """Where a message stands on the platform: its channel, and the platform's id of it there."""

    channel: str
    ts: str


@dataclass(frozen=True)
class Audience:
    """Who reads a channel. `checked` False: we could not find out, so treat it as not ours alone."""

    is_member: bool  # the bot is in it
    has_outsiders: bool  # guests, people of other companies
    checked: bool
    name: str = ""
    members: int = 0


@dataclass(frozen=True)
class PlatformUser:
    """A human user as the platform knows them. email is what makes them one of our people."""

    user_id: str
    email: str | None
    name: str
    timezone: str | None
    guest: bool = False  # restricted, or of another company


class Surface(Protocol):
    """One platform, for one workspace's installation. Calls may overlap, and come from several processes."""

    name: str  # "slack"; kept with installations and identities, so it never changes

    async def post(self, channel: str, message: Message, *, delivery_id: str, thread: str | None = None) -> Posted:
        """Post once, without retrying. Raises SendError (certainly not delivered) or AmbiguousSend.

        delivery_id: kept with the message where the platform has a place for it that people don't see, so that `find`
        can tell it from others of the same words. thread: `Posted.ts` of the message that this one belongs under."""
        ...

    async def find(
        self, channel: str, delivery_id: str, *, since: datetime, thread: str | None = None
    ) -> Posted | None:
        """The message with that delivery id, if it stands in the channel since then. Asked after an ambiguous post, at
        once and half a minute later. None is taken for proof that it isn't there and it may be posted again: where that
        can't be known, raise Unreadable, and the message is never repeated. Raises SendError too."""
        ...

    async def update(self, at: Posted, message: Message, *, delivery_id: str) -> None:
        """Replace a message's content, buttons among it. Must be harmless when repeated: a lost answer is tried again.
        Raises SendError or AmbiguousSend."""
        ...

    async def open_direct(self, user_id: str) -> str:
        """The channel id of the direct message with that user. Remembered, and asked for again when posting there
        fails. Raises SendError."""
        ...

    async def people(self) -> list[PlatformUser]:
        """All human users that are still there, guests marked as such. Asked once an hour. Raises SendError."""
        ...

    async def audience(self, channel: str) -> Audience:
        """Who reads that channel; `checked` is False where the platform won't tell, and then nothing is sent there.
        Asked before each message, and not to be answered from memory: a guest may have joined a moment ago. Raises
        SendError with `everything`, `retry_after` or `unanswered` where nothing can be asked just now."""
        ...

    async def find_channel(self, name: str) -> str | None:
        """The id of the channel of that name (with or without "#"), if the bot can see it. Raises SendError."""
        ...

    async def channels(self) -> frozenset[str]:
        """Names (without "#") and ids of all channels that the bot can see. Raises SendError."""
        ...

    async def link(self, at: Posted) -> str | None:
        """An address that opens the message, where the platform has one. Raises nothing."""
        ...
