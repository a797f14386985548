"""Slack's payloads as `Inbound`. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from bot.conversation import Caller, Inbound, Place
from bot.surfaces.slack.parse import parse_action, parse_form

Json = Mapping[str, Any]
ENTITY = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def plain_text(text: str) -> str:
    """Slack's text as the person wrote it: links by their label, mentions by their name where it is known."""
    shown = ENTITY.sub(lambda match: match[2] or re.sub(r"^(https?://|mailto:|[@#!])", "", match[1]), text)
    for escaped, character in ESCAPES:
        shown = shown.replace(escaped, character)
    return shown


def command(body: Json) -> Inbound:
    company = _text(body, "enterprise_id")
    return Inbound(
        kind="command",
        caller=Caller(str(body.get("team_id", "")), str(body.get("user_id", "")), company=company),
        delivery_key=f"command:{body.get('trigger_id', '')}",
        place=_place(_text(body, "channel_id"), _text(body, "response_url")),
        name=str(body.get("command", "")).removeprefix("/"),
        text=plain_text(str(body.get("text") or "")),
        takes=frozenset({"message"}),
        trigger=_text(body, "trigger_id"),
    )


def click(body: Json, team_id: str | None) -> Inbound:
    """A button or menu in a message or in Home."""
    pressed: Json = (body.get("actions") or [{}])[0]
    container: Json = body.get("container") or {}
    action, target, value = parse_action(pressed)
    channel: Json = body.get("channel") or {}
    user = _user(body)
    return Inbound(
        kind="click",
        caller=_caller(body, team_id),
        delivery_key=f"click:{user}:{pressed.get('action_id')}:{pressed.get('action_ts')}",
        place=_place(_text(channel, "id"), _text(body, "response_url"), _text(container, "thread_ts")),
        action=action,
        target=target,
        value=value,
        trigger=_text(body, "trigger_id"),
        in_sent=container.get("type") == "message" and not container.get("is_ephemeral"),
        message=_text(container, "message_ts"),
        in_home=(body.get("view") or {}).get("type") == "home",
    )


def form(body: Json, team_id: str | None) -> Inbound:
    """A form that was sent; Slack doesn't tell where it was opened. Another may take its place."""
    view: Json = body.get("view") or {}
    action, target, fields = parse_form(view)
    return Inbound(
        kind="form",
        caller=_caller(body, team_id),
        delivery_key=f"form:{view.get('id')}:{view.get('callback_id')}",
        action=action,
        target=target,
        fields={name: plain_field(value) for name, value in fields.items()},
        takes=frozenset({"form"}),
        trigger=_text(body, "trigger_id"),
        inputs=tuple(block["block_id"] for block in view.get("blocks") or () if block.get("type") == "input"),
    )


def plain_field(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """A form's texts come as they were written; spaces at the ends are nobody's intention."""
    return value.strip() if isinstance(value, str) else value


def shortcut(body: Json, team_id: str | None) -> Inbound:
    """A message shortcut; the message's words are quoted."""
    message: Json = body.get("message") or {}
    user = _user(body)
    return Inbound(
        kind="shortcut",
        caller=_caller(body, team_id),
        delivery_key=f"shortcut:{user}:{body.get('action_ts')}:{body.get('trigger_id')}",
        place=_place(_text(body.get("channel") or {}, "id"), _text(body, "response_url")),
        name=str(body.get("callback_id", "")),
        trigger=_text(body, "trigger_id"),
        quoted=plain_text(str(message.get("text") or "")),
    )


def mention(body: Json) -> Inbound | None:
    """Words to the bot, in a channel or in its direct message; None for what isn't a person's own new message."""
    event: Json = body.get("event") or {}
    if event.get("bot_id") or event.get("subtype") or not event.get("user") or not event.get("text"):
        return None
    if event.get("type") == "message" and event.get("channel_type") != "im":
        return None
    return Inbound(
        kind="mention",
        caller=_event_caller(body),
        delivery_key=f"event:{event.get('channel')}:{event.get('ts')}"
        if event.get("ts")
        else f"event:{body.get('event_id')}",
        place=_place(_text(event, "channel"), None, _text(event, "thread_ts")),
        text=plain_text(re.sub(r"<@[A-Z0-9]+(\|[^>]*)?>", " ", str(event["text"]))).strip(),
    )


def home(body: Json) -> Inbound | None:
    """Somebody opened the bot's Home."""
    event: Json = body.get("event") or {}
    if event.get("tab") != "home":
        return None
    return Inbound(kind="home", caller=_event_caller(body), delivery_key=f"event:{body.get('event_id')}")


def _place(channel: str | None, respond: str | None, thread: str | None = None) -> Place:
    return Place(channel, respond, thread, direct=bool(channel) and str(channel).startswith("D"))


def _event_caller(body: Json) -> Caller:
    event: Json = body.get("event") or {}
    home_team = event.get("user_team") or event.get("team")
    company = body.get("context_enterprise_id") or body.get("enterprise_id")
    home, enterprise = (str(found) if found else None for found in (home_team, company))
    return Caller(event_team(body), str(event.get("user", "")), home, enterprise)


def event_team(body: Json) -> str:
    """The team through which an event came."""
    return str(body.get("context_team_id") or body.get("team_id") or "")


def _caller(body: Json, team_id: str | None) -> Caller:
    user: Json = body.get("user") or {}
    team: Json = body.get("team") or {}
    company = _text(body.get("enterprise") or {}, "id") or _text(team, "enterprise_id")
    return Caller(str(team_id or team.get("id") or ""), str(user.get("id", "")), _text(user, "team_id"), company)


def _user(body: Json) -> str:
    return str((body.get("user") or {}).get("id", ""))


def _text(body: Json, name: str) -> str | None:
    value = body.get(name)
    return str(value) if value else None
