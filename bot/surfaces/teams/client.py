"""What we send to Teams by itself: messages to conversations, over the Bot Connector's REST API.

Each conversation is served at an address of its own, which came with it (`Served`): the public cloud's is wrong for
others. Teams keeps no place in a message for an id of ours, so a send that may have arrived can't be looked up."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.conversation import Place
from bot.errors import SendError, Unreadable
from bot.message import Message
from bot.platform import Posted
from bot.surfaces.teams.access.token import TIMEOUT, AccessToken, json_of
from bot.surfaces.teams.call_result import asked, refusal, told
from bot.surfaces.teams.patience import patiently
from bot.surfaces.teams.render.message import forms_of, open_dialogs
from bot.surfaces.teams.text import as_sent

Json = dict[str, Any]
# The address that serves a conversation, a team or a person; None where we know of none.
Served = Callable[[str], Awaitable[str | None]]
Addresses = Callable[[Message], Awaitable[Mapping[str, str]]]  # where a message's pictures are to be had, by name
NO_HISTORY = "Teams has no history that a bot can read"
TARGETED = "?isTargetedActivity=true"
NOT_HEARD = "nobody has written to us from there yet"


async def _no_addresses(message: Message) -> Mapping[str, str]:
    return {}


class TeamsClient:
    """One tenant. bot_id: our own id there ("28:…"). dialogs: whether there are any for forms to open in.

    What delivery sends is sent once and never repeated here; of what somebody waits for, what Teams certainly didn't
    do is tried again."""

    def __init__(
        self,
        token: AccessToken,
        session: aiohttp.ClientSession,
        *,
        bot_id: str,
        tenant_id: str,
        served: Served,
        addresses: Addresses = _no_addresses,
        dialogs: bool = False,
    ) -> None:
        self._dialogs = dialogs
        self._token, self._session, self._served, self._addresses = token, session, served, addresses
        self._bot_id, self._tenant_id = bot_id, tenant_id

    async def post(self, channel: str, message: Message, *, delivery_id: str, thread: str | None = None) -> Posted:
        """Raises SendError or AmbiguousSend. In a thread the message stands under the one that began it."""
        conversation = f"{channel};messageid={thread}" if thread else channel
        address = await self._activities(channel, conversation)
        answer = await self._in_some_form("POST", address, await self._forms(message))
        return Posted(channel, str(answer.get("id") or ""))

    async def update(self, at: Posted, message: Message, *, delivery_id: str) -> None:
        """Raises SendError or AmbiguousSend; harmless when repeated."""
        await self._in_some_form("PUT", await self._activity(at), await self._forms(message))

    async def remove(self, at: Posted) -> None:
        """One that is gone already is fine. Raises SendError or AmbiguousSend."""
        try:
            await self._send("DELETE", await self._activity(at), None)
        except SendError as error:
            if not error.reason.startswith(("status 404", "ActivityNotFound", "MessageNotFound")):
                raise

    async def open_direct(self, user_id: str) -> str:
        """The personal chat with that person. Asking twice gives the same. Raises SendError."""
        body = {
            "isGroup": False,
            "bot": {"id": self._bot_id},
            "members": [{"id": user_id}],
            "tenantId": self._tenant_id,
            "channelData": {"tenant": {"id": self._tenant_id}},
        }
        address = f"{await self._home(user_id)}/v3/conversations"
        token = await self._token.get()
        return str((await asked(lambda: self._call("POST", address, body, token)))["id"])

    async def find(
        self, channel: str, delivery_id: str, *, since: datetime, thread: str | None = None
    ) -> Posted | None:
        """Nobody can tell, so the message is never repeated but named. Raises Unreadable."""
        raise Unreadable(NO_HISTORY)

    # -- for answers, and for who asks who is there

    async def show(self, at: Place, forms: Iterable[Json], *, only: str = "") -> str:
        """Put an activity there, in the first of its forms that Teams takes; its id. only: the platform's id of the one
        who may see it. Raises SendError or AmbiguousSend."""
        channel = at.channel or ""
        conversation = f"{channel};messageid={at.thread}" if at.thread and not at.direct else channel
        address = await self._activities(channel, conversation)
        answer = await patiently(lambda: self._in_some_form("POST", address, forms, only), repeatable=False)
        return str(answer.get("id") or "")

    async def show_over(self, at: Posted, forms: Iterable[Json], *, only: str = "") -> None:
        """In place of one that stands there. Raises SendError or AmbiguousSend."""
        address = await self._activity(at)
        await patiently(lambda: self._in_some_form("PUT", address, forms, only), repeatable=True)

    async def look_up(self, of: str, path: str) -> Mapping[str, Any]:
        """What is told of a conversation or a team: "conversations/{id}/pagedmembers". Raises SendError."""
        address = f"{await self._home(of)}/v3/{path.format(id=quote(of, safe=''))}"
        token = await self._token.get()
        try:
            return await asked(lambda: self._call("GET", address, None, token))
        except SendError as error:
            if error.everything:
                self._token.forget()
            raise

    # -- one call

    async def _forms(self, message: Message) -> Iterable[Json]:
        return forms_of(message, addresses=await self._addresses(message))

    async def _in_some_form(
        self, method: str, address: str, forms: Iterable[Json], only: str = ""
    ) -> Mapping[str, Any]:
        """As it is meant; where Teams won't have it so, in the next form."""
        refused: SendError | None = None
        for content in forms:
            try:
                return await self._send(method, *_for(only, address, content))
            except SendError as error:
                if not error.content:
                    raise
                refused = error
        raise refused or SendError("it can't be drawn", permanent=True)

    async def _send(self, method: str, address: str, content: Json | None) -> Mapping[str, Any]:
        if content is not None and self._dialogs:
            open_dialogs(content)
        token = await self._token.get()
        try:
            return await told(lambda: self._call(method, address, content, token))
        except SendError as error:
            if error.everything:
                self._token.forget()
            raise

    async def _call(self, method: str, address: str, content: Json | None, token: str) -> Mapping[str, Any]:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json; charset=utf-8"}
        data = None if content is None else as_sent(content)
        async with self._session.request(
            method, URL(address, encoded=True), data=data, headers=headers, timeout=TIMEOUT, allow_redirects=False
        ) as response:
            body = await json_of(response)
            if response.status >= 300:
                raise refusal(response.status, body, response.headers, targeted=address.endswith(TARGETED))
            return body if isinstance(body, Mapping) else {}

    # -- addresses

    async def _activities(self, channel: str, conversation: str) -> str:
        return f"{await self._home(channel)}/v3/conversations/{quote(conversation, safe='')}/activities"

    async def _activity(self, at: Posted) -> str:
        return f"{await self._activities(at.channel, at.channel)}/{quote(at.ts, safe='')}"

    async def _home(self, conversation: str) -> str:
        """Raises SendError where we were never told."""
        if address := await self._served(conversation):
            return address.rstrip("/")
        raise SendError(NOT_HEARD, permanent=True)


def _for(only: str, address: str, content: Json) -> tuple[str, Json]:
    """Address and activity of what one person alone sees ("targeted"), or all."""
    if not only:
        return address, content
    return f"{address}{TARGETED}", {**content, "recipient": {"id": only, "isTargeted": True}}
