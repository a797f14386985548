"""Which workspace a command means: the bot token's, or the one whose team id is given."""

import re
from collections.abc import Callable

from bot.app import Milepost
from bot.errors import SettingsError
from bot.journey.playbooks.versions import keep_versions
from bot.usecases.workspace.installations import Team, installed, known_workspace, workspaces
from bot.usecases.workspace.roles import follow_settings

TEAM = re.compile(r"[TE][A-Z0-9]+")


async def workspace_meant(
    milepost: Milepost, team: str | None, *, new: bool = True, told: Callable[[str], None] | None = None
) -> int:
    """Its id. new: whether a team that we have never met is a workspace from now on; else it is an error. told: hears
    why the platform couldn't be asked.

    Where nobody says which, it is the only one there is. Raises SettingsError where there are none or several, or
    where both say which."""
    only = await _only_one(milepost, team)
    if only is not None:
        await keep_versions(milepost.store, milepost.library, only, milepost.now())
        return only
    _need_one_way(milepost, team)
    if team is None:
        return await _connected(milepost, new=new, told=told)
    if not new:
        await _need_known(milepost, team)
    timezone = milepost.settings.timezone
    there = await installed(milepost.store, Team("slack", team), milepost.now(), timezone=timezone)
    await keep_versions(milepost.store, milepost.library, there.workspace_id, milepost.now())
    admin, access = milepost.settings.admin, milepost.settings.access
    await follow_settings(milepost.store, there.workspace_id, milepost.now(), admin=admin, access=access)
    return there.workspace_id


async def workspace_to_read(milepost: Milepost, team: str | None) -> int | None:
    """The same for who only reads, and changes nothing: None where the token's is one that we have never met."""
    only = await _only_one(milepost, team)
    if only is not None:
        return only
    _need_one_way(milepost, team)
    if team is not None:
        return await _need_known(milepost, team)
    try:
        for platform in milepost.platforms:
            there = await platform.connect()
            if (known := await known_workspace(milepost.store, platform.name, there.team_id)) is not None:
                return known
    except SettingsError:
        if (known := await _without_asking(milepost)) is None:
            raise
        return known
    return None


async def _connected(milepost: Milepost, *, new: bool, told: Callable[[str], None] | None) -> int:
    """The workspace of the credentials. What a command does here needs nothing of the platform, so its trouble, or a
    token that was revoked, stops nobody where it is plain which workspace is meant."""
    try:
        return await milepost.connect()
    except SettingsError as error:
        workspace_id = await _without_asking(milepost)
        teams = _named_by_settings(milepost) if new else []
        if workspace_id is None and teams:
            timezone = milepost.settings.timezone
            workspace_id = (await installed(milepost.store, teams[0], milepost.now(), timezone=timezone)).workspace_id
        if workspace_id is None:
            raise
        if told is not None:
            told(str(error))
    await keep_versions(milepost.store, milepost.library, workspace_id, milepost.now())
    return workspace_id


async def _without_asking(milepost: Milepost) -> int | None:
    """The workspace of a team that the settings name, else the only one there is."""
    for team in _named_by_settings(milepost):
        if (known := await known_workspace(milepost.store, team.surface, team.team_id)) is not None:
            return known
    there = await workspaces(milepost.store)
    return there[0][0] if len(there) == 1 else None


def _named_by_settings(milepost: Milepost) -> list[Team]:
    return [Team(one.name, one.own_team) for one in milepost.platforms if one.own_team is not None]


async def _only_one(milepost: Milepost, team: str | None) -> int | None:
    """Where neither the settings nor the command say which, and the database has just one."""
    if team is not None or milepost.settings.on_a_platform:
        return None
    known = await workspaces(milepost.store)
    return known[0][0] if len(known) == 1 else None


def _need_one_way(milepost: Milepost, team: str | None) -> None:
    if team is not None and milepost.settings.bot_token is not None:
        raise SettingsError("SLACK_BOT_TOKEN says which workspace it is; leave --workspace out, or unset the token.")
    if team is not None and milepost.settings.teams is not None:
        raise SettingsError("TEAMS_TENANT_ID says which workspace it is; leave --workspace out, or unset it.")
    if team is None and not milepost.settings.on_a_platform:
        raise SettingsError("Which workspace? Set SLACK_BOT_TOKEN, or give the platform's team id with --workspace.")
    if team is not None and not TEAM.fullmatch(team):
        raise SettingsError(f"--workspace {team} isn't a team id of Slack's, such as T0123ABCD.")


async def _need_known(milepost: Milepost, team: str) -> int:
    known = await known_workspace(milepost.store, "slack", team)
    if known is None:
        raise SettingsError(f"No workspace {team} is known yet: check the team id, or import its accounts first.")
    return known
