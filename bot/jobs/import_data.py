"""A file brought into a workspace, and what follows it."""

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, func, not_, select, update

from bot.calendar import plural
from bot.ingest.reading.columns import Kind
from bot.ingest.reading.mapping import Mapping
from bot.ingest.reading.report import ImportReport
from bot.ingest.run import import_file
from bot.ingest.writing.matching.owners import ChatPerson
from bot.jobs.after_change import after_change
from bot.journey.accounts.place import is_placed
from bot.playbook.models import Library
from bot.store.as_json.value_list import is_one_of
from bot.store.audit.note import note
from bot.store.session import Store
from bot.store.sql import upsert
from bot.store.tables import Account, Slot, Workspace
from bot.store.tables.audit.acting import Actor, acting, who_acts
from bot.store.upkeep.statistics import refresh_statistics

IMPORT = "import"  # the slot that stands while an import is at work
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
    guessed: bool = False,
) -> ImportReport:
    """Import the file; unless it is only tried, the accounts that it touched are assessed and told of.

    Whoever repeats an import that was cut off finds rows as before which nobody has assessed: then all accounts are.
    Raises UserError for a file that can't be read."""
    cut_off = not dry_run and await _begin(store, workspace_id, now)
    by = who_acts()
    with acting(Actor("import", now, person_id=by.person_id if by else None, who=file.name)):
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
            guessed=guessed,
        )
        if not dry_run:
            await note_import(store, workspace_id, kind, now)
            await _leave_trace(store, workspace_id, report, by.who if by else "")
    if (report.touched or cut_off) and not dry_run:
        await refresh_statistics(store)
        await after_change(store, library, workspace_id, now, None if cut_off else report.touched)
        report.notes += await without_place(store, workspace_id, report.seen) if kind == "accounts" else []
    if not dry_run:
        await _end(store, workspace_id)
    return report


async def _leave_trace(store: Store, workspace_id: int, report: ImportReport, by: str) -> None:
    """What the file brought as a whole; by: the host's user. What it changed stands row by row beside it."""
    counts = {name: getattr(report, name) for name in ("rows", "added", "changed", "rejected")}
    async with store.write(workspace_id) as db:
        note(db, "imported", report.kind, about={"file": report.file.name, "by": by, **counts})


async def without_place(store: Store, workspace_id: int, ids: Collection[int] | None = None) -> list[str]:
    """Accounts that came long after their first day, and of which nobody has said how far they are. ids: of the
    accounts that a file speaks of; without them all."""
    wanted = select(func.count()).select_from(Account).where(Account.status == "active", not_(is_placed()))
    if ids is not None:
        wanted = wanted.where(is_one_of(Account.id, ids))
    async with store.read(workspace_id) as db:
        count = await db.scalar(wanted) or 0
    if not count:
        return []
    have, whose = ("has", "its CSM is") if count == 1 else ("have", "their CSMs are")
    asked = f"{whose} asked in chat, five a morning, or the column stage says it"
    return [f"{plural(count, 'account')} {have} no place on the journey yet: {asked}."]


async def _begin(store: Store, workspace_id: int, now: datetime) -> bool:
    """Note that an import is at work; whether one stood there that never came to its end."""
    mine = {"workspace_id": workspace_id, "recipient": "workspace", "kind": IMPORT}
    async with store.write(workspace_id) as db:
        before = await db.scalar(select(Slot.id).where(Slot.kind == IMPORT).limit(1))
        made = upsert(db.dialect, Slot).values(**mine, local_date=now.date(), due_at=now)
        await db.execute(made.on_conflict_do_nothing())
    return before is not None


async def _end(store: Store, workspace_id: int) -> None:
    async with store.write(workspace_id) as db:
        await db.execute(delete(Slot).where(Slot.workspace_id == workspace_id, Slot.kind == IMPORT))


async def note_import(store: Store, workspace_id: int, kind: Kind, at: datetime) -> None:
    """So that messages can say how old what they know of accounts and people is."""
    if kind in ("accounts", "contracts", "stakeholders"):
        async with store.write(workspace_id) as db:
            await db.execute(update(Workspace).where(Workspace.id == workspace_id).values(imported_at=at))


__all__ = ["import_data", "note_import"]
