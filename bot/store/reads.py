"""Named reads that several parts share."""

from collections import Counter

from sqlalchemy import select

from bot.store.session import ReadSession
from bot.store.tables import Person, Workspace


async def workspace_zone(db: ReadSession) -> str:
    """The workspace's time zone: as set, else the most common one of its people, else UTC."""
    fixed = await db.scalar(select(Workspace.timezone).where(Workspace.id == db.workspace_id))
    if fixed:
        return fixed
    zones = Counter((await db.scalars(select(Person.timezone).where(Person.timezone.is_not(None)))).all())
    return max(zones, key=lambda name: (zones[name], name)) or "UTC" if zones else "UTC"
