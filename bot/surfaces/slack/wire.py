"""The Slack wire: what Slack sends is handed over as `Inbound`, and acknowledged the way Slack wants it.

Slack waits three seconds for its acknowledgement. The work is done in listener middleware, not in listeners: Bolt would
acknowledge events before the listener runs, and look for an acknowledgement only every 10 ms.
"""

import logging
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.conversation import Inbound, Receive, Reception, Reply
from bot.errors import NotKept
from bot.message import Message
from bot.platform import PlatformUser
from bot.surfaces.slack import inbound as read
from bot.surfaces.slack.directory import platform_user
from bot.surfaces.slack.manifest import SHORTCUT
from bot.surfaces.slack.parse import form_errors
from bot.surfaces.slack.render.forms import safe_form
from bot.surfaces.slack.render.message import safe_message
from bot.surfaces.slack.shape import NotSlacks, check_request

log = logging.getLogger(__name__)
ANY = re.compile(r"[\s\S]*")
TIMESTAMP = re.compile(r"\d{1,12}", re.ASCII)
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
Json = Mapping[str, Any]
HeardOf = Callable[[Json], PlatformUser | None]


class SlackWire:
    """Hands over what one Slack app hears."""

    def __init__(self, reception: Reception, heard_of: HeardOf) -> None:
        self._reception, self._heard_of = reception, heard_of

    async def command(self, body: Json, ack: AsyncAck) -> BoltResponse:
        """Answered with the acknowledgement itself where the answer is ready by then."""
        reply = await self._reception.receive(read.command(body))
        return await ack() if reply.message is None else await ack(_said(reply.message))

    async def click(self, body: Json, ack: AsyncAck, context: Mapping[str, Any]) -> BoltResponse:
        return await self._hand_over(read.click(body, context.get("team_id")), ack)

    async def shortcut(self, body: Json, ack: AsyncAck, context: Mapping[str, Any]) -> BoltResponse:
        return await self._hand_over(read.shortcut(body, context.get("team_id")), ack)

    async def mention(self, body: Json, ack: AsyncAck) -> BoltResponse:
        return await self._hand_over(read.mention(body), ack)

    async def home(self, body: Json, ack: AsyncAck) -> BoltResponse:
        return await self._hand_over(read.home(body), ack)

    async def user_change(self, body: Json, ack: AsyncAck) -> BoltResponse:
        user = self._heard_of((body.get("event") or {}).get("user") or {})
        if user is not None:
            await self._reception.user_changed(read.event_team(body), user)
        return await ack()

    async def readers(self, body: Json, ack: AsyncAck) -> BoltResponse:
        """Somebody joined a channel, or it was shared with another company."""
        event: Json = body.get("event") or {}
        if event.get("channel"):
            await self._reception.readers_changed(str(body.get("team_id") or ""), str(event["channel"]))
        return await ack()

    async def form(self, body: Json, ack: AsyncAck, context: Mapping[str, Any]) -> BoltResponse:
        """Errors show in the form, which keeps what was typed."""
        reply = await self._reception.receive(read.form(body, context.get("team_id")))
        return await ack(**_in_form(reply))

    async def cut_off(self, body: Json, ack: AsyncAck) -> BoltResponse:
        """The app was uninstalled, or its bot token revoked; people's own tokens are none of ours."""
        event: Json = body.get("event") or {}
        kind = str(event.get("type"))
        if kind == "app_uninstalled" or (event.get("tokens") or {}).get("bot"):
            at = datetime.fromtimestamp(int(body.get("event_time") or 0), UTC)
            await self._reception.cut_off(str(body.get("team_id") or ""), kind, at)
        return await ack()

    async def unheard(self, ack: AsyncAck) -> BoltResponse:
        """Acknowledged, as there is nothing to do: a form that was closed, an event that we didn't ask for."""
        return await ack()

    async def _hand_over(self, inbound: Inbound | None, ack: AsyncAck) -> BoltResponse:
        """What isn't acknowledged Slack hands over again: at once, after a minute and after five."""
        if inbound is not None:
            try:
                await self._reception.receive(inbound)
            except NotKept as error:
                log.error("an event can't be kept, so it isn't acknowledged: %s", error)
                return BoltResponse(status=503)
        return await ack()


