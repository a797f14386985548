"""Reckons, once a night, what takes too long to reckon whenever somebody asks for the losses."""

from datetime import date, datetime

from sqlalchemy import delete

from bot.journey.figures.kept.kept_losses import values
from bot.journey.figures.losses import reckoned, seen_losses
from bot.store.session import Store
from bot.store.tables import KeptLosses


async def keep_losses(store: Store, workspace_id: int, today: date, now: datetime) -> None:
    """Harmless when repeated."""
    async with store.read(workspace_id) as db:
        seen = await seen_losses(db)
        found = values(await reckoned(db, today), seen) if seen.lost else None
    async with store.write(workspace_id) as db:
        await db.execute(delete(KeptLosses))
        if found:
            db.add(KeptLosses(workspace_id=workspace_id, as_of=today, at=now, **found))


__all__ = ["keep_losses"]
