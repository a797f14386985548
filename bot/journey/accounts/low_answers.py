"""Bad answers to surveys (method C7), as bot/facts/surveys.py judges them, one by one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from bot.facts.touchpoints import is_low, stands
from bot.store.session import ReadSession
from bot.store.tables import AccountEvent


@dataclass(frozen=True)
class LowAnswer:
    """key: "nps 4". words: theirs, may be "". stakeholder_id None: nobody knows who."""

    account_id: int
    key: str
    at: datetime
    words: str
    stakeholder_id: int | None


async def low_answers(db: ReadSession, account_ids: list[int], since: datetime, now: datetime) -> list[LowAnswer]:
    """Those of these accounts that stand, the newest first."""
    e = aliased(AccountEvent)
    rows = await db.execute(
        select(e.account_id, e.key, e.at, e.note, e.stakeholder_id)
        .where(e.account_id.in_(account_ids), is_low(e), stands(e), e.at >= since, e.at <= now)
        .order_by(e.at.desc(), e.id.desc())
    )
    return [LowAnswer(*row) for row in rows.all()]
