"""Teams' activities as `Inbound`. Pure; who sent them is made sure of before."""

import html
import re
from collections.abc import Collection, Mapping
from typing import Any, Literal

from bot.conversation import Caller, Inbound, Place
from bot.surfaces.teams.render.elements import CHOSEN
from bot.surfaces.teams.render.forms import BETWEEN

Json = Mapping[str, Any]
Fields = dict[str, str | tuple[str, ...]]
IN_THREAD = ";messageid="
HOME = "home"
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"</(?:p|div|li|h\d)>|<br\s*/?>", re.IGNORECASE)


def inbound(activity: Json, commands: Collection[str]) -> Inbound | None:
    """What a person did; None for what is nobody's doing, as a bot's own message or somebody's typing.

    commands: the names of those that there are; one may be typed with or without a slash."""
    if not _part(activity, "from").get("aadObjectId"):
        return None
    if activity.get("type") == "message":
        return _message(activity, commands)
    if activity.get("type") == "invoke":
        return _invoke(activity)
    return None


def _message(activity: Json, commands: Collection[str]) -> Inbound | None:
    text = words_to_us(activity)
    if not text:
        return None
    first, _, rest = text.partition(" ")
    name = first.removeprefix("/").casefold()
    if name in commands:
        return _made("command", activity, name=name, text=rest.strip())
    if name == HOME and not rest.strip():
        return _made("home", activity)
    return _made("mention", activity, text=text)


def words_to_us(activity: Json) -> str:
    """The text as it was typed, without the mention of us that it needs in a channel."""
    text = str(activity.get("text") or "")
    us = _part(activity, "recipient").get("id")
    for entity in _parts(activity, "entities"):
        if entity.get("type") == "mention" and us and _part(entity, "mentioned").get("id") == us:
            text = text.replace(str(entity.get("text") or ""), " ")
    return " ".join(html.unescape(re.sub(r"</?at\b[^>]*>", "", text)).split())


def _invoke(activity: Json) -> Inbound | None:
    value, name = _part(activity, "value"), activity.get("name")
    if name == "adaptiveCard/action":
        return _pressed(activity, _part(_part(value, "action"), "data"))
    if name in ("task/fetch", "task/submit"):
        return _pressed(activity, _part(value, "data"))
    if name == "composeExtension/fetchTask" and value.get("commandId"):
        payload = _part(_part(value, "messagePayload"), "body")
        return _made(
            "shortcut", activity, name=str(value["commandId"]), quoted=quoted(str(payload.get("content") or ""))
        )
    return None


def quoted(content: str) -> str:
    """The words of a message, which Teams gives as HTML."""
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", content))).replace("\xa0", " ")
    return "\n".join(one for one in (" ".join(line.split()) for line in text.splitlines()) if one)


def _pressed(activity: Json, data: Json) -> Inbound | None:
    """A button or a menu; one that sends a form names the form's inputs."""
    if not data.get("action"):
        return None
    action, target = str(data["action"]), str(data.get("target") or "")
    if isinstance(data.get("form"), list):
        inputs = tuple(str(name) for name in data["form"])
        several = {str(name) for name in data.get("several") or ()}
        fields: Fields = {name: _answer(data.get(name), several=name in several) for name in inputs}
        return _made("form", activity, action=action, target=target, fields=fields, inputs=inputs)
    value = data.get("value") or next((data[name] for name in data if _holds_choice(name)), "")
    return _made("click", activity, action=action, target=target, value=str(value), in_sent=True)


def _holds_choice(name: str) -> bool:
    return name.startswith(CHOSEN) and name.removeprefix(CHOSEN).isdecimal()


def _answer(value: Any, *, several: bool) -> str | tuple[str, ...]:
    text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value).strip()
    return tuple(one for one in text.split(BETWEEN) if one) if several else text


Kind = Literal["command", "mention", "click", "form", "shortcut", "home"]


def _made(kind: Kind, activity: Json, **more: Any) -> Inbound:
    conversation = _part(activity, "conversation")
    channel, _, thread = str(conversation.get("id") or "").partition(IN_THREAD)
    tenant = _part(_part(activity, "channelData"), "tenant").get("id") or conversation.get("tenantId") or ""
    return Inbound(
        kind=kind,
        caller=Caller(str(tenant), str(_part(activity, "from")["aadObjectId"])),
        # Ids of activities are told apart within their conversation only.
        delivery_key=f"{activity.get('type')}:{conversation.get('id')}:{activity.get('id')}",
        place=Place(channel or None, None, thread or None, direct=conversation.get("conversationType") == "personal"),
        **more,
    )


def _part(value: Json, name: str) -> Json:
    """The object of that name; an empty one where there is none, whatever was sent."""
    found = value.get(name)
    return found if isinstance(found, Mapping) else {}


def _parts(value: Json, name: str) -> list[Json]:
    found = value.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
