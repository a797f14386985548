"""The token that our calls carry: given for the app's own secret, and kept until shortly before it ends."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.errors import SendError
from bot.surfaces.teams.call_result import asked, refusal

VENDOR = "https://login.microsoftonline.com"
SCOPE = "https://api.botframework.com/.default"
TIMEOUT = aiohttp.ClientTimeout(total=15)  # for one request; well below the sender's lease
BEFORE_ITS_END = 300.0  # seconds


@dataclass(frozen=True)
class TeamsApp:
    """Whose bot it is: the app's id and secret, and the tenant that it works in."""

    client_id: str
    tenant_id: str
    secret: str = field(repr=False)


class AccessToken:
    """login: where tokens are given. monotonic: seconds."""

    def __init__(
        self, app: TeamsApp, session: aiohttp.ClientSession, *, monotonic: Callable[[], float], login: str = VENDOR
    ) -> None:
        self._app, self._session, self._monotonic = app, session, monotonic
        self._address = f"{login.rstrip('/')}/{app.tenant_id}/oauth2/v2.0/token"
        self._token, self._ends = "", 0.0
        self._asking = asyncio.Lock()

    async def get(self) -> str:
        """Raises SendError; none of what it was for has left then."""
        async with self._asking:
            if not self._token or self._monotonic() >= self._ends:
                answer = await asked(self._ask)
                self._token = str(answer["access_token"])
                self._ends = self._monotonic() + float(answer.get("expires_in") or 0) - BEFORE_ITS_END
            return self._token

    def forget(self) -> None:
        """It was refused: the next call asks for another."""
        self._token = ""

    async def _ask(self) -> Mapping[str, Any]:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._app.client_id,
            "client_secret": self._app.secret,
            "scope": SCOPE,
        }
        async with self._session.post(self._address, data=form, timeout=TIMEOUT, allow_redirects=False) as response:
            body = await json_of(response)
            if response.status == 200 and isinstance(body, Mapping) and body.get("access_token"):
                return body
            why = refusal(response.status, body, response.headers)
            if isinstance(why, SendError) and why.retry_after is None:
                raise SendError(f"no token: {why.reason}", permanent=False, everything=True)
            raise why


async def json_of(response: aiohttp.ClientResponse) -> Any:
    """What was answered, or None for what isn't JSON, as a proxy's page."""
    try:
        return await response.json(content_type=None)
    except ValueError:
        return None
