"""A small Teams over real HTTP: gives tokens, publishes its keys, keeps conversations, and posts what people do."""

import json
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import aiohttp
import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.surfaces.teams.app import Vendor
from bot.surfaces.teams.render.check import parts_of
from bot.surfaces.teams.trust.keys import Trust

Json = dict[str, Any]
TENANT = "11111111-2222-3333-4444-555555555555"
CLIENT = "99999999-8888-7777-6666-555555555555"
SECRET = "a-client-secret"
BOT = f"28:{CLIENT}"
ISSUER = "https://issuer.example"
TEAM, CS_TEAM, SHARED = "19:team@thread.tacv2", "19:csteam@thread.tacv2", "19:shared@thread.tacv2"
OLGA, TIM, GUS, NORA, FAY = "aad-olga", "aad-tim", "aad-gus", "aad-nora", "aad-fay"
OTHER_TENANT = "66666666-7777-8888-9999-000000000000"
PEOPLE = {
    OLGA: ("Olga Owner", "olga@milepost.example", "user", TENANT),
    TIM: ("Tim Teammate", "tim@milepost.example", "user", TENANT),
    NORA: ("Nora New", "nora@milepost.example", "user", TENANT),
    GUS: ("Gus Guest", "gus_else.example#EXT#@milepost.example", "guest", TENANT),
    FAY: ("Fay Federated", "fay@customer.example", "user", OTHER_TENANT),  # of a shared channel's other company
}
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def key_set(*keys: tuple[str, rsa.RSAPrivateKey]) -> Json:
    """As it is published."""
    found = []
    for name, key in keys:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
        found.append(public | {"kid": name, "use": "sig", "endorsements": ["msteams"]})
    return {"keys": found}


@dataclass
class Shown:
    """A message as it stands somewhere."""

    id: str
    channel: str
    thread: str
    only: str  # Teams' id of the only one who sees it; "" for all
    content: Json
    changes: int = 0

    @property
    def text(self) -> str:
        """All that it says."""
        return json.dumps(self.content, ensure_ascii=False).replace("\u2060", "")

    @property
    def buttons(self) -> list[str]:
        return [str(part["title"]) for part in parts_of(self.content) if part["type"].startswith("Action.")]


@dataclass(frozen=True)
class TeamsFault:
    """How a call fails: with a status, or with a line that breaks. after: what it was for is done all the same."""

    status: int = 0  # 0: the line breaks
    headers: Json = field(default_factory=dict)
    body: str = "{}"
    after: bool = False


