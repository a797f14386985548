"""The payloads a bot gets from Slack: commands, clicks, forms, shortcuts, events."""

from __future__ import annotations

from bot.sandbox.seed import Json, SeedUser
from bot.sandbox.state import KeptMessage, SandboxChannel, SandboxStore
from bot.sandbox.views.objects import domain, user_object

TOKEN = "local-verification-token"


def channel_name(channel: SandboxChannel) -> str:
    if channel.dm_with is not None:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def command(
    store: SandboxStore, name: str, text: str, user: str, channel: SandboxChannel, trigger: str, response_url: str
) -> Json:
    return {
        "token": TOKEN,
        "team_id": store.seed.team_id,
        "team_domain": domain(store.seed),
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user,
        "user_name": store.users[user].name,
        "command": name,
        "text": text,
        "api_app_id": store.seed.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger,
    } | _named_enterprise(store)


def _named_enterprise(store: SandboxStore) -> Json:
    company = store.seed.enterprise
    return {"enterprise_id": company["id"], "enterprise_name": company["name"]} if company else {}


def _home_of(store: SandboxStore, user: str) -> str:
    """A stranger's own team; in an Enterprise Grid the organisation stands for everybody's workspace."""
    if store.users[user].is_stranger:
        return "TSTRANGER"
    return store.seed.enterprise_id or store.seed.team_id


def _interaction(store: SandboxStore, kind: str, user: str) -> Json:
    person = store.users[user]
    return {
        "type": kind,
        "user": {"id": user, "username": person.name, "name": person.name, "team_id": _home_of(store, user)},
        "api_app_id": store.seed.app_id,
        "token": TOKEN,
        "team": {"id": store.seed.team_id, "domain": domain(store.seed)} | _named_enterprise(store),
        "enterprise": store.seed.enterprise,
        "is_enterprise_install": False,
    }


def message_action(
    store: SandboxStore, user: str, message: KeptMessage, action: Json, trigger: str, url: str, state: Json
) -> Json:
    """A click in a message. Of an ephemeral message only the container is told, not its text."""
    channel = store.channels[message.channel]
    ephemeral = message.ephemeral_to is not None
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if message.parent_ts:
        container["thread_ts"] = message.parent_ts
    payload = _interaction(store, "block_actions", user) | {
        "container": container,
        "trigger_id": trigger,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": state},
        "response_url": url,
        "actions": [action],
    }
    return payload if ephemeral else payload | {"message": dict(message.data)}


def view_action(store: SandboxStore, user: str, view: Json, action: Json, trigger: str) -> Json:
    return _interaction(store, "block_actions", user) | {
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": trigger,
        "view": view,
        "actions": [action],
    }


def view_submission(store: SandboxStore, user: str, view: Json, trigger: str) -> Json:
    return _interaction(store, "view_submission", user) | {"trigger_id": trigger, "view": view, "response_urls": []}


def view_closed(store: SandboxStore, user: str, view: Json, cleared: bool) -> Json:
    return _interaction(store, "view_closed", user) | {"view": view, "is_cleared": cleared}


def message_shortcut(
    store: SandboxStore, user: str, message: KeptMessage, callback_id: str, trigger: str, url: str
) -> Json:
    channel = store.channels[message.channel]
    return _interaction(store, "message_action", user) | {
        "action_ts": store.timestamps.new(),
        "callback_id": callback_id,
        "trigger_id": trigger,
        "response_url": url,
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "message": dict(message.data),
    }


def event(store: SandboxStore, inner: Json) -> Json:
    """The outer wrapping of an event, with its own id."""
    return {
        "token": TOKEN,
        "team_id": store.seed.team_id,
        "context_team_id": store.seed.team_id,
        "context_enterprise_id": store.seed.enterprise_id,
        "api_app_id": store.seed.app_id,
        "event": inner,
        "type": "event_callback",
        "event_id": store.ids.new("Ev"),
        "event_time": int(store.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": store.seed.enterprise_id,
                "team_id": store.seed.team_id,
                "user_id": store.seed.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def message_event(store: SandboxStore, message: KeptMessage) -> Json:
    extra = {"channel": message.channel, "event_ts": message.ts, "channel_type": "im"}
    return {**message.data, **extra, **_senders_team(store, message)}


def mention_event(store: SandboxStore, message: KeptMessage) -> Json:
    extra = {"type": "app_mention", "channel": message.channel, "event_ts": message.ts}
    return {**message.data, **extra, **_senders_team(store, message)}


def _senders_team(store: SandboxStore, message: KeptMessage) -> Json:
    """Said where the sender isn't of the workspace itself."""
    user = store.users[str(message.data["user"])]
    team = "TSTRANGER" if user.is_stranger else user.team_id
    return {"user_team": team, "source_team": team} if team else {}


def user_event(store: SandboxStore, user: SeedUser) -> Json:
    """Anything about a member changed: the name, the address, the rights, whether the account is active."""
    return {"type": "user_change", "user": user_object(store, user), "cache_ts": 0, "event_ts": store.timestamps.new()}


def home_event(store: SandboxStore, user: str, tab: str) -> Json:
    home: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": store.direct_channel(user).id,
        "tab": tab,
        "event_ts": store.timestamps.new(),
    }
    return home | ({"view": store.homes[user]} if user in store.homes and tab == "home" else {})


def joined_event(store: SandboxStore, user: str, channel: SandboxChannel) -> Json:
    return {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": store.seed.team_id,
        "event_ts": store.timestamps.new(),
    }
