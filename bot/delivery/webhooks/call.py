"""One call over HTTP: what it says, how it is signed, and what counts as arrived.

The signature is HMAC-SHA256 over "timestamp.body" with the secret of the settings, so that a receiver can tell that a
call is ours and not an old one sent again.
"""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.delivery.webhooks.queue import NoAnswer
from bot.errors import SendError
from bot.store.tables import WebhookCall

SECONDS = 10.0
TIMESTAMP, SIGNATURE, DELIVERY = "Milepost-Timestamp", "Milepost-Signature", "Milepost-Delivery"


@dataclass(frozen=True)
class HttpCaller:
    """Calls one address. machine: the machine's clock, for the timestamp that is signed."""

    session: ClientSession
    url: str
    secret: str
    machine: Callable[[], datetime]

    async def __call__(self, call: WebhookCall) -> None:
        """Any 2xx has arrived; a redirect isn't followed. Raises SendError, NoAnswer."""
        body = body_of(call)
        headers = headers_of(body, call.delivery_id, self.secret, self.machine())
        try:
            async with self.session.post(
                self.url, data=body, headers=headers, timeout=ClientTimeout(total=SECONDS), allow_redirects=False
            ) as answer:
                if not 200 <= answer.status < 300:
                    raise SendError(f"it answered {answer.status}", permanent=False)
        except TimeoutError as error:
            raise NoAnswer(f"no answer within {SECONDS:g} seconds") from error
        except (ClientError, OSError) as error:
            raise NoAnswer(f"it can't be reached ({type(error).__name__})") from error


def body_of(call: WebhookCall) -> bytes:
    """JSON: the same at each attempt."""
    said = {
        "delivery_id": call.delivery_id,
        "event": call.event,
        "reaction": call.reaction,
        "about": call.about,
        "value": call.value,
        "was": call.was,
        "account": {"key": call.account_key, "name": call.account_name},
        "stage": call.stage,
        "milestone": call.milestone or None,
        "happened_on": call.happened_on.isoformat(),
        "at": call.created_at.isoformat(),
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def headers_of(body: bytes, delivery_id: str, secret: str, at: datetime) -> dict[str, str]:
    """at: aware; the timestamp is in whole seconds since 1970."""
    timestamp = str(int(at.timestamp()))
    signed = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "User-Agent": "Milepost",
        TIMESTAMP: timestamp,
        SIGNATURE: f"v1={signed}",
        DELIVERY: delivery_id,
    }
