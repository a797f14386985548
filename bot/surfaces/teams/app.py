"""Teams as a whole, as the program starts it (bot.conversation.Platform): one bot in one tenant, over HTTP."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import aiohttp

from bot.conversation import Connected, Receive, Reception
from bot.errors import SendError, SettingsError
from bot.platform import Notebook
from bot.surfaces.teams.access import VENDOR, AccessToken, TeamsApp
from bot.surfaces.teams.client import TeamsClient
from bot.surfaces.teams.home import Homes
from bot.surfaces.teams.line import TeamsLine
from bot.surfaces.teams.opened import OpenForms
from bot.surfaces.teams.pictures import PATH as SHOWN
from bot.surfaces.teams.pictures import ShownPictures
from bot.surfaces.teams.surface import TeamsSurface
from bot.surfaces.teams.trust.keys import MICROSOFT, PublicKeys, Trust
from bot.surfaces.teams.trust.tokens import TokenCheck
from bot.surfaces.teams.whereabouts import Whereabouts
from bot.surfaces.teams.wire.receive import TeamsWire
from bot.surfaces.teams.wire.replies import Replies

PATH = "/api/messages"
NAME = "Microsoft Teams"
# What is wrong with the app's own rights, by the word that Microsoft has for it.
REPAIRS = {
    "invalid_client": "make a new secret on the app registration's page and set TEAMS_CLIENT_SECRET",
    "unauthorized_client": "check TEAMS_CLIENT_ID and TEAMS_TENANT_ID",
    "invalid_request": "check TEAMS_CLIENT_ID and TEAMS_TENANT_ID",
}


@dataclass(frozen=True)
class Vendor:
    """Whom we trust and ask: Microsoft, or one of a test's own. login: where our tokens are given."""

    trust: Trust = MICROSOFT
    login: str = VENDOR


OURS = Vendor()


class TeamsPlatform:
    """url: our public address. now: the clock that people live by; monotonic: seconds. dialogs: whether forms open in
    them; else they stand as cards.

    Whose keys count is said here and by no setting: nobody can be talked into trusting others."""

    name = "teams"
    pace = (1.1, 0.1)

    def __init__(
        self,
        app: TeamsApp,
        notebook: Notebook,
        *,
        url: str,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        vendor: Vendor = OURS,
        dialogs: bool = True,
    ) -> None:
        self._app, self._notebook, self._url, self._now, self._monotonic = app, notebook, url, now, monotonic
        self._vendor, self._dialogs, self._bot_id = vendor, dialogs, f"28:{app.client_id}"
        self._session: aiohttp.ClientSession | None = None
        self._parts: _Parts | None = None
        self.wire: TeamsWire | None = None

    async def connect(self) -> Connected:
        self._session = aiohttp.ClientSession(trust_env=True)
        token = AccessToken(self._app, self._session, monotonic=self._monotonic, login=self._vendor.login)
        try:
            await token.get()
        except SendError as error:
            raise _refused(error) from error
        parts = self._parts = self._made(token, self._session)
        return Connected(self._app.tenant_id, NAME, self._bot_id, parts.surface, parts.line)

    def _made(self, token: AccessToken, session: aiohttp.ClientSession) -> "_Parts":
        tenant_id = self._app.tenant_id
        whereabouts = Whereabouts(self._notebook, bot_id=self._bot_id, monotonic=self._monotonic)
        pictures = ShownPictures(self._notebook, url=self._url, secret=self._app.secret, now=self._now)
        ids = {"bot_id": self._bot_id, "tenant_id": tenant_id}
        client = TeamsClient(
            token, session, served=whereabouts.service, addresses=pictures.addresses, dialogs=self._dialogs, **ids
        )
        surface = TeamsSurface(client, whereabouts, tenant_id=tenant_id)
        forms = OpenForms(self._notebook, channels=surface.directory.known_channels, now=self._now)
        keys = PublicKeys(self._vendor.trust.keys, session, monotonic=self._monotonic)
        check = TokenCheck(keys, issuer=self._vendor.trust.issuer, audience=self._app.client_id, tenant_id=tenant_id)
        homes = Homes(surface, self._notebook)
        line = TeamsLine(surface, forms, homes, pictures)
        return _Parts(whereabouts, surface, forms, homes, line, pictures, check)

    def repair(self, reason: str) -> str:
        word = reason.removeprefix("no token: ").split(":")[0]
        return f" – {REPAIRS[word]}" if word in REPAIRS else ""

    def attend(self, reception: Reception) -> "TeamsEntrance":
        assert self._parts is not None, "attend comes after connect"
        parts, ids = self._parts, {"tenant_id": self._app.tenant_id, "bot_id": self._bot_id}
        replies = Replies(parts.forms, parts.line)
        wire = self.wire = TeamsWire(reception, parts.check, parts.whereabouts, parts.homes, parts.line, replies, **ids)
        return TeamsEntrance({PATH: wire.receive, SHOWN: parts.pictures.receive})

    async def close(self) -> None:
        if self.wire is not None:
            await self.wire.idle()
        if self._session is not None:
            await self._session.close()


@dataclass(frozen=True)
class _Parts:
    """What belongs to one connection."""

    whereabouts: Whereabouts
    surface: TeamsSurface
    forms: OpenForms
    homes: Homes
    line: TeamsLine
    pictures: ShownPictures
    check: TokenCheck


@dataclass(frozen=True)
class TeamsEntrance:
    """Teams posts to us; nothing else has to be open."""

    paths: Mapping[str, Receive]
    heard: str = f"Teams at {PATH}"

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        yield


def _refused(error: SendError) -> SettingsError:
    """Microsoft's own trouble is no fault of a setting."""
    word = error.reason.removeprefix("no token: ").split(":")[0]
    if word in REPAIRS:
        return SettingsError(f"Microsoft gives no token for these TEAMS_ settings ({word}): {REPAIRS[word]}.")
    return SettingsError(f"Microsoft can't be asked for a token just now ({error.reason}). Try again in a minute.")
