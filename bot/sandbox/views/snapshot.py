"""What the page shows at one moment to one person, as HTML pieces with keys. The script swaps in those that changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from jinja2 import Environment

from bot.sandbox.seed import Json, SeedUser
from bot.sandbox.show.reader import PageReader
from bot.sandbox.show.render import Pen
from bot.sandbox.show.times import clock, day_title, short_day
from bot.sandbox.state import KeptMessage, SandboxChannel, SandboxStore
from bot.sandbox.views.objects import clock_time

MOST_SHOWN = 100
SAME_SPEECH = 300.0
Item = tuple[str, str]


@dataclass(frozen=True)
class OpenTab:
    """Where a tab of the browser is."""

    user: SeedUser
    channel: SandboxChannel
    tab: str
    thread: str | None

    @property
    def is_home(self) -> bool:
        return self.channel.dm_with is not None and self.tab == "home"


@dataclass
class Painter:
    store: SandboxStore
    env: Environment
    base_url: Callable[[], str]

    def snapshot(self, at: OpenTab) -> Json:
        reader = PageReader(self.store, at.user, self.base_url())
        return {
            "title": f"{self.name(at.channel)} · {self.store.seed.team_name}",
            "clock": self._draw("clock.html", reader, at),
            "sidebar": self._draw("sidebar.html", reader, at, rows=self.rows(at)),
            "header": self._draw("header.html", reader, at, name=self.name(at.channel)),
            "items": [] if at.is_home else self.items(at, reader),
            "home": self.home(at, reader) if at.is_home else None,
            "thread": self.thread(at, reader),
            "modal": self.modal(at, reader),
            "placeholder": f"Message {self.name(at.channel)}",
        }

    def _draw(self, template: str, reader: PageReader, at: OpenTab, **more: object) -> str:
        shared = {"pen": Pen(reader), "reader": reader, "at": at, "store": self.store, "seed": self.store.seed}
        dated = {"day": short_day(reader.now), "time": clock(reader.now)}
        return self.env.get_template(template).render({**shared, **dated, **more})

    def name(self, channel: SandboxChannel) -> str:
        return self.store.seed.bot_name if channel.dm_with is not None else f"#{channel.name}"

    def rows(self, at: OpenTab) -> list[Json]:
        """The sidebar's channels, the direct messages with the bot first."""
        mine = [c for c in self.store.channels.values() if at.user.id in c.members]
        ordered = sorted(mine, key=lambda c: (c.dm_with is None, c.name))
        return [
            {"channel": c, "unread": self.store.unread(at.user.id, c.id), "is_here": c.id == at.channel.id}
            for c in ordered
        ]

    # -- messages

    def visible(self, at: OpenTab) -> list[KeptMessage]:
        return [m for m in self.store.all(at.channel.id) if m.ephemeral_to in {None, at.user.id}]

    def items(self, at: OpenTab, reader: PageReader) -> list[Item]:
        top = [m for m in self.visible(at) if m.parent_ts is None or m.is_broadcast]
        shown = sorted(top, key=lambda m: m.ts)[-MOST_SHOWN:]
        items: list[Item] = [("start", self._draw("start.html", reader, at, name=self.name(at.channel)))]
        return items + self._dated(shown, at, reader)

    def _dated(self, messages: list[KeptMessage], at: OpenTab, reader: PageReader) -> list[Item]:
        """Messages with a divider before each new day."""
        items: list[Item] = []
        today = reader.now.date()
        for before, message in pairwise([None, *messages]):
            assert message is not None
            day = reader.local(message.ts).date()
            if before is None or reader.local(before.ts).date() != day:
                words = day_title(day, today)
                items.append((f"day-{day}", self._draw("day.html", reader, at, words=words)))
                before = None
            items.append(self._message(message, at, reader, compact=_continues(before, message)))
        return items

    def _message(
        self, message: KeptMessage, at: OpenTab, reader: PageReader, *, compact: bool, in_thread: bool = False
    ) -> Item:
        replies = [] if in_thread else self.store.replies(message.channel, message.ts)
        local = reader.local(message.ts)
        html = self._draw(
            "message.html",
            reader,
            at,
            message=message,
            author=self.store.users.get(str(message.data.get("user"))),
            compact=compact,
            in_thread=in_thread,
            replies=replies,
            last_reply=clock(reader.local(replies[-1].ts)) if replies else "",
            repliers=[self.store.users[u] for u in dict.fromkeys(r.data["user"] for r in replies)][:4],
            sent=clock(local),
            sent_long=f"{short_day(local)} {local.year}, {clock(local)}",
        )
        return (f"{'r' if in_thread else 'm'}-{message.ts}", html)

    def thread(self, at: OpenTab, reader: PageReader) -> Json | None:
        first = self.store.find(at.channel.id, at.thread) if at.thread else None
        if first is None or at.is_home:
            return None
        replies = [m for m in self.visible(at) if m.parent_ts == first.ts]
        items = [self._message(first, at, reader, compact=False, in_thread=True)]
        if replies:
            words = f"{len(replies)} {'reply' if len(replies) == 1 else 'replies'}"
            items.append(("count", self._draw("day.html", reader, at, words=words)))
        for before, reply in pairwise([None, *replies]):
            assert reply is not None
            items.append(self._message(reply, at, reader, compact=_continues(before, reply), in_thread=True))
        return {"ts": first.ts, "name": self.name(at.channel), "items": items}

    # -- windows

    def home(self, at: OpenTab, reader: PageReader) -> list[Item]:
        view = self.store.homes.get(at.user.id)
        if view is None:
            return [("empty", self._draw("home_empty.html", reader, at))]
        return [
            (
                f"{view['id']}-{block['block_id']}-{number}",
                self._draw("home_block.html", reader, at, view=view, block=block),
            )
            for number, block in enumerate(view["blocks"])
        ]

    def modal(self, at: OpenTab, reader: PageReader) -> Json | None:
        stack = self.store.views.get(at.user.id, [])
        if not stack:
            return None
        view = stack[-1]
        html = self._draw("modal.html", reader, at, view=view, depth=len(stack))
        return {"id": view["id"], "hash": view["hash"], "html": html}


def _continues(before: KeptMessage | None, message: KeptMessage) -> bool:
    """The same author goes on within five minutes: no new name and picture."""
    if before is None or before.ephemeral_to or message.ephemeral_to:
        return False
    same = before.data.get("user") == message.data.get("user")
    gap = (clock_time(message.ts) - clock_time(before.ts)).total_seconds()
    return same and gap < SAME_SPEECH and not message.is_broadcast and not before.is_broadcast
