"""After a clock that was ahead: what it left behind of days to come is forgotten, so that they are lived as any others.

A round dated a year ahead would silence everything until then: it moves the watermark, and fills the slots of days to
come. The clock of a real round is believed more than what stands there."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import String, cast, delete, select, update

from bot.delivery.claims import UNFINISHED
from bot.delivery.policy import BACK_OFF
from bot.delivery.webhooks.retries import LONGEST as PAUSE
from bot.store.session import Store, WriteSession
from bot.store.tables import Outgoing, Slot, WebhookCall, Workspace

A_DAY = timedelta(days=1)
LONGEST = ((Outgoing, max(BACK_OFF) + timedelta(hours=1)), (WebhookCall, PAUSE + timedelta(hours=1)))
AHEAD = timedelta(hours=1)  # less is two machines that don't quite agree
log = logging.getLogger(__name__)


async def set_back(store: Store, workspace_id: int, now: datetime) -> bool:
    """Whether the watermark stood ahead of the clock."""
    mine = Workspace.id == workspace_id
    async with store.read(workspace_id) as db:
        watermark = await db.scalar(select(Workspace.ticked_at).where(mine))
    if watermark is None or watermark <= now + AHEAD:
        return False
    async with store.write(workspace_id) as db:
        await _forget(db, watermark, now)
    return True


async def _forget(db: WriteSession, watermark: datetime, now: datetime) -> None:
    mine = Workspace.id == db.workspace_id
    log.warning("a round was dated %s, which is still to come: its slots are forgotten, digests go on", watermark)
    # Whose moment came while the clock was ahead is still to have today's; slots that were made stay made.
    await db.execute(update(Workspace).where(mine).values(ticked_at=now - A_DAY))
    await db.execute(delete(Slot).where(Slot.due_at > now))
    # What was queued then keeps its place in history, but not the name that the day's own message needs.
    renamed = Outgoing.once + ":ahead-" + cast(Outgoing.id, String)
    ahead = update(Outgoing).where(Outgoing.created_at > now + AHEAD).values(once=renamed)
    await db.execute(ahead.execution_options(synchronize_session=False))
    waiting = update(Outgoing).where(Outgoing.created_at > now + AHEAD, Outgoing.state.in_(UNFINISHED))
    why = "queued by a clock that was ahead"
    dropped = waiting.values(state="dropped", reason=why, next_try_at=now, lease_until=None)
    await db.execute(dropped.execution_options(synchronize_session=False))
    for table, longest in LONGEST:  # what was put off then would wait until that day
        late = update(table).where(table.state.in_(UNFINISHED), table.next_try_at > now + longest)
        await db.execute(late.values(next_try_at=now).execution_options(synchronize_session=False))
