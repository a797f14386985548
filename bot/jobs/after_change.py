"""Acting is a fact: whoever changes something, the same follows. The accounts touched are assessed, messages that show
what this closed follow it, and what it opened is told.

Used by imports, clicks, moves, rounds and the demo alike.
"""

import logging
from collections.abc import Collection
from datetime import datetime

from bot.delivery.schedule.announce import announce
from bot.journey.accounts.scope import is_few
from bot.journey.steps.keep_spells import keep_spells
from bot.journey.sweep.assess import assess
from bot.journey.sweep.execute import Assessed
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.tables.audit.acting import acting
from bot.store.trouble import unless_in_trouble
from bot.usecases.writing.follow_messages import follow_the_sweep

log = logging.getLogger(__name__)


async def after_change(
    store: Store, library: Library, workspace_id: int, now: datetime, account_ids: Collection[int] | None = None
) -> Assessed:
    """Assess those accounts, or all of the workspace, and let everything follow. Harmless when repeated."""
    with acting(None):  # what follows is the machine's doing
        done = await assess(store, library, workspace_id, now, account_ids)
        await tell(store, workspace_id, now, account_ids)
        await keep_spells(store, workspace_id)
    return done


async def tell(store: Store, workspace_id: int, now: datetime, account_ids: Collection[int] | None = None) -> None:
    """What follows an assessment at `now` that is committed."""
    few = account_ids if account_ids is not None and is_few(account_ids) else None
    async with store.write(workspace_id) as db:
        await follow_the_sweep(db, now, few)
        await announce(db, now)


async def assess_touched(
    store: Store, library: Library, workspace_id: int, now: datetime, account_ids: Collection[int | None]
) -> None:
    """After a click. The change itself is saved by now: a database in trouble leaves the accounts to the next sweep."""
    touched = sorted({account_id for account_id in account_ids if account_id is not None})
    if not touched:
        return
    with unless_in_trouble(log, f"accounts {touched} of workspace {workspace_id} are not reassessed"):
        await after_change(store, library, workspace_id, now, touched)


__all__ = ["after_change", "assess_touched", "tell"]
