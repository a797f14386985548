"""The composition root: everything put together, once."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.clock import machine_now
from bot.conversation import Entrance, Line, Platform
from bot.delivery.outage import end_cut_off
from bot.delivery.report import Calls, Report
from bot.delivery.schedule.set_back import set_back
from bot.delivery.sender import Sender
from bot.delivery.webhooks.call import HttpCaller
from bot.delivery.webhooks.outward import outward
from bot.delivery.webhooks.queue import Webhooks
from bot.errors import SettingsError
from bot.inbox.inbox import RENEWED, Inbox
from bot.jobs.compose import composer, recomposer
from bot.jobs.drain_inbox import drain_inbox
from bot.jobs.match import tell_of_texts_left_out
from bot.jobs.round import run_round, tidy_up
from bot.journey.playbooks.versions import keep_versions
from bot.platform import Surface
from bot.playbook.load import load_library
from bot.playbook.models import Library
from bot.playbook.reactions.prepared_todos import targets
from bot.settings.read import Settings
from bot.status import Said, of_database, of_disk, of_inbox, of_workspace
from bot.store.address import missing_file, sqlite_file
from bot.store.session import Store, open_engine
from bot.store.trouble import ERRORS as DATABASE_ERRORS
from bot.store.trouble import DatabaseTrouble, in_a_sentence, log_failure, trouble_of
from bot.store.upkeep.schema import need_schema
from bot.surfaces.slack.app import SlackPlatform
from bot.tally import count, timed
from bot.usecases.workspace.installations import Team, installed, known_workspace
from bot.usecases.workspace.notebook import StoredNotebook
from bot.usecases.workspace.roles import follow_settings
from handlers.reception.budget import Background
from handlers.reception.turn import FrontDesk
from handlers.request import Services

Now = Callable[[], datetime]
Seconds = tuple[float, float]
log = logging.getLogger(__name__)


def _slack(settings: Settings, _store: Store, _now: Now) -> Platform:
    return SlackPlatform(
        settings.need_bot_token,
        app_token=settings.app_token,
        signing_secret=settings.signing_secret,
        base_url=settings.api_url,
        monotonic=time.monotonic,
    )


def _teams(settings: Settings, store: Store, now: Now) -> Platform:
    """Imported where it is wanted only: others needn't have what it stands on."""
    try:
        from bot.surfaces.teams.access.proof import proof_of
        from bot.surfaces.teams.access.token import TeamsApp
        from bot.surfaces.teams.app import TeamsPlatform
    except ModuleNotFoundError as error:
        raise SettingsError(f"Teams needs {error.name}: install it with `make setup-teams`.") from error
    ours = settings.teams
    assert ours is not None
    notebook = StoredNotebook(store, TeamsPlatform.name, ours.tenant_id, now)
    certificate = (ours.certificate, ours.certificate_by)
    app = TeamsApp(ours.client_id, ours.tenant_id, proof_of(ours.client_secret, certificate, ours.managed, now()))
    return TeamsPlatform(app, notebook, url=ours.url, now=now, monotonic=time.monotonic)


@dataclass(frozen=True)
class Offered:
    """A platform that the bot can be on. needs: raises SettingsError unless there is all that `serve` needs. wanted:
    whether the settings speak of it."""

    make: Callable[[Settings, Store, Now], Platform]
    needs: Callable[[Settings], None]
    wanted: Callable[[Settings], bool]


PLATFORMS = (
    Offered(_slack, Settings.need_slack, lambda settings: settings.on_slack),
    Offered(_teams, lambda settings: None, lambda settings: settings.teams is not None),
)


def wanted(settings: Settings, offered: Sequence[Offered] = PLATFORMS) -> Sequence[Offered]:
    """Those that the settings speak of; the first where they speak of none, which then says what it lacks."""
    return [one for one in offered if one.wanted(settings)] or offered[:1]


