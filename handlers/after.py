"""What follows a click, where the database is too busy for it just now."""

import logging
from collections.abc import Collection
from datetime import datetime

from sqlalchemy.exc import OperationalError

from bot.jobs.after_change import after_change
from handlers.request import Services

log = logging.getLogger(__name__)


async def reassess(services: Services, workspace_id: int, account_ids: Collection[int | None], now: datetime) -> None:
    """Assess those accounts. The change itself is saved by now: a busy database leaves this to the next sweep."""
    touched = sorted({account_id for account_id in account_ids if account_id is not None})
    if not touched:
        return
    try:
        await after_change(services.store, services.library, workspace_id, now, touched)
    except OperationalError as busy:
        log.warning("accounts %s of workspace %s are not reassessed: %s", touched, workspace_id, busy.orig)
