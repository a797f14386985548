"""Teams as a whole, as the program starts it (bot.conversation.Platform): one bot in one tenant, over HTTP."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import aiohttp

from bot.conversation import Connected, Receive, Reception
from bot.errors import SendError, SettingsError, UnreachedError
from bot.platform import Notebook
from bot.surfaces.teams.access.proof import ManagedIdentity
from bot.surfaces.teams.access.token import VENDOR, AccessToken, TeamsApp
from bot.surfaces.teams.call_result import NO_CONNECTION
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
OFFLINE = "where Teams' tokens are given: is this machine online? A proxy is named by HTTPS_PROXY"
NOT_AZURE = "it needs a machine in Azure; elsewhere set TEAMS_CLIENT_SECRET or TEAMS_CERTIFICATE"
# What is wrong with the app's own rights, in the words that Microsoft has for it: its proof, or its ids.
PROOF = ("invalid_client", "identity_not_found")
IDS = ("unauthorized_client", "invalid_request")


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
        self.own_team: str | None = app.tenant_id

    async def connect(self) -> Connected:
        self._session = self._session or aiohttp.ClientSession(trust_env=True)
        token = AccessToken(
            self._app, self._session, now=self._now, monotonic=self._monotonic, login=self._vendor.login
        )
        try:
            await token.get()
        except SendError as error:
            raise self._refused(error) from error
        parts = self._parts = self._made(token, self._session)
        return Connected(self._app.tenant_id, NAME, self._bot_id, parts.surface, parts.line)

    def _made(self, token: AccessToken, session: aiohttp.ClientSession) -> "_Parts":
        tenant_id = self._app.tenant_id
        whereabouts = Whereabouts(self._notebook, bot_id=self._bot_id, monotonic=self._monotonic)
        pictures = ShownPictures(self._notebook, url=self._url, now=self._now)
        ids = {"bot_id": self._bot_id, "tenant_id": tenant_id}
        client = TeamsClient(
            token, session, served=whereabouts.service, addresses=pictures.addresses, dialogs=self._dialogs, **ids
        )
        surface = TeamsSurface(client, whereabouts, tenant_id=tenant_id)
        forms = OpenForms(self._notebook, directory=surface.directory, now=self._now)
        keys = PublicKeys(self._vendor.trust.keys, session, monotonic=self._monotonic)
        check = TokenCheck(keys, issuer=self._vendor.trust.issuer, audience=self._app.client_id, tenant_id=tenant_id)
        homes = Homes(surface, self._notebook)
        line = TeamsLine(surface, forms, homes, pictures)
        return _Parts(whereabouts, surface, forms, homes, line, pictures, check)

    def repair(self, reason: str) -> str:
        repair = self._repair(_word(reason))
        return f" – {repair}" if repair else ""

    def _repair(self, word: str) -> str:
        if word in PROOF or (word in IDS and isinstance(self._app.proof, ManagedIdentity)):
            return self._app.proof.repair
        return "check TEAMS_CLIENT_ID and TEAMS_TENANT_ID" if word in IDS else ""

    def _refused(self, error: SendError) -> SettingsError:
        """Microsoft's own trouble is no fault of a setting."""
        word = _word(error.reason)
        if repair := self._repair(word):
            return SettingsError(f"Microsoft gives no token for these TEAMS_ settings ({word}): {repair}.")
        if isinstance(self._app.proof, ManagedIdentity) and error.everything:
            return SettingsError(f"TEAMS_MANAGED_IDENTITY: nothing gives tokens on this machine: {NOT_AZURE}.")
        if error.unanswered or error.reason.startswith(NO_CONNECTION):
            return UnreachedError(f"{urlsplit(self._vendor.login).hostname} can't be reached, {OFFLINE}.")
        return UnreachedError(f"Microsoft can't be asked for a token just now ({error.reason}).")

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


def _word(reason: str) -> str:
    return reason.removeprefix("no token: ").split(":")[0]
