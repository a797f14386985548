"""Bad answers to surveys (method C7): an NPS of 6 or less, a CSAT of 2 or less, that nobody has taken back since.

Whoever answers the same survey better later has taken it back; answers without a name count as one person's.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from bot.store.session import TenantSession
from bot.store.sql import day_of
from bot.store.survey_scores import scored
from bot.store.tables import AccountEvent, AccountFacts

NPS_LOW, CSAT_LOW = 6, 2
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class LowAnswer:
    """key: "nps 4". words: theirs, may be "". stakeholder_id None: nobody knows who."""

    account_id: int
    key: str
    at: datetime
    words: str
    stakeholder_id: int | None


def _is_low(e: Any) -> Sql:
    nps, csat, score = scored(e)
    low = or_(and_(nps, score <= NPS_LOW), and_(csat, score <= CSAT_LOW))
    return and_(e.kind == "survey", e.undone_at.is_(None), low)


def _stands(e: Any) -> Sql:
    """Nothing newer from that person in that survey."""
    later = aliased(AccountEvent)
    same = (
        later.account_id == e.account_id,
        later.kind == "survey",
        later.undone_at.is_(None),
        later.at > e.at,
        later.stakeholder_id.is_not_distinct_from(e.stakeholder_id),
        func.substr(later.key, 1, 3) == func.substr(e.key, 1, 3),
    )
    return ~exists().where(*same).correlate(e)


def last_low_answer() -> Sql:
    """The day of the newest one that stands, of the account whose facts are asked."""
    e = aliased(AccountEvent)
    newest = select(day_of(func.max(e.at))).where(e.account_id == AccountFacts.account_id, _is_low(e), _stands(e))
    return newest.correlate(AccountFacts).scalar_subquery()


async def low_answers(db: TenantSession, account_ids: list[int], since: datetime, now: datetime) -> list[LowAnswer]:
    """Those of these accounts that stand, the newest first."""
    e = aliased(AccountEvent)
    rows = await db.execute(
        select(e.account_id, e.key, e.at, e.note, e.stakeholder_id)
        .where(e.account_id.in_(account_ids), _is_low(e), _stands(e), e.at >= since, e.at <= now)
        .order_by(e.at.desc(), e.id.desc())
    )
    return [LowAnswer(*row) for row in rows.all()]
