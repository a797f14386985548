"""The composition root: everything put together, once."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import ClientSession, web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import machine_now, ticking
from bot.delivery.report import Calls, Report
from bot.delivery.sender import Sender
from bot.delivery.webhooks.call import HttpCaller
from bot.delivery.webhooks.queue import Webhooks
from bot.errors import SettingsError
from bot.jobs.compose import composer, recomposer
from bot.jobs.round import run_round, tidy_up
from bot.journey.playbooks.versions import keep_versions
from bot.platform import Surface
from bot.playbook.load import load_library
from bot.playbook.models import Library
from bot.playbook.reactions.prepared_todos import targets
from bot.settings import Settings
from bot.store.schema import need_schema
from bot.store.session import Store, open_engine
from bot.surfaces.slack.client import SlackSurface
from bot.usecases.workspace.installations import workspace_of
from handlers.asked import House
from handlers.http import make_http
from handlers.product import product_app
from handlers.slack import receiver, register
from handlers.wire.budget import Background
from handlers.wire.slack_line import SlackLine

Now = Callable[[], datetime]
Seconds = tuple[float, float]
SLACKS_PACE: Seconds = (1.1, 0.2)
CONNECTING = 15.0  # seconds that the socket gets before the start goes on without it
log = logging.getLogger(__name__)


class Milepost:
    """The bot for one Slack installation, with its database. `now` is the clock that people live by.

    pace: seconds between two messages in a channel, and in the workspace."""

    def __init__(
        self, settings: Settings, store: Store, library: Library, now: Now = machine_now, pace: Seconds = SLACKS_PACE
    ) -> None:
        self.settings, self.store, self.library, self.now = settings, store, library, now
        self.surfaces: dict[int, Surface] = {}
        self.lines: dict[str, SlackLine] = {}
        self.background = Background()
        self.ready = False
        self.turn = asyncio.Lock()
        self._news = asyncio.Event()
        self.sender = Sender(
            store,
            self.surfaces,
            composer(library),
            machine=machine_now,
            recompose=recomposer(library),
            per_channel=pace[0],
            overall=pace[1],
        )

    async def connect(self) -> int:
        """Find out whose token it is, and make sure of that workspace. Its id. Raises SettingsError."""
        surface = SlackSurface(self.settings.need_bot_token(), monotonic=time.monotonic, base_url=self.settings.api_url)
        team_id, name, bot_user_id = await _who_are_we(surface.client)
        workspace_id = await workspace_of(
            self.store,
            "slack",
            team_id,
            self.now(),
            name=name,
            timezone=self.settings.timezone,
            bot_user_id=bot_user_id,
        )
        await keep_versions(self.store, self.library, workspace_id, self.now())
        self.surfaces[workspace_id] = surface
        self.lines[team_id] = SlackLine(surface)
        return workspace_id

    async def tick(self, now: datetime, *, patience: float = 20.0) -> Report:
        """One pass of all that is due, deliveries included. patience: seconds to wait for turns; 0: never."""
        swept = []
        async with self.turn:
            for workspace_id, surface in self.surfaces.items():
                if await run_round(self.store, self.library, workspace_id, surface, now):
                    swept.append(workspace_id)
            sending, calling = self.sender.deliver_due(now, patience=patience), self._call_others(now)
            report, calls = await asyncio.gather(sending, calling)
        for workspace_id in swept:
            await tidy_up(self.store, workspace_id, now)
        report.calls = calls
        return report

    async def _call_others(self, now: datetime) -> Calls:
        """What reactions have to tell other systems."""
        made = Calls()
        async with ClientSession() as session:
            callers = {
                name: HttpCaller(session, url, self.settings.webhook_secret, machine_now)
                for name, url in self.settings.webhooks.items()
            }
            for workspace_id in self.surfaces:
                made += await Webhooks(self.store, callers, machine_now).deliver_due(workspace_id, now)
        return made

    def bolt(self) -> AsyncApp:
        """The Slack app that answers what people type and click."""
        # Bolt takes the token from the environment too, and warns that the client has one already.
        logging.getLogger("slack_bolt.AsyncApp").addFilter(lambda record: "will be unused" not in record.getMessage())
        client = AsyncWebClient(token=self.settings.bot_token, base_url=self.settings.api_url)
        app = AsyncApp(
            client=client,
            signing_secret=self.settings.signing_secret or "not-used-in-socket-mode",
            ignoring_self_events_enabled=True,
        )
        register(
            app, House(self.store, self.library), self.lines.__getitem__, self.now, self.background, self._news.set
        )
        return app

    async def deliver_news(self) -> None:
        """For ever: send what somebody's action has just queued or changed, without waiting for the next tick."""
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                async with self.turn:
                    await self.sender.deliver_due(self.now())
            except Exception:  # the worker's edge: the next tick tries again
                log.exception("what was new could not be delivered")


