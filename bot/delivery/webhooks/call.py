"""One call over HTTP: what it says, how it is signed, and what counts as arrived."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from bot.delivery.webhooks.outward import NotPublicError, check_literal
from bot.delivery.webhooks.queue import Gone, NoAnswer, NotAllowed, NotTaken, Overloaded
from bot.delivery.webhooks.signature import keys_of, signature_of
from bot.store.tables import WebhookCall

SECONDS = 15.0
ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
GONE, TOO_BUSY = 410, (429, 502, 503, 504)


@dataclass(frozen=True)
class HttpCaller:
    """Calls one address. secret: as the settings have it. machine: the machine's clock, for the timestamp that is
    signed. private: it may be an address of one's own network."""

    session: ClientSession
    url: str
    secret: str
    machine: Callable[[], datetime]
    private: bool = False

    @property
    def address(self) -> str:
        """Tells it from another one, and says nothing of it: an address may hold a secret."""
        return sha256(self.url.encode()).hexdigest()

    async def __call__(self, call: WebhookCall) -> int:
        """What it answered; any 2xx has arrived, and a redirect isn't followed. Raises NotTaken, NoAnswer."""
        body = body_of(call)
        headers = headers_of(body, call.delivery_id, self.secret, self.machine())
        try:
            check_literal(self.url, private=self.private)
            async with self.session.post(
                self.url, data=body, headers=headers, timeout=ClientTimeout(total=SECONDS), allow_redirects=False
            ) as answer:
                return _arrived(answer)
        except NotPublicError as error:
            raise NotAllowed(str(error)) from error
        except TimeoutError as error:
            raise NoAnswer(f"no answer within {SECONDS:g} seconds") from error
        except (ClientError, OSError) as error:
            raise NoAnswer(f"it can't be reached ({type(error).__name__})") from error


def _arrived(answer: ClientResponse) -> int:
    status, reason = answer.status, f"it answered {answer.status}"
    if 200 <= status < 300:
        return status
    if status == GONE:
        raise Gone("it said that it is gone (410)", status)
    if status in TOO_BUSY:
        raise Overloaded(reason, status, _seconds(answer.headers.get("Retry-After", "")))
    raise NotTaken(reason, status)


def _seconds(text: str) -> float | None:
    """Of Retry-After; a day there isn't read."""
    return float(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None


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
    timestamp = int(at.timestamp())
    return {
        "Content-Type": "application/json",
        "User-Agent": "Milepost",
        ID: delivery_id,
        TIMESTAMP: str(timestamp),
        SIGNATURE: signature_of(keys_of(secret), delivery_id, timestamp, body),
    }
