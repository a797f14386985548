"""A trace of what a command took out of all workspaces together."""

from __future__ import annotations

import logging
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.store.audit.note import Left, note
from bot.store.session import Store, open_engine
from bot.usecases.workspace.installations import workspaces

log = logging.getLogger(__name__)


async def noted_in_each(url: str, deed: Left, what: str, about: dict[str, Any]) -> None:
    """A backup is worth having where nothing can be noted: of an older schema, or of a database that is in trouble."""
    store = Store(open_engine(url))
    try:
        for workspace_id, _ in await workspaces(store):
            async with store.write(workspace_id) as db:
                note(db, deed, what, about=about)
    except SQLAlchemyError as error:
        log.warning("that the database was %s isn't noted in its own trail: %s", deed, error)
    finally:
        await store.close()
