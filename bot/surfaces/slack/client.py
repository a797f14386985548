"""Slack as a surface of delivery, and what the handlers need of it."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from bot.errors import SendError, Unreadable
from bot.message import File, Form, Image, Message
from bot.platform import Audience, Everyone, PlatformChannel, PlatformUser, Posted
from bot.surfaces.slack.call_result import asked, told, word_of
from bot.surfaces.slack.directory import GONE, Directory, OwnTeam
from bot.surfaces.slack.pictures import Pictures
from bot.surfaces.slack.reach import web_client, webhook_client
from bot.surfaces.slack.render.forms import checked_form
from bot.surfaces.slack.render.message import Readers, forms_of, render_home, safe_message
from bot.surfaces.slack.response_url import answered

log = logging.getLogger(__name__)
Json = dict[str, Any]
VENDOR = "https://slack.com/api/"
EVENT_TYPE = "milepost_delivery"
PAGE, MOST_PAGES = 200, 10
TRIGGER_IS_OVER = ("expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged")
UNREADABLE = (
    *GONE,
    "missing_scope",
    "thread_not_found",
    "not_allowed_token_type",
    "method_not_supported_for_channel_type",
)


class SlackSurface:
    """One installation. `monotonic`: seconds, for how long what it knows of people and channels counts."""

    name = "slack"

    def __init__(self, token: str, *, monotonic: Callable[[], float], base_url: str = VENDOR) -> None:
        self._base_url = base_url if base_url.endswith("/") else base_url + "/"
        self.client = web_client(self._base_url, token)
        self._directory = Directory(self.client, monotonic)
        self._pictures = Pictures(self.client)

    # -- delivery

    async def post(self, channel: str, message: Message, *, delivery_id: str, thread: str | None = None) -> Posted:
        more: Json = {"unfurl_links": False, "unfurl_media": False} | ({"thread_ts": thread} if thread else {})

        async def call(content: Json) -> Mapping[str, Any]:
            return await told(
                self.client.chat_postMessage(channel=channel, **content, **_metadata(delivery_id), **more)
            )

        try:
            answer = await self._in_some_form(message, call)
        except SendError as error:
            if word_of(error) in GONE:
                self._directory.forget()
            raise
        return Posted(str(answer["channel"]), str(answer["ts"]))

    async def update(self, at: Posted, message: Message, *, delivery_id: str) -> None:
        async def call(content: Json) -> Mapping[str, Any]:
            return await told(
                self.client.chat_update(channel=at.channel, ts=at.ts, **content, **_metadata(delivery_id))
            )

        await self._in_some_form(message, call)

    async def posted(self, channel: str) -> list[Posted]:
        try:
            us = await asked(self.client.auth_test())
            ours = {str(us[key]) for key in ("user_id", "bot_id") if us.get(key)}
            return [
                Posted(channel, str(message["ts"]))
                async for message in self._all_in(channel)
                if ours & {str(message.get("user")), str(message.get("bot_id"))}
            ]
        except SendError as error:
            if word_of(error) in UNREADABLE:
                raise Unreadable(error.reason) from error
            raise

    async def remove(self, at: Posted) -> None:
        try:
            await told(self.client.chat_delete(channel=at.channel, ts=at.ts))
        except SendError as error:
            if word_of(error) != "message_not_found":
                raise

    async def _in_some_form(
        self, message: Message, call: Callable[[Json], Awaitable[Mapping[str, Any]]]
    ) -> Mapping[str, Any]:
        """As it is meant; where Slack won't have it so, in simpler and simpler forms, the last one plain text."""
        refused: SendError | None = None
        for content in forms_of(message, await self._files(message)):
            if refused is not None:
                log.warning("a message is refused as it was drawn (%s): a simpler form is tried", refused.reason)
            try:
                return await call(content)
            except SendError as error:
                if not error.content:
                    raise
                refused = error
        raise refused or SendError("it can't be drawn", permanent=True)

    async def _files(self, message: Message) -> Mapping[str, str]:
        """The pictures that were uploaded; where that is refused, their alt text stands for them."""
        try:
            return await self._pictures.ids_for(message)
        except SendError as error:
            if not error.permanent and word_of(error) != "missing_scope":
                raise
            log.warning("a picture can't be uploaded (%s): its words stand for it", error.reason)
            return {}

    async def find(
        self, channel: str, delivery_id: str, *, since: datetime, thread: str | None = None
    ) -> Posted | None:
        try:
            async for message in self._history(channel, since, thread):
                if _delivery_id(message) == delivery_id:
                    return Posted(channel, str(message["ts"]))
        except SendError as error:
            if word_of(error) in UNREADABLE:
                raise Unreadable(error.reason) from error
            raise
        return None

    async def _all_in(self, channel: str) -> AsyncIterator[Json]:
        """Every message that can be read there, those in threads too."""
        ever = datetime.fromtimestamp(0, UTC)
        async for message in self._history(channel, ever, None):
            yield message
            if message.get("reply_count"):
                async for reply in self._history(channel, ever, str(message["ts"])):
                    if reply["ts"] != message["ts"]:
                        yield reply

    async def _history(self, channel: str, since: datetime, thread: str | None) -> AsyncIterator[Json]:
        method = self.client.conversations_replies if thread else self.client.conversations_history
        arguments: Json = {"channel": channel, "oldest": f"{since.timestamp():.6f}", "limit": PAGE}
        arguments |= {"include_all_metadata": True} | ({"ts": thread} if thread else {})
        for _ in range(MOST_PAGES):
            answer = await asked(method(**arguments))
            for message in answer.get("messages") or []:
                yield message
            arguments["cursor"] = (answer.get("response_metadata") or {}).get("next_cursor")
            if not arguments["cursor"]:
                return
        raise Unreadable(f"more than {PAGE * MOST_PAGES} messages since then")

    async def open_direct(self, user_id: str) -> str:
        answer = await asked(self.client.conversations_open(users=user_id))
        return str(answer["channel"]["id"])

    async def people(self) -> Everyone:
        return await self._directory.people()

    async def user(self, user_id: str) -> PlatformUser | None:
        return await self._directory.user(user_id)

    async def audience(self, channel: str) -> Audience:
        return await self._directory.audience(channel)

    async def find_channel(self, name: str) -> str | None:
        return await self._directory.channel_named(name)

    async def channels(self) -> list[PlatformChannel]:
        return await self._directory.channels()

    async def link(self, at: Posted) -> str | None:
        try:
            answer = await asked(self.client.chat_getPermalink(channel=at.channel, message_ts=at.ts))
        except SendError:
            return None
        return str(answer["permalink"])

    # -- for handlers

    def works_in(self, company: OwnTeam) -> None:
        """From now on people of other companies are told by it too."""
        self._directory.company = company

    def heard_of(self, user: Mapping[str, Any]) -> PlatformUser | None:
        """A user as Slack just described them, remembered from now on; None for bots."""
        return self._directory.heard_of(user)

    async def upload_picture(self, channel: str, image: Image, *, thread: str | None = None) -> str | None:
        """Share a picture in a channel; its address. Raises SendError or AmbiguousSend (don't repeat it then)."""
        return await self._pictures.share(channel, image, thread)

    async def upload_file(self, channel: str, file: File) -> None:
        """Share a file in a channel. Raises SendError or AmbiguousSend (don't repeat it then)."""
        await self._pictures.share_file(channel, file)

    async def respond(self, response_url: str, message: Message, *, replace: bool = False, share: bool = False) -> None:
        """Answer a command or a click. replace: in place of the message clicked; share: for all in the channel.

        Raises SendError; permanent for an address that isn't the platform's own."""
        if not self.is_own_address(response_url):
            raise SendError(f"not an address of the platform: {urlsplit(response_url).hostname}", permanent=True)
        audience: Readers = "channel" if share else "ephemeral"
        kind = "in_channel" if share else "ephemeral"
        body = safe_message(message, audience) | {"response_type": kind, "replace_original": replace}
        await answered(webhook_client(response_url).send_dict(body))

    def is_own_address(self, address: str) -> bool:
        """Whether it leads to the platform we are set up for, and nowhere else."""
        try:
            there, home = urlsplit(address), urlsplit(self._base_url)
            if (there.scheme, there.hostname, there.port) == (home.scheme, home.hostname, home.port):
                return True
        except ValueError:
            return False
        vendors = _is_vendor(home.hostname) and _is_vendor(there.hostname)
        return vendors and there.scheme == "https" and there.port in (None, 443)

    async def open_form(self, trigger_id: str, form: Form) -> str:
        """Open a modal within 3 s of the click; its view id. Raises SendError."""
        try:
            view = checked_form(form)
        except ValueError as error:
            raise SendError(f"it can't be rendered: {error}", permanent=True) from error
        try:
            answer = await asked(self.client.views_open(trigger_id=trigger_id, view=view))
        except SendError as error:
            if word_of(error) in TRIGGER_IS_OVER:
                raise SendError(error.reason, permanent=True, late=True) from error
            raise
        return str(answer["view"]["id"])

    async def update_form(self, view_id: str, form: Form) -> None:
        """Put another form in the place of one that is open. Raises SendError."""
        await asked(self.client.views_update(view_id=view_id, view=checked_form(form)))

    async def publish_home(self, user_id: str, message: Message) -> None:
        """Show the person's Home tab. Raises SendError."""
        await asked(self.client.views_publish(user_id=user_id, view=render_home(message)))


def _is_vendor(host: str | None) -> bool:
    return host is not None and (host == "slack.com" or host.endswith(".slack.com"))


def _metadata(delivery_id: str) -> Json:
    return {"metadata": {"event_type": EVENT_TYPE, "event_payload": {"delivery_id": delivery_id}}}


def _delivery_id(message: Json) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    return str((metadata.get("event_payload") or {}).get("delivery_id"))