def register(app: AsyncApp, reception: Reception, heard_of: HeardOf = platform_user) -> None:
    """Make the app answer. Few and general listeners: Bolt tries them one after the other.

    heard_of: reads a user as Slack describes one; None for bots."""
    wire = SlackWire(reception, heard_of)
    names = "|".join(re.escape(command.name) for command in reception.commands)
    app.command(re.compile(f"^/({names})$"), middleware=[wire.command])(_nothing)
    app.action(ANY, middleware=[wire.click])(_nothing)
    app.view(ANY, middleware=[wire.form])(_nothing)
    app.message_shortcut(SHORTCUT, middleware=[wire.shortcut])(_nothing)
    app.event("app_mention", middleware=[wire.mention])(_nothing)
    app.event("message", middleware=[wire.mention])(_nothing)
    app.event("app_home_opened", middleware=[wire.home])(_nothing)
    app.event("user_change", middleware=[wire.user_change])(_nothing)
    app.event("member_joined_channel", middleware=[wire.readers])(_nothing)
    app.event("channel_shared", middleware=[wire.readers])(_nothing)
    app.event(re.compile("^(app_uninstalled|tokens_revoked)$"), middleware=[wire.cut_off])(_nothing)
    app.view_closed(ANY, middleware=[wire.unheard])(_nothing)
    app.event(ANY, middleware=[wire.unheard])(_nothing)


def _said(message: Message) -> dict[str, Any]:
    """An answer in the acknowledgement itself, where nobody would hear of a refusal."""
    return {"response_type": "ephemeral", **safe_message(message, "ephemeral")}


def _in_form(reply: Reply) -> dict[str, Any]:
    if reply.field_errors:
        return form_errors(reply.field_errors)
    return {"response_action": "update", "view": safe_form(reply.form)} if reply.form is not None else {}


async def _nothing() -> None:
    """The middleware has done it all."""


def receiver(app: AsyncApp, secret: str) -> Receive:
    """Takes HTTP requests that Slack signed with that secret and that are something of Slack's; the rest is Bolt's."""
    verifier = SignatureVerifier(secret)

    async def receive(request: web.Request) -> web.StreamResponse:
        if await _is_ssl_check(request):
            return web.Response(text="")
        if request.method != "POST":
            return web.Response(status=405, headers={"Allow": "POST"}, text="Slack posts here")
        text = await _signed_text(request, verifier)
        if text is None:
            return web.Response(status=401, text="not signed by Slack")
        try:
            check_request(request.content_type, text)
            asked = await _for_bolt(request)
        except NotSlacks as error:
            log.warning("a signed request is nothing that Slack sends (%s)", error)
            return web.Response(status=400, text="not what Slack sends")
        return await to_aiohttp_response(await app.async_dispatch(asked))

    return receive


async def _for_bolt(request: web.Request) -> AsyncBoltRequest:
    """It reads more out of a payload than we do, and expects to find it as Slack writes it."""
    try:
        return await to_bolt_request(request)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise NotSlacks("what Bolt reads of it") from error


async def _signed_text(request: web.Request, verifier: SignatureVerifier) -> str | None:
    """The body, if Slack signed it lately. The SDK's check raises on what it doesn't expect."""
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not TIMESTAMP.fullmatch(timestamp) or not SIGNATURE.fullmatch(signature):
        return None
    try:
        text = await request.text()
    except (UnicodeDecodeError, LookupError):
        return None
    return text if verifier.is_valid(text, timestamp, signature) else None


async def _is_ssl_check(request: web.Request) -> bool:
    """Slack asks now and then, unsigned, whether our certificate is good. Nothing is read of it, nothing is told."""
    if request.query.get("ssl_check") == "1":
        return True
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return False
    body = await request.read()
    return len(body) < 1000 and ("ssl_check", "1") in parse_qsl(body.decode("latin-1"), keep_blank_values=True)
