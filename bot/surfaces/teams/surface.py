"""Teams as delivery sees it (bot.platform.Surface), for one tenant."""

from datetime import datetime
from urllib.parse import quote

from bot.message import Message
from bot.platform import Audience, Everyone, PlatformChannel, PlatformUser, Posted
from bot.surfaces.teams.client import TeamsClient
from bot.surfaces.teams.directory import TeamsDirectory
from bot.surfaces.teams.whereabouts import Whereabouts


class TeamsSurface:
    """client: posts; directory: who is there; whereabouts: what was heard of conversations."""

    name = "teams"

    def __init__(self, client: TeamsClient, whereabouts: Whereabouts, *, tenant_id: str) -> None:
        self.client, self.whereabouts, self._tenant_id = client, whereabouts, tenant_id
        self.directory = TeamsDirectory(client, whereabouts, tenant_id=tenant_id)

    async def post(self, channel: str, message: Message, *, delivery_id: str, thread: str | None = None) -> Posted:
        """A thread stands in a channel only: in a chat, what belongs together stands one below the other."""
        told = await self.whereabouts.conversation(channel) or {}
        in_thread = thread if told.get("type") == "channel" else None
        return await self.client.post(channel, message, delivery_id=delivery_id, thread=in_thread)

    async def update(self, at: Posted, message: Message, *, delivery_id: str) -> None:
        await self.client.update(at, message, delivery_id=delivery_id)

    async def remove(self, at: Posted) -> None:
        await self.client.remove(at)

    async def find(
        self, channel: str, delivery_id: str, *, since: datetime, thread: str | None = None
    ) -> Posted | None:
        return await self.client.find(channel, delivery_id, since=since, thread=thread)

    async def posted(self, channel: str) -> list[Posted]:
        """What people shared there, as far as we know: a channel's history is closed to us."""
        return await self.whereabouts.shared_in(channel)

    async def open_direct(self, user_id: str) -> str:
        """Their personal chat: the one that they opened, else a new one. Raises SendError."""
        if (known := await self.whereabouts.person(user_id)) and known.get("personal"):
            return str(known["personal"])
        chat = await self.client.open_direct(user_id)
        if service := await self.whereabouts.service(user_id):
            await self.whereabouts.chat_of(user_id, chat, service)
        return chat

    async def people(self) -> Everyone:
        return await self.directory.people()

    async def user(self, user_id: str) -> PlatformUser | None:
        return await self.directory.user(user_id)

    async def audience(self, channel: str) -> Audience:
        return await self.directory.audience(channel)

    async def find_channel(self, name: str) -> str | None:
        return await self.directory.channel_named(name)

    async def channels(self) -> list[PlatformChannel]:
        return await self.directory.channels()

    async def link(self, at: Posted) -> str | None:
        """Only messages in channels have one."""
        if not at.channel.startswith("19:") or not at.ts:
            return None
        where = f"{quote(at.channel, safe='')}/{quote(at.ts, safe='')}"
        return f"https://teams.microsoft.com/l/message/{where}?tenantId={quote(self._tenant_id)}"
