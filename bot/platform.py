"""What delivery asks of a platform."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.message import Message


@dataclass(frozen=True)
class Posted:
    """Where a message stands on the platform."""

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
    user_id: str
    email: str | None
    name: str
    timezone: str | None
    guest: bool = False  # restricted, or of another company


class Surface(Protocol):
    """One platform, for one workspace's installation."""

    name: str

    async def post(self, channel: str, message: Message, *, delivery_id: str, thread: str | None = None) -> Posted:
        """Post once, without retrying. Raises SendError (certainly not delivered) or AmbiguousSend."""
        ...

    async def find(
        self, channel: str, delivery_id: str, *, since: datetime, thread: str | None = None
    ) -> Posted | None:
        """The message with that delivery id, if it stands in the channel since then. Raises Unreadable, SendError."""
        ...

    async def update(self, at: Posted, message: Message, *, delivery_id: str) -> None:
        """Replace a message's content. Harmless when repeated. Raises SendError or AmbiguousSend."""
        ...

    async def open_direct(self, user_id: str) -> str:
        """The channel id of the direct message with that user. Raises SendError."""
        ...

    async def people(self) -> list[PlatformUser]:
        """All human users. Raises SendError."""
        ...

    async def audience(self, channel: str) -> Audience:
        """Who reads that channel; `checked` is False where the platform won't tell. Raises SendError where nothing
        gets through at all."""
        ...

    async def find_channel(self, name: str) -> str | None:
        """The id of the channel of that name (with or without "#"), if the bot can see it."""
        ...

    async def channels(self) -> frozenset[str]:
        """Names (without "#") and ids of all channels that the bot can see. Raises SendError."""
        ...

    async def link(self, at: Posted) -> str | None:
        """An address that opens the message, where the platform has one."""
        ...
