"""What delivery asks of a platform. What answers ask of it stands in `conversation.py`.

The bot promises that each message comes once, whatever is killed or cut off. So a surface tells three ends of a call
apart: it was done; it certainly wasn't (SendError; `permanent` where trying again can't help, `retry_after` where the
platform asks for a pause, `everything` where no other call would fare better: the credentials, the line); nobody knows
(AmbiguousSend: the request left, and no answer came). It repeats nothing by itself, and has given up on a call after 60
seconds at most. A message that the platform won't have as it is drawn it sends in a simpler form, the last one text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

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
    gone: bool = False  # the account is deactivated, or the platform doesn't know it any more
    locale: str | None = None  # of the language they chose: "de-DE"; None where the platform doesn't say

    @property
    def is_member(self) -> bool:
        """A full member, who is there."""
        return not self.guest and not self.gone


@dataclass(frozen=True)
class Everyone:
    """All human users of an installation, guests and those who are gone marked as such: whoever isn't among them is
    unknown there. lacks: what the platform wants before it shows their addresses, in its own word; "" where it does."""

    users: tuple[PlatformUser, ...]
    lacks: str = ""


@dataclass(frozen=True)
class PlatformChannel:
    """A channel that the bot can see. name: without "#"."""

    id: str
    name: str
    is_member: bool = True  # the bot is in it
    is_archived: bool = False


class Notebook(Protocol):
    """What a platform keeps of its own between two starts, for one team: small objects of JSON, by kind and key. Nobody
    else reads them. All raise what the database does."""

    async def get(self, kind: str, key: str) -> Mapping[str, Any] | None: ...

    async def all(self, kind: str) -> Mapping[str, Mapping[str, Any]]:
        """By key."""
        ...

    async def put(self, kind: str, key: str, value: Mapping[str, Any], *, until: datetime | None = None) -> None:
        """In place of what was noted there. until: when it counts no more, and goes."""
        ...

    async def drop(self, kind: str, key: str) -> None: ...


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

    async def posted(self, channel: str) -> list[Posted]:
        """Every message of the bot's own that can be read in that channel, in threads as far as they are known. Raises
        Unreadable where the platform doesn't let us look; SendError."""
        ...

    async def remove(self, at: Posted) -> None:
        """Take a message away; one that is gone already is fine. Raises SendError or AmbiguousSend."""
        ...

    async def open_direct(self, user_id: str) -> str:
        """The channel id of the direct message with that user. Remembered, and asked for again when posting there
        fails. Raises SendError."""
        ...

    async def people(self) -> Everyone:
        """Everyone there is. Asked once an hour. Raises SendError, also where a part of them can't be had: whoever
        is missing counts as gone."""
        ...

    async def user(self, user_id: str) -> PlatformUser | None:
        """One user, freshly asked for; None for bots and for whom the platform doesn't know. Raises SendError."""
        ...

    async def audience(self, channel: str) -> Audience:
        """Who reads that channel; `checked` is False where the platform won't tell, and then nothing is sent there.
        Asked before each message, and not to be answered from memory: a guest may have joined a moment ago. Raises
        SendError with `everything`, `retry_after` or `unanswered` where nothing can be asked just now."""
        ...

    async def find_channel(self, name: str) -> str | None:
        """The id of the channel of that name (with or without "#"), if the bot can see it. Raises SendError."""
        ...

    async def channels(self) -> list[PlatformChannel]:
        """All channels that the bot can see, freshly asked for: one that isn't among them is closed to it. Raises
        SendError, also where a part of them can't be had."""
        ...

    async def link(self, at: Posted) -> str | None:
        """An address that opens the message, where the platform has one. Raises nothing."""
        ...
