"""Slack's shapes for people, channels, files and messages."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.seed import Json, Seed, SeedUser
from bot.sandbox.state import KeptMessage, SandboxChannel, SandboxStore, StoredFile


def domain(seed: Seed) -> str:
    return "".join(c for c in seed.team_name.lower().replace(" ", "-") if c.isalnum() or c == "-") or "local"


def user_object(store: SandboxStore, user: SeedUser) -> Json:
    """`users.info`'s user. A stranger's e-mail is not shown, as in Slack; nor the zone and the rights of somebody whose
    account is deactivated."""
    if user.deleted:
        gone = {"id": user.id, "team_id": _team_of(store, user), "name": user.name, "deleted": True}
        return gone | {"profile": _profile(store, user), "is_bot": user.is_bot, "is_app_user": False, "updated": 0}
    now = store.now().astimezone(ZoneInfo(user.tz))
    offset = now.utcoffset()
    return {
        "id": user.id,
        "team_id": _team_of(store, user),
        "name": user.name,
        "deleted": False,
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": now.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": _profile(store, user),
        "is_admin": False,
        "is_owner": False,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "is_stranger": user.is_stranger,
        "updated": 0,
    } | _in_enterprise(store, user)


def _team_of(store: SandboxStore, user: SeedUser) -> str:
    return "TSTRANGER" if user.is_stranger else user.team_id or store.seed.team_id


def _in_enterprise(store: SandboxStore, user: SeedUser) -> Json:
    """What is said of members of an Enterprise Grid, and of nobody else."""
    company = store.seed.enterprise
    if company is None or user.is_stranger:
        return {}
    told = {"id": user.id, "enterprise_id": company["id"], "enterprise_name": company["name"]}
    return {"enterprise_user": told | {"is_admin": False, "is_owner": False, "teams": [_team_of(store, user)]}}


def _profile(store: SandboxStore, user: SeedUser) -> Json:
    profile: Json = {"real_name": user.real_name, "display_name": user.name, "team": store.seed.team_id}
    if user.email and not user.is_stranger and store.shows_emails:
        profile["email"] = user.email
    if user.id == store.seed.bot_user_id:
        profile |= {"bot_id": store.bot_id, "api_app_id": store.seed.app_id}
    return profile


def channel_object(store: SandboxStore, channel: SandboxChannel) -> Json:
    if channel.dm_with is not None:
        return {
            "id": channel.id,
            "created": 0,
            "is_im": True,
            "is_org_shared": False,
            "user": channel.dm_with,
            "is_user_deleted": _is_gone(store, channel.dm_with),
            "is_open": True,
            "context_team_id": store.seed.team_id,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": False,
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_org_shared": False,
        "is_member": store.seed.bot_user_id in channel.members,
        "created": 0,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }


def _is_gone(store: SandboxStore, user_id: str) -> bool:
    user = store.users.get(user_id)
    return user is None or user.deleted


def file_object(file: StoredFile, base_url: str) -> Json:
    where = f"{base_url}/files/{file.id}/{file.name}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2],
        "alt_txt": file.alt_text,
        "user": file.user,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "url_private": where,
        "url_private_download": where,
        "permalink": where,
        "shares": file.shares,
    }


def message_object(store: SandboxStore, message: KeptMessage, with_metadata: bool = False) -> Json:
    """A message as conversations.history gives it, with the figures of its thread."""
    data = dict(message.data)
    if with_metadata and message.metadata:
        data["metadata"] = message.metadata
    replies = store.replies(message.channel, message.ts)
    if replies:
        data |= {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users": list(dict.fromkeys(r.data["user"] for r in replies)),
            "latest_reply": replies[-1].ts,
        }
    return data


def permalink(base_url: str, message: KeptMessage) -> str:
    link = f"{base_url}/archives/{message.channel}/p{message.ts.replace('.', '')}"
    if message.parent_ts:
        link += f"?thread_ts={message.parent_ts}&cid={message.channel}"
    return link


def new_message(store: SandboxStore, channel: SandboxChannel, user_id: str, text: str, **more: Any) -> KeptMessage:
    """A message not yet stored, with the next timestamp."""
    data: Json = {
        "type": "message",
        "user": user_id,
        "text": text,
        "ts": store.timestamps.new(),
        "team": store.seed.team_id,
    }
    if user_id == store.seed.bot_user_id:
        data |= {"bot_id": store.bot_id, "app_id": store.seed.app_id}
    data |= {key: value for key, value in more.items() if value is not None}
    return KeptMessage(channel.id, data)


def clock_time(ts: str) -> datetime:
    """The moment of a timestamp, in UTC."""
    return datetime.fromtimestamp(float(ts), tz=ZoneInfo("UTC"))