class Milepost:
    """The bot on its platforms, with its database. `now` is the clock that people live by.

    pace: seconds between two messages in a channel, and in the workspace; None: as the platforms want it.
    platforms: those that it can be on."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        library: Library,
        now: Now = machine_now,
        pace: Seconds | None = None,
        platforms: Sequence[Offered] = PLATFORMS,
    ) -> None:
        self.settings, self.store, self.library, self.now = settings, store, library, now
        self.platforms = [offered.make(settings, store, now) for offered in wanted(settings, platforms)]
        self.surfaces: dict[int, Surface] = {}  # by installation id
        self.workspaces: dict[int, dict[int, Surface]] = {}  # the same of each workspace
        self.lines: dict[tuple[str, str], Line] = {}
        self.background = Background()
        self.inbox = Inbox(settings.database_url, machine_now)
        self.ready = False
        self.trouble: str | None = None  # with the database, as the last pass met it
        self._short_of_room = False
        self.turn = asyncio.Lock()
        self._news = asyncio.Event()
        self._desks: dict[str, FrontDesk] = {}
        per_channel, overall = pace or _slowest(platform.pace for platform in self.platforms)
        self.sender = Sender(
            store,
            self.surfaces,
            composer(library),
            machine=machine_now,
            recompose=recomposer(library),
            per_channel=per_channel,
            overall=overall,
        )

    async def connect(self) -> int:
        """Find out whose credentials these are, and make sure of that workspace. Its id. Raises SettingsError.

        All platforms are one company's: a team that we have never met joins the workspace of one that we have."""
        found = [(platform.name, await platform.connect()) for platform in self.platforms]
        met = [await known_workspace(self.store, name, there.team_id) for name, there in found]
        workspace_id = next((one for one in met if one is not None), None)
        for name, there in found:
            team = Team(name, there.team_id, there.team_name, there.bot_user_id)
            served = await self.serve(there.surface, team, joins=workspace_id)
            workspace_id = served if workspace_id is None else workspace_id
            self.lines[name, there.team_id] = there.line
        assert workspace_id is not None
        return workspace_id

    async def serve(self, surface: Surface, team: Team, *, joins: int | None = None) -> int:
        """Take on that team's platform. Its workspace's id. joins: the workspace that a new team belongs to."""
        there = await installed(self.store, team, self.now(), joins=joins, timezone=self.settings.timezone)
        await keep_versions(self.store, self.library, there.workspace_id, self.now())
        admin, access = self.settings.admin, self.settings.access
        await follow_settings(self.store, there.workspace_id, self.now(), admin=admin, access=access)
        await end_cut_off(self.store, there.workspace_id, there.installation_id)
        self.surfaces[there.installation_id] = surface
        self.workspaces.setdefault(there.workspace_id, {})[there.installation_id] = surface
        return there.workspace_id

    async def tick(self, now: datetime, *, patience: float = 20.0, as_if: bool = False) -> Report:
        """One pass of all that is due, deliveries included. patience: seconds to wait for turns; 0: never.

        as_if: `now` isn't the clock's, so what stands ahead of it was no wrong clock's doing."""
        try:
            report = await self._pass(now, patience, as_if=as_if)
        except Exception as error:
            count("ticks", outcome="failed")
            if isinstance(error, DATABASE_ERRORS):
                self.note_trouble(error)
            raise
        count("ticks", outcome="done")
        self._count(report)
        self.trouble = None  # all was well just now, unless this pass says otherwise
        self._note_disk()
        self.note_trouble(*report.errors)
        return report

    def _count(self, report: Report) -> None:
        for outcome, number in report.counts.items():
            count("deliveries", by=number, outcome=outcome)

    def note_trouble(self, *errors: BaseException | None) -> None:
        """For `/readyz`: whatever meets trouble with the database says so at once. The next pass knows whether it is
        over."""
        met = [one for one in errors if trouble_of(one) not in (None, DatabaseTrouble.BUSY)]
        if met:
            self.trouble = in_a_sentence(met[0])

    def _note_disk(self) -> None:
        """In the log, when it begins to be short of room."""
        disk = of_disk(sqlite_file(self.settings.database_url))
        if disk is not None and not self._short_of_room:
            log.warning("%s", disk.text)
        self._short_of_room = disk is not None

    async def reading(self, workspace_id: int | None) -> list[Said]:
        """How things stand, for a workspace or for all that are served."""
        said = [await of_database(self.store, tried=False)]
        if self.trouble:
            said.append(Said(self.trouble, False, "database", stops=True))
        if any(one.stops for one in said):
            return said
        if (disk := of_disk(sqlite_file(self.settings.database_url))) is not None:
            said.append(disk)
        said.append(of_inbox(await self.inbox.state(), machine_now()))
        for one in self.workspaces if workspace_id is None else [workspace_id]:
            said += await of_workspace(self.store, one, self.now(), self.repair, answering=True)
        return said

    def repair(self, reason: str) -> str:
        """What to do about an outage or a refusal of that reason, on whichever platform it is."""
        return next((words for platform in self.platforms if (words := platform.repair(reason))), "")

    async def _pass(self, now: datetime, patience: float, *, as_if: bool) -> Report:
        swept = []
        async with self.turn:
            for workspace_id, surfaces in self.workspaces.items():
                if not as_if:
                    await set_back(self.store, workspace_id, now)
                with timed("sweep") as kept:
                    kept.counts = await run_round(self.store, self.library, workspace_id, surfaces, now)
                if kept.counts:
                    swept.append(workspace_id)
            sending, calling = self.sender.deliver_due(now, patience=patience), self._call_others(now)
            report, calls = await asyncio.gather(sending, calling)
        for workspace_id in self.workspaces:  # now, as composing finds them, and a `tick` ends here
            await tell_of_texts_left_out(self.store, self.library, workspace_id, now)
        for workspace_id in swept:
            await tidy_up(self.store, workspace_id, now, self.settings.kept)
        report.calls = calls
        return report

    async def _call_others(self, now: datetime) -> Calls:
        """What reactions have to tell other systems."""
        made, settings = Calls(), self.settings
        async with outward(private=settings.webhooks_private) as session_for:
            callers = {
                name: HttpCaller(session_for(url), url, settings.webhook_secret, machine_now, settings.webhooks_private)
                for name, url in settings.webhooks.items()
            }
            for workspace_id in self.workspaces:
                made += await Webhooks(self.store, callers, machine_now).deliver_due(workspace_id, now)
        return made

    def entrances(self) -> list[Entrance]:
        """The ways in of all platforms, each with somebody who answers what people type and click there."""
        return [platform.attend(self._front_desk(platform.name)) for platform in self.platforms]

    def _front_desk(self, surface: str) -> FrontDesk:
        def line_of(team_id: str) -> Line:
            """Whoever calls from a team that we don't know gets an answer too: any line there carries it."""
            ours = next(line for (name, _), line in self.lines.items() if name == surface)
            return self.lines.get((surface, team_id), ours)

        services = Services(self.store, self.library, self.settings.url)
        nudge, note = self._news.set, self.note_trouble
        desk = FrontDesk(services, surface, line_of, self.now, self.background, self.inbox, nudge, note)
        self._desks[surface] = desk
        return desk

    async def deliver_news(self) -> None:
        """For ever: send what somebody's action has just queued or changed, without waiting for the next tick."""
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                async with self.turn:
                    self._count(await self.sender.deliver_due(self.now()))
            except Exception as error:  # the worker's edge: the next tick tries again
                self.note_trouble(error)
                log_failure(log, "what was new could not be delivered", error)

    async def warm_up(self) -> None:
        """So that the first people after a start are answered as fast as later ones."""
        for desk in self._desks.values():
            await desk.warm_up()

    async def finish_kept(self) -> None:
        """For ever: look after what came in and isn't finished, by this process or by one that was killed."""
        desks = {surface: desk.kept_work for surface, desk in self._desks.items()}
        while True:
            try:
                await drain_inbox(self.inbox, desks)
            except Exception:  # the worker's edge: the next look tries again
                log.exception("the inbox could not be looked after")
            await asyncio.sleep(RENEWED)


