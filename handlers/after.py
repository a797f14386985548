"""Acting is a fact: the accounts touched are assessed at once, and what that opens is told."""

import logging
from collections.abc import Collection
from datetime import datetime

from sqlalchemy.exc import OperationalError

from bot.delivery.announce import announce
from bot.journey.assess import assess
from bot.usecases.digests import follow_the_sweep
from handlers.asked import House

log = logging.getLogger(__name__)


async def reassess(house: House, workspace_id: int, account_ids: Collection[int | None], now: datetime) -> None:
    """Assess those accounts. The change itself is saved by now: a busy database leaves this to the next sweep."""
    touched = sorted({account_id for account_id in account_ids if account_id is not None})
    if not touched:
        return
    try:
        await assess(house.store, house.library, workspace_id, now, touched)
        async with house.store.write(workspace_id) as db:
            await follow_the_sweep(db, now, touched)
            await announce(db, now)
    except OperationalError as busy:
        log.warning("accounts %s of workspace %s are not reassessed: %s", touched, workspace_id, busy.orig)
