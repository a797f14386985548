"""What was heard of conversations, people and teams, and is needed to write to them later: kept over restarts.

Teams tells it with each activity and never again when asked: where a conversation is served, which one is somebody's
personal chat, which teams we are in."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.platform import Notebook, Posted
from bot.surfaces.teams.read import is_at_ours, part, parts, place_of

Json = Mapping[str, Any]
FRESH = 180.0  # seconds in which nobody asks again what another process may have heard meanwhile
CONVERSATION, PERSON, TEAM, TENANT, SHARED = "conversation", "person", "team", "tenant", "shared"
ANYWHERE = "anywhere"  # where the tenant was served last
MOST = 20_000


class Whereabouts:
    """monotonic: seconds. bot_id: our own id there."""

    def __init__(self, notebook: Notebook, *, bot_id: str, monotonic: Callable[[], float]) -> None:
        self._notebook, self._bot_id, self._monotonic = notebook, bot_id, monotonic
        self._lately: dict[tuple[str, str], tuple[Json | None, float]] = {}

    async def heard(self, activity: Json) -> None:
        """Whatever the activity tells of where it comes from."""
        conversation, _ = place_of(activity)
        service = str(activity.get("serviceUrl") or "")
        if not conversation or not service:
            return
        await self._learn(TENANT, ANYWHERE, {"service": service})
        if not is_at_ours(activity):
            await self._person(activity, "", personal=False)
            return
        if self._is_farewell(activity):
            await self._forget(activity, conversation)
            return
        data = part(activity, "channelData")
        team, channel = part(data, "team"), part(data, "channel")
        kind = str(part(activity, "conversation").get("conversationType") or "")
        told = {"service": service, "type": kind, "team": team.get("id"), "name": channel.get("name")}
        await self._learn(CONVERSATION, conversation, told | {"shared": channel.get("type") == "shared" or None})
        if team.get("id"):
            await self._learn(TEAM, str(team["id"]), {"service": service, "name": team.get("name")})
        await self._person(activity, conversation, personal=kind == "personal")

    async def _person(self, activity: Json, conversation: str, *, personal: bool) -> None:
        who = self._who(activity)
        if who is None:
            return
        client = next((one for one in parts(activity, "entities") if one.get("type") == "clientInfo"), {})
        zone = _zone(activity.get("localTimezone") or client.get("timezone"))
        told = {"id": who.get("id"), "name": who.get("name"), "timezone": zone}
        told["locale"] = activity.get("locale") or client.get("locale")
        known = await self.person(str(who["aadObjectId"])) or {}
        if personal:
            told["personal"] = conversation
        elif conversation and not known.get("personal") and not known.get("last"):
            told["last"] = conversation
        await self._learn(PERSON, str(who["aadObjectId"]), told)

    def _who(self, activity: Json) -> Json | None:
        """Whose doing it is; of an installation, whom it is for."""
        told = (part(activity, "from"), *parts(activity, "membersAdded"))
        return next((one for one in told if one.get("aadObjectId") and one.get("id") != self._bot_id), None)

    def _is_farewell(self, activity: Json) -> bool:
        if activity.get("type") == "installationUpdate":
            return str(activity.get("action") or "").startswith("remove")
        gone = (one.get("id") for one in parts(activity, "membersRemoved"))
        deleted = part(activity, "channelData").get("eventType") in ("teamDeleted", "teamHardDeleted")
        return activity.get("type") == "conversationUpdate" and (self._bot_id in gone or deleted)

    async def _forget(self, activity: Json, conversation: str) -> None:
        team = part(part(activity, "channelData"), "team").get("id")
        if team:
            await self._drop(TEAM, str(team))
        await self._drop(CONVERSATION, conversation)
        who = self._who(activity)
        if who is not None and not team:
            person = {**(await self.person(str(who["aadObjectId"])) or {}), "personal": None}
            await self._put(PERSON, str(who["aadObjectId"]), person)

    # -- what is known

    async def service(self, of: str) -> str | None:
        """The address that serves a conversation, a team, or a person's chat; None where we know of none."""
        for kind in (CONVERSATION, TEAM):
            if found := (await self._get(kind, of) or {}).get("service"):
                return str(found)
        if (person := await self.person(of)) and person.get("personal"):
            return await self.service(str(person["personal"]))
        if ":" in of and not of.startswith("29:"):
            return None
        return await self.anywhere()

    async def anywhere(self) -> str | None:
        """Where the tenant was served last."""
        found = (await self._get(TENANT, ANYWHERE) or {}).get("service")
        return str(found) if found else None

    async def conversation(self, conversation: str) -> Json | None:
        return await self._get(CONVERSATION, conversation)

    async def person(self, user_id: str) -> Json | None:
        """By their directory id."""
        return await self._get(PERSON, user_id)

    async def people(self) -> Mapping[str, Json]:
        """Everybody who was ever heard of, by directory id."""
        return await self._notebook.all(PERSON)

    async def teams(self) -> Mapping[str, Json]:
        """The teams that we are in."""
        return await self._notebook.all(TEAM)

    async def channels_with(self, conversation: str, team: Any) -> list[str]:
        """Those whose readers change together with that one's: a team's members read all its channels."""
        if not team:
            return [conversation]
        of_team = [key for key, told in (await self._notebook.all(CONVERSATION)).items() if told.get("team") == team]
        return list(dict.fromkeys((conversation, *of_team)))

    async def learn_channel(self, channel: str, told: Json) -> None:
        await self._learn(CONVERSATION, channel, told)

    async def leave(self, team: str) -> None:
        """We aren't in it any more."""
        await self._drop(TEAM, team)

    async def chat_of(self, user_id: str, conversation: str, service: str) -> None:
        """Somebody's personal chat, as we have just opened it."""
        await self._learn(CONVERSATION, conversation, {"service": service, "type": "personal"})
        await self._learn(PERSON, user_id, {"personal": conversation})

    # -- what people shared, which Teams lets nobody look for

    async def shared(self, at: Posted) -> None:
        await self._notebook.put(SHARED, f"{at.channel} {at.ts}", {})

    async def shared_in(self, channel: str) -> list[Posted]:
        found = (key.rpartition(" ") for key in await self._notebook.all(SHARED))
        return [Posted(there, message) for there, _, message in found if there == channel]

    # -- one note

    async def _learn(self, kind: str, key: str, told: Json) -> None:
        """What is told counts, what isn't told stays."""
        before = await self._get(kind, key) or {}
        after = {**before, **{name: value for name, value in told.items() if value is not None}}
        if after != before:
            await self._put(kind, key, after)

    async def _get(self, kind: str, key: str) -> Json | None:
        lately = self._lately.get((kind, key))
        if lately is not None and self._monotonic() - lately[1] < FRESH:
            return lately[0]
        found = await self._notebook.get(kind, key)
        self._remember(kind, key, found)
        return found

    async def _put(self, kind: str, key: str, value: Json) -> None:
        await self._notebook.put(kind, key, value)
        self._remember(kind, key, value)

    async def _drop(self, kind: str, key: str) -> None:
        await self._notebook.drop(kind, key)
        self._remember(kind, key, None)

    def _remember(self, kind: str, key: str, value: Json | None) -> None:
        if len(self._lately) >= MOST:
            self._lately.clear()
        self._lately[kind, key] = (value, self._monotonic())


def _zone(name: Any) -> str | None:
    try:
        return str(ZoneInfo(str(name)).key) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
