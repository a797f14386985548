"""The digest's small print, read: how old the figures are, and which messages didn't arrive."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import case, exists, func, select

from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, Cta, Identity, Outgoing, Workspace
from bot.talk.phrases.words import called
from bot.text import clean


async def imported_at(db: ReadSession) -> datetime | None:
    """When accounts, contracts or people last came in."""
    at: datetime | None = await db.scalar(select(Workspace.imported_at).where(Workspace.id == db.workspace_id))
    return at


async def ages(db: ReadSession, owner_id: int) -> tuple[date | None, int, str]:
    """The day of the newest figures of that person's accounts, and at how many some are too old to judge by; where it
    is one, its name."""
    stale = AccountFacts.kpis_stale > 0
    row = await db.execute(
        select(func.max(AccountFacts.kpi_newest_on), func.count().filter(stale), func.min(case((stale, Account.name))))
        .join(Account, Account.id == AccountFacts.account_id)
        .where(Account.csm_id == owner_id, Account.status == "active")
    )
    newest, count, name = row.one()
    return newest, count, called(name, 24) if count == 1 else ""


async def ended_since(db: ReadSession, person_id: int, state: str, since: datetime) -> tuple[str, ...]:
    """What that person's messages were about that ended so since then: accounts, else titles.

    state: unconfirmed (may not have arrived) | rejected (didn't)."""
    rows = await db.execute(
        select(Outgoing.kind, Account.name, Cta.title)
        .select_from(Outgoing)
        .outerjoin(Account, Account.id == Outgoing.account_id)
        .outerjoin(Cta, Cta.id == Outgoing.cta_id)
        .where(Outgoing.person_id == person_id, Outgoing.state == state, Outgoing.next_try_at >= since)
        .order_by(Outgoing.id)
    )
    return tuple(dict.fromkeys(_about(kind, name, title) for kind, name, title in rows))


def _about(kind: str, name: str | None, title: str | None) -> str:
    if name or clean(title or ""):
        return called(name or title or "")
    return "the last digest" if kind == "digest" else "missing data" if kind == "alert" else "a message"


async def told_directly(db: ReadSession, person_id: int, since: datetime, cta_ids: Collection[int]) -> frozenset[int]:
    """Of those to-dos: the ones whose alert was meant for the account's channel and stands in a direct message.

    since: when the digest was queued; its alerts came after it."""
    direct = exists().where(Identity.direct_channel == Outgoing.posted_channel)
    rows = await db.scalars(
        select(Outgoing.cta_id).where(
            Outgoing.person_id == person_id,
            Outgoing.created_at >= since,
            Outgoing.kind == "alert",
            Outgoing.cta_id.in_(cta_ids),
            Outgoing.channel_id.is_not(None),
            Outgoing.state == "sent",
            direct,
        )
    )
    return frozenset(number for number in rows if number is not None)
