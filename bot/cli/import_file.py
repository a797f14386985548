"""`milepost import`: finds the workspace and brings the file in."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.app import Milepost, opened
from bot.cli.workspace import workspace_meant
from bot.ingest.reading.columns import Kind
from bot.ingest.reading.mapping import load_mapping
from bot.ingest.reading.report import ImportReport
from bot.jobs.import_data import import_data
from bot.settings import Settings


async def run_import(
    settings: Settings,
    kind: Kind,
    file: Path,
    map_file: Path | None,
    dry_run: bool,
    sheet: str | None,
    team: str | None,
    progress: Callable[[int, int], None],
) -> ImportReport:
    """Import one file. Raises UserError for a file or map that can't be read, SettingsError without a workspace."""
    mapping = load_mapping(map_file, kind) if map_file else None
    async with opened(settings) as milepost:
        workspace_id = await workspace_meant(milepost, team)
        now = milepost.now()
        return await import_data(
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
            sheet=sheet,
            known_channels=await _channels(milepost, workspace_id),
        )


async def _channels(milepost: Milepost, workspace_id: int) -> frozenset[str] | None:
    """Names and ids of the channels the bot is in; None where nobody can be asked."""
    surfaces = milepost.workspaces.get(workspace_id, {}).values()
    known = [await surface.channels() for surface in surfaces]
    return frozenset[str]().union(*known) if known else None


def _written(file: Path, now: datetime) -> datetime:
    try:
        return min(datetime.fromtimestamp(file.stat().st_mtime, UTC), now)
    except OSError:
        return now  # the import itself says what is wrong with the file
