"""The token that our calls carry: given for the app's proof of itself, and kept until shortly before it ends."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp

from bot.errors import SendError
from bot.surfaces.teams.access.proof import Proof, TokenRequest
from bot.surfaces.teams.call_result import asked, refusal

VENDOR = "https://login.microsoftonline.com"
TIMEOUT = aiohttp.ClientTimeout(total=15)  # for one request; well below the sender's lease
BEFORE_ITS_END = 300.0  # seconds


@dataclass(frozen=True)
class TeamsApp:
    """Whose bot it is: the app's id, the tenant that it works in, and how it shows that it is that app."""

    client_id: str
    tenant_id: str
    proof: Proof


class AccessToken:
    """login: where tokens are given. now: the machine's clock, by which a proof counts; monotonic: seconds."""

    def __init__(
        self,
        app: TeamsApp,
        session: aiohttp.ClientSession,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        login: str = VENDOR,
    ) -> None:
        self._app, self._session, self._login = app, session, login
        self._now, self._monotonic = now, monotonic
        self._token, self._ends = "", 0.0
        self._asking = asyncio.Lock()

    async def get(self) -> str:
        """Raises SendError; none of what it was for has left then."""
        async with self._asking:
            if not self._token or self._monotonic() >= self._ends:
                answer = await asked(self._ask)
                self._token = str(answer["access_token"])
                self._ends = self._monotonic() + _lasts(answer, self._now()) - BEFORE_ITS_END
            return self._token

    def forget(self) -> None:
        """It was refused: the next call asks for another."""
        self._token = ""

    async def _ask(self) -> Mapping[str, Any]:
        wanted = self._app.proof.request(self._login, self._app.client_id, self._app.tenant_id, self._now())
        if wanted.outside:
            return await _given(self._session, wanted)
        async with aiohttp.ClientSession() as beside:  # which knows of no proxy
            return await _given(beside, wanted)


async def _given(session: aiohttp.ClientSession, wanted: TokenRequest) -> Mapping[str, Any]:
    method = "GET" if wanted.form is None else "POST"
    async with session.request(
        method, wanted.address, data=wanted.form, headers=wanted.headers, timeout=TIMEOUT, allow_redirects=False
    ) as response:
        body = await json_of(response)
        if response.status == 200 and isinstance(body, Mapping) and body.get("access_token"):
            return body
        why = refusal(response.status, body, response.headers)
        if isinstance(why, SendError) and why.retry_after is None:
            raise SendError(f"no token: {why.reason}", permanent=False, everything=True)
        raise why


def _lasts(answer: Mapping[str, Any], now: datetime) -> float:
    """Seconds; some say until when instead of how long."""
    if answer.get("expires_in"):
        return float(answer["expires_in"])
    return float(answer.get("expires_on") or 0) - now.timestamp()


async def json_of(response: aiohttp.ClientResponse) -> Any:
    """What was answered, or None for what isn't JSON, as a proxy's page."""
    try:
        return await response.json(content_type=None)
    except ValueError:
        return None
