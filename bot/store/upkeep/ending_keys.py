"""API keys that end soon, and what whoever hosts us is told of them."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from shlex import quote

from sqlalchemy import select

from bot.store.session import ReadSession, Store
from bot.store.tables.keys import ApiKey

SOON = timedelta(days=14)
log = logging.getLogger(__name__)


async def ending_keys(db: ReadSession, now: datetime) -> Sequence[ApiKey]:
    """Live keys that end soon, and those that have: somebody should make another, or revoke them."""
    soon = (ApiKey.revoked_at.is_(None), ApiKey.expires_at <= now + SOON)
    return (await db.scalars(select(ApiKey).where(*soon).order_by(ApiKey.expires_at, ApiKey.id))).all()


async def warn_of_ending(store: Store, workspace_id: int, now: datetime) -> None:
    """In the log, once a day: whoever waits for the refusal learns it from customers."""
    async with store.read(workspace_id) as db:
        for one in await ending_keys(db, now):
            if one.expires_at is not None and one.expires_at > now:
                log.warning("%s", ends_soon(one, now))


def ends_soon(key: ApiKey, now: datetime) -> str:
    """What to say of a key that ends, or has."""
    assert key.expires_at is not None
    if key.expires_at <= now:
        return (
            f"API key {key.name} ended {_at(key.expires_at)}: milepost key revoke {quote(key.name)} takes it off here."
        )
    instead = "milepost key add makes another; whatever uses this one is refused from then on."
    return f"API key {key.name} ends {_at(key.expires_at)}: {instead}"


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


__all__ = ["ending_keys", "ends_soon", "warn_of_ending"]
