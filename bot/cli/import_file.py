"""`milepost import`: finds the workspace and brings the file in."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.app import Milepost, opened
from bot.cli.people import NO_ADMIN
from bot.cli.workspace import workspace_meant
from bot.errors import SendError, SettingsError
from bot.ingest.reading.columns import Kind
from bot.ingest.reading.mapping import load_mapping
from bot.ingest.reading.report import ImportReport
from bot.jobs.import_data import import_data
from bot.journey.playbooks.versions import keep_versions
from bot.settings import Settings
from bot.usecases.workspace.installations import workspaces
from bot.usecases.workspace.roles import has_last_resort


async def run_import(
    settings: Settings,
    kind: Kind,
    file: Path,
    map_file: Path | None,
    dry_run: bool,
    team: str | None,
    progress: Callable[[int, int], None],
) -> ImportReport:
    """Import one file. Raises UserError for a file or map that can't be read, SettingsError without a workspace."""
    mapping = load_mapping(map_file, kind) if map_file else None
    async with opened(settings) as milepost:
        workspace_id, unasked = await _workspace(milepost, team)
        channels, unchecked = await _channels(milepost, workspace_id)
        now = milepost.now()
        report = await import_data(
            milepost.store,
            milepost.library,
            workspace_id,
            kind,
            file,
            now=now,
            file_time=_written(file, now),
            mapping=mapping,
            dry_run=dry_run,
            progress=progress,
            known_channels=channels,
        )
        report.notes += [note for note in (unasked, unchecked) if note]
        async with milepost.store.read(workspace_id) as db:
            report.notes += [] if await has_last_resort(db) else [NO_ADMIN]
        return report


async def _workspace(milepost: Milepost, team: str | None) -> tuple[int, str]:
    """Its id; and why the platform couldn't be asked, where there is only one workspace that can be meant.

    A file needs nothing of the platform, so its trouble, or a token that was revoked, is no reason to leave it out.
    Raises SettingsError where nobody says which."""
    try:
        return await workspace_meant(milepost, team), ""
    except SettingsError as error:
        known = await workspaces(milepost.store)
        if milepost.settings.bot_token is None or team is not None or len(known) != 1:
            raise
        [(workspace_id, name)] = known
        await keep_versions(milepost.store, milepost.library, workspace_id, milepost.now())
        return workspace_id, f"{error} The file went into {name}, the only workspace here."


async def _channels(milepost: Milepost, workspace_id: int) -> tuple[frozenset[str] | None, str]:
    """Names and ids of the channels the bot is in, None where nobody can tell; and why not."""
    surfaces = milepost.workspaces.get(workspace_id, {}).values()
    try:
        known = [await surface.channels() for surface in surfaces]
    except SendError as error:
        return None, f"Channels weren't checked: {error}."
    open_ones = (channel for found in known for channel in found if channel.is_member and not channel.is_archived)
    names = frozenset(part for channel in open_ones for part in (channel.id, channel.name))
    return (names if known else None), ""


def _written(file: Path, now: datetime) -> datetime:
    try:
        return min(datetime.fromtimestamp(file.stat().st_mtime, UTC), now)
    except OSError:
        return now  # the import itself says what is wrong with the file
