"""Who is there: people by their directory ids, teams' channels, and who reads a channel."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from bot.errors import SendError
from bot.platform import Audience, Everyone, PlatformChannel, PlatformUser
from bot.surfaces.teams.client import NOT_HEARD, TeamsClient
from bot.surfaces.teams.whereabouts import Whereabouts

Json = Mapping[str, Any]
PAGE = 500
MOST_PAGES = 200
GENERAL = "General"  # Teams gives the first channel of a team no name
UNCHECKED = Audience(is_member=False, has_outsiders=True, checked=False)
CLOSED = Audience(is_member=False, has_outsiders=False, checked=True)
# That conversation or person isn't there, or we aren't in it.
GONE = (
    "status 404",
    "status 403",
    "ConversationNotFound",
    "MemberNotFoundInConversation",
    "NotFound",
    "BotNotInConversationRoster",
    "Forbidden",
    NOT_HEARD,
)


def is_gone(error: SendError) -> bool:
    return error.permanent and error.reason.startswith(GONE)


class TeamsDirectory:
    """One tenant's."""

    def __init__(self, client: TeamsClient, whereabouts: Whereabouts, *, tenant_id: str) -> None:
        self._client, self._whereabouts, self._tenant_id = client, whereabouts, tenant_id.lower()
        self._channels: dict[str, PlatformChannel] = {}
        self._people: dict[str, PlatformUser] = {}

    async def people(self) -> Everyone:
        """The members of the teams that we are in, and who has a personal chat with us. Raises SendError."""
        found: dict[str, PlatformUser] = {}
        heard = await self._whereabouts.people()
        for team in await self._whereabouts.teams():
            for member in await self._members_of_team(team):
                if user := self._user(member, heard.get(str(member.get("aadObjectId"))) or {}):
                    found[user.user_id] = user
        for user_id, told in heard.items():
            if user_id not in found and told.get("personal") and (one := await self.user(user_id)) is not None:
                found[user_id] = one
        self._people = found
        return Everyone(tuple(found.values()))

    async def user(self, user_id: str) -> PlatformUser | None:
        """One person, freshly asked for, wherever we and they are. Raises SendError."""
        heard = await self._whereabouts.person(user_id) or {}
        places = [heard.get("personal"), heard.get("last"), *await self._whereabouts.teams()]
        member_id = str(heard.get("id") or user_id)
        for place in dict.fromkeys(str(one) for one in places if one):
            try:
                found = await self._client.look_up(place, f"conversations/{{id}}/members/{member_id}")
            except SendError as error:
                if not is_gone(error):
                    raise
                continue
            return self._user(found, heard)
        return None

    async def audience(self, channel: str) -> Audience:
        """Asked each time: a guest may have joined a moment ago. Raises SendError where nothing can be asked now."""
        told = await self._whereabouts.conversation(channel) or {}
        try:
            members = [member async for member in self._members(channel)]
        except SendError as error:
            if error.unanswered or error.everything or error.retry_after is not None:
                raise  # which says nothing of this channel
            return CLOSED if is_gone(error) else UNCHECKED
        people = [one for one in members if one.get("aadObjectId")]
        # Who reads a shared channel is told in part only.
        outsiders = bool(told.get("shared")) or any(self._is_guest(one) for one in people) or len(people) < len(members)
        return Audience(True, outsiders, True, name=str(told.get("name") or ""), members=len(members))

    async def channels(self) -> list[PlatformChannel]:
        """Those of all teams that we are in. One name in two teams is the older team's; the other one's has its team
        before it. Raises SendError."""
        found: dict[str, PlatformChannel] = {}
        for team, told in (await self._whereabouts.teams()).items():
            try:
                answer = await self._client.look_up(team, "teams/{id}/conversations")
            except SendError as error:
                if not is_gone(error):
                    raise
                await self._whereabouts.leave(team)
                continue
            for one in answer.get("conversations") or ():
                name = str(one.get("name") or GENERAL)
                shared = "shared" in (one.get("type"), one.get("channelType")) or None
                of_team = {"service": told.get("service"), "type": "channel", "team": team}
                await self._whereabouts.learn_channel(str(one["id"]), {**of_team, "name": name, "shared": shared})
                taken = name.lower() in {each.name for each in found.values()}
                name = f"{told.get('name') or team}/{name}" if taken else name
                found[str(one["id"])] = PlatformChannel(str(one["id"]), name.lower())
        self._channels = found
        return list(found.values())

    async def channel_named(self, name: str) -> str | None:
        """Raises SendError."""
        wanted = name.removeprefix("#").strip().lower()
        return next((one.id for one in await self.channels() if one.name == wanted), None)

    def known_channels(self) -> list[PlatformChannel]:
        """As of when they were asked for last."""
        return sorted(self._channels.values(), key=lambda one: one.name)

    def known_people(self) -> list[PlatformUser]:
        """Our own, as of when they were asked for last."""
        return sorted((one for one in self._people.values() if not one.guest), key=lambda one: one.name)

    async def _members_of_team(self, team: str) -> list[Json]:
        try:
            return [member async for member in self._members(team)]
        except SendError as error:
            if not is_gone(error):
                raise
            await self._whereabouts.leave(team)
            return []

    async def _members(self, of: str) -> AsyncIterator[Json]:
        after = ""
        for _ in range(MOST_PAGES):
            more = f"&continuationToken={after}" if after else ""
            answer = await self._client.look_up(of, f"conversations/{{id}}/pagedmembers?pageSize={PAGE}{more}")
            for one in answer.get("members") or ():
                if not str(one.get("id") or "").startswith("28:"):  # a bot
                    yield one
            after = str(answer.get("continuationToken") or "")
            if not after:
                return
        raise SendError(f"more than {PAGE * MOST_PAGES} members", permanent=False)

    def _user(self, member: Json, heard: Json) -> PlatformUser | None:
        user_id = str(member.get("aadObjectId") or member.get("objectId") or "")
        if not user_id or str(member.get("id") or "").startswith("28:"):
            return None
        email = str(member.get("email") or member.get("userPrincipalName") or "").lower()
        return PlatformUser(
            user_id,
            email if "@" in email and "#ext#" not in email else None,
            str(member.get("name") or heard.get("name") or user_id),
            heard.get("timezone"),
            guest=self._is_guest(member),
            locale=heard.get("locale"),
        )

    def _is_guest(self, member: Json) -> bool:
        """Of another company, or let in from outside."""
        tenant = str(member.get("tenantId") or "").lower()
        name = str(member.get("userPrincipalName") or "").lower()
        role = str(member.get("userRole") or "user").lower()
        return role != "user" or "#ext#" in name or tenant not in ("", self._tenant_id)
