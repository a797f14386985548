"""Answers through a response_url."""

from collections.abc import Awaitable

import aiohttp
from slack_sdk.webhook.webhook_response import WebhookResponse

from bot.errors import SendError


async def answered(call: Awaitable[WebhookResponse]) -> None:
    """Raises SendError. An answer only the person sees may be lost or come twice: nobody is misled by either."""
    try:
        response = await call
    except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
        raise SendError(f"no answer: {type(error).__name__}", permanent=False) from error
    if response.status_code == 200:
        return
    wait = float(response.headers.get("Retry-After", 1)) if response.status_code == 429 else None
    passing = response.status_code == 429 or response.status_code >= 500
    raise SendError(f"status {response.status_code}: {response.body[:200]}", permanent=not passing, retry_after=wait)
