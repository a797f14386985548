"""conversations.*."""

from __future__ import annotations

from bot.sandbox.api.call import Call, Refusal
from bot.sandbox.seed import Json
from bot.sandbox.state import KeptMessage, SandboxChannel
from bot.sandbox.views.objects import channel_object, message_object


def _types(call: Call) -> set[str]:
    return {kind.strip() for kind in (call.optional("types") or "public_channel").split(",")}


def _kind(channel: SandboxChannel) -> str:
    if channel.dm_with is not None:
        return "im"
    return "private_channel" if channel.is_private else "public_channel"


def _visible(call: Call) -> list[SandboxChannel]:
    """Channels of the wanted types that the bot may know of."""
    types = _types(call)
    known = [c for c in call.store.channels.values() if _kind(c) in types]
    return [c for c in known if not c.is_private or call.is_member(c)]


def list_channels(call: Call) -> Json:
    open_ones = [c for c in _visible(call) if not (c.is_archived and call.flag("exclude_archived"))]
    rows, cursor = call.page(open_ones)
    channels = [channel_object(call.store, c) for c in rows]
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


def list_for_user(call: Call) -> Json:
    """users.conversations: of the named person (default the bot), limited to what the bot may know of."""
    user = call.optional("user") or call.store.seed.bot_user_id
    if user not in call.store.users:
        raise Refusal("user_not_found")
    rows, cursor = call.page([c for c in _visible(call) if user in c.members])
    channels = [channel_object(call.store, c) for c in rows]
    return {"channels": channels, "response_metadata": {"next_cursor": cursor}}


def info(call: Call) -> Json:
    return {"channel": channel_object(call.store, call.channel())}


def members(call: Call) -> Json:
    rows, cursor = call.page(call.channel().members)
    return {"members": rows, "response_metadata": {"next_cursor": cursor}}


def open_direct(call: Call) -> Json:
    users = [user.strip() for user in call.text("users", "users_list_not_supplied").split(",")]
    if any(user not in call.store.users for user in users):
        raise Refusal("user_not_found")
    if any(call.store.users[user].deleted for user in users):
        raise Refusal("user_disabled")
    if len(users) != 1:
        raise Refusal(
            "method_not_supported_for_channel_type", "this workspace opens direct messages with one person only"
        )
    if users[0] == call.store.seed.bot_user_id:
        raise Refusal("cannot_dm_bot")
    channel = call.store.direct_channel(users[0])
    return {"no_op": True, "already_open": True, "channel": channel_object(call.store, channel)}


def join(call: Call) -> Json:
    channel = call.channel()
    if _kind(channel) != "public_channel":
        raise Refusal("method_not_supported_for_channel_type")
    if not call.is_member(channel):
        channel.members.append(call.store.seed.bot_user_id)
        call.joined(channel, call.store.seed.bot_user_id)
        call.store.changed()
    return {"channel": channel_object(call.store, channel)}


def _between(call: Call, messages: list[KeptMessage]) -> list[KeptMessage]:
    """`oldest` and `latest` bound the messages; the bounds themselves count only if `inclusive`."""
    oldest, latest = _moment(call, "oldest"), _moment(call, "latest")
    inclusive = call.flag("inclusive")
    return [m for m in messages if _inside(float(m.ts), oldest, latest, inclusive)]


def _moment(call: Call, name: str) -> float | None:
    raw = call.optional(name)
    if raw is None or raw == "0":
        return None
    try:
        return float(raw)
    except ValueError:
        raise Refusal(f"invalid_ts_{name}") from None


def _inside(ts: float, oldest: float | None, latest: float | None, inclusive: bool) -> bool:
    if inclusive:
        return (oldest is None or ts >= oldest) and (latest is None or ts <= latest)
    return (oldest is None or ts > oldest) and (latest is None or ts < latest)


def _answer(call: Call, messages: list[KeptMessage]) -> Json:
    rows, cursor = call.page(messages)
    with_metadata = call.flag("include_all_metadata")
    answer: Json = {"messages": [message_object(call.store, m, with_metadata) for m in rows], "has_more": bool(cursor)}
    if cursor:
        answer["response_metadata"] = {"next_cursor": cursor}
    return answer


def history(call: Call) -> Json:
    """Newest first; replies in threads only when they were sent to the channel too."""
    channel = call.member_channel()
    top = [m for m in call.store.shared(channel.id) if m.parent_ts is None or m.is_broadcast]
    return _answer(call, _between(call, top)[::-1])


def replies(call: Call) -> Json:
    """The thread's first message, then its replies, oldest first."""
    channel = call.member_channel()
    first = call.message(channel, call.text("ts", "thread_not_found"), "thread_not_found")
    found = _between(call, call.store.replies(channel.id, first.ts))
    return _answer(call, [first, *found])


METHODS = {
    "conversations.list": list_channels,
    "conversations.info": info,
    "conversations.members": members,
    "conversations.open": open_direct,
    "conversations.join": join,
    "conversations.history": history,
    "conversations.replies": replies,
    "users.conversations": list_for_user,
}
