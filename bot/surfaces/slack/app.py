"""Slack as a whole, as the program starts it (bot.conversation.Platform): by Socket Mode or over HTTP."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Connected, Receive, Reception
from bot.errors import SendError, SettingsError, UnreachedError
from bot.surfaces.slack.call_result import PROXY_WANTS_A_PASSWORD, refusal, repair
from bot.surfaces.slack.client import SlackSurface
from bot.surfaces.slack.directory import OwnTeam, platform_user
from bot.surfaces.slack.line import SlackLine
from bot.surfaces.slack.reach import unreached, web_client
from bot.surfaces.slack.shape import NotSlacks, check_payload
from bot.surfaces.slack.wire import HeardOf, receiver, register

log = logging.getLogger(__name__)
PATH = "/slack/events"
ORG_WIDE = (
    "SLACK_BOT_TOKEN is for a whole organisation, and Milepost works in one workspace: install the app in the "
    "workspace of your CSMs, and set the token of that installation."
)
UNREACHABLE = (OSError, TimeoutError, aiohttp.ClientError)
CONNECTING = 15.0  # seconds that the socket gets before the start goes on without it


class SlackPlatform:
    """token: the bot's; asked for when it is needed. app_token None: over HTTP. monotonic: seconds."""

    name = "slack"
    pace = (1.1, 0.2)
    own_team: str | None = None  # only Slack knows whose token it is

    def __init__(
        self,
        token: Callable[[], str],
        *,
        app_token: str | None,
        signing_secret: str | None,
        base_url: str,
        monotonic: Callable[[], float],
    ) -> None:
        self._token, self._app_token, self._signing_secret = token, app_token, signing_secret
        self._base_url, self._monotonic = base_url, monotonic
        self._heard_of: HeardOf = platform_user
        self._bot_user_id: str | None = None

    async def connect(self) -> Connected:
        surface = SlackSurface(self._token(), monotonic=self._monotonic, base_url=self._base_url)
        us = await _who_are_we(surface.client)
        self._bot_user_id = us.bot_user_id
        surface.works_in(OwnTeam(us.team_id, us.enterprise_id))
        self._heard_of = surface.heard_of
        return Connected(us.team_id, us.team_name, us.bot_user_id, surface, SlackLine(surface))

    def repair(self, reason: str) -> str:
        return repair(reason)

    def attend(self, reception: Reception) -> "SlackEntrance":
        # Bolt takes the token from the environment too, and warns that it is told already whose requests these are.
        logging.getLogger("slack_bolt.AsyncApp").addFilter(lambda record: "will be unused" not in record.getMessage())
        app = AsyncApp(
            client=web_client(self._base_url),
            authorize=self._authorize(),  # else it would ask Slack itself, past the ways that our clients go
            signing_secret=self._signing_secret or secrets.token_hex(),  # nobody knows it then, so nobody can sign
            ignoring_self_events_enabled=True,
        )
        register(app, reception, self._heard_of)
        paths = {PATH: receiver(app, self._signing_secret)} if self._signing_secret else {}
        return SlackEntrance(app, paths, self._app_token, self._base_url)

    async def close(self) -> None:
        """Nothing stays open: each call has a connection of its own."""

    def _authorize(self) -> Callable[..., Awaitable[AuthorizeResult]]:
        """All that comes in is for the one bot that connected. A function, as Bolt looks at the names that it takes."""

        async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
            bot = {"bot_token": self._token(), "bot_user_id": self._bot_user_id}
            return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, **bot)

        return authorize


class SlackEntrance:
    """The socket where there is an app token; signed requests at one path where there is a secret to check them by."""

    def __init__(self, app: AsyncApp, paths: Mapping[str, Receive], app_token: str | None, base_url: str) -> None:
        self._app, self.paths, self._app_token, self._base_url = app, paths, app_token, base_url
        self.heard = "Slack over Socket Mode" if app_token else f"Slack at {PATH}"

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        if self._app_token is None:
            yield
            return
        client = web_client(self._base_url)
        try:
            await _is_accepted(client, self._app_token)
        except UnreachedError as error:  # the socket's own client goes on trying
            log.warning("%s", error)
        handler = _Socket(self._app, self._app_token, web_client=client)
        handler.client.proxy = client.proxy
        # It tries again and again by itself when the line is down, so nothing here may wait for it without end.
        connecting = asyncio.create_task(handler.connect_async())  # type: ignore[no-untyped-call]
        await asyncio.wait({connecting}, timeout=CONNECTING)
        try:
            yield
        finally:
            connecting.cancel()
            await asyncio.gather(connecting, return_exceptions=True)
            await self._close(handler)

    async def _close(self, handler: AsyncSocketModeHandler) -> None:
        """An acknowledgement that is just leaving meets a closed line. It is no news: Slack hands that event over
        again."""
        logger = self._app.logger
        level = logger.level
        logger.setLevel(logging.CRITICAL)
        await handler.close_async()  # type: ignore[no-untyped-call]
        await asyncio.sleep(0.1)  # for what was on its way
        logger.setLevel(level)


class _Socket(AsyncSocketModeHandler):
    """Looks at what comes in as we do over HTTP."""

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        try:
            check_payload(req.payload)
        except NotSlacks as error:
            log.warning("what came over the socket is nothing that Slack sends (%s)", error)
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))
            return
        await super().handle(client, req)  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Us:
    """Whose token it is."""

    team_id: str
    team_name: str
    bot_user_id: str
    enterprise_id: str | None


async def _who_are_we(client: AsyncWebClient) -> _Us:
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        raise _refused("SLACK_BOT_TOKEN", error, client.base_url) from error
    except UNREACHABLE as error:
        raise unreached(error, client.base_url) from error
    team_id, enterprise_id = str(answer.get("team_id") or ""), answer.get("enterprise_id") or None
    if answer.get("is_enterprise_install") or not team_id.startswith("T"):
        raise SettingsError(ORG_WIDE)
    return _Us(team_id, str(answer["team"]), str(answer["user_id"]), enterprise_id)


def _refused(setting: str, error: SlackApiError, address: str) -> SettingsError:
    """Slack's own trouble is no fault of a token, and a proxy's is none of Slack's."""
    if getattr(error.response, "status_code", None) == PROXY_WANTS_A_PASSWORD:
        return unreached(error, address)
    said = refusal(error)
    if isinstance(said, SendError) and said.everything:
        return SettingsError(f"Slack refuses {setting} ({said.reason}){repair(said.reason)}.")
    return UnreachedError(f"Slack can't answer just now ({said}).")


async def _is_accepted(client: AsyncWebClient, app_token: str) -> None:
    """Ask once ourselves: the socket's own client would go on asking for ever."""
    try:
        await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        raise _refused("SLACK_APP_TOKEN", error, client.base_url) from error
    except UNREACHABLE as error:
        raise unreached(error, client.base_url) from error
