"""Who gets stuck next, and where (method B8): the chance that an account becomes late on its step, or leaves.

Of those like it that were still on the step after as many days, the share that wasn't through when its days were over.
"Like it": of its segment, else of its tier, else all, just as its days are learned (figures/usual_times.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, Select, and_, case, delete, func, insert, literal, select
from sqlalchemy.orm import aliased

from bot.journey.accounts.doubles import is_itself
from bot.journey.accounts.selection import Selection
from bot.journey.steps.cohorts import ALL, COHORTS, CohortLives
from bot.journey.steps.life_counts import StepCounts
from bot.journey.steps.ways import Ways, allowed
from bot.statistics.life_table import Estimate, averaged
from bot.store.session import ReadSession, Store
from bot.store.sql import days_between
from bot.store.tables import Account, AccountFacts, StuckChance, VersionMilestone

ENOUGH = 10  # accounts of which it is known what became of them: below, no chance is told
BEFORE = -1  # the day of those that turn to a step
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
Row = Mapping[str, Any]
A, F, T = Account, AccountFacts, StuckChance
KEY = ("version_id", "milestone", "cohort", "name", "day")
VALUES = (*KEY, "limit_days", "share", "low", "high", "accounts")


@dataclass(frozen=True)
class StuckNext:
    """An account, the milestone that it is on the way to, or would be after that, and how likely it gets stuck there.

    day: how long it has been on the way, BEFORE of one that it has yet to turn to; limit_days: how long it may take.
    cohort: segment | tier | all, of which the chance is; name: which one."""

    account_id: int
    milestone: str
    day: int
    limit_days: int
    chance: Estimate
    cohort: str
    name: str


@dataclass(frozen=True)
class StuckTogether:
    """Of so many accounts in time on a step, the share that will be late there, or gone."""

    accounts: int
    chance: Estimate


def stuck_together(step: StepCounts) -> StuckTogether | None:
    """By what became of those that are counted; None where too little is known of each. Those of whom it can't be told,
    and those that are due today, are left out."""
    by_limit = {limit: step.life.unreached(limit) for limit in {limit for _, limit in step.in_time}}
    told = [
        (by_limit[limit][days + 1], accounts)
        for (days, limit), accounts in sorted(step.in_time.items())
        if days < limit and by_limit[limit][days + 1].of >= ENOUGH
    ]
    return StuckTogether(sum(accounts for _, accounts in told), averaged(told)) if told else None


# Kept by the full sweep


async def keep_stuck_chances(
    store: Store, workspace_id: int, playbooks: Sequence[CohortLives], learned: Mapping[tuple[Any, ...], int]
) -> None:
    """learned: by version, milestone, cohort and name, the days that a milestone may take. Harmless when repeated."""
    m = VersionMilestone
    async with store.read(workspace_id) as db:
        days = (await db.execute(select(m.version_id, m.milestone, m.usual_days))).all()
        own = {(version, milestone): allowed(usual) for version, milestone, usual in days}
        kept = (await db.one_statement(select(*(getattr(T, name) for name in VALUES)).order_by(*_key()))).all()
    found = [row for one in playbooks for row in _rows(one, own, learned)]
    found.sort(key=lambda row: row[: len(KEY)])
    if found == [tuple(row) for row in kept]:
        return
    async with store.write(workspace_id) as db:
        await db.execute(delete(T))
        if found:
            rows = [dict(zip(VALUES, row, strict=True), workspace_id=workspace_id) for row in found]
            await db.execute(insert(T), rows)


def _key() -> Iterator[Any]:
    return (getattr(T, name) for name in KEY)


def _rows(
    this: CohortLives, own: Mapping[tuple[int, str], int], learned: Mapping[tuple[Any, ...], int]
) -> Iterator[tuple[Any, ...]]:
    """Of the versions that accounts are on. A segment or tier that too few are in has no days of its own."""
    chances = cache(lambda on, limit: tuple(_told(this.lives[on].unreached(limit), limit)))
    for version, milestone in _used(this.ways):
        place = this.ways.place(milestone)
        for on in this.lives:
            limit = own[version, milestone] if on.cohort == ALL else learned.get((version, milestone, *on[1:]))
            if on.place == place and limit is not None:
                yield from ((version, milestone, on.cohort, on.name, *row) for row in chances(on, limit))


def _told(chances: Sequence[Estimate], limit: int) -> Iterator[tuple[Any, ...]]:
    for day, one in enumerate(chances, BEFORE):
        if one.of >= ENOUGH:
            yield day, limit, round(one.value, 6), round(one.low, 6), round(one.high, 6), one.of


def _used(ways: Ways) -> Iterator[tuple[int, str]]:
    for way in ways.ways:
        for version in way.versions:
            yield from ((version, step.key) for step in way.milestones)


# Read for accounts


async def stuck_next(db: ReadSession, today: date, selection: Selection, most: int) -> list[StuckNext]:
    """Those in time on their step that are the likeliest to get stuck on it, the likeliest first; of none of which too
    little is known."""
    by = _in_cohorts()
    day, limit = (
        days_between(F.milestone_since, literal(today, Date)),
        days_between(F.milestone_since, F.milestone_due_on),
    )
    share = _first(by, "share")
    found = _chosen(by, F.milestone).select_from(A).join(F, F.account_id == A.id)
    for cohort, one in by.items():
        same = (_same(one, cohort), one.milestone == F.milestone, one.limit_days == limit, one.day == day)
        found = found.outerjoin(one, and_(*same))
    in_time = (A.status == "active", F.placed, F.milestone_due_on >= today, share.is_not(None), is_itself())
    found = found.where(*selection.ours(), *in_time).order_by(share.desc(), F.milestone_due_on, A.id).limit(most)
    return [_read(row) for row in (await db.one_statement(found)).all()]


async def ahead_of(db: ReadSession, today: date, account_id: int, later: Sequence[str]) -> list[StuckNext]:
    """Of one account: its step, if it is in time there, and those after it in order, as far as they can be told of.
    later: the milestones after the one that it is on the way to."""
    now = await stuck_next(db, today, Selection(account_id=account_id), 1)
    if not now or not later:
        return now
    by = _in_cohorts()
    m = VersionMilestone
    found = _chosen(by, m.milestone).select_from(A).join(m, m.version_id == A.playbook_version_id)
    for cohort, one in by.items():
        found = found.outerjoin(one, and_(one.milestone == m.milestone, _same(one, cohort), one.day == BEFORE))
    meant = (m.milestone.in_(later), _first(by, "share").is_not(None))
    found = found.where(*Selection(account_id=account_id).ours(), *meant)
    told = {row.milestone: _read(row) for row in (await db.one_statement(found)).all()}
    for key in later:
        if key not in told:
            break
        now.append(told[key])
    return now


def likeliest(steps: Sequence[StuckNext]) -> StuckNext | None:
    """Where an account gets stuck first, most likely: on a later step only if it got through those before."""
    through, found = 1.0, list[tuple[float, StuckNext]]()
    for step in steps:
        found.append((through * step.chance.value, step))
        through *= 1 - step.chance.value
    return max(found, key=lambda one: one[0])[1] if found else None


def _in_cohorts() -> dict[str, Any]:
    """The closest one first."""
    return {cohort: aliased(T, name=f"of_{cohort}") for cohort in (*COHORTS, ALL)}


def _same(one: Any, cohort: str) -> Sql:
    name = literal("") if cohort == ALL else getattr(A, cohort)
    return and_(one.version_id == A.playbook_version_id, one.cohort == cohort, one.name == name)


def _first(by: Mapping[str, Any], column: str) -> Sql:
    return func.coalesce(*(getattr(one, column) for one in by.values()))


def _chosen(by: Mapping[str, Any], milestone: Sql) -> Select[*tuple[Any, ...]]:
    """Of each account the closest cohort that tells."""
    told = [(one.share.is_not(None), cohort) for cohort, one in by.items()]
    names = ("day", "limit_days", "share", "low", "high", "accounts", "name")
    firsts = (_first(by, name).label(name) for name in names)
    return select(A.id, milestone.label("milestone"), case(*told).label("cohort"), *firsts)


def _read(row: Any) -> StuckNext:
    chance = Estimate(row.share, row.low, row.high, row.accounts)
    return StuckNext(row.id, row.milestone, row.day, row.limit_days, chance, row.cohort, row.name)


__all__ = [
    "BEFORE",
    "ENOUGH",
    "StuckNext",
    "StuckTogether",
    "ahead_of",
    "keep_stuck_chances",
    "likeliest",
    "stuck_next",
    "stuck_together",
]
