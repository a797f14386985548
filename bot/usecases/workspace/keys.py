"""API keys of a workspace: made, listed, revoked, and recognised when a program shows one."""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from bot.errors import UserError
from bot.store.session import Store
from bot.store.sqlite.turns import in_passing
from bot.store.tables.keys import ApiKey
from bot.store.trouble import unless_in_trouble
from bot.usecases.workspace.scopes import ALL, opens

PREFIX = "mp_"
RANDOM_BYTES = 32
LONGEST_NAME = 60
NOTED_EVERY = timedelta(hours=1)  # a write for each request would keep other writers waiting
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KnownKey:
    """A key that somebody has shown, and nobody has revoked."""

    id: int
    name: str
    workspace_id: int
    last_used_at: datetime | None
    scope: str = ALL
    expires_at: datetime | None = None

    def opens(self, scope: str) -> bool:
        return opens(self.scope, scope)

    def is_over(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now


def hash_of(key: str) -> str:
    """A key is long and random, so one round of a fast hash keeps it as safe as a slow one would."""
    return sha256(key.encode(errors="surrogatepass")).hexdigest()


async def add_key(
    store: Store, workspace_id: int, name: str, now: datetime, scope: str = ALL, expires_at: datetime | None = None
) -> str:
    """A new key; the only time that it can be read. Raises UserError where the name won't do."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise UserError(
            f"A key needs a name of 1 to {LONGEST_NAME} characters that says what uses it, such as web-app."
        )
    key = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    try:
        async with store.write(workspace_id) as db:
            row = ApiKey(workspace_id=workspace_id, name=name, hash=hash_of(key), created_at=now)
            row.scope, row.expires_at = scope, expires_at
            db.add(row)
    except IntegrityError as error:
        raise UserError(f"There is a key called {name} already. Revoke it first, or choose another name.") from error
    return key


async def list_keys(store: Store, workspace_id: int) -> Sequence[ApiKey]:
    """All keys of the workspace, the live ones first, then the newest."""
    async with store.read(workspace_id) as db:
        query = select(ApiKey).order_by(ApiKey.revoked_at.is_not(None), ApiKey.created_at.desc(), ApiKey.id.desc())
        return (await db.scalars(query)).all()


async def revoke_key(store: Store, workspace_id: int, name: str, now: datetime) -> None:
    """From now on the key opens nothing. Raises UserError where there is no live one of that name."""
    live = (ApiKey.name == " ".join(name.split()), ApiKey.revoked_at.is_(None))
    async with store.write(workspace_id) as db:
        ended = await db.scalars(update(ApiKey).where(*live).values(revoked_at=now).returning(ApiKey.id))
        if not ended.all():
            names = (await db.scalars(select(ApiKey.name).where(ApiKey.revoked_at.is_(None)))).all()
            known = f"Keys in use: {', '.join(sorted(names))}." if names else "No key is in use."
            raise UserError(f"No key in use is called {name}. {known}")


async def known_key(store: Store, key: str) -> KnownKey | None:
    """Whose key that is, also one that has ended; None where it is revoked or nobody's. The same work for
    every text: one hash, one look at an index."""
    k = ApiKey
    query = select(k.id, k.name, k.workspace_id, k.last_used_at, k.scope, k.expires_at)
    async with store.everywhere() as connection:
        row = (await connection.execute(query.where(k.hash == hash_of(key), k.revoked_at.is_(None)))).first()
    return KnownKey(*row) if row else None


async def note_use(store: Store, key: KnownKey, now: datetime) -> None:
    """Keep when it was last used, to the hour. A database that can't be written to is no reason to refuse an answer."""
    if key.last_used_at is not None and now - key.last_used_at < NOTED_EVERY:
        return
    with unless_in_trouble(log, f"the use of API key {key.id} is noted at its next request"), in_passing():
        async with store.write(key.workspace_id) as db:
            await db.execute(update(ApiKey).where(ApiKey.id == key.id).values(last_used_at=now))
