"""Pages that customers read: published, published again, withdrawn, and found by their address (method D12)."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select

from bot.calendar import local_date, say_date
from bot.errors import UserError
from bot.store.session import Store, WriteSession
from bot.store.tables.accounts import Account
from bot.store.tables.plans.published_pages import PublishedPage
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.roles import need_to_speak_for
from bot.usecases.writing.write import Write

RANDOM_BYTES: Final = 16
MOST_DAYS: Final = 365
CALLED: Final = {"start": "start page", "plan": "plan page", "wins": "page of wins"}
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Published:
    """token: the random part of its address, told this once and kept nowhere."""

    change_id: int
    page_id: int
    token: str = ""


async def may_publish(write: Write, account_id: int) -> None:
    """Raises UserError, which says whom to ask, unless what customers read of that account is up to this person."""
    async with write.store.read(write.workspace_id, write.sight) as session:
        await load(session, account_id)
        await need_to_speak_for(session, write.person_id, write.now, account_id)


async def publish(write: Write, account_id: int, snapshot: Json, chosen: Json, days: int) -> Published:
    """At a new address for so many days; an older one of the same view ends. Raises UserError."""
    if not 1 <= days <= MOST_DAYS:
        raise UserError(f"Choose from 1 to {MOST_DAYS} days.", field="days")
    token = secrets.token_urlsafe(RANDOM_BYTES)
    async with write.transaction() as session:
        account = await load(session, account_id)
        await need_to_speak_for(session, write.person_id, write.now, account_id)
        recording = Recording(session)
        view = str(snapshot["view"])
        for older in await _live(session, account, view, write.now):
            recording.set(older, withdrawn_at=write.now)
        row = PublishedPage(
            workspace_id=write.workspace_id,
            account_id=account.id,
            period=account.period,
            view=view,
            hash=hash_of_token(token),
            snapshot=dict(snapshot),
            chosen=dict(chosen),
            published_at=write.now,
            published_by=write.person_id,
            ends_at=write.now + timedelta(days=days),
        )
        await recording.add(row)
        until = say_date(local_date(row.ends_at, write.timezone), write.today)
        await recording.add(entry(write, account, "note", f"Published the {CALLED[view]} for them, until {until}"))
        change_id = await recording.save(write, "page-published", f"page:{row.id}", account.id)
        return Published(change_id, row.id, token)


async def publish_again(write: Write, page_id: int, snapshot: Json) -> Published:
    """As it is now, at the address that they have. Raises UserError."""
    async with write.transaction() as session:
        row, account = await _page(session, write, page_id)
        recording = Recording(session)
        recording.set(row, snapshot=dict(snapshot), published_at=write.now, published_by=write.person_id)
        await recording.add(entry(write, account, "note", f"Published the {CALLED[row.view]} for them again"))
        change_id = await recording.save(write, "page-published-again", f"page:{row.id}", account.id)
        return Published(change_id, row.id)


async def withdraw(write: Write, page_id: int) -> Published:
    """Its address opens nothing from now on. Raises UserError."""
    async with write.transaction() as session:
        row, account = await _page(session, write, page_id)
        recording = Recording(session)
        recording.set(row, withdrawn_at=write.now)
        await recording.add(entry(write, account, "note", f"Withdrew the {CALLED[row.view]} from them"))
        change_id = await recording.save(write, "page-withdrawn", f"page:{row.id}", account.id)
        return Published(change_id, row.id)


async def _page(session: WriteSession, write: Write, page_id: int) -> tuple[PublishedPage, Account]:
    row = await session.scalar(select(PublishedPage).where(PublishedPage.id == page_id).with_for_update())
    if row is None:
        raise UserError("That page isn't there any more.")
    account = await load(session, row.account_id)
    await need_to_speak_for(session, write.person_id, write.now, account.id)
    if row.withdrawn_at is not None or row.ends_at <= write.now:
        raise UserError("That page has ended already. Publish a new one.")
    return row, account


async def _live(session: WriteSession, account: Account, view: str, now: datetime) -> list[PublishedPage]:
    mine = (PublishedPage.account_id == account.id, PublishedPage.view == view)
    live = (PublishedPage.withdrawn_at.is_(None), PublishedPage.ends_at > now)
    return list(await session.scalars(select(PublishedPage).where(*mine, *live).with_for_update()))


def hash_of_token(token: str) -> str:
    """It is long and random, so one round of a fast hash keeps it as safe as a slow one would."""
    return sha256(token.encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True)
class KnownPage:
    snapshot: Json
    published_at: datetime


async def known_page(store: Store, token: str, now: datetime) -> KnownPage | None:
    """What stands at that address now. The same work for every text: one hash, one look at an index."""
    p = PublishedPage
    live = (p.withdrawn_at.is_(None), p.ends_at > now)
    query = select(p.snapshot, p.published_at).where(p.hash == hash_of_token(token), *live)
    async with store.everywhere() as connection:
        row = (await connection.execute(query)).first()
    return KnownPage(row.snapshot, row.published_at) if row else None
