"""Learning from the workspace's own losses, each night: who is warned of, and since when (methods B8, C6, C12)."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, delete, exists, func, insert, literal, select, update

from bot.calendar import local_date
from bot.journey.risk.known.newest import newest_day
from bot.statistics.warning import candidates
from bot.statistics.warning.learning import LearnedRisks, Verdict, learn
from bot.statistics.warning.person_periods import PersonPeriods
from bot.store.reads import workspace_zone
from bot.store.session import Store, WriteSession
from bot.store.sql import upsert
from bot.store.tables import Account, AccountRisk, RiskModel, Warned

CHUNK = 5_000  # rows in one transaction
NO_EXTRA = "extra"  # why nothing is learned where the host has no scikit-learn


async def learn_risks(store: Store, workspace_id: int, now: datetime) -> bool:
    """Learn anew from all that is known today, off the event loop. Whether anybody may be warned of."""
    async with store.read(workspace_id) as db:
        today = local_date(now, await workspace_zone(db))
        lost = await db.scalar(select(func.count()).select_from(Account).where(Account.status == "churned")) or 0
    if not lost or not candidates.is_there():
        why = NO_EXTRA if lost else "none"
        await _keep(
            store, workspace_id, LearnedRisks(Verdict(why, 0, lost, 0)), None, (newest_day(today), 0), now, today
        )
        return False
    from bot.journey.risk.known.read import read_known  # needs the extra

    known = await read_known(store, workspace_id, today)
    made = await asyncio.to_thread(learn, known.past, known.now.table)
    await _keep(store, workspace_id, made, known.now, (known.newest, known.undated), now, today)
    return not made.verdict.why


async def _keep(
    store: Store,
    workspace_id: int,
    made: LearnedRisks,
    known: PersonPeriods | None,
    since: tuple[date, int],
    now: datetime,
    today: date,
) -> None:
    as_of, undated = since
    v = made.verdict
    async with store.write(workspace_id) as db:
        await db.execute(delete(AccountRisk))
        await db.execute(delete(RiskModel))
        found = {
            **{name: getattr(v, name) for name in ("why", "accounts", "lost", "oldest", "auc", "base", "model")},
            "losses": list(v.losses),
            "auc_low": v.low,
            "auc_high": v.high,
            "bands": [asdict(band) for band in made.bands],
        }
        db.add(RiskModel(workspace_id=workspace_id, trained_at=now, as_of=as_of, undated=undated, **found))
    rows = _rows(workspace_id, made, known.account.tolist(), now) if known is not None and made.scores else iter(())
    while some := [row for _, row in zip(range(CHUNK), rows, strict=False)]:
        async with store.write(workspace_id) as db:
            await db.execute(insert(AccountRisk), some)
    async with store.write(workspace_id) as db:
        await _note_warnings(db, made, today)


def _rows(workspace_id: int, made: LearnedRisks, accounts: Sequence[int], now: datetime) -> Iterator[dict[str, Any]]:
    for at, number in enumerate(accounts):
        band = made.band_of(made.scores[at])
        yield {
            "workspace_id": workspace_id,
            "account_id": number,
            "score": made.scores[at],
            "band": band,
            "telling": made.bands[band].telling,
            "at": now,
            "reasons": [asdict(part) for part in made.reasons.get(at, [])],
        }


async def _note_warnings(db: WriteSession, made: LearnedRisks, today: date) -> None:
    """Who is warned of from today on, and who no longer is."""
    a, r, w = Account, AccountRisk, Warned
    telling = (r.account_id == a.id, r.telling.is_(True), a.status == "active")
    still = exists().where(w.account_id == a.id, w.period == a.period, w.ended_on.is_(None)).correlate(a)
    over = ~exists().where(a.id == w.account_id, a.period == w.period, *telling).correlate(w)
    ended = update(w).where(w.ended_on.is_(None), over).values(ended_on=today)
    await db.execute(ended.execution_options(synchronize_session=False))
    if not any(band.telling for band in made.bands):
        return
    share = case({at: band.share for at, band in enumerate(made.bands)}, value=r.band)
    columns = ["workspace_id", "account_id", "period", "warned_on", "share"]
    new = select(a.workspace_id, a.id, a.period, literal(today), share).where(*telling, ~still)
    await db.execute(upsert(db.dialect, Warned).from_select(columns, new).on_conflict_do_nothing())


__all__ = ["NO_EXTRA", "learn_risks"]
