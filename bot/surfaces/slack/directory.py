"""Who is there: people, channels, and who reads a channel. Remembered for a few minutes."""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SendError
from bot.platform import Audience, PlatformUser
from bot.surfaces.slack.call_result import asked, word_of

Json = Mapping[str, Any]
MINUTES = 3 * 60.0
PAGE = 500
GONE = ("channel_not_found", "not_in_channel", "is_archived")
UNCHECKED = Audience(is_member=False, has_outsiders=True, checked=False)


class Directory:
    """Looks things up for one installation. `monotonic`: seconds, for how long an answer counts."""

    def __init__(self, client: AsyncWebClient, monotonic: Callable[[], float]) -> None:
        self._client, self._monotonic = client, monotonic
        self._users: tuple[float, dict[str, Json]] | None = None
        self._channels: tuple[float, dict[str, str]] | None = None

    def forget(self) -> None:
        """What we knew of the channels proved wrong."""
        self._channels = None

    async def people(self) -> list[PlatformUser]:
        """All human users that are still there, freshly asked for. Raises SendError."""
        self._users = None
        return [_platform_user(user) for user in (await self._all_users()).values() if _is_human(user)]

    async def audience(self, channel: str) -> Audience:
        """Asked each time: a guest may have joined a moment ago. Raises SendError where nothing can be asked now."""
        try:
            return await self._audience(channel)
        except SendError as error:
            if (
                error.unanswered
                or error.retry_after is not None
                or (error.everything and word_of(error) != "missing_scope")
            ):
                raise  # which says nothing of this channel
            if word_of(error) not in GONE:
                return UNCHECKED
            return Audience(is_member=False, has_outsiders=False, checked=True)

    async def _audience(self, channel: str) -> Audience:
        info = (await asked(self._client.conversations_info(channel=channel)))["channel"]
        if info.get("is_im"):
            return Audience(True, await self._is_outsider(str(info.get("user"))), True, members=1)
        member = bool(info.get("is_member")) and not info.get("is_archived")
        shared = bool(info.get("is_ext_shared") or info.get("is_pending_ext_shared") or info.get("pending_shared"))
        ids = [str(one) async for one in self._pages("conversations_members", "members", channel=channel)]
        outsiders = shared or [one for one in ids if await self._is_outsider(one)]
        return Audience(member, bool(outsiders), True, name=str(info.get("name") or ""), members=len(ids))

    async def _is_outsider(self, user_id: str) -> bool:
        """Guests and people of other companies; whom the workspace's own list doesn't know is asked for by name."""
        user = (await self._all_users()).get(user_id)
        if user is None:
            user = (await asked(self._client.users_info(user=user_id)))["user"]
        return _is_guest(user)

    async def channel_named(self, name: str) -> str | None:
        """The id of the channel, of those the bot can see. Raises SendError."""
        return (await self.channels()).get(name.removeprefix("#").strip().lower())

    async def channels(self) -> dict[str, str]:
        """The ids of all channels that the bot can see, by name. Raises SendError."""
        if self._channels is None or self._channels[0] <= self._monotonic():
            kinds = "public_channel,private_channel"
            found = self._pages("conversations_list", "channels", types=kinds, exclude_archived=True)
            names = {str(one.get("name")): str(one["id"]) async for one in found}
            self._channels = (self._monotonic() + MINUTES, names)
        return self._channels[1]

    async def _all_users(self) -> dict[str, Json]:
        if self._users is None or self._users[0] <= self._monotonic():
            found = {str(user["id"]): user async for user in self._pages("users_list", "members")}
            self._users = (self._monotonic() + MINUTES, found)
        return self._users[1]

    async def _pages(self, method: str, key: str, **arguments: Any) -> AsyncIterator[Any]:
        cursor = ""
        while True:
            more = {"cursor": cursor} if cursor else {}
            answer = await asked(getattr(self._client, method)(limit=PAGE, **arguments, **more))
            for one in answer.get(key) or []:
                yield one
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return


def _is_guest(user: Json) -> bool:
    return any(user.get(key) for key in ("is_restricted", "is_ultra_restricted", "is_stranger"))


def _is_human(user: Json) -> bool:
    return not (user.get("is_bot") or user.get("deleted") or user.get("id") == "USLACKBOT")


def _platform_user(user: Json) -> PlatformUser:
    profile = user.get("profile") or {}
    name = profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"]
    email = str(profile.get("email") or "").lower() or None
    return PlatformUser(str(user["id"]), email, str(name), user.get("tz") or None, _is_guest(user))
