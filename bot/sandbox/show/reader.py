"""Who looks, and what names and times look like to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.sandbox.seed import SeedUser
from bot.sandbox.show.times import place, slack_date
from bot.sandbox.state import SandboxStore
from bot.sandbox.views.objects import clock_time


@dataclass(frozen=True)
class PageReader:
    store: SandboxStore
    user: SeedUser
    base_url: str = ""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.user.tz)

    @property
    def now(self) -> datetime:
        return self.store.now().astimezone(self.zone)

    @property
    def place(self) -> str:
        return place(self.user.tz)

    def local(self, ts: str) -> datetime:
        return clock_time(ts).astimezone(self.zone)

    def date(self, unix: int, form: str) -> str:
        return slack_date(unix, form, self.now, self.zone)

    def person(self, user_id: str) -> Markup:
        user = self.store.users.get(user_id)
        name = (user.real_name or user.name) if user else user_id
        mine = " mention-me" if user_id == self.user.id else ""
        return Markup('<span class="mention{}">@{}</span>').format(mine, name)

    def channel(self, channel_id: str, label: str = "") -> Markup:
        known = self.store.channels.get(channel_id)
        name = known.name if known else label or channel_id
        return Markup('<a class="mention" href="/?channel={}" data-channel="{}">#{}</a>').format(
            channel_id, channel_id, name
        )

    def broadcast(self, name: str) -> Markup:
        return Markup('<span class="mention mention-all">@{}</span>').format(name)

    def link(self, url: str, label: str | Markup) -> Markup:
        """A link to the web, mail or phone; anything else is shown as text."""
        if not url.startswith(("http://", "https://", "mailto:", "tel:")):
            return Markup("{}").format(label)
        if self.base_url and url.startswith(f"{self.base_url}/archives/"):
            return Markup('<a href="{}" data-archive="{}">{}</a>').format(url, url, label)
        return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(url, label)
