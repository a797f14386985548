"""The Slack wire: what Slack sends is handed over as `Inbound`, and acknowledged the way Slack wants it.

Slack waits three seconds for its acknowledgement. The work is done in listener middleware, not in listeners: Bolt would
acknowledge events before the listener runs, and look for an acknowledgement only every 10 ms.
"""

import logging
import re
from collections.abc import Mapping
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse

from bot.conversation import Inbound, Receive, Reception, Reply
from bot.message import Message
from bot.surfaces.slack import inbound as read
from bot.surfaces.slack.manifest import SHORTCUT
from bot.surfaces.slack.parse import form_errors
from bot.surfaces.slack.render.forms import render_form
from bot.surfaces.slack.render.message import render_message

log = logging.getLogger(__name__)
ANY = re.compile(r"[\s\S]*")
TIMESTAMP = re.compile(r"\d{1,12}", re.ASCII)
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
Json = Mapping[str, Any]


class SlackWire:
    """Hands over what one Slack app hears."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

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

    async def _hand_over(self, inbound: Inbound | None, ack: AsyncAck) -> BoltResponse:
        if inbound is not None:
            await self._reception.receive(inbound)
        return await ack()


def register(app: AsyncApp, reception: Reception) -> None:
    """Make the app answer. Few and general listeners: Bolt tries them one after the other."""
    wire = SlackWire(reception)
    names = "|".join(re.escape(command.name) for command in reception.commands)
    app.command(re.compile(f"^/({names})$"), middleware=[wire.command])(_nothing)
    app.action(ANY, middleware=[wire.click])(_nothing)
    app.view(ANY, middleware=[wire.form])(_nothing)
    app.message_shortcut(SHORTCUT, middleware=[wire.shortcut])(_nothing)
    app.event("app_mention", middleware=[wire.mention])(_nothing)
    app.event("message", middleware=[wire.mention])(_nothing)
    app.event("app_home_opened", middleware=[wire.home])(_nothing)
    app.event("member_joined_channel", middleware=[wire.readers])(_nothing)
    app.event("channel_shared", middleware=[wire.readers])(_nothing)


def _said(message: Message) -> dict[str, Any]:
    """An answer in the acknowledgement itself; one that can't be drawn is at least said."""
    try:
        content = render_message(message, audience="ephemeral")
    except ValueError:
        log.exception("an answer can't be rendered")
        content = {"text": message.plain()}
    return {"response_type": "ephemeral", **content}


def _in_form(reply: Reply) -> dict[str, Any]:
    if reply.field_errors:
        return form_errors(reply.field_errors)
    return {"response_action": "update", "view": render_form(reply.form)} if reply.form is not None else {}


async def _nothing() -> None:
    """The middleware has done it all."""


def receiver(app: AsyncApp) -> Receive:
    """Hands HTTP requests to Bolt, which checks their signature."""

    async def receive(request: web.Request) -> web.StreamResponse:
        if not await _well_formed(request):
            return web.Response(status=401, text="not signed by Slack")
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return receive


async def _well_formed(request: web.Request) -> bool:
    """Whether the signature can be checked at all; the SDK's check raises on what it doesn't expect."""
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not TIMESTAMP.fullmatch(timestamp) or not SIGNATURE.fullmatch(signature):
        return False
    try:
        await request.text()
    except (UnicodeDecodeError, LookupError):
        return False
    return True
