"""One round of all that is due in a workspace: people are matched, accounts assessed, digests and alerts queued."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from bot.calendar import local_date, moment
from bot.delivery.schedule.announce import announce
from bot.delivery.schedule.file_questions import tell_file_questions
from bot.delivery.schedule.hand_overs import tell_hand_overs
from bot.delivery.schedule.slots import digests_due, make_slots
from bot.inbox.receipts import forget_old
from bot.jobs.after_change import after_change
from bot.jobs.match import match_people_and_channels
from bot.jobs.readers import look_at_readers
from bot.journey.figures import usual_times
from bot.journey.figures.kept.keep_losses import keep_losses
from bot.journey.health import health_history
from bot.journey.risk.learn import learn_risks
from bot.journey.sweep.contract_ends import end_terms
from bot.platform import Surface
from bot.playbook.models import Library
from bot.store.reads import workspace_zone
from bot.store.session import ReadSession, Store
from bot.store.sql import upsert
from bot.store.tables import Slot, Workspace
from bot.store.upkeep.ending_keys import warn_of_ending
from bot.store.upkeep.retention import USUAL, Kept, forget_what_is_old

SWEEP, EARLY = "sweep", "06:00"  # on days without digests, all accounts are assessed from this local time on


async def run_round(
    store: Store, library: Library, workspace_id: int, surfaces: Mapping[int, Surface], now: datetime
) -> bool:
    """Match, sweep, then digests and alerts. Harmless when repeated, also by another process at the same time.

    surfaces: the workspace's platforms, by installation id.
    Whether it was time to sweep: then `tidy_up` follows, once the morning's messages are out."""
    await match_people_and_channels(store, workspace_id, surfaces, now)
    await look_at_readers(store, workspace_id, surfaces, now)
    async with store.read(workspace_id) as db:
        digests = await digests_due(db, now)
        sweeping = digests or await _sweep_is_due(db, now)
    if sweeping:
        async with store.read(workspace_id) as db:
            today = local_date(now, await workspace_zone(db))
        async with store.write(workspace_id) as db:
            await end_terms(db, now, today)
        await usual_times.refresh(store, workspace_id, today)
        await after_change(store, library, workspace_id, now)
        await _note_sweep(store, workspace_id, now)
    async with store.write(workspace_id) as db:
        await make_slots(db, now)
    async with store.write(workspace_id) as db:
        await tell_hand_overs(db, now)
        await tell_file_questions(db, now)
        await announce(db, now)
    return bool(sweeping)


async def tidy_up(store: Store, workspace_id: int, now: datetime, kept: Kept = USUAL) -> None:
    """What a day's sweep leaves to do and nobody waits for: learn from losses, forget what is old."""
    await learn_risks(store, workspace_id, now)
    async with store.read(workspace_id) as db:
        today = local_date(now, await workspace_zone(db))
    await keep_losses(store, workspace_id, today, now)
    async with store.write(workspace_id) as db:
        await forget_old(db, now)
    await health_history.forget_old(store, workspace_id, now)
    await forget_what_is_old(store, workspace_id, now, kept)
    await warn_of_ending(store, workspace_id, now)


async def _sweep_is_due(db: ReadSession, now: datetime) -> bool:
    """The day's own sweep has not been made yet and its hour has come; or there never was any."""
    zone = await workspace_zone(db)
    day = local_date(now, zone)
    if await db.scalar(select(Workspace.baseline_at).where(Workspace.id == db.workspace_id)) is None:
        return True
    made = select(Slot.id).where(Slot.recipient == "workspace", Slot.kind == SWEEP, Slot.local_date == day)
    return now >= moment(day, EARLY, zone) and await db.scalar(made) is None


async def _note_sweep(store: Store, workspace_id: int, now: datetime) -> None:
    async with store.write(workspace_id) as db:
        day = local_date(now, await workspace_zone(db))
        row = {"workspace_id": workspace_id, "recipient": "workspace", "kind": SWEEP, "local_date": day}
        made = upsert(store.engine.dialect.name, Slot).values(**row, due_at=now, state="done")
        await db.execute(made.on_conflict_do_nothing())
