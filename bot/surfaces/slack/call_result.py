"""What became of a call: certainly refused, or perhaps carried out. That difference is what keeps a message single."""

from collections.abc import Awaitable, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.errors import AmbiguousSend, SendError
from bot.tally import count

Json = Mapping[str, Any]

# Refusals of the whole installation, until somebody repairs it.
EVERYTHING = frozenset({
    "team_added_to_org", "org_login_required", "accesslimited", "invalid_auth", "not_authed", "account_inactive",
    "token_expired", "token_revoked", "missing_scope", "not_allowed_token_type", "access_denied",
    "two_factor_setup_required", "team_access_not_granted", "ekm_access_denied",
})  # fmt: skip
# Others that may pass.
PASSING = frozenset({"ratelimited", "rate_limited", "request_timeout", "message_limit_exceeded"})
# What a message in simpler blocks, or without any, may not meet.
CONTENT = frozenset({
    "invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long", "invalid_attachments",
    "metadata_too_large", "slack_file_not_found", "no_text",
})  # fmt: skip
# Errors after which the platform itself says that some of it may have been done.
UNCLEAR = frozenset({"internal_error", "fatal_error", "service_unavailable"})
NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)
PROXY_WANTS_A_PASSWORD = 407  # where it isn't told so while it connects, as for addresses without TLS
WITHOUT_A_WORD = 30.0  # seconds to wait where a 429 names none


async def asked(call: Awaitable[Any]) -> Json:
    """The answer of a call that changes nothing, or may be made twice. Raises SendError: where no answer came, that
    says nothing of what was asked about."""
    try:
        return await told(call)
    except AmbiguousSend as error:
        raise SendError(str(error), permanent=False, unanswered=True) from error


async def told(call: Awaitable[Any]) -> Json:
    """The answer of a call that must not be made twice. Raises SendError or AmbiguousSend."""
    try:
        answer: Json = (await call).data
        count("platform_calls", platform="slack", outcome="answered")
        return answer
    except SlackApiError as error:
        count("platform_calls", platform="slack", outcome="refused")
        raise refusal(error) from error
    except SlackRequestError as error:  # an upload's bytes were not accepted; nothing is to be seen of it
        raise SendError(f"upload refused: {error}"[:200], permanent=False) from error
    except aiohttp.InvalidURL as error:
        raise SendError(f"not an address: {error}", permanent=True) from error
    except NEVER_LEFT as error:
        count("platform_calls", platform="slack", outcome="unanswered")
        raise SendError(f"no connection: {type(error).__name__}", permanent=False, everything=True) from error
    except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
        count("platform_calls", platform="slack", outcome="unanswered")
        raise AmbiguousSend(f"no answer: {type(error).__name__}") from error


def refusal(error: SlackApiError) -> SendError | AmbiguousSend:
    """What an answer that isn't a yes means."""
    response: Any = error.response
    status = int(getattr(response, "status_code", None) or getattr(response, "status", None) or 0)
    body = getattr(response, "data", None)
    word = str(body.get("error") or "") if isinstance(body, Mapping) else ""
    if status == PROXY_WANTS_A_PASSWORD:
        return SendError("no connection: the proxy refuses", permanent=False, everything=True)
    if status == 429 or word in ("ratelimited", "rate_limited"):
        count("rate_limited", platform="slack")
        return SendError("ratelimited", permanent=False, retry_after=_wait(response))
    if not word or word in UNCLEAR or status >= 500:
        return AmbiguousSend(f"status {status} {word}".strip())
    everything = word in EVERYTHING
    permanent = not everything and word not in PASSING
    return SendError(_with_details(word, body), permanent=permanent, everything=everything, content=word in CONTENT)


REPAIRS = {
    "missing_scope": "compare the app's scopes with `milepost manifest`, then install it again",
    "account_inactive": "install the app again, and set the new SLACK_BOT_TOKEN",
    "token_revoked": "install the app again, and set the new SLACK_BOT_TOKEN",
    "token_expired": "set a SLACK_BOT_TOKEN that doesn't expire",
    "invalid_auth": "set the SLACK_BOT_TOKEN that the app's page shows",
    "not_authed": "set SLACK_BOT_TOKEN",
    "app_uninstalled": "install the app again, and set the new SLACK_BOT_TOKEN",
    "tokens_revoked": "install the app again, and set the new SLACK_BOT_TOKEN",
    "no connection": "Slack can't be reached from this machine",
}


def repair(reason: str) -> str:
    """What to do about an outage, after a dash; "" where nobody knows."""
    found = next((words for word, words in REPAIRS.items() if reason.startswith(word)), "")
    return f" - {found}" if found else ""


def _wait(response: Any) -> float:
    try:
        return float(response.headers.get("Retry-After", WITHOUT_A_WORD))
    except (TypeError, ValueError):
        return WITHOUT_A_WORD


def _with_details(word: str, body: Any) -> str:
    details = (body.get("response_metadata") or {}).get("messages") or []
    return f"{word}: {'; '.join(map(str, details))}"[:500] if details else word


def word_of(error: SendError) -> str:
    """The platform's own word for the refusal."""
    return error.reason.partition(":")[0]
