"""Teams' activities as `Inbound`. Pure; who sent them is made sure of before."""

import html
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Literal

from bot.conversation import Caller, Inbound, Place
from bot.surfaces.teams.render.elements import CHOSEN
from bot.surfaces.teams.render.forms import BETWEEN

Json = Mapping[str, Any]
Fields = dict[str, str | tuple[str, ...]]
IN_THREAD = ";messageid="
HOME = "home"
OVER = "over:"  # how `Place.respond` begins where the answer takes a message's place in any case
# What the buttons of a card carry of where it stands; `standing` puts it there.
ALONE, IN_HOME, OPENED = "alone", "home", "opened"
DIALOG = ("task/fetch", "task/submit", "composeExtension/fetchTask", "composeExtension/submitAction")
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"</(?:p|div|li|h\d)>|<br\s*/?>", re.IGNORECASE)


def inbound(activity: Json, commands: Collection[str]) -> Inbound | None:
    """What a person did; None for what is nobody's doing, as a bot's own message or somebody's typing.

    commands: the names of those that there are; one may be typed with or without a slash."""
    if not part(activity, "from").get("aadObjectId"):
        return None
    if activity.get("type") == "message":
        return _message(activity, commands)
    if activity.get("type") == "invoke":
        return _invoke(activity)
    return None


def _message(activity: Json, commands: Collection[str]) -> Inbound | None:
    text = words_to_us(activity)
    if not text and not _is_mentioned(activity):
        return None
    first, _, rest = text.partition(" ")
    name = first.removeprefix("/").casefold()
    if name in commands:
        return _made("command", activity, name=name, text=rest.strip())
    if name == HOME and not rest.strip():
        return _made("home", activity)
    return _made("mention", activity, text=text)


def _is_mentioned(activity: Json) -> bool:
    us = part(activity, "recipient").get("id")
    named = (part(one, "mentioned").get("id") for one in parts(activity, "entities") if one.get("type") == "mention")
    return bool(us) and us in named


def words_to_us(activity: Json) -> str:
    """The text as it was typed, without the mention of us that it needs in a channel."""
    text = str(activity.get("text") or "")
    us = part(activity, "recipient").get("id")
    for entity in parts(activity, "entities"):
        if entity.get("type") == "mention" and us and part(entity, "mentioned").get("id") == us:
            text = text.replace(str(entity.get("text") or ""), " ")
    return " ".join(html.unescape(re.sub(r"</?at\b[^>]*>", "", text)).split())


def _invoke(activity: Json) -> Inbound | None:
    value, name = part(activity, "value"), activity.get("name")
    if name == "adaptiveCard/action":
        return _pressed(activity, part(part(value, "action"), "data"))
    if name == "composeExtension/fetchTask" and value.get("commandId"):
        payload = part(part(value, "messagePayload"), "body")
        words = quoted(str(payload.get("content") or ""))
        made = _made("shortcut", activity, name=str(value["commandId"]), quoted=words, takes=IN_DIALOG)
        # It may be used where we aren't: what follows it goes to the personal chat.
        return replace(made, place=Place(), trigger=None)
    if name in DIALOG:
        return _pressed(activity, part(value, "data"))
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
        return _form(activity, data, action, target)
    value = data.get("value") or next((data[name] for name in data if _holds_choice(name)), "")
    alone, dialog = bool(data.get(ALONE)), activity.get("name") in DIALOG
    return _made(
        "click",
        activity,
        action=action,
        target=target,
        value=str(value),
        message=_message_of(activity) or None,
        in_sent=not alone,
        in_home=bool(data.get(IN_HOME)),
        respond=_message_of(activity) if alone else None,
        takes=IN_DIALOG if dialog else frozenset(),
    )


def _form(activity: Json, data: Json, action: str, target: str) -> Inbound:
    """Sent from a card that stands in the conversation, the answer takes the card's place."""
    inputs = tuple(str(name) for name in data["form"])
    several = {str(name) for name in data.get("several") or ()}
    fields: Fields = {name: _answer(data.get(name), several=name in several) for name in inputs}
    card = "" if activity.get("name") in DIALOG else _message_of(activity)
    respond, takes = (f"{OVER}{card}", IN_DIALOG) if card else (None, IN_FORM)
    made = _made(
        "form", activity, action=action, target=target, fields=fields, inputs=inputs, respond=respond, takes=takes
    )
    if not is_at_ours(activity):
        made = replace(made, place=Place(), trigger=None)
    opened = str(data.get(OPENED) or "")
    # However often it is sent, it is one form, until it is accepted.
    return replace(made, delivery_key=f"form:{opened}:{action}") if opened else made


def is_at_ours(activity: Json) -> bool:
    """Whether its conversation is one that we are in: a message action may be used anywhere."""
    return not str(activity.get("name") or "").startswith("composeExtension/")


def _message_of(activity: Json) -> str:
    """The message that the button stands in."""
    return str(activity.get("replyToId") or "")


def _holds_choice(name: str) -> bool:
    return name.startswith(CHOSEN) and name.removeprefix(CHOSEN).isdecimal()


def _answer(value: Any, *, several: bool) -> str | tuple[str, ...]:
    text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value).strip()
    return tuple(one for one in text.split(BETWEEN) if one) if several else text


Kind = Literal["command", "mention", "click", "form", "shortcut", "home"]
Takes = frozenset[Literal["message", "form"]]
IN_DIALOG: Takes = frozenset({"message", "form"})
IN_FORM: Takes = frozenset({"form"})


def _made(kind: Kind, activity: Json, *, respond: str | None = None, **more: Any) -> Inbound:
    channel, thread = place_of(activity)
    conversation = part(activity, "conversation")
    direct = conversation.get("conversationType") == "personal"
    tenant = part(part(activity, "channelData"), "tenant").get("id") or conversation.get("tenantId") or ""
    user_id = str(part(activity, "from")["aadObjectId"])
    return Inbound(
        kind=kind,
        caller=Caller(str(tenant), user_id),
        # Ids of activities are told apart within their conversation only.
        delivery_key=f"{activity.get('type')}:{conversation.get('id')}:{activity.get('id')}",
        place=Place(channel or None, respond, thread or None, direct=direct),
        trigger=trigger(user_id, channel, thread, direct=direct) if channel else None,
        **more,
    )


def place_of(activity: Json) -> tuple[str, str]:
    """Its conversation, and the thread in it; "" where it stands in none."""
    channel, _, thread = str(part(activity, "conversation").get("id") or "").partition(IN_THREAD)
    return channel, thread


def trigger(user_id: str, channel: str, thread: str, *, direct: bool) -> str:
    """Where a form can be opened, and for whom."""
    return json.dumps([user_id, channel, thread, direct])


def opened_by(trigger: str) -> tuple[str, Place]:
    """The same, read."""
    user_id, channel, thread, direct = json.loads(trigger)
    return user_id, Place(channel, None, thread or None, direct=direct)


def part(value: Json, name: str) -> Json:
    """The object of that name; an empty one where there is none, whatever was sent."""
    found = value.get(name)
    return found if isinstance(found, Mapping) else {}


def parts(value: Json, name: str) -> list[Json]:
    found = value.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
