"""The public keys of who signs for Teams, fetched from where they are published and kept for a day."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt

from bot.surfaces.teams.access.token import TIMEOUT, json_of

KEPT = 24 * 3600.0  # seconds
ASKED_AGAIN = 60.0  # seconds at least between two looks
SOON = 5.0  # where there are none at all
ALGORITHM = "RS256"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trust:
    """Whose word counts for what comes in. keys: the address of their key set."""

    issuer: str
    keys: str


MICROSOFT = Trust("https://api.botframework.com", "https://login.botframework.com/v1/.well-known/keys")


@dataclass(frozen=True)
class SigningKey:
    """endorsed: the channels that this key may sign for; none where the key set doesn't say."""

    key: jwt.PyJWK
    endorsed: frozenset[str]


class KeysAway(Exception):
    """They can't be had just now, so nobody can be told from anybody."""


class PublicKeys:
    """monotonic: seconds."""

    def __init__(self, address: str, session: aiohttp.ClientSession, *, monotonic: Callable[[], float]) -> None:
        self._address, self._session, self._monotonic = address, session, monotonic
        self._keys: dict[str, SigningKey] = {}
        self._fetched: float | None = None
        self._looked: float | None = None
        self._looking = asyncio.Lock()

    async def find(self, name: str) -> SigningKey | None:
        """None for a key that isn't theirs. Raises KeysAway."""
        if name in self._keys and self._since(self._fetched) < KEPT:
            return self._keys[name]
        async with self._looking:  # whoever sends us unknown names can't have us ask for each of them
            if self._since(self._looked) >= (ASKED_AGAIN if self._keys else SOON):
                self._looked = self._monotonic()
                await self._fetch()
        if not self._keys:
            raise KeysAway(f"no keys from {self._address}")
        return self._keys.get(name)

    def _since(self, moment: float | None) -> float:
        return float("inf") if moment is None else self._monotonic() - moment

    async def _fetch(self) -> None:
        """Where they can't be had, those that we have go on to count."""
        try:
            async with self._session.get(self._address, timeout=TIMEOUT, allow_redirects=False) as response:
                body = await json_of(response)
                well = response.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("the keys of who signs for Teams can't be fetched: %s", type(error).__name__)
            return
        found = dict(_read(body)) if well and isinstance(body, Mapping) else {}
        if found:
            self._keys, self._fetched = found, self._monotonic()
        else:
            log.warning("there are no keys at %s", self._address)


def _read(key_set: Mapping[str, Any]) -> list[tuple[str, SigningKey]]:
    """Those that can sign as Teams does; others, as newer ones of other kinds, are none of ours."""
    found = []
    for one in key_set.get("keys") or ():
        if isinstance(one, Mapping) and one.get("kty") == "RSA" and one.get("kid"):
            try:
                key = jwt.PyJWK(dict(one), algorithm=ALGORITHM)
            except jwt.PyJWTError:
                continue
            endorsed = frozenset(str(channel) for channel in one.get("endorsements") or ())
            found.append((str(one["kid"]), SigningKey(key, endorsed)))
    return found
