"""The local workspace, put together: the Web API, Socket Mode or signed HTTP, and the page."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime

from aiohttp import web

from bot.sandbox.administration import Administration
from bot.sandbox.api.server import ApiServer
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.guard import loopback_only
from bot.sandbox.link import ACK_WITHIN, HttpLink, Link
from bot.sandbox.page import WorkspacePage
from bot.sandbox.people_acting import PeopleActing
from bot.sandbox.seed import Json, MessageShortcut, Seed, SeedChannel, SeedUser, SlashCommand
from bot.sandbox.socket import SocketLink
from bot.sandbox.state import SandboxStore
from bot.sandbox.triggers import Triggers
from bot.sandbox.views.objects import message_object
from bot.sandbox.views.responses import Responses

__all__ = [
    "Fault",
    "Faults",
    "LocalWorkspace",
    "MessageShortcut",
    "Seed",
    "SeedChannel",
    "SeedUser",
    "SlashCommand",
]

EVENT_RETRIES = (0.0, 60.0, 300.0)
MOST_UPLOAD = 25_000_000


class LocalWorkspace:
    """A small Slack on 127.0.0.1.

    `now` is the workspace's clock; `next_morning` is what the page's clock button calls. With `request_url` and
    `signing_secret` the bot gets signed HTTP requests, otherwise Socket Mode. Events that nobody acknowledges are sent
    again after `event_retry_delays` (seconds). `patience`: seconds in which the bot must acknowledge and open windows;
    longer than Slack's three for tests of something else, which a busy machine would fail.
    """

    def __init__(
        self,
        seed: Seed,
        *,
        now: Callable[[], datetime],
        next_morning: Callable[[], Awaitable[datetime]] | None = None,
        request_url: str | None = None,
        signing_secret: str = "",
        event_retry_delays: tuple[float, ...] = EVENT_RETRIES,
        patience: float = ACK_WITHIN,
    ) -> None:
        self.seed = seed
        self.url = ""
        self.faults = Faults()
        self.store = SandboxStore(seed, now)
        self.socket = SocketLink(self.store.ids, seed.app_id, patience)
        link: Link = HttpLink(request_url, signing_secret, patience) if request_url else self.socket
        self.link = link
        triggers, responses = Triggers(self.store.ids, patience), Responses(self.store)
        self.acting = PeopleActing(self.store, link, triggers, responses, lambda: self.url, event_retry_delays)
        self.api = ApiServer(
            self.store,
            self.faults,
            triggers,
            lambda: self.url,
            self._socket_url,
            lambda c, user: self.acting.joined(c, user),
        )
        self.administration = Administration(self.store, self.acting)
        self.page = WorkspacePage(self.store, self.acting, next_morning, lambda: self.url)
        self._responses = responses
        self._runner: web.AppRunner | None = None

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def calls(self) -> Counter[str]:
        """How often each Web API method was called, faults included."""
        return self.api.calls

    async def start(self, port: int = 0) -> None:
        """Binds 127.0.0.1 only. Port 0 takes a free one; `url` has it. Raises OSError if the port is taken."""
        app = web.Application(middlewares=[loopback_only], client_max_size=MOST_UPLOAD)
        app.add_routes(self.api.routes())
        app.add_routes(self.page.start())
        app.router.add_get("/socket", self.socket.connect)
        app.router.add_post("/actions/{team}/{key}", self._responses.receive)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, "127.0.0.1", port).start()
        except OSError:
            await self.stop()
            raise
        host, bound = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{bound}"

    async def stop(self) -> None:
        await self.acting.stop()
        self.page.stop()
        await self.link.close()
        await self.socket.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _socket_url(self) -> str:
        return "ws" + self.url.removeprefix("http") + self.socket.new_path()

    # -- for tests to look at

    def messages(self, channel_id: str) -> list[Json]:
        """All that everybody sees there, replies too, oldest first, with metadata."""
        shared = self.store.shared(channel_id)
        return [copy.deepcopy(message_object(self.store, m, with_metadata=True)) for m in shared]

    def ephemerals(self, channel_id: str, user_id: str) -> list[Json]:
        """What only this person sees there, oldest first; notices of the workspace itself have no user."""
        return [copy.deepcopy(m.data) for m in self.store.all(channel_id) if m.ephemeral_to == user_id]

    def views(self, user_id: str) -> list[Json]:
        """The person's open modals, the top one last."""
        return copy.deepcopy(self.store.views.get(user_id, []))

    def home(self, user_id: str) -> Json | None:
        return copy.deepcopy(self.store.homes.get(user_id))

    def direct_channel(self, user_id: str) -> str:
        """The id of the person's direct messages with the bot."""
        return self.store.direct_channel(user_id).id

    @property
    def posts(self) -> Counter[str]:
        """Messages of the bot that are there, by channel id."""
        bot = self.seed.bot_user_id
        return Counter(
            channel for channel in self.store.channels for m in self.store.shared(channel) if m.data["user"] == bot
        )
