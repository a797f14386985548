"""A file brought into a workspace, and what follows it."""

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import update

from bot.ingest.reading.columns import Kind
from bot.ingest.reading.mapping import Mapping
from bot.ingest.reading.report import ImportReport
from bot.ingest.run import import_file
from bot.ingest.writing.matching.owners import ChatPerson
from bot.jobs.after_change import after_change
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.statistics import refresh_statistics
from bot.store.tables import Workspace

Progress = Callable[[int, int], None]


async def import_data(
    store: Store,
    library: Library,
    workspace_id: int,
    kind: Kind,
    file: Path,
    *,
    now: datetime,
    file_time: datetime,
    mapping: Mapping | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    known_channels: frozenset[str] | None = None,
    sheet: str | None = None,
    in_chat: Collection[ChatPerson] = (),
) -> ImportReport:
    """Import the file; unless it is only tried, the accounts that it touched are assessed and told of.

    Raises UserError for a file that can't be read."""
    report = await import_file(
        store,
        workspace_id,
        kind,
        file,
        mapping=mapping,
        dry_run=dry_run,
        now=now,
        file_time=file_time,
        progress=progress,
        known_channels=known_channels,
        sheet=sheet,
        in_chat=in_chat,
    )
    if not dry_run:
        await note_import(store, workspace_id, kind, now)
    if report.touched and not dry_run:
        await refresh_statistics(store)
        await after_change(store, library, workspace_id, now, report.touched)
    return report


async def note_import(store: Store, workspace_id: int, kind: Kind, at: datetime) -> None:
    """So that messages can say how old what they know of accounts and people is."""
    if kind in ("accounts", "contracts", "stakeholders"):
        async with store.write(workspace_id) as db:
            await db.execute(update(Workspace).where(Workspace.id == workspace_id).values(imported_at=at))


__all__ = ["import_data", "note_import"]
