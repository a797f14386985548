"""`milepost import`: finds the workspace, imports the file, and assesses the accounts it touched."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import update

from bot.app import Milepost, opened
from bot.ingest.columns import Kind
from bot.ingest.mapping import load_mapping
from bot.ingest.report import ImportReport
from bot.ingest.run import import_file
from bot.journey.assess import assess
from bot.settings import Settings
from bot.store.session import Store
from bot.store.statistics import refresh_statistics
from bot.store.tables import Workspace
from bot.surfaces.slack.client import SlackSurface
from bot.which import workspace_meant


async def run_import(
    settings: Settings, kind: Kind, file: Path, map_file: Path | None, dry_run: bool, team: str | None,
    progress: Callable[[int, int], None],
) -> ImportReport:  # fmt: skip
    """Import one file. Raises UserError for a file or map that can't be read, SettingsError without a workspace."""
    mapping = load_mapping(map_file, kind) if map_file else None
    async with opened(settings) as milepost:
        workspace_id = await workspace_meant(milepost, team)
        now = milepost.now()
        report = await import_file(
            milepost.store, workspace_id, kind, file, mapping=mapping, dry_run=dry_run, now=now,
            file_time=_written(file, now), progress=progress, known_channels=await _channels(milepost, workspace_id),
        )  # fmt: skip
        if not dry_run:
            await note_import(milepost.store, workspace_id, kind, now)
        if report.touched and not dry_run:
            await refresh_statistics(milepost.store)
            await assess(milepost.store, milepost.library, workspace_id, now, report.touched)
    return report


async def note_import(store: Store, workspace_id: int, kind: Kind, at: datetime) -> None:
    """So that messages can say how old what they know of accounts and people is."""
    if kind in ("accounts", "contracts", "stakeholders"):
        async with store.across(writes=True) as connection:
            await connection.execute(update(Workspace).where(Workspace.id == workspace_id).values(imported_at=at))


async def _channels(milepost: Milepost, workspace_id: int) -> frozenset[str] | None:
    """Names and ids of the channels the bot is in; None where nobody can be asked."""
    surface = milepost.surfaces.get(workspace_id)
    return await surface.channels() if isinstance(surface, SlackSurface) else None


def _written(file: Path, now: datetime) -> datetime:
    try:
        return min(datetime.fromtimestamp(file.stat().st_mtime, UTC), now)
    except OSError:
        return now  # the import itself says what is wrong with the file
