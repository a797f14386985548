"""A brief for whoever was given accounts, queued once for each hand-over, for when they are at work."""

from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import select, update

from bot.delivery.outbox import queue
from bot.delivery.recipient import everybody
from bot.delivery.schedule.concerns import at_work
from bot.store.reads import workspace_zone
from bot.store.session import WriteSession
from bot.store.tables import Outgoing
from bot.store.tables.hand_overs import HandOver

HANDED_OVER = "handed-over"
FRESH = timedelta(days=3)


async def tell_hand_overs(db: WriteSession, now: datetime) -> None:
    """Those given at one moment to one person are one message. Repeated, it finds them in the outbox."""
    lately = (HandOver.at > now - FRESH, HandOver.undone_at.is_(None), HandOver.to_id != HandOver.by_id)
    rows = list(await db.scalars(select(HandOver).where(*lately).order_by(HandOver.id)))
    if not rows:
        return
    people, house = await everybody(db), await workspace_zone(db)
    together: defaultdict[tuple[int, datetime], list[int]] = defaultdict(list)
    for row in rows:
        together[row.to_id, row.at].append(row.id)
    for (person_id, _), ids in together.items():
        refs = {"hand_overs": ids}
        number = await queue(
            db, kind=HANDED_OVER, once=f"{HANDED_OVER}:{ids[0]}", person_id=person_id, refs=refs, now=now
        )
        later = update(Outgoing).where(Outgoing.id == number).execution_options(synchronize_session=False)
        await db.execute(later.values(next_try_at=at_work(people.by_id[person_id], house, now)))


__all__ = ["HANDED_OVER", "tell_hand_overs"]
