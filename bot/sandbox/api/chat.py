"""chat.* and reactions.add."""

from __future__ import annotations

from typing import Any

from bot.sandbox.api.call import Call, Refusal
from bot.sandbox.blocks import checked_text, kept_blocks
from bot.sandbox.seed import Json
from bot.sandbox.state import KeptMessage, SandboxChannel
from bot.sandbox.views.objects import message_object, new_message, permalink


def _content(call: Call) -> tuple[str, list[Json] | None]:
    blocks = call.structure("blocks")
    kept = None if blocks is None else kept_blocks(blocks, call.store)
    return checked_text(call.optional("text"), kept), kept


def _metadata(call: Call) -> Json | None:
    metadata = call.structure("metadata")
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise Refusal("invalid_metadata_format")
    if metadata and not (
        isinstance(metadata.get("event_type"), str) and isinstance(metadata.get("event_payload"), dict)
    ):
        raise Refusal("invalid_metadata_schema")
    return metadata


def _thread(call: Call, channel: SandboxChannel) -> str | None:
    """The thread's first message; a reply's own ts leads there too."""
    wanted = call.optional("thread_ts")
    if wanted is None:
        return None
    found = call.message(channel, wanted, "thread_not_found")
    return found.parent_ts or found.ts


def post_message(call: Call) -> Json:
    channel = call.place_to_post()
    text, blocks = _content(call)
    metadata = _metadata(call)
    thread = _thread(call, channel)
    extra: dict[str, Any] = {"blocks": blocks, "thread_ts": thread}
    if thread and call.flag("reply_broadcast"):
        extra["subtype"] = "thread_broadcast"
    message = new_message(call.store, channel, call.store.seed.bot_user_id, text, **extra)
    message.metadata = metadata
    call.store.add(message)
    return {"channel": channel.id, "ts": message.ts, "message": message_object(call.store, message, True)}


def post_ephemeral(call: Call) -> Json:
    channel = call.open_channel()
    user = call.text("user", "user_not_found")
    if user not in call.store.users:
        raise Refusal("user_not_found")
    if user not in channel.members:
        raise Refusal("user_not_in_channel")
    text, blocks = _content(call)
    thread = _thread(call, channel)
    message = new_message(call.store, channel, call.store.seed.bot_user_id, text, blocks=blocks, thread_ts=thread)
    message.ephemeral_to = user
    call.store.add(message)
    return {"message_ts": message.ts}


def _own(call: Call, refused: str) -> KeptMessage:
    message = call.message(call.channel(), call.text("ts", "message_not_found"))
    if message.data["user"] != call.store.seed.bot_user_id:
        raise Refusal(refused)
    return message


def update(call: Call) -> Json:
    """Blocks and metadata that are left out stay; an empty list or object takes them away."""
    message = _own(call, "cant_update_message")
    blocks, text = call.structure("blocks"), call.optional("text")
    if blocks is None and text is None:
        raise Refusal("no_text")
    kept = message.data.get("blocks") if blocks is None else kept_blocks(blocks, call.store)
    message.data["text"] = checked_text(text, kept)
    message.data["blocks"] = kept or []
    metadata = _metadata(call)
    message.metadata = message.metadata if metadata is None else (metadata or None)
    message.data["edited"] = {"user": call.store.seed.bot_user_id, "ts": call.store.timestamps.new()}
    call.store.changed()
    public = message_object(call.store, message, True)
    return {"channel": message.channel, "ts": message.ts, "text": message.data["text"], "message": public}


def delete(call: Call) -> Json:
    message = _own(call, "cant_delete_message")
    call.store.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    channel = call.channel()
    message = call.message(channel, call.text("message_ts", "message_not_found"))
    return {"channel": channel.id, "permalink": permalink(call.base_url, message)}


def add_reaction(call: Call) -> Json:
    message = call.message(call.channel(), call.text("timestamp", "message_not_found"))
    name = call.text("name", "invalid_name").strip(":")
    reactions: list[Json] = message.data.setdefault("reactions", [])
    given = next((r for r in reactions if r["name"] == name), None)
    if given is None:
        given = {"name": name, "users": [], "count": 0}
        reactions.append(given)
    if call.store.seed.bot_user_id in given["users"]:
        raise Refusal("already_reacted")
    given["users"].append(call.store.seed.bot_user_id)
    given["count"] += 1
    call.store.changed()
    return {}


METHODS = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": get_permalink,
    "reactions.add": add_reaction,
}
