"""The risk of each account (methods B8, C6): learned from the workspace's own losses, or from the rules alone.

Rules alone below `LEAST_OUTCOMES` known outcomes (accounts lost, or renewed at least once), below `LEAST_LOST` losses,
or without the extra `learn`. What is learned compares lost accounts as last known with the others as of today.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, delete, exists, func, insert, or_, select

from bot.calendar import local_date
from bot.statistics import churn_model
from bot.statistics.churn_model import ChurnModel, Contribution, ScoreBand, TrainingColumns, is_worth_telling
from bot.store.reads import workspace_zone
from bot.store.session import ReadSession, Store
from bot.store.tables import Account, AccountFacts, AccountRisk, Contract, Cta, KpiLatest, RiskModel
from bot.store.todo_states import is_live

LEAST_OUTCOMES, LEAST_LOST = 50, 10
CHUNK = 5_000  # rows in one transaction


@dataclass(frozen=True)
class Risk:
    """like: of so many accounts scored like it, how many left; None where only rules speak. rules: keys of its open
    risk CTAs. parts: what raises it most. at: when it was learned."""

    account_id: int
    score: float | None = None
    like: ScoreBand | None = None
    parts: tuple[Contribution, ...] = ()
    rules: tuple[str, ...] = ()
    at: datetime | None = None


async def risks(db: ReadSession, account_ids: Collection[int] | None = None, most: int | None = None) -> list[Risk]:
    """Active accounts at risk, the highest first: those whose learned risk says something, and those for which a rule
    holds that opens a risk. account_ids: only those; most: so many."""
    r, a = AccountRisk, Account
    model = await db.scalar(select(RiskModel).order_by(RiskModel.trained_at.desc()).limit(1))
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
    return Risk(account_id, row.score, ScoreBand(**model.bands[row.band]), parts, rules, model.trained_at)


def learned_risk(row: AccountRisk, model: RiskModel) -> Risk | None:
    """What was learned of that account; None where it says nothing."""
    return _risk(row.account_id, row, model, ()) if row.telling else None


# Learning


async def learn_risks(store: Store, workspace_id: int, now: datetime) -> bool:
    """Learn anew from all that is known today, off the event loop. Whether there was enough to learn from."""
    async with store.read(workspace_id) as db:
        ids, columns = await _columns(db, now) if await _is_enough(db) else ([], None)
    made = await asyncio.to_thread(churn_model.learn, columns) if columns else None
    if made is None:
        await _forget(store, workspace_id)
        return False
    await _keep(store, workspace_id, ids, columns, made, now)  # type: ignore[arg-type]
    return True


async def _is_enough(db: ReadSession) -> bool:
    if not churn_model.is_there():
        return False
    lost = await db.scalar(select(func.count()).select_from(Account).where(Account.status == "churned")) or 0
    renewed = exists().where(Contract.account_id == Account.id, Contract.outcome.in_(("renewed", "reduced")))
    kept = await db.scalar(select(func.count()).select_from(Account).where(Account.status == "active", renewed)) or 0
    active = await db.scalar(select(func.count()).select_from(Account).where(Account.status == "active")) or 0
    return lost >= LEAST_LOST and lost + kept >= LEAST_OUTCOMES and active >= LEAST_LOST


async def _columns(db: ReadSession, now: datetime) -> tuple[list[int], TrainingColumns]:
    a, f = Account, AccountFacts
    today = local_date(now, await workspace_zone(db))
    health = case((f.health_until.is_(None), f.health), else_=f.health_measured)  # what a person set teaches nothing
    left = case((f.champion_left_on.is_not(None) & (f.champions == 0), 1), else_=0)
    rows = (
        await db.execute(
            select(a.id, a.status, a.churned_on, a.started_on, a.tier, a.segment, f.account_id, f.stage, f.milestone,
                   health.label("health"), f.last_review_on, f.last_contact_on, left)
            .outerjoin(f, f.account_id == a.id).order_by(a.id)
        )
    ).all()  # fmt: skip
    lost = [row.status == "churned" for row in rows]
    until = [row.churned_on if gone else today for row, gone in zip(rows, lost, strict=True)]
    numbers: dict[str, Sequence[float | None]] = {
        "months": _ages([row.started_on for row in rows], until, 30.4),
        "days_since_review": _ages([row.last_review_on for row in rows], until),
        "days_since_contact": _ages([row.last_contact_on for row in rows], until),
        "health": [row.health for row in rows],
        "champion_left": [None if row.account_id is None else row[-1] for row in rows],
    }
    ids = [row.id for row in rows]
    numbers |= {f"kpi.{key}": values for key, values in (await _kpis(db, ids)).items()}
    names = {key: [getattr(row, key) for row in rows] for key in ("tier", "segment", "stage", "milestone")}
    return ids, TrainingColumns(numbers, names, lost)


def _ages(since: Sequence[date | None], until: Sequence[date | None], days: float = 1) -> list[float | None]:
    return [(end - start).days / days if start and end else None for start, end in zip(since, until, strict=True)]


async def _kpis(db: ReadSession, ids: list[int]) -> dict[str, list[float | None]]:
    places = {number: at for at, number in enumerate(ids)}
    found: defaultdict[str, list[float | None]] = defaultdict(lambda: [None] * len(ids))
    for number, key, value in (await db.execute(select(KpiLatest.account_id, KpiLatest.kpi, KpiLatest.value))).all():
        found[key][places[number]] = value
    return dict(found)


async def _forget(store: Store, workspace_id: int) -> None:
    async with store.read(workspace_id) as db:
        if await db.scalar(select(RiskModel.id).limit(1)) is None:
            return
    async with store.write(workspace_id) as db:
        await db.execute(delete(AccountRisk))
        await db.execute(delete(RiskModel))


async def _keep(
    store: Store, workspace_id: int, ids: list[int], columns: TrainingColumns, made: ChurnModel, now: datetime
) -> None:
    lost = sum(band.lost for band in made.bands)
    accounts = sum(band.accounts for band in made.bands)
    telling = [is_worth_telling(band, lost / accounts) for band in made.bands]
    rows: list[dict[str, Any]] = [
        {
            "workspace_id": workspace_id,
            "account_id": number,
            "score": made.scores[at],
            "band": band,
            "telling": telling[band],
            "at": now,
            "reasons": [asdict(part) for part in made.reasons.get(at, [])],
        }
        for at, number in enumerate(ids)
        if not columns.lost[at]
        for band in (made.band_of(made.scores[at]),)
    ]
    async with store.write(workspace_id) as db:
        await db.execute(delete(AccountRisk))
        await db.execute(delete(RiskModel))
        db.add(
            RiskModel(
                workspace_id=workspace_id,
                trained_at=now,
                accounts=accounts,
                lost=lost,
                auc=made.auc,
                bands=[asdict(band) for band in made.bands],
            )
        )
    for first in range(0, len(rows), CHUNK):
        async with store.write(workspace_id) as db:
            await db.execute(insert(AccountRisk), rows[first : first + CHUNK])


__all__ = ["Risk", "learn_risks", "learned_risk", "risks"]
