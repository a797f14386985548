"""`POST /api/messages`: who sent it is made sure of, what it tells is kept, what a person did is handed over.

Teams hands nothing over again by itself, and waits some seconds for what an invoke is answered with."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Coroutine, Mapping
from typing import Any

from aiohttp import web

from bot.conversation import Caller, Inbound, Place, Reception, Reply
from bot.errors import NotKept, SendError
from bot.message import Message
from bot.surfaces.teams.home import Homes
from bot.surfaces.teams.line import TeamsLine
from bot.surfaces.teams.read import inbound, part, parts, place_of
from bot.surfaces.teams.trust.keys import KeysAway
from bot.surfaces.teams.trust.tokens import NotTrusted, TokenCheck
from bot.surfaces.teams.whereabouts import Whereabouts
from bot.surfaces.teams.wire.replies import Replies

log = logging.getLogger(__name__)
Json = Mapping[str, Any]
LATELY = 5_000  # keys of deliveries
NOTING = 2.0  # seconds that keeping what was heard may hold up an answer


class TeamsWire:
    """Takes in what one tenant's Teams posts. tenant_id, bot_id: ours."""

    def __init__(
        self,
        reception: Reception,
        check: TokenCheck,
        whereabouts: Whereabouts,
        homes: Homes,
        line: TeamsLine,
        replies: Replies,
        *,
        tenant_id: str,
        bot_id: str,
    ) -> None:
        self._reception, self._check, self._whereabouts = reception, check, whereabouts
        self._homes, self._line, self._replies = homes, line, replies
        self._tenant_id, self._bot_id = tenant_id, bot_id
        self._commands = {command.name for command in reception.commands}
        self._running: set[asyncio.Task[None]] = set()
        self._homes_asked: deque[str] = deque(maxlen=LATELY)

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """401 for whoever isn't Teams, or isn't of our tenant."""
        if request.method != "POST":
            raise web.HTTPMethodNotAllowed(request.method, ["POST"])
        activity = await _activity(request)
        try:
            await self._check.sender_of(request.headers.get("Authorization", ""), activity)
        except NotTrusted as error:
            log.warning("something that isn't from our Teams came to /api/messages: %s", error)
            raise web.HTTPUnauthorized from error
        except KeysAway as error:
            log.error("nobody can tell who sends what, so nothing is taken in: %s", error)
            raise web.HTTPServiceUnavailable from error
        try:
            return await self._taken_in(activity)
        except NotKept as error:
            log.error("a message can't be kept, so it isn't acknowledged: %s", error)
            raise web.HTTPServiceUnavailable from error

    async def _taken_in(self, activity: Json) -> web.StreamResponse:
        if activity.get("type") in ("conversationUpdate", "installationUpdate"):
            await self._whereabouts.heard(activity)
            await self._changed(activity)
            return web.json_response({})
        await self._note(activity)
        done = inbound(activity, self._commands)
        if done is None:
            return web.json_response({})
        reply = await self._home(done) if done.kind == "home" else await self._reception.receive(done)
        if activity.get("type") != "invoke":
            return web.json_response({})
        if done.kind == "form" and reply.message is not None and done.place.respond:
            self._background(self._kept_in_place(done, reply.message))
        return web.json_response(await self._replies.to(dict(activity), done, reply))

    async def _kept_in_place(self, done: Inbound, message: Message) -> None:
        """What stands in the form's place for who sent it, stands there for good: else it is the form again later."""
        try:
            await self._line.say(done.place, done.caller.user_id, message, replace=True, share=False)
        except SendError as error:
            log.warning("a form's answer can't be kept in its place: %s", error)

    async def _home(self, done: Inbound) -> Reply:
        """Asked for once, however often it is delivered."""
        if done.delivery_key in self._homes_asked:
            return Reply()
        self._homes_asked.append(done.delivery_key)
        await self._homes.wanted(done.caller.user_id)
        return await self._reception.receive(done)

    async def _note(self, activity: Json) -> None:
        """What somebody said is answered even where nothing can be kept of where they said it."""
        await asyncio.wait({self._background(self._whereabouts.heard(activity))}, timeout=NOTING)

    def _background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("what follows an activity failed", exc_info=error)

    async def idle(self) -> None:
        """Wait until nothing is left to do."""
        while self._running:
            await asyncio.wait(set(self._running))

    # -- conversations that change

    async def _changed(self, activity: Json) -> None:
        channel, _ = place_of(activity)
        if _is_installed(activity, self._bot_id):
            await self._greet(activity, channel)
        for one in await self._whereabouts.channels_with(
            channel, part(part(activity, "channelData"), "team").get("id")
        ):
            await self._reception.readers_changed(self._tenant_id, one)

    async def _greet(self, activity: Json, channel: str) -> None:
        """Whoever takes us on sees their page: where to begin, or whom to ask."""
        told = (part(activity, "from"), *parts(activity, "membersAdded"))
        who = next((str(one["aadObjectId"]) for one in told if one.get("aadObjectId")), None)
        if who is None:
            return
        # Teams tells of one installation in two ways.
        key = f"install:{channel}:{str(activity.get('timestamp') or '')[:16]}"
        await self._home(Inbound("home", Caller(self._tenant_id, who), key, Place(channel, direct=True)))


def _is_installed(activity: Json, bot_id: str) -> bool:
    """Whether somebody has just added us for themselves."""
    if part(activity, "conversation").get("conversationType") != "personal":
        return False
    if activity.get("type") == "installationUpdate":
        return activity.get("action") == "add"
    return bot_id in (one.get("id") for one in parts(activity, "membersAdded"))


async def _activity(request: web.Request) -> Json:
    try:
        found = json.loads(await request.read())
    except (ValueError, RecursionError) as error:
        raise web.HTTPBadRequest from error
    if not isinstance(found, dict):
        raise web.HTTPBadRequest
    return found
