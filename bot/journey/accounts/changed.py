"""What changed at accounts since a day: health up or down, milestones, answers, who left."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import func, select

from bot.journey.accounts.selection import Selection
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountEvent, AccountFacts, AccountFactsHistory, MilestoneReached, Stakeholder

POINTS = 3  # a smaller move of the score is no news
Kind = Literal["health", "milestone", "survey", "left", "started"]


@dataclass(frozen=True)
class Changed:
    """One change. up: good news; None: neither. was, now: of the score. key: the milestone, the survey's score."""

    account_id: int
    kind: Kind
    up: bool | None
    was: int | None = None
    now: int | None = None
    key: str = ""
    who: str = ""
    day: date | None = None
    note: str = ""


async def changed(db: ReadSession, selection: Selection, since: datetime, day: date) -> list[Changed]:
    """All since that moment, which is the beginning of that day."""
    mine = (Account.status == "active", *selection.where())
    found = await _health(db, mine, since)
    reached = (
        select(MilestoneReached.account_id, MilestoneReached.milestone, MilestoneReached.reached_on)
        .join(Account, Account.id == MilestoneReached.account_id)
        .where(*mine, MilestoneReached.reached_on >= day, MilestoneReached.period == Account.period)
    )
    found += [Changed(row[0], "milestone", True, key=row[1], day=row[2]) for row in await db.execute(reached)]
    answers = (
        select(AccountEvent.account_id, AccountEvent.key, AccountEvent.note, AccountEvent.at)
        .join(Account, Account.id == AccountEvent.account_id)
        .where(*mine, AccountEvent.kind == "survey", AccountEvent.at >= since, AccountEvent.undone_at.is_(None))
    )
    found += [Changed(row[0], "survey", _good(row[1]), key=row[1], note=row[2]) for row in await db.execute(answers)]
    left = (
        select(Stakeholder.account_id, Stakeholder.name, Stakeholder.title, Stakeholder.left_on)
        .join(Account, Account.id == Stakeholder.account_id)
        .where(*mine, Stakeholder.status == "left", Stakeholder.left_on >= day)
    )
    return found + [
        Changed(row[0], "left", False, who=row[1], note=row[2] or "", day=row[3]) for row in await db.execute(left)
    ]


async def _health(db: ReadSession, mine: tuple[object, ...], since: datetime) -> list[Changed]:
    """The score now, beside the one that held at that moment."""
    h, f = AccountFactsHistory, AccountFacts
    at_the_time = (
        select(func.max(h.id).label("id"))
        .join(Account, Account.id == h.account_id)
        .where(*mine, h.valid_from <= since, h.valid_to > since)  # type: ignore[arg-type]
        .group_by(h.account_id)
        .subquery()
    )
    query = (
        select(f.account_id, h.health, f.health)
        .join(h, h.account_id == f.account_id)
        .join(at_the_time, at_the_time.c.id == h.id)
        .where(h.health.is_not(None), f.health.is_not(None), f.health_until.is_(None), h.health_until.is_(None))
    )
    return [
        Changed(account, "health", now > was, was=was, now=now)
        for account, was, now in (await db.execute(query)).all()
        if was is not None and now is not None and abs(now - was) >= POINTS
    ]


def _good(key: str) -> bool | None:
    survey, _, score = key.partition(" ")
    if not score.lstrip("-").isdecimal():
        return None
    least, most = (9, 6) if survey == "nps" else (4, 2)
    return True if int(score) >= least else False if int(score) <= most else None
