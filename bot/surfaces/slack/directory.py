"""Who is there: people, channels, and who reads a channel. Remembered for a few minutes."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SendError
from bot.platform import Audience, Everyone, PlatformChannel, PlatformUser
from bot.surfaces.slack.call_result import asked, word_of

Json = Mapping[str, Any]
MINUTES = 3 * 60.0
PAGE = 500
GONE = ("channel_not_found", "not_in_channel", "is_archived")
UNKNOWN = ("user_not_found", "user_not_visible", "users_not_found")
EMAILS = "users:read.email"  # the scope without which profiles simply lack them
UNCHECKED = Audience(is_member=False, has_outsiders=True, checked=False)


@dataclass(frozen=True)
class OwnTeam:
    """The team that the bot works in, and the Enterprise Grid around it, if there is one."""

    team_id: str
    enterprise_id: str | None = None


class Directory:
    """Looks things up for one installation. `monotonic`: seconds, for how long an answer counts."""

    def __init__(self, client: AsyncWebClient, monotonic: Callable[[], float]) -> None:
        self._client, self._monotonic = client, monotonic
        self.company: OwnTeam | None = None
        self._users: tuple[float, dict[str, Json]] | None = None
        self._channels: tuple[float, dict[str, str]] | None = None

    def forget(self) -> None:
        """What we knew of the channels proved wrong."""
        self._channels = None

    async def people(self) -> Everyone:
        """Everyone, freshly asked for. Raises SendError."""
        self._users = None
        told = [platform_user(user, self.company) for user in (await self._all_users()).values()]
        users = tuple(user for user in told if user is not None)
        members = [user for user in users if user.is_member]
        return Everyone(users, EMAILS if members and not any(user.email for user in members) else "")

    async def user(self, user_id: str) -> PlatformUser | None:
        """One user, freshly asked for; None for bots and for whom Slack doesn't know. Raises SendError."""
        try:
            found = (await asked(self._client.users_info(user=user_id, include_locale=True)))["user"]
        except SendError as error:
            if word_of(error) in UNKNOWN:
                return None
            raise
        return self.heard_of(found)

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
        return _is_guest(user, self.company)

    async def channel_named(self, name: str) -> str | None:
        """The id of the channel, of those the bot can see. Raises SendError."""
        if self._channels is None or self._channels[0] <= self._monotonic():
            await self.channels()
        known = self._channels[1] if self._channels else {}
        return known.get(name.removeprefix("#").strip().lower())

    async def channels(self) -> list[PlatformChannel]:
        """All channels that the bot can see, freshly asked for. Raises SendError."""
        kinds = "public_channel,private_channel"
        found = [_channel(one) async for one in self._pages("conversations_list", "channels", types=kinds)]
        names = {channel.name: channel.id for channel in found if not channel.is_archived}
        self._channels = (self._monotonic() + MINUTES, names)
        return found

    async def _all_users(self) -> dict[str, Json]:
        if self._users is None or self._users[0] <= self._monotonic():
            found = {str(user["id"]): user async for user in self._pages("users_list", "members", include_locale=True)}
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

    def heard_of(self, user: Json) -> PlatformUser | None:
        """A user as Slack just described them, remembered from now on; None for bots."""
        if self._users is not None:
            self._users[1][str(user.get("id"))] = user
        return platform_user(user, self.company)


def platform_user(user: Json, company: OwnTeam | None = None) -> PlatformUser | None:
    """As Slack tells of them; None for bots. company: ours, to tell people of others by."""
    if user.get("is_bot") or user.get("id") == "USLACKBOT":
        return None
    profile = user.get("profile") or {}
    name = profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"]
    email = str(profile.get("email") or "").lower() or None
    guest, gone = _is_guest(user, company), bool(user.get("deleted"))
    locale = str(user.get("locale") or "") or None
    return PlatformUser(str(user["id"]), email, str(name), user.get("tz") or None, guest, gone, locale)


def _is_guest(user: Json, company: OwnTeam | None) -> bool:
    """Restricted, or of another company; other workspaces of one enterprise are the same company."""
    restricted = any(user.get(key) for key in ("is_restricted", "is_ultra_restricted", "is_stranger"))
    return restricted or (company is not None and not _is_of(company, user))


def _is_of(company: OwnTeam, user: Json) -> bool:
    enterprise = (user.get("enterprise_user") or {}).get("enterprise_id")
    if enterprise and company.enterprise_id:
        return bool(enterprise == company.enterprise_id)
    return user.get("team_id") in (None, company.team_id, company.enterprise_id)


def _channel(found: Json) -> PlatformChannel:
    name = str(found.get("name") or "").lower()
    return PlatformChannel(str(found["id"]), name, bool(found.get("is_member")), bool(found.get("is_archived")))
