"""Who reads our channels, asked now and then: where a guest comes in, nobody may post for days."""

import logging
from collections.abc import Mapping
from datetime import datetime

from bot.delivery.readers.moved import heed_readers, to_look_at
from bot.errors import AmbiguousSend, SendError
from bot.platform import Surface
from bot.store.channels import note_looked
from bot.store.session import Store

log = logging.getLogger(__name__)


async def look_at_readers(store: Store, workspace_id: int, surfaces: Mapping[int, Surface], now: datetime) -> None:
    """A few channels on each installation (`surfaces` by its id). What can't be asked now is asked another time."""
    for installation_id, surface in surfaces.items():
        async with store.read(workspace_id) as db:
            channels = await to_look_at(db, installation_id, now)
        for channel in channels:
            try:
                audience = await surface.audience(channel.platform_id or "")
                if audience.checked:
                    await heed_readers(store, workspace_id, surface, channel, audience, now)
            except (SendError, AmbiguousSend) as error:
                log.warning("who reads our channels on %s can't be asked just now: %s", surface.name, error)
                break
            if not audience.checked:
                async with store.write(workspace_id) as db:
                    await note_looked(db, channel.id, now)