@dataclass
class SmallTeams:
    """members: of each conversation and team, by their directory ids. fails: whether and how the next call fails."""

    address: str = ""
    messages: list[Shown] = field(default_factory=list)
    members: dict[str, list[str]] = field(
        default_factory=lambda: {TEAM: [OLGA, TIM, NORA], CS_TEAM: [OLGA, TIM, NORA], SHARED: [OLGA, GUS]}
    )
    channels: Json = field(
        default_factory=lambda: {
            TEAM: [
                {"id": TEAM, "name": None, "type": "standard"},
                {"id": CS_TEAM, "name": "CS Team", "type": "standard"},
                {"id": SHARED, "name": "With Acme", "type": "shared"},
            ]
        }
    )
    installed: set[str] = field(default_factory=set)
    whispers: bool = True  # whether channels show messages to one person alone
    keys: Json = field(default_factory=lambda: key_set(("key-1", KEY)))
    answers: list[tuple[int, Json, Json]] = field(default_factory=list)  # to the next posts: status, body, headers
    calls: list[tuple[str, str]] = field(default_factory=list)
    key_looks: int = 0
    fails: Callable[[web.Request], TeamsFault | None] = lambda request: None
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 100_000)))

    @property
    def vendor(self) -> Vendor:
        return Vendor(Trust(ISSUER, f"{self.address}/keys"), f"{self.address}/login")

    @property
    def service(self) -> str:
        return f"{self.address}/amer"

    def application(self) -> web.Application:
        app = web.Application(middlewares=[self._failing])
        app.router.add_post(f"/login/{TENANT}/oauth2/v2.0/token", self._token)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/amer/v3/conversations", self._create)
        one = "/amer/v3/conversations/{conversation}"
        app.router.add_post(f"{one}/activities", self._post)
        app.router.add_put(f"{one}/activities/{{activity}}", self._change)
        app.router.add_delete(f"{one}/activities/{{activity}}", self._remove)
        app.router.add_get(f"{one}/pagedmembers", self._members)
        app.router.add_get(f"{one}/members/{{member}}", self._member)
        app.router.add_get("/amer/v3/teams/{team}/conversations", self._channels)
        return app

    @web.middleware
    async def _failing(self, request: web.Request, handler: Any) -> web.StreamResponse:
        fault = self.fails(request)
        if fault is None or fault.after:
            answer: web.StreamResponse = await handler(request)
        if fault is None:
            return answer
        if fault.status == 0:
            assert request.transport is not None
            request.transport.close()
        headers = {"Content-Type": "application/json"} | fault.headers
        return web.Response(status=fault.status or 500, text=fault.body, headers=headers)

    # -- what the bot asks

    async def _token(self, request: web.Request) -> web.Response:
        form = await request.post()
        if (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            return web.json_response({"error": "invalid_client"}, status=401)
        return web.json_response({"access_token": "ours", "expires_in": 3600})

    async def _keys(self, request: web.Request) -> web.Response:
        self.key_looks += 1
        return web.json_response(self.keys)

    def _heard(self, request: web.Request) -> web.Response | None:
        """The answer that was ordered for it, if any."""
        assert request.headers["Authorization"] == "Bearer ours"
        self.calls.append((request.method, unquote(request.rel_url.raw_path)))
        if not self.answers:
            return None
        status, body, headers = self.answers.pop(0)
        return web.json_response(body, status=status, headers=headers)

    async def _create(self, request: web.Request) -> web.Response:
        if refused := self._heard(request):
            return refused
        [member] = (await request.json())["members"]
        if member["id"] not in self.installed:
            return web.json_response({"error": {"code": "Forbidden", "message": "not installed"}}, status=403)
        return web.json_response({"id": chat_of(member["id"])}, status=201)

    async def _post(self, request: web.Request) -> web.Response:
        if refused := self._heard(request):
            return refused
        channel, _, thread = unquote(request.match_info["conversation"]).partition(";messageid=")
        content = await request.json()
        if thread and not channel.startswith("19:"):
            return web.json_response({"error": {"code": "ConversationNotFound"}}, status=404)
        targeted = request.query.get("isTargetedActivity") == "true"
        if targeted and not self.whispers:
            return web.json_response({"error": {"code": "BadRequest"}}, status=400)
        only = content["recipient"]["id"] if targeted else ""
        shown = Shown(f"m{next(self.numbers)}", channel, thread, only, content)
        self.messages.append(shown)
        return web.json_response({"id": shown.id}, status=201)

    async def _change(self, request: web.Request) -> web.Response:
        if refused := self._heard(request):
            return refused
        found = self._find(request)
        targeted = request.query.get("isTargetedActivity") == "true"
        if found is None or bool(found.only) != targeted:
            return web.json_response({"error": {"code": "ActivityNotFound"}}, status=404)
        found.content = await request.json()
        found.changes += 1
        return web.json_response({"id": found.id})

    async def _remove(self, request: web.Request) -> web.Response:
        if refused := self._heard(request):
            return refused
        if found := self._find(request):
            self.messages.remove(found)
        return web.json_response({})

    def _find(self, request: web.Request) -> Shown | None:
        channel, name = (unquote(request.match_info[key]) for key in ("conversation", "activity"))
        return next((one for one in self.messages if (one.channel, one.id) == (channel, name)), None)

    async def _members(self, request: web.Request) -> web.Response:
        if refused := self._heard(request):
            return refused
        there = unquote(request.match_info["conversation"])
        if there not in self.members:
            return web.json_response({"error": {"code": "ConversationNotFound"}}, status=404)
        start = int(request.query.get("continuationToken", 0))
        found = self.members[there][start : start + 2]  # small pages
        answer: Json = {"members": [member(one) for one in found]}
        if start + 2 < len(self.members[there]):
            answer["continuationToken"] = str(start + 2)
        return web.json_response(answer)

    async def _member(self, request: web.Request) -> web.Response:
        if refused := self._heard(request):
            return refused
        there, name = (unquote(request.match_info[key]) for key in ("conversation", "member"))
        found = next((one for one in self.members.get(there, ()) if name in (one, f"29:{one}")), None)
        if found is None:
            return web.json_response({"error": {"code": "MemberNotFoundInConversation"}}, status=404)
        return web.json_response(member(found))

    async def _channels(self, request: web.Request) -> web.Response:
        if refused := self._heard(request):
            return refused
        return web.json_response({"conversations": self.channels.get(unquote(request.match_info["team"]), [])})

    # -- what is seen

    def seen_by(self, user: str, channel: str | None = None) -> list[Shown]:
        """What that person can read: in their personal chat, or in a channel."""
        there = channel or chat_of(user)
        return [one for one in self.messages if one.channel == there and one.only in ("", f"29:{user}")]


def chat_of(user: str) -> str:
    return f"a:{user}"


def member(user: str) -> Json:
    name, mail, role, tenant = PEOPLE[user]
    return {
        "id": f"29:{user}",
        "aadObjectId": user,
        "name": name,
        "email": mail,
        "userPrincipalName": mail,
        "userRole": role,
        "tenantId": tenant,
    }


def signed(service: str, key: rsa.RSAPrivateKey = KEY, kid: str = "key-1", **claims: Any) -> str:
    now = int(time.time())
    told = {"iss": ISSUER, "aud": CLIENT, "exp": now + 3600, "nbf": now - 10, "serviceurl": service} | claims
    return jwt.encode({name: value for name, value in told.items() if value is not None}, key, "RS256", {"kid": kid})


@dataclass
class People:
    """What people do in Teams, sent to the bot as Teams sends it. bot: the address of its /api/messages."""

    teams: SmallTeams
    bot: str
    session: aiohttp.ClientSession

    def activity(self, user: str, channel: str | None = None, thread: str = "", **more: Any) -> Json:
        there = channel or chat_of(user)
        conversation: Json = {"id": f"{there};messageid={thread}" if thread else there, "tenantId": TENANT}
        data: Json = {"tenant": {"id": TENANT}}
        if channel is None:
            conversation["conversationType"] = "personal"
        else:
            conversation["conversationType"] = "channel"
            data |= {"team": {"id": TEAM, "name": "CS"}, "channel": {"id": channel}}
        return {
            "type": "message",
            "id": uuid.uuid4().hex,
            "channelId": "msteams",
            "serviceUrl": self.teams.service,
            "from": {"id": f"29:{user}", "name": PEOPLE[user][0], "aadObjectId": user},
            "recipient": {"id": BOT, "name": "Milepost"},
            "conversation": conversation,
            "channelData": data,
            "localTimezone": "Europe/Berlin",
            "locale": "de-DE",
        } | more

    async def sends(self, activity: Json, token: str | None = None) -> tuple[int, Any]:
        """The bot's status and answer."""
        headers = {"Authorization": f"Bearer {signed(self.teams.service) if token is None else token}"}
        async with self.session.post(self.bot, json=activity, headers=headers) as response:
            text = await response.text()
            return response.status, json.loads(text) if response.content_type == "application/json" else text

    async def types(self, user: str, text: str, channel: str | None = None, thread: str = "") -> Json:
        """In a channel the bot is mentioned; what was sent."""
        more: Json = {"text": text}
        if channel is not None:
            tag = "<at>Milepost</at>"
            mention = {"type": "mention", "text": tag, "mentioned": {"id": BOT}}
            more = {"text": f"{tag} {text}", "entities": [mention]}
        sent = self.activity(user, channel, thread, **more)
        status, _ = await self.sends(sent)
        assert status == 200, status
        return sent

    async def installs(self, user: str) -> None:
        """As Teams tells of it: in two ways."""
        self.teams.installed.add(user)
        self.teams.members[chat_of(user)] = [user]
        for more in (
            {"type": "installationUpdate", "action": "add"},
            {"type": "conversationUpdate", "membersAdded": [{"id": BOT}, {"id": f"29:{user}", "aadObjectId": user}]},
        ):
            status, _ = await self.sends(self.activity(user, timestamp="2026-01-06T07:30:00Z", **more))
            assert status == 200

    async def adds_to_team(self, user: str = OLGA) -> None:
        added = {"type": "conversationUpdate", "membersAdded": [{"id": BOT}]}
        status, _ = await self.sends(self.activity(user, TEAM, **added))
        assert status == 200

    async def presses(self, user: str, shown: Shown, title: str, /, **typed: Any) -> Any:
        """What the press is answered with. typed: what stands in the inputs around the button."""
        data = next(p["data"] for p in parts_of(shown.content) if p.get("title") == title and "data" in p)
        if data.get("msteams") == {"type": "task/fetch"}:
            return await self.in_dialog(user, shown, data | typed, "task/fetch")
        return await self.invokes(user, shown, data | typed)

    async def in_dialog(self, user: str, shown: Shown, data: Json, name: str = "task/submit") -> Any:
        """What the dialog is answered with: another card for it, or nothing, and it closes."""
        channel = None if shown.channel == chat_of(user) else shown.channel
        more = {"type": "invoke", "name": name, "value": {"data": data}, "replyToId": shown.id}
        status, answer = await self.sends(self.activity(user, channel, shown.thread, **more))
        assert status == 200, (status, answer)
        return answer

    async def invokes(self, user: str, shown: Shown, data: Json) -> Any:
        channel = None if shown.channel == chat_of(user) else shown.channel
        value = {"action": {"type": "Action.Execute", "data": data}, "trigger": "manual"}
        more = {"type": "invoke", "name": "adaptiveCard/action", "value": value, "replyToId": shown.id}
        status, answer = await self.sends(self.activity(user, channel, shown.thread, **more))
        assert status == 200, (status, answer)
        return answer
