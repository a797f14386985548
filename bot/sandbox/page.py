"""The page in the browser: its address, its pieces, its live updates, and what people do on it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.sandbox.guard import POLICY
from bot.sandbox.people_acting import DONE, ActOutcome, PeopleActing
from bot.sandbox.seed import Json, SeedUser
from bot.sandbox.show.render import HERE, environment
from bot.sandbox.state import SandboxChannel, SandboxStore
from bot.sandbox.views.snapshot import OpenTab, Painter

KEEP_ALIVE = 15.0
Act = Callable[[SeedUser, Json], Awaitable[ActOutcome]]


class WorkspacePage:
    def __init__(
        self,
        store: SandboxStore,
        acting: PeopleActing,
        next_morning: Callable[[], Awaitable[datetime]] | None,
        base_url: Callable[[], str],
    ) -> None:
        self._store = store
        self._acting = acting
        self._next_morning = next_morning
        self._morning = asyncio.Lock()
        self._env = environment()
        self._painter = Painter(store, self._env, base_url)
        self._streams: set[asyncio.Event] = set()
        self._stopped = False
        self._acts: dict[str, Act] = {
            "say": self._say,
            "click": self._click,
            "shortcut": self._shortcut,
            "submit": self._submit,
            "close": self._close,
            "home": self._home,
            "read": self._read,
            "morning": self._run_morning,
        }

    def start(self) -> list[web.AbstractRouteDef]:
        """The routes of a server that starts now."""
        self._stopped = False
        return [
            web.get("/", self.index),
            web.get("/favicon.ico", self.icon),
            web.get("/archives/{channel}/{message}", self.archive),
            web.get("/ui/state", self.state),
            web.get("/ui/events", self.events),
            web.post("/ui/{act}", self.act),
            web.static("/static", HERE / "static"),
        ]

    def stop(self) -> None:
        """Ends the streams, so that the server can close."""
        self._stopped = True
        for stream in self._streams:
            stream.set()

    # -- what is shown

    async def index(self, request: web.Request) -> web.Response:
        at = self._place(request)
        commands = [asdict(command) for command in self._store.seed.commands]
        people = [asdict(user) for user in self._store.people() if not user.is_stranger]
        html = self._env.get_template("page.html").render(
            snap=self._painter.snapshot(at),
            at=at,
            seed=self._store.seed,
            people=people,
            has_clock=self._next_morning is not None,
            data={"as": at.user.id, "channel": at.channel.id, "tab": at.tab, "thread": at.thread, "commands": commands},
        )
        return web.Response(text=html, content_type="text/html", headers=_headers())

    async def icon(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(HERE / "static" / "milepost.svg")

    async def state(self, request: web.Request) -> web.Response:
        return web.json_response(self._painter.snapshot(self._place(request)), headers={"Cache-Control": "no-store"})

    async def archive(self, request: web.Request) -> web.Response:
        """A message's permalink leads to its place on the page."""
        channel, digits = request.match_info["channel"], request.match_info["message"].removeprefix("p")
        ts = f"{digits[:-6]}.{digits[-6:]}"
        thread = request.query.get("thread_ts", "")
        query = {"channel": channel, "tab": "messages", "focus": ts, **({"thread": thread} if thread else {})}
        if "as" in request.query:
            query["as"] = request.query["as"]
        raise web.HTTPFound(str(request.rel_url.with_path("/").with_query(query)))

    def _place(self, request: web.Request) -> OpenTab:
        user = self._user(request.query.get("as", ""))
        channel = self._channel(user, request.query.get("channel", ""))
        return OpenTab(user, channel, request.query.get("tab", "messages"), request.query.get("thread") or None)

    def _user(self, user_id: str) -> SeedUser:
        """The acting person; by default the first colleague."""
        people = self._store.people()
        wanted = next((user for user in people if user.id == user_id), None)
        colleagues = [user for user in people if not user.is_stranger and not user.is_restricted]
        return wanted or (colleagues or people)[0]

    def _channel(self, user: SeedUser, channel_id: str) -> SandboxChannel:
        """The wanted channel if the person is in it; otherwise where most was said to them, if anything was."""
        channel = self._store.channels.get(channel_id)
        if channel and user.id in channel.members:
            return channel
        mine = [one for one in self._store.channels.values() if user.id in one.members and self._store.all(one.id)]
        busiest = max(mine, key=lambda one: len(self._store.all(one.id)), default=None)
        return busiest or self._store.direct_channel(user.id)

    # -- live

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events that only say: something changed, ask for the state."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        changed = asyncio.Event()
        self._streams.add(changed)
        self._store.watch(changed.set)
        try:
            await self._stream(response, changed)
        except ConnectionError:
            pass
        finally:
            self._store.unwatch(changed.set)
            self._streams.discard(changed)
        return response

    async def _stream(self, response: web.StreamResponse, changed: asyncio.Event) -> None:
        await response.write(b"data: changed\n\n")
        while not self._stopped:
            try:
                await asyncio.wait_for(changed.wait(), KEEP_ALIVE)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            changed.clear()
            await response.write(b"data: changed\n\n")

    # -- what people do

    async def act(self, request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        act = self._acts.get(request.match_info["act"])
        body = await request.json()
        if act is None or not isinstance(body, dict):
            raise web.HTTPNotFound
        outcome = await act(self._user(str(body.get("as", ""))), body)
        return web.json_response(outcome.as_json())

    async def _say(self, user: SeedUser, body: Json) -> ActOutcome:
        text = str(body.get("text", "")).strip()
        if not text:
            return DONE
        return await self._acting.say(user.id, str(body.get("channel")), text, body.get("thread") or None)

    async def _click(self, user: SeedUser, body: Json) -> ActOutcome:
        block, action = str(body.get("block")), str(body.get("action"))
        value: Any = body.get("value")
        if body.get("view"):
            return await self._acting.click_view(user.id, str(body["view"]), block, action, value, body.get("state"))
        channel, ts = str(body.get("channel")), str(body.get("ts"))
        return await self._acting.click_message(user.id, channel, ts, block, action, value, body.get("state"))

    async def _shortcut(self, user: SeedUser, body: Json) -> ActOutcome:
        callback = str(body.get("callback"))
        return await self._acting.shortcut(user.id, str(body.get("channel")), str(body.get("ts")), callback)

    async def _submit(self, user: SeedUser, body: Json) -> ActOutcome:
        return await self._acting.submit(user.id, str(body.get("view")), body.get("state") or {})

    async def _close(self, user: SeedUser, body: Json) -> ActOutcome:
        return await self._acting.close_view(user.id, str(body.get("view")), bool(body.get("all")))

    async def _home(self, user: SeedUser, body: Json) -> ActOutcome:
        return await self._acting.open_home(user.id, str(body.get("tab", "home")))

    async def _read(self, user: SeedUser, body: Json) -> ActOutcome:
        if self._store.read(user.id, str(body.get("channel"))):
            self._store.changed()
        return DONE

    async def _run_morning(self, _user: SeedUser, _body: Json) -> ActOutcome:
        if self._next_morning is None or self._morning.locked():
            return ActOutcome(
                "The next morning is already on its way." if self._next_morning else "The clock can't be moved."
            )
        async with self._morning:
            await self._next_morning()
        self._store.changed()
        return DONE


def _headers() -> dict[str, str]:
    return {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