def _slowest(paces: Iterable[Seconds]) -> Seconds:
    each = list(paces)
    return max(pace[0] for pace in each), max(pace[1] for pace in each)


@asynccontextmanager
async def opened(
    settings: Settings,
    now: Now = machine_now,
    pace: Seconds | None = None,
    *,
    calls_others: bool = False,
    platforms: Sequence[Offered] = PLATFORMS,
) -> AsyncIterator[Milepost]:
    """A Milepost on the database of the settings, whose schema must be current. Raises SettingsError, PlaybookError.

    calls_others: it will make the calls that reactions ask for, so every target must have its address. platforms: those
    that it can be on, and whom it trusts there."""
    library = load_library(settings.playbooks).model_copy(update={"links": dict(settings.links)})
    if calls_others:
        settings.need_webhooks(targets(library))
    if missing := missing_file(settings.database_url):
        raise SettingsError(
            f"The database isn't set up yet, there is no file {missing}: run `milepost migrate` first, "
            "or name another one in DATABASE_URL."
        )
    store = Store(open_engine(settings.database_url))
    try:
        await need_schema(store)
        milepost = Milepost(settings, store, library, now, pace, platforms)
        try:
            yield milepost
            await milepost.background.close()
            await milepost.inbox.let_go()
        finally:
            await milepost.inbox.close()
            for platform in milepost.platforms:
                await platform.close()
    finally:
        await store.close()
