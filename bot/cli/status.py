"""`milepost status`: whether all is well, and what isn't, for whoever hosts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.engine import make_url

from bot.app import Milepost, opened
from bot.calendar import plural
from bot.cli.people import NO_ADMIN
from bot.clock import machine_now
from bot.conversation import Platform
from bot.delivery.state import DeliveryState, delivery_state
from bot.errors import SettingsError
from bot.settings import Settings
from bot.surfaces.slack.call_result import repair
from bot.usecases.workspace.installations import known_workspace, workspaces
from bot.usecases.workspace.roles import Listed, has_last_resort, listed

RECENT = timedelta(days=7)
QUIET = timedelta(hours=1)  # serve makes a round each minute, a host's cron perhaps each quarter of an hour
LATE = timedelta(minutes=10)  # for a message that waits


@dataclass(frozen=True)
class Said:
    """A line for the terminal; `well` False: somebody has to do something."""

    text: str
    well: bool = True


async def status(settings: Settings) -> list[Said]:
    """All that there is to say; nothing is changed by it. Raises SettingsError for a database that can't be read."""
    async with opened(settings) as milepost:
        database = make_url(settings.database_url).render_as_string(hide_password=True)
        said = [Said(f"Database: {database}, its tables are up to date.")]
        now, answering = machine_now(), False
        if milepost.settings.bot_token is None:
            said.append(Said("Slack: SLACK_BOT_TOKEN isn't set, so nothing can be delivered.", well=False))
        else:
            for platform in milepost.platforms:
                line, answering = await _token(milepost, platform)
                said.append(line)
        for workspace_id, name in await workspaces(milepost.store):
            async with milepost.store.read(workspace_id) as db:
                state = await delivery_state(db, now, now - RECENT)
                people, last_resort = await listed(db), await has_last_resort(db)
            said += [Said(f"{name}:"), *_workspace(state, now, answering=answering), *_people(people, last_resort)]
    return said


async def _token(milepost: Milepost, platform: Platform) -> tuple[Said, bool]:
    """Whose it is, and whether messages may get through with it."""
    called = platform.name.capitalize()
    try:
        there = await platform.connect()
    except SettingsError as error:
        return Said(str(error), well=False), False
    if await known_workspace(milepost.store, platform.name, there.team_id) is None:
        unknown = f"{called}: the token is of {there.team_name} ({there.team_id}), of which nothing is known here yet."
        return Said(
            f"{unknown} Is it the right one? milepost serve or import makes a workspace of it.", well=False
        ), False
    return Said(f"{called}: the token of {there.team_name} is accepted."), True


def _workspace(state: DeliveryState, now: datetime, *, answering: bool) -> Iterator[Said]:
    for line in state.lines:
        place = f"{line.surface.capitalize()} ({line.team})"
        if line.outage is not None and line.since is not None:
            why = f"{line.outage}{repair(line.outage)}"
            yield Said(f"  {place}: nothing gets through since {_at(line.since)}: {why}", well=False)
        elif answering:
            yield Said(f"  {place}: no trouble.")
    yield _round(state.ticked_at, now)
    if state.waiting and state.oldest is not None:
        late = now - state.oldest > LATE
        waiting = f"{plural(state.waiting, 'message')} waiting, the oldest since {_at(state.oldest)}."
        yield Said(f"  Outbox: {waiting}", well=not late)
    else:
        yield Said("  Outbox: nothing waits.")
    for one in state.refused:
        about = f"{one.kind} about {one.about}" if one.about else one.kind
        to = f" to {one.to}" if one.to else ""
        what = "May not have arrived" if one.unconfirmed else "Not delivered"
        yield Said(f"  {what}, {_at(one.at)}: {about}{to}: {one.reason}{repair(one.reason)}", well=False)
    for name, email, accounts in state.unreached:
        who = f"{name} <{email}>" if email else name
        yield Said(
            f"  Can't be reached: {who}, {plural(accounts, 'account')}: no user here has that e-mail.", well=False
        )
    if state.unowned:
        verb = "has" if state.unowned == 1 else "have"
        yield Said(f"  {plural(state.unowned, 'account')} {verb} no CSM, so nobody hears of them.", well=False)
    for name in state.not_found:
        yield Said(f"  Channel {name}: isn't found, or the bot isn't in it.", well=False)


def _people(people: Sequence[Listed], last_resort: bool) -> Iterator[Said]:
    """What has to be said about who is let in."""
    for one in people:
        if one.found:
            who = f"{one.name} <{one.email}>" if one.email else one.name
            keeps = f"milepost role {one.email or 'EMAIL'} viewer keeps it so, with --not it ends."
            yield Said(f"  Reads since an upgrade: {who}. {keeps}")
    if not last_resort:
        yield Said(f"  {NO_ADMIN}", well=False)


def _round(ticked_at: datetime | None, now: datetime) -> Said:
    if ticked_at is None:
        return Said(
            "  Last round: none yet. milepost serve makes them, or milepost tick by a cron of yours.", well=False
        )
    if ticked_at > now + QUIET:
        ahead = "which is still to come (a wrong clock, or tick --now); the next round sets it back."
        return Said(f"  Last round: {_at(ticked_at)}, {ahead}", well=False)
    late = now - ticked_at > QUIET
    after = ", and none since: does milepost serve run, or your cron?" if late else "."
    return Said(f"  Last round: {_at(ticked_at)}{after}", not late)


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
