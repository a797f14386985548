"""`milepost status`: whether all is well, and what isn't, for whoever hosts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.engine import make_url

from bot.app import Milepost, opened
from bot.cli.people import NO_ADMIN
from bot.clock import machine_now
from bot.conversation import Platform
from bot.errors import SettingsError
from bot.settings.read import Settings
from bot.status import Said, of_database, of_disk, of_inbox, of_workspace
from bot.store.address import sqlite_file
from bot.usecases.workspace.installations import known_workspace, workspaces
from bot.usecases.workspace.roles import Listed, has_last_resort, listed


async def status(settings: Settings) -> list[Said]:
    """All that there is to say; nothing is changed by it. Raises SettingsError for a database that can't be read."""
    async with opened(settings) as milepost:
        one = await of_database(milepost.store, tried=True)
        database = make_url(settings.database_url).render_as_string(hide_password=True)
        said = [replace(one, text=one.text.replace("Database:", f"Database: {database},"))]
        if (disk := of_disk(sqlite_file(settings.database_url))) is not None:
            said.append(disk)
        now, answering = machine_now(), False
        said.append(of_inbox(await milepost.inbox.state(), now))
        if not milepost.settings.on_a_platform:
            said.append(Said("Slack: SLACK_BOT_TOKEN isn't set, so nothing can be delivered.", well=False))
        else:
            for platform in milepost.platforms:
                line, gets_through = await _token(milepost, platform)
                answering = answering or gets_through
                said.append(line)
        for workspace_id, name in await workspaces(milepost.store):
            lines = await of_workspace(milepost.store, workspace_id, now, milepost.repair, answering=answering)
            async with milepost.store.read(workspace_id) as db:
                people = list(_people(await listed(db), settings.admin is not None or await has_last_resort(db)))
            said += [Said(f"{name}:"), *lines, *people]
    return said


def _people(people: Sequence[Listed], last_resort: bool) -> Iterator[Said]:
    """What has to be said about who is let in."""
    for one in people:
        if one.found:
            who = f"{one.name} <{one.email}>" if one.email else one.name
            keeps = f"milepost role {one.email or 'EMAIL'} viewer keeps it so, with --not it ends."
            yield Said(f"  Reads since an upgrade: {who}. {keeps}")
    if not last_resort:
        yield Said(f"  {NO_ADMIN}", well=False)


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
