"""`milepost status`: whether all is well, and what isn't, for whoever hosts it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app import Milepost, opened
from bot.calendar import plural
from bot.clock import machine_now
from bot.delivery.state import DeliveryState, delivery_state
from bot.errors import SettingsError
from bot.settings import Settings
from bot.surfaces.slack.call_result import repair
from bot.usecases.workspace.installations import workspaces

RECENT = timedelta(days=7)
QUIET = timedelta(minutes=10)  # a round is made each minute; longer without one, and nobody makes any


@dataclass(frozen=True)
class Said:
    """A line for the terminal; `well` False: somebody has to do something."""

    text: str
    well: bool = True


async def status(settings: Settings) -> list[Said]:
    """All that there is to say. Raises SettingsError for a database that can't be read."""
    async with opened(settings) as milepost:
        said = [Said(f"Database: {milepost.store.engine.url.render_as_string()}, its tables are up to date.")]
        said += [await _token(milepost)]
        now = machine_now()
        for workspace_id, name in await workspaces(milepost.store):
            async with milepost.store.read(workspace_id) as db:
                state = await delivery_state(db, now, now - RECENT)
            said += [Said(f"{name}:"), *_workspace(state, now)]
    return said


async def _token(milepost: Milepost) -> Said:
    if milepost.settings.bot_token is None:
        return Said("Slack: SLACK_BOT_TOKEN isn't set, so nothing can be delivered.", well=False)
    try:
        await milepost.connect()
    except SettingsError as error:
        return Said(str(error), well=False)
    return Said("Slack: the token is accepted.")


def _workspace(state: DeliveryState, now: datetime) -> Iterator[Said]:
    for line in state.lines:
        place = f"{line.surface.capitalize()} ({line.team})"
        if line.outage is None or line.since is None:
            yield Said(f"  {place}: messages get through.")
        else:
            why = f"{line.outage}{repair(line.outage)}"
            yield Said(f"  {place}: nothing gets through since {_at(line.since)}: {why}", well=False)
    yield _round(state.ticked_at, now)
    if state.waiting and state.oldest_due is not None:
        late = now - state.oldest_due > QUIET
        waiting = f"{plural(state.waiting, 'message')} waiting, the oldest since {_at(state.oldest_due)}."
        yield Said(f"  Outbox: {waiting}", well=not late)
    else:
        yield Said("  Outbox: nothing waits.")
    for one in state.refused:
        about = " ".join(part for part in (one.kind, f"about {one.about}" if one.about else "") if part)
        to = f" to {one.to}" if one.to else ""
        yield Said(f"  Not delivered, {_at(one.at)}: {about}{to}: {one.reason}", well=False)
    for name, accounts in state.unreached:
        yield Said(f"  Can't be reached: {name}, {plural(accounts, 'account')}: no user has that e-mail.", well=False)


def _round(ticked_at: datetime | None, now: datetime) -> Said:
    if ticked_at is None:
        return Said("  Last round: none yet. milepost serve makes one each minute.", well=False)
    if ticked_at > now + QUIET:
        return Said(f"  Last round: {_at(ticked_at)}, which is still to come: a clock was wrong.", well=False)
    late = now - ticked_at > QUIET
    return Said(
        f"  Last round: {_at(ticked_at)}{', and none since: is milepost serve running?' if late else '.'}", not late
    )


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