async def _who_are_we(client: AsyncWebClient) -> tuple[str, str, str]:
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        raise SettingsError(f"Slack refuses SLACK_BOT_TOKEN ({error.response['error']}).") from error
    except OSError as error:
        raise SettingsError(f"Slack can't be reached at {client.base_url} ({error}).") from error
    return str(answer["team_id"]), str(answer["team"]), str(answer["user_id"])


@asynccontextmanager
async def opened(
    settings: Settings, now: Now = machine_now, pace: Seconds = SLACKS_PACE, *, calls_others: bool = False
) -> AsyncIterator[Milepost]:
    """A Milepost on the database of the settings, whose schema must be current. Raises SettingsError, PlaybookError.

    calls_others: it will make the calls that reactions ask for, so every target must have its address."""
    library = load_library(settings.playbooks)
    if calls_others:
        settings.need_webhooks(targets(library))
    store = Store(open_engine(settings.database_url))
    try:
        await need_schema(store)
        milepost = Milepost(settings, store, library, now, pace)
        yield milepost
        await milepost.background.close()
    finally:
        await store.close()


@asynccontextmanager
async def attending(milepost: Milepost, *, http: bool = True) -> AsyncIterator[None]:
    """Answers people: over Socket Mode where there is an app token, else over HTTP. `/healthz` stands in both."""
    app = milepost.bolt()
    async with _web(milepost, app) if http else _nothing(), _socket(milepost, app):
        news = asyncio.create_task(milepost.deliver_news())
        milepost.ready = True
        yield
        milepost.ready = False
        async with milepost.turn:  # a delivery that has begun ends in order
            news.cancel()
        await asyncio.gather(news, return_exceptions=True)


@asynccontextmanager
async def _nothing() -> AsyncIterator[None]:
    yield


@asynccontextmanager
async def _web(milepost: Milepost, app: AsyncApp) -> AsyncIterator[None]:
    product = product_app(House(milepost.store, milepost.library), milepost.now)
    runner = web.AppRunner(make_http(receiver(app), lambda: milepost.ready, product), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, port=milepost.settings.port).start()
    except OSError as error:
        raise SettingsError(f"PORT {milepost.settings.port} can't be used; is another program using it?") from error
    try:
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _socket(milepost: Milepost, app: AsyncApp) -> AsyncIterator[None]:
    if milepost.settings.app_token is None:
        yield
        return
    web_client = AsyncWebClient(base_url=milepost.settings.api_url)
    await _is_accepted(web_client, milepost.settings.app_token)
    handler = AsyncSocketModeHandler(app, milepost.settings.app_token, web_client=web_client)
    # It tries again and again by itself when the line is down, so nothing here may wait for it without end.
    connecting = asyncio.create_task(handler.connect_async())  # type: ignore[no-untyped-call]
    await asyncio.wait({connecting}, timeout=CONNECTING)
    try:
        yield
    finally:
        connecting.cancel()
        await asyncio.gather(connecting, return_exceptions=True)
        # An acknowledgement that is just leaving meets a closed line. It is no news: Slack hands that event over again.
        level = app.logger.level
        app.logger.setLevel(logging.CRITICAL)
        await handler.close_async()  # type: ignore[no-untyped-call]
        await asyncio.sleep(0.1)  # for what was on its way
        app.logger.setLevel(level)


async def _is_accepted(web_client: AsyncWebClient, app_token: str) -> None:
    """Ask once ourselves: the socket's own client would go on asking for ever."""
    try:
        await web_client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        raise SettingsError(f"Slack refuses SLACK_APP_TOKEN ({error.response['error']}).") from error
    except OSError as error:
        raise SettingsError(f"Slack can't be reached at {web_client.base_url} ({error}).") from error


async def serve(settings: Settings, until: asyncio.Event, say: Callable[[str], object]) -> None:
    """Everything in one process, until told to end. Raises SettingsError."""
    settings.need_slack()
    async with opened(settings, calls_others=True) as milepost:
        await milepost.connect()
        async with attending(milepost), ticking(milepost.tick, milepost.now):
            how = "over Socket Mode" if settings.app_token else f"at /slack/events on port {settings.port}"
            say(f"Milepost is at work: it hears Slack {how}.")
            await until.wait()
