"""Slack's line for answers (bot.conversation.Line): in threads, and single users looked up."""

from bot.conversation import Place
from bot.errors import SendError
from bot.message import File, Form, Image, Message
from bot.platform import Audience, PlatformUser
from bot.surfaces.slack.call_result import asked
from bot.surfaces.slack.client import SlackSurface
from bot.surfaces.slack.directory import UNCHECKED
from bot.surfaces.slack.render.message import safe_message


class SlackLine:
    """One workspace's line to Slack."""

    name = "slack"

    def __init__(self, surface: SlackSurface) -> None:
        self.surface = surface

    async def audience(self, channel: str) -> Audience:
        """Who reads that channel; where nothing gets through, nobody knows."""
        try:
            return await self.surface.audience(channel)
        except SendError:
            return UNCHECKED

    async def user(self, user_id: str) -> PlatformUser | None:
        return await self.surface.user(user_id)

    async def open_form(self, trigger: str, form: Form) -> None:
        """Within three seconds of the click. Raises SendError."""
        await self.surface.open_form(trigger, form)

    async def say(self, place: Place, user_id: str, message: Message, *, replace: bool, share: bool) -> None:
        """An answer where it was asked for: only the person sees it, unless it is shared. Raises SendError."""
        if place.respond and (replace or share or not place.thread):
            await self.surface.respond(place.respond, message, replace=replace, share=share)
        elif place.channel and not place.direct:
            await self._whisper(place.channel, user_id, message, place.thread)
        else:
            await self.direct(user_id, message, thread=place.thread if place.direct else None)

    async def _whisper(self, channel: str, user_id: str, message: Message, thread: str | None) -> None:
        content = safe_message(message, "ephemeral") | ({"thread_ts": thread} if thread else {})
        await asked(self.surface.client.chat_postEphemeral(channel=channel, user=user_id, **content))

    async def direct(self, user_id: str, message: Message, *, thread: str | None = None) -> None:
        """In the person's direct messages with the bot. Raises SendError."""
        channel = await self.surface.open_direct(user_id)
        content = safe_message(message, "direct") | ({"thread_ts": thread} if thread else {})
        await asked(self.surface.client.chat_postMessage(channel=channel, **content))

    async def picture(self, user_id: str, picture: Image) -> None:
        """Into the person's direct messages. Raises SendError or AmbiguousSend."""
        await self.surface.upload_picture(await self.surface.open_direct(user_id), picture)

    async def file(self, user_id: str, file: File) -> None:
        """The same with a file to keep."""
        await self.surface.upload_file(await self.surface.open_direct(user_id), file)

    async def show_home(self, user_id: str, message: Message) -> None:
        """Show the person's Home. Raises SendError."""
        await self.surface.publish_home(user_id, message)

    async def home_is_seen(self, user_id: str) -> bool:
        """Slack asks for it whenever it is opened."""
        return False
