"""Measurements into the tables: every one, and the newest of each KPI."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, or_, select

from bot.ingest.writing.bulk import Insert
from bot.store.as_json.value_list import is_one_of
from bot.store.session import WriteSession
from bot.store.tables import Base, KpiLatest

_COLUMNS = ("workspace_id", "account_id", "kpi", "observed_at", "value")
_MOMENT = ("account_id", "kpi", "observed_at")
_OBSERVED = Base.metadata.tables["kpi_observations"]
_ADD = Insert(_OBSERVED, _COLUMNS, conflict=_MOMENT)
_CORRECT = Insert(
    _OBSERVED,
    _COLUMNS,
    conflict=_MOMENT,
    update=("value",),
    where=lambda here, given: here.value.is_distinct_from(given.value),
)
_LATEST = Insert(
    Base.metadata.tables["kpi_latest"],
    _COLUMNS,
    conflict=("account_id", "kpi"),
    update=("value", "observed_at"),
    where=lambda here, given: or_(
        given.observed_at > here.observed_at,
        and_(given.observed_at == here.observed_at, given.value.is_distinct_from(here.value)),
    ),
)

Moment = tuple[int, str, datetime]  # account, KPI, when
Measured = Mapping[Moment, float]


class KeptMeasurements(NamedTuple):
    """How many measurements were new and corrected, and the accounts whose newest ones are others now."""

    added: int
    changed: int
    touched: set[int]


async def keep(session: WriteSession, measured: Measured) -> KeptMeasurements:
    """Keeps them. A measurement of the same moment replaces the one before."""
    rows = [(session.workspace_id, *moment, value) for moment, value in measured.items()]
    added = await _ADD.run(session, rows)
    changed = await _CORRECT.run(session, rows) if added < len(rows) else 0
    touched = await _keep_latest(session, measured) if added or changed else set()
    return KeptMeasurements(added, changed, touched)


async def _keep_latest(session: WriteSession, measured: Measured) -> set[int]:
    """Writes what is newer than what we had; those accounts are the ones to assess."""
    newest = _newest(measured)
    query = select(KpiLatest.account_id, KpiLatest.kpi, KpiLatest.observed_at, KpiLatest.value)
    query = query.where(is_one_of(KpiLatest.account_id, {account for account, _ in newest}))
    known = {(account, kpi): (at, value) for account, kpi, at, value in (await session.execute(query)).all()}
    rows = []
    for (account, kpi), at in newest.items():
        value = measured[account, kpi, at]
        last = known.get((account, kpi))
        if last is None or at > last[0] or (at == last[0] and value != last[1]):
            rows.append((session.workspace_id, account, kpi, at, value))
    await _LATEST.run(session, rows)
    return {account for _, account, *_ in rows}


def _newest(measured: Measured) -> dict[tuple[int, str], datetime]:
    newest: dict[tuple[int, str], datetime] = {}
    for account, kpi, at in measured:
        if (last := newest.get((account, kpi))) is None or at > last:
            newest[account, kpi] = at
    return newest
