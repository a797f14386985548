"""Stands between the playground and the bot, and does what the playground doesn't: signs what comes in, as Teams would,
with a key of its own; and leaves a card as it is where the bot answers a press with no other."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import aiohttp
import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.sandbox.teams.acting import Acting

Json = dict[str, Any]
HERE = "127.0.0.1"
ISSUER = "https://playground.invalid"
CARD = "application/vnd.microsoft.card.adaptive"
SERVICE = "/_connector"
OTHERS = "@test.user"  # how the ids end of chats that the playground can't show
LASTS = 3600  # seconds that a token counts
MOST = 3_000_000  # bytes


@dataclass
class Relay:
    """client_id, tenant_id: whose bot it is. bot, playground: their addresses, told as soon as they are known."""

    client_id: str
    tenant_id: str
    address: str = ""
    bot: str = ""
    playground: str = ""
    opened: asyncio.Event = field(default_factory=asyncio.Event)  # the playground's page is, and shows what comes now
    _key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048), repr=False)
    cards: dict[str, Any] = field(default_factory=dict)  # as they stand, by the id of their message
    acting: Acting = field(default_factory=Acting)
    # Does what a message asks of the demo itself, and says whether it asked for anything.
    asked: Callable[[Json], Awaitable[bool]] | None = None

    @property
    def keys(self) -> str:
        """Where the key set is."""
        return f"{self.address}/keys"

    @property
    def login(self) -> str:
        """Where the bot gets its tokens."""
        return f"{self.address}/login"

    @property
    def entrance(self) -> str:
        """Where the playground posts."""
        return f"{self.address}/api/messages"

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        app = web.Application(client_max_size=MOST)
        app.router.add_get("/keys", self._key_set)
        app.router.add_post("/login/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_post("/api/messages", self._in)
        app.router.add_route("*", f"{SERVICE}/{{rest:.*}}", self._out)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, HERE, 0).start()
        self.address = f"http://{HERE}:{runner.addresses[0][1]}"
        async with aiohttp.ClientSession() as self._session:
            try:
                yield
            finally:
                await runner.cleanup()

    async def _key_set(self, _request: web.Request) -> web.Response:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
        return web.json_response({"keys": [public | {"kid": "playground", "use": "sig"}]})

    async def _token(self, _request: web.Request) -> web.Response:
        return web.json_response({"access_token": "playground", "expires_in": LASTS})

    def _signed(self, service: str) -> str:
        claims = {"iss": ISSUER, "aud": self.client_id, "exp": int(time.time()) + LASTS, "serviceurl": service}
        return jwt.encode(claims, self._key, "RS256", {"kid": "playground"})

    async def _in(self, request: web.Request) -> web.Response:
        """What somebody did, as Teams would have sent it: to our service address, of our tenant."""
        activity: Json = await request.json()
        if self.asked is not None and activity.get("type") == "message" and await self.asked(activity):
            return web.json_response({})
        return await self._handed_on(self.acting.as_them(activity))

    async def posts(self, activity: Json) -> None:
        """Something that nobody does in the playground itself."""
        await self._handed_on(activity)

    async def says(self, chat: str, text: str) -> None:
        """A line of the demo's own in the playground's chat."""
        address = f"{self.playground}{SERVICE}/v3/conversations/{chat}/activities"
        said = {"type": "message", "text": text, "from": {"id": f"28:{self.client_id}", "name": "Milepost"}}
        async with self._session.post(address, json=said) as response:
            response.raise_for_status()

    async def _handed_on(self, activity: Json) -> web.Response:
        service = f"{self.address}{SERVICE}"
        activity["serviceUrl"] = service
        activity.setdefault("channelData", {})["tenant"] = {"id": self.tenant_id}
        activity.setdefault("conversation", {})["tenantId"] = self.tenant_id
        headers = {"Authorization": f"Bearer {self._signed(service)}"}
        async with self._session.post(self.bot, json=activity, headers=headers) as response:
            body = await response.read()
            if activity.get("type") == "installationUpdate" and _in_person(activity):
                self.opened.set()  # and the bot knows where to write
            if activity.get("name") == "adaptiveCard/action" and response.status == 200:
                body = self._in_place(json.loads(body), str(activity.get("replyToId")))
            return web.Response(status=response.status, body=body, content_type=response.content_type)

    def _in_place(self, answer: Json, message: str) -> bytes:
        """The playground puts any answer in the card's place, also a word."""
        if answer.get("type") == CARD:
            self.cards[message] = answer["value"]
        elif message in self.cards:
            answer = {"statusCode": 200, "type": CARD, "value": self.cards[message]}
        return json.dumps(answer).encode()

    async def _out(self, request: web.Request) -> web.Response:
        """What the bot says. The playground has one person's chat; what is for others is taken, and shown nowhere."""
        body = await request.read()
        path = self.acting.shown_at(str(request.rel_url), set(self.cards))
        if request.method == "POST" and path == f"{SERVICE}/v3/conversations" and (chat := self._chat_with(body)):
            return web.json_response({"id": chat}, status=201)
        if path is None or OTHERS in path:
            return web.json_response({"id": uuid4().hex, "members": []}, status=201)
        address = f"{self.playground}{path}"
        headers = {"Content-Type": "application/json"}
        async with self._session.request(request.method, address, data=body or None, headers=headers) as response:
            answer = await response.read()
            if request.method in ("POST", "PUT") and response.status < 300 and "/activities" in request.path:
                self._remember(json.loads(body), json.loads(answer or b"{}"), request.path)
            return web.Response(status=response.status, body=answer, content_type=response.content_type)

    def _chat_with(self, body: bytes) -> str | None:
        """The chat with somebody, which the playground knows only of who sits before it, and only once they wrote."""
        [who] = [str(one.get("id")) for one in json.loads(body).get("members") or ()] or [""]
        if not self.acting.chat:
            return None
        return self.acting.chat if who == self.acting.first else self.acting.behind(who)

    def _remember(self, content: Json, answer: Json, path: str) -> None:
        message = str(answer.get("id") or path.rsplit("/", 1)[-1])
        for one in content.get("attachments") or ():
            self.cards[message] = one.get("content")


def _in_person(activity: Json) -> bool:
    """Whether it is of the personal chat: the team's installation may be told of late."""
    return bool(activity["conversation"].get("conversationType") == "personal")
