"""The risk of each account (methods B8, C6): learned from the workspace's own losses, and what the rules say."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, or_, select

from bot.statistics.warning.learning import Contribution, RiskBand
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountRisk, Cta, RiskModel
from bot.store.todo_states import is_live

CHUNK = 5_000  # ids in one statement


@dataclass(frozen=True)
class Risk:
    """like: those that are scored alike; None where only rules speak. rules: keys of its open risk CTAs. parts: what
    raises it most. at: when it was learned."""

    account_id: int
    score: float | None = None
    like: RiskBand | None = None
    parts: tuple[Contribution, ...] = ()
    rules: tuple[str, ...] = ()
    at: datetime | None = None


async def risks(db: ReadSession, account_ids: Collection[int] | None = None, most: int | None = None) -> list[Risk]:
    """Active accounts at risk, the highest first: those that are warned of, and those for which a rule holds that opens
    a risk. account_ids: only those; most: so many."""
    r, a = AccountRisk, Account
    model = await newest_model(db)
    risky = exists().where(Cta.account_id == a.id, Cta.type == "risk", is_live(Cta)).correlate(a)
    query = (
        select(a.id, r)
        .outerjoin(r, r.account_id == a.id)
        .where(a.status == "active", or_(r.telling, risky))
        .order_by(func.coalesce(r.score, -1.0).desc(), a.id)
        .limit(most)
    )
    if account_ids is not None:
        query = query.where(a.id.in_(list(account_ids)))
    rows = (await db.execute(query)).all()
    rules = await _rules(db, [number for number, _ in rows])
    return [_risk(number, row if row and row.telling else None, model, rules[number]) for number, row in rows]


async def newest_model(db: ReadSession) -> RiskModel | None:
    """What was learned last, or why nothing was; None before the first time."""
    return await db.scalar(select(RiskModel).order_by(RiskModel.trained_at.desc()).limit(1))


async def _rules(db: ReadSession, account_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for first in range(0, len(account_ids), CHUNK):
        part = account_ids[first : first + CHUNK]
        wanted = (Cta.type == "risk", is_live(Cta), Cta.account_id.in_(part))
        rows = await db.execute(select(Cta.account_id, Cta.rule).where(*wanted).order_by(Cta.priority, Cta.id))
        for number, rule in rows.all():
            found[number or 0] += (rule,)
    return found


def _risk(account_id: int, row: AccountRisk | None, model: RiskModel | None, rules: tuple[str, ...]) -> Risk:
    if row is None or model is None:
        return Risk(account_id, rules=rules)
    parts = tuple(Contribution(**part) for part in row.reasons)
    return Risk(account_id, row.score, RiskBand(**model.bands[row.band]), parts, rules, model.trained_at)


def learned_risk(row: AccountRisk, model: RiskModel) -> Risk | None:
    """What was learned of that account; None where it says nothing."""
    return _risk(row.account_id, row, model, ()) if row.telling else None


__all__ = ["Risk", "learned_risk", "newest_model", "risks"]
