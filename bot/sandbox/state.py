"""Everything the workspace remembers, in memory. It knows nothing of HTTP, sockets or HTML."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.sandbox.seed import Json, Seed, SeedUser

MICRO = timedelta(microseconds=1)


@dataclass
class SandboxChannel:
    id: str
    name: str
    members: list[str]
    is_private: bool = False
    is_ext_shared: bool = False
    topic: str = ""
    dm_with: str | None = None
    is_archived: bool = False


@dataclass
class KeptMessage:
    """`data` is what Slack would answer; the other fields are ours. `ephemeral_to` names its only reader."""

    channel: str
    data: Json
    metadata: Json | None = None
    ephemeral_to: str | None = None
    is_notice: bool = False

    @property
    def ts(self) -> str:
        return str(self.data["ts"])

    @property
    def parent_ts(self) -> str | None:
        """The thread it answers in, or None for a message of the channel itself."""
        thread = self.data.get("thread_ts")
        return str(thread) if thread and thread != self.ts else None

    @property
    def is_broadcast(self) -> bool:
        return self.data.get("subtype") == "thread_broadcast"


@dataclass
class StoredFile:
    id: str
    name: str
    title: str = ""
    alt_text: str = ""
    mimetype: str = "application/octet-stream"
    content: bytes = b""
    user: str = ""
    shares: Json = field(default_factory=dict)
    is_complete: bool = False


class Ids:
    """Ids that look like Slack's. Counted, not drawn: a run can be repeated."""

    def __init__(self) -> None:
        self._count = itertools.count(1)

    def new(self, prefix: str) -> str:
        return f"{prefix}L{next(self._count):08X}"


class Timestamps:
    """Message timestamps from the workspace's clock: unique and increasing, also when the clock stands still."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = datetime(1970, 1, 1, tzinfo=UTC)

    def new(self) -> str:
        moment = max(self._now().astimezone(UTC), self._last + MICRO)
        self._last = moment
        return f"{int(moment.timestamp())}.{moment.microsecond:06d}"


class SandboxStore:
    def __init__(self, seed: Seed, now: Callable[[], datetime]) -> None:
        self.seed = seed
        self.now = now
        self.shows_emails = True  # the app has the scope users:read.email
        self.ids = Ids()
        self.timestamps = Timestamps(now)
        self.users: dict[str, SeedUser] = {user.id: user for user in seed.users}
        self.users.setdefault(seed.bot_user_id, _bot_of(seed))
        self.channels: dict[str, SandboxChannel] = dict(_channels_of(seed))
        self.files: dict[str, StoredFile] = {}
        self.homes: dict[str, Json] = {}
        self.views: dict[str, list[Json]] = {}
        self.last_read: dict[tuple[str, str], str] = {}
        self._messages: dict[str, list[KeptMessage]] = {}
        self._watchers: list[Callable[[], None]] = []
        for person in self.people():
            self.direct_channel(person.id)

    # -- people and places

    @property
    def bot_id(self) -> str:
        return "B" + self.seed.bot_user_id[1:]

    def people(self) -> list[SeedUser]:
        return [user for user in self.users.values() if not user.is_bot and user.id != self.seed.bot_user_id]

    def direct_channel(self, user_id: str) -> SandboxChannel:
        """The direct messages between a person and the bot; opened on first use."""
        found = next((c for c in self.channels.values() if c.dm_with == user_id), None)
        if found is None:
            found = SandboxChannel(
                "D" + user_id[1:], "directmessage", [user_id, self.seed.bot_user_id], dm_with=user_id
            )
            self.channels[found.id] = found
        return found

    def user_by_name(self, name: str) -> SeedUser | None:
        wanted = name.lower()
        return next((user for user in self.users.values() if user.name.lower() == wanted), None)

    # -- messages

    def add(self, message: KeptMessage) -> KeptMessage:
        self._messages.setdefault(message.channel, []).append(message)
        self.changed()
        return message

    def all(self, channel_id: str) -> list[KeptMessage]:
        return list(self._messages.get(channel_id, []))

    def shared(self, channel_id: str) -> list[KeptMessage]:
        """What everybody there can see: no ephemeral messages. Oldest first."""
        return [m for m in self.all(channel_id) if m.ephemeral_to is None]

    def find(self, channel_id: str, ts: str) -> KeptMessage | None:
        return next((m for m in self._messages.get(channel_id, []) if m.ts == ts), None)

    def remove(self, message: KeptMessage) -> None:
        self._messages[message.channel].remove(message)
        self.changed()

    def replies(self, channel_id: str, ts: str) -> list[KeptMessage]:
        return [m for m in self.shared(channel_id) if m.parent_ts == ts]

    def unread(self, user_id: str, channel_id: str) -> int:
        since = self.last_read.get((user_id, channel_id), "")
        return sum(
            1
            for m in self.shared(channel_id)
            if m.ts > since and m.data.get("user") != user_id and (m.parent_ts is None or m.is_broadcast)
        )

    def read(self, user_id: str, channel_id: str) -> bool:
        """Marks all as read. True if there was something new."""
        had = self.unread(user_id, channel_id) > 0
        shared = self.shared(channel_id)
        if shared:
            self.last_read[user_id, channel_id] = shared[-1].ts
        return had

    # -- views

    def view(self, view_id: str) -> tuple[str, Json] | None:
        """A modal or Home by its id, with its user."""
        for user_id, stack in self.views.items():
            for view in stack:
                if view["id"] == view_id:
                    return user_id, view
        return next(((user, home) for user, home in self.homes.items() if home["id"] == view_id), None)

    def replace_view(self, view_id: str, new: Json) -> None:
        for stack in self.views.values():
            stack[:] = [new if view["id"] == view_id else view for view in stack]
        for user_id, home in self.homes.items():
            if home["id"] == view_id:
                self.homes[user_id] = new
        self.changed()

    # -- watching

    def watch(self, watcher: Callable[[], None]) -> None:
        self._watchers.append(watcher)

    def unwatch(self, watcher: Callable[[], None]) -> None:
        self._watchers.remove(watcher)

    def changed(self) -> None:
        for watcher in list(self._watchers):
            watcher()


def _bot_of(seed: Seed) -> SeedUser:
    return SeedUser(seed.bot_user_id, seed.bot_name.lower(), seed.bot_name, "", is_bot=True)


def _channels_of(seed: Seed) -> Iterator[tuple[str, SandboxChannel]]:
    for c in seed.channels:
        yield c.id, SandboxChannel(c.id, c.name, list(c.members), c.is_private, c.is_ext_shared, c.topic)
