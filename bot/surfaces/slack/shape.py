"""What Slack sends, as far as we and Bolt read it. Whatever else has a valid signature is refused before it is read.

https://docs.slack.dev/interactivity/handling-user-interaction and https://docs.slack.dev/apis/events-api
"""

import json
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

Json = dict[str, Any]


class NotSlacks(ValueError):
    """It isn't anything that Slack sends."""


def _keepable(text: str) -> str:
    """No database takes half a character or a NUL; no id of Slack's has one."""
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("half a character or a NUL")
    return text


def _is_text(words: object) -> object:
    """People's words are taken as they are, half a character and all: they are cleaned where they are read."""
    if not isinstance(words, str):
        raise ValueError("no text")
    return words


Words = Annotated[Any, AfterValidator(_is_text)]
Id = Annotated[str, AfterValidator(_keepable), Field(max_length=3000)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class _Named(_Part):
    id: Id | None = None
    team_id: Id | None = None


class _Option(_Part):
    value: Id | None = None


class _Answer(_Part):
    """A button that was pressed, a menu in which something was chosen, or an input of a form."""

    action_id: Id | None = None
    action_ts: Id | None = None
    block_id: Id | None = None
    value: Words | None = None
    selected_option: _Option | None = None
    selected_options: list[_Option] | None = None
    selected_date: Id | None = None
    selected_time: Id | None = None
    selected_user: Id | None = None
    selected_channel: Id | None = None
    selected_conversation: Id | None = None
    selected_users: list[Id] | None = None
    selected_channels: list[Id] | None = None
    selected_conversations: list[Id] | None = None


class _Pressed(_Answer):
    action_id: Id


class _State(_Part):
    values: dict[Id, dict[Id, _Answer]] = {}


class _Block(_Part):
    type: str
    block_id: Id


class _View(_Part):
    id: Id | None = None
    type: str
    callback_id: Id | None = None
    state: _State | None = None
    blocks: list[_Block] | None = None


class _Said(_Part):
    text: Words | None = None


class _Container(_Part):
    type: str | None = None
    thread_ts: Id | None = None
    is_ephemeral: bool | None = None


class _Interaction(_Part):
    user: _Named
    team: _Named | None = None
    enterprise: _Named | None = None
    channel: _Named | None = None
    container: _Container | None = None
    message: _Said | None = None
    view: _View | None = None
    trigger_id: Id | None = None
    response_url: Id | None = None
    action_ts: Id | None = None
    callback_id: Id | None = None


class _Clicked(_Interaction):
    type: Literal["block_actions"]
    actions: Annotated[list[_Pressed], Field(min_length=1)]


class _Sent(_Interaction):
    type: Literal["view_submission", "view_closed"]
    view: _View


class _Shortcut(_Interaction):
    type: Literal["message_action", "shortcut"]
    callback_id: Id


class _Other(_Interaction):
    """What we don't ask Slack for; it is let through and answered by nobody."""

    type: Literal[
        "block_suggestion",
        "interactive_message",
        "dialog_submission",
        "dialog_cancellation",
        "dialog_suggestion",
        "workflow_step_edit",
    ]


class _Event(_Part):
    type: str
    user: Id | _Named | None = None
    channel: Id | _Named | None = None
    text: Words | None = None
    ts: Id | None = None
    thread_ts: Id | None = None
    team: Id | _Named | None = None
    user_team: Id | None = None
    bot_id: Id | None = None
    subtype: str | None = None
    channel_type: str | None = None
    tab: str | None = None
    tokens: dict[str, list[str] | None] | None = None


class _Happened(_Part):
    type: Literal["event_callback"]
    event: _Event
    team_id: Id | None = None
    context_team_id: Id | None = None
    event_id: Id | None = None
    event_time: Annotated[int, Field(ge=0, lt=10**11)] | None = None
    authorizations: list[Json] | None = None


class _Verification(_Part):
    type: Literal["url_verification"]
    challenge: str


class _Limited(_Part):
    type: Literal["app_rate_limited"]


class _Typed(_Part):
    command: Id
    user_id: Id
    team_id: Id
    text: Words | None = None
    trigger_id: Id | None = None
    channel_id: Id | None = None
    response_url: Id | None = None


ANY: TypeAdapter[Any] = TypeAdapter(
    Annotated[_Clicked | _Sent | _Shortcut | _Other | _Happened | _Verification | _Limited, Field(discriminator="type")]
)


def check_request(content_type: str, text: str) -> None:
    """The body of a request. Raises NotSlacks."""
    if content_type == "application/json":
        check_payload(_json_in(text))
        return
    try:
        fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=100))
    except ValueError as error:
        raise NotSlacks("no form") from error
    check_payload(_json_in(fields["payload"]) if "payload" in fields else fields)


def check_payload(payload: Any) -> None:
    """What came in, read; a command has no type. Raises NotSlacks."""
    try:
        if isinstance(payload, dict) and "type" not in payload:
            _Typed.model_validate(payload)
        else:
            ANY.validate_python(payload)
    except (ValidationError, RecursionError) as error:
        raise NotSlacks(_where(error)) from error


def _where(error: ValidationError | RecursionError) -> str:
    """Names the places, never what stands there: that may be what somebody wrote."""
    if isinstance(error, RecursionError):
        return "too deep"
    return ", ".join(sorted({".".join(map(str, one["loc"])) or "all" for one in error.errors()})[:5])


def _json_in(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotSlacks("no JSON") from error
