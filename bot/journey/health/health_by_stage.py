"""How healthy a portfolio is in each stage (method C9)."""

from dataclasses import dataclass

from sqlalchemy import func, select

from bot.journey.accounts.selection import Selection
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts


@dataclass(frozen=True)
class StageHealth:
    """stage: its key. accounts: that are in it; known: of how many of them the score is known; mean: theirs."""

    stage: str
    accounts: int
    known: int
    mean: float | None


async def health_by_stage(db: ReadSession, selection: Selection) -> list[StageHealth]:
    """In the order of the way; accounts whose place isn't known are in none."""
    f = AccountFacts
    rows = await db.execute(
        select(f.stage, func.count(), func.count(f.health), func.avg(f.health))
        .join(Account, Account.id == f.account_id)
        .where(Account.status == "active", f.stage != "", *selection.where())
        .group_by(f.stage)
        .order_by(func.min(f.stage_position), f.stage)
    )
    return [
        StageHealth(stage, count, known, None if mean is None else float(mean)) for stage, count, known, mean in rows
    ]


__all__ = ["StageHealth", "health_by_stage"]
