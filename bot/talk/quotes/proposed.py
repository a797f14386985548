"""What was offered to customers and handed to sales, and what came of it: asked once, on the week's last morning."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from bot.calendar import say_date
from bot.store.session import ReadSession
from bot.store.tables import Account, PutForward
from bot.talk.phrases.words import called

SETTLES = timedelta(days=3)  # so soon nobody can say
LET_GO = timedelta(days=28)
AT_ONCE = 4


@dataclass(frozen=True)
class Proposed:
    """Something that was offered or handed over. said: "a named engineer, offered Mon 5 Jan"."""

    number: int
    kind: str
    account: str
    said: str


async def to_ask_about(db: ReadSession, owner_id: int, today: date, days: str, asked: Collection[int]) -> list[int]:
    """Ids of what that person's accounts were offered, on the last of their digest days in a week. asked: before."""
    if str(today.isoweekday()) != max(days, default=""):
        return []
    p = PutForward
    rows = await db.scalars(
        select(p.id)
        .join(Account, Account.id == p.account_id)
        .where(Account.csm_id == owner_id, Account.status == "active", p.outcome.is_(None), p.undone_at.is_(None))
        .where(p.kind != "piece", p.made_on <= today - SETTLES, p.made_on > today - LET_GO)
        .order_by(p.made_on, p.id)
    )
    return [number for number in rows if number not in asked][:AT_ONCE]


async def proposed(db: ReadSession, numbers: Collection[int], today: date) -> tuple[Proposed, ...]:
    """Those of them of which nobody has said what came of it, in that order."""
    p = PutForward
    rows = await db.execute(
        select(p, Account.name)
        .join(Account, Account.id == p.account_id)
        .where(p.id.in_(numbers), p.outcome.is_(None), p.undone_at.is_(None))
        .order_by(p.made_on, p.id)
    )
    return tuple(Proposed(row.id, row.kind, called(name), _said(row, today)) for row, name in rows)


def _said(row: PutForward, today: date) -> str:
    day = say_date(row.made_on, today)
    return f"handed to {called(row.whom)}, {day}" if row.kind == "lead" else f"{row.name}, offered {day}"


__all__ = ["Proposed", "proposed", "to_ask_about"]
