"""People by e-mail and channels by name: what we know of them joined to what a platform knows."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.delivery.outage import outage_of
from bot.errors import AmbiguousSend, SendError
from bot.platform import Surface
from bot.store.channels import found_at, not_found_yet
from bot.store.session import ReadSession, Store
from bot.store.tables import Channel, Installation, Person
from bot.usecases.workspace.match_people import match_people

MATCH_EVERY = timedelta(hours=1)
log = logging.getLogger(__name__)


async def match_people_and_channels(
    store: Store, workspace_id: int, surfaces: Mapping[int, Surface], now: datetime
) -> None:
    """Once an hour on each installation (`surfaces` by its id), and at once when an import brought somebody new."""
    for installation_id, surface in surfaces.items():
        async with store.read(workspace_id) as db:
            typed = await not_found_yet(db) if await _is_due(db, installation_id, now) else None
        if typed is None:
            continue
        try:
            await match_people(store, workspace_id, installation_id, await surface.people(), now)
            found = {row.id: await _find(surface, row) for row in typed}
        except (SendError, AmbiguousSend) as error:
            log.warning("people and channels could not be matched on %s: %s", surface.name, error)
            continue
        async with store.write(workspace_id) as db:
            for channel_id, platform_id in found.items():
                if platform_id is not None:
                    await found_at(db, channel_id, installation_id, platform_id)


async def _find(surface: Surface, row: Channel) -> str | None:
    """The platform's id of what was typed, where it has such a channel."""
    if row.platform_id is None:
        return await surface.find_channel(row.name)
    audience = await surface.audience(row.platform_id)
    return row.platform_id if audience.checked and audience.is_member else None


async def _is_due(db: ReadSession, installation_id: int, now: datetime) -> bool:
    outage = await outage_of(db, installation_id)
    if outage is not None and outage[1]:
        return False
    matched_at = await db.scalar(select(Installation.matched_at).where(Installation.id == installation_id))
    if matched_at is None or matched_at > now or now - matched_at >= MATCH_EVERY:
        return True
    newest = await db.scalar(select(Person.created_at).order_by(Person.created_at.desc()).limit(1))
    return newest is not None and newest > matched_at
