"""Signatures as Standard Webhooks has them (https://www.standardwebhooks.com), so that any of its libraries can verify.

HMAC-SHA256 over "id.timestamp.body", in base64 behind "v1,". While a secret is replaced by another, each signs.
"""

import binascii
import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import sha256

PREFIX = "whsec_"
SHORTEST, LONGEST = 24, 64  # bytes that the specification wants
SHORTEST_TEXT = 16  # characters of a secret from before there was a specification


def new_secret() -> str:
    return PREFIX + b64encode(secrets.token_bytes(32)).decode()


def keys_of(text: str) -> tuple[bytes, ...]:
    """What signs. Secrets stand with blanks between, each as `whsec_…`; any other text is one secret, as it is.

    Raises ValueError, which says what is wrong with it."""
    each = text.split()
    if not any(one.startswith(PREFIX) for one in each):
        if len(text) < SHORTEST_TEXT:
            raise ValueError("is too short" if text else "is missing")
        return (text.encode(),)
    return tuple(_key(one) for one in each)


def _key(secret: str) -> bytes:
    if not secret.startswith(PREFIX):
        raise ValueError(f"mixes secrets of two kinds: each must begin with {PREFIX}")
    try:
        key = b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError(f"can't be read: behind {PREFIX} stands base64") from error
    if not SHORTEST <= len(key) <= LONGEST:
        raise ValueError(f"must have {SHORTEST} to {LONGEST} bytes behind {PREFIX}")
    return key


def signature_of(keys: Iterable[bytes], webhook_id: str, timestamp: int, body: bytes) -> str:
    """One a key, with blanks between."""
    said = f"{webhook_id}.{timestamp}.".encode() + body
    return " ".join(f"v1,{b64encode(hmac.new(key, said, sha256).digest()).decode()}" for key in keys)


__all__ = ["PREFIX", "keys_of", "new_secret", "signature_of"]
