"""The success funnel (method D6): who reached which milestone, how long it took, where accounts stop and leave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import CTE, Select, and_, case, func, select

from bot.journey.among import EVERYONE, Among
from bot.journey.forecast import Spell, expected
from bot.journey.intervals import Share
from bot.journey.steps import Asked, steps
from bot.store.session import TenantSession
from bot.store.sql import materialized
from bot.store.tables import Account, MilestoneReached, PlaybookVersion, VersionMilestone

ENOUGH = 10  # accounts that came to a step: below, no bottleneck is named
AHEAD_DAYS = 90


@dataclass(frozen=True)
class Step:
    """One milestone.

    reached: all that have it behind them; `undated` of these passed it before we knew them and count for nothing else.
    came: those that turned to it under our eyes; of them `went` on, are `here` (`late` of these past their due day) or
    were `lost`. now: all that are at it today, whatever is known of their past, `now_late` of them past due.
    median, most: days that half and three in four took, of the `timed` whose days are known.
    expected: how many will reach it within 90 days; None where too little is known.
    """

    milestone: str
    usual_days: int
    reached: int = 0
    undated: int = 0
    came: int = 0
    went: int = 0
    late: int = 0
    lost: int = 0
    now: int = 0
    now_late: int = 0
    timed: int = 0
    median: int | None = None
    most: int | None = None
    expected: float | None = None

    @property
    def conversion(self) -> Share:
        return Share(self.went, self.came)

    @property
    def stopped(self) -> int:
        """Came to it and left, or are there longer than usual."""
        return self.late + self.lost


@dataclass(frozen=True)
class Lost:
    """How many left whose last milestone this was (None: left before the first)."""

    milestone: str | None
    share: Share


@dataclass(frozen=True)
class Funnel:
    """accounts: all that are in it. elsewhere: accounts on other playbooks, by name. ageless: accounts at a milestone
    since an unknown day; the forecast leaves them out."""

    playbook: str
    accounts: int
    steps: tuple[Step, ...]
    lost: tuple[Lost, ...]
    elsewhere: Mapping[str, int]
    ageless: int = 0

    @property
    def bottleneck(self) -> Step | None:
        """The step before which most stop; None where nobody does, or too few came to tell."""
        found = max(self.steps, key=lambda step: step.stopped, default=None)
        return found if found and found.stopped and found.came >= ENOUGH else None


async def funnel(db: TenantSession, today: date, among: Among = EVERYONE) -> Funnel | None:
    """The funnel of the playbook that most of these accounts are on; None where there are no accounts."""
    playbooks = await _playbooks(db, among)
    if not playbooks:
        return None
    name = max(playbooks, key=lambda one: (playbooks[one], one))
    order = await _milestones(db, name)
    rows = (await db.execute(_counted(Asked(db.workspace_id, today, among, name)))).all()
    made = [_step(key, usual, [row for row in rows if row.milestone == key]) for key, usual in order]
    spells = {
        step.milestone: [Spell(r.state, r.days, r.accounts, r.came) for r in rows if r.milestone == step.milestone]
        for step in made
    }
    ahead = expected([key for key, _ in order], spells, AHEAD_DAYS)
    return Funnel(
        playbook=name,
        accounts=playbooks.pop(name),
        steps=tuple(replace(step, expected=ahead[step.milestone]) for step in made),
        lost=await _lost(db, name, among, [key for key, _ in order]),
        elsewhere=playbooks,
        ageless=sum(row.accounts for row in rows if row.state == "now" and row.days is None),
    )


async def _playbooks(db: TenantSession, among: Among) -> dict[str, int]:
    v = PlaybookVersion
    rows = await db.execute(
        select(v.name, func.count())
        .join(Account, Account.playbook_version_id == v.id)
        .where(*among.conditions())
        .group_by(v.name)
    )
    return {name: count for name, count in rows.all()}  # noqa: C416 - Rows aren't pairs to mypy


async def _milestones(db: TenantSession, playbook: str) -> list[tuple[str, int]]:
    """(milestone, the playbook's usual days) in order: as the newest version has them, then older ones' own."""
    m, v = VersionMilestone, PlaybookVersion
    rows = await db.execute(
        select(m.milestone, m.usual_days)
        .join(v, v.id == m.version_id)
        .where(v.name == playbook)
        .order_by(v.id.desc(), m.position)
    )
    found: dict[str, int] = {}
    for key, usual in rows.all():
        found.setdefault(key, usual)
    return list(found.items())


# Counting: one row per milestone, state and number of days, with running totals for the percentiles.


def tallied(asked: Asked) -> CTE:
    """How many accounts per milestone, state and days."""
    s = materialized(steps(asked).cte("steps"))
    names = ("milestone", "state", "came", "late", "days")
    columns = [s.c[name] for name in names]
    return materialized(select(*columns, func.count().label("accounts")).group_by(*columns).cte("tallied"))


def _counted(asked: Asked) -> Select[*tuple[Any, ...]]:
    """`is_median` and `is_most` mark the days by which half and three in four of those who reached it had done so."""
    t = tallied(asked)
    timed = and_(t.c.state == "reached", t.c.days.is_not(None), t.c.came == 1)
    n = case((timed, t.c.accounts), else_=0)
    upto = func.sum(n).over(partition_by=t.c.milestone, order_by=(t.c.days, t.c.state, t.c.late, t.c.came))
    summed = select(*t.c, n.label("n"), upto.label("upto"), func.sum(n).over(partition_by=t.c.milestone).label("all"))
    c = summed.subquery("summed").c
    return select(
        c.milestone, c.state, c.came, c.late, c.days, c.accounts, c.n,
        case((reaches(c.upto, c.n, c["all"], 2, 4), 1), else_=0).label("is_median"),
        case((reaches(c.upto, c.n, c["all"], 3, 4), 1), else_=0).label("is_most"),
    )  # fmt: skip


def reaches(upto: Any, n: Any, total: Any, part: int, of: int) -> Any:
    """Whether the percentile `part`/`of` (nearest rank) lies in this row of `n` of `total`, `upto` with it."""
    return and_(n > 0, upto * of >= total * part, (upto - n) * of < total * part)


def _step(milestone: str, usual_days: int, rows: Sequence[Any]) -> Step:
    def count(state: str, **where: int) -> int:
        return sum(
            row.accounts
            for row in rows
            if row.state == state and all(getattr(row, name) == value for name, value in where.items())
        )

    undated, went, lost = count("passed"), count("reached", came=1), count("lost")
    return Step(
        milestone=milestone,
        usual_days=usual_days,
        reached=undated + count("reached"),
        undated=undated,
        came=went + lost + count("now", came=1),
        went=went,
        late=count("now", came=1, late=1),
        lost=lost,
        now=count("now"),
        now_late=count("now", late=1),
        timed=sum(row.n for row in rows),
        median=next((row.days for row in rows if row.is_median), None),
        most=next((row.days for row in rows if row.is_most), None),
    )


# Churn by the last milestone


async def _lost(db: TenantSession, playbook: str, among: Among, order: Sequence[str]) -> tuple[Lost, ...]:
    """For "none" and every milestone in order: how many of the accounts whose last one it is have left."""
    m, r, v = VersionMilestone, MilestoneReached, PlaybookVersion
    last = (
        select(Account.id, Account.playbook_version_id.label("version"), Account.status, func.max(m.position).label("at"))
        .join(v, v.id == Account.playbook_version_id)
        .outerjoin(r, and_(r.account_id == Account.id, r.period == Account.period))
        .outerjoin(m, and_(m.version_id == Account.playbook_version_id, m.milestone == r.milestone))
        .where(Account.workspace_id == db.workspace_id, v.name == playbook, *among.conditions())
        .group_by(Account.id, Account.playbook_version_id, Account.status)
        .subquery("last")
    )  # fmt: skip
    left = func.sum(case((last.c.status == "churned", 1), else_=0))
    rows = await db.execute(
        select(m.milestone, func.count(), left)
        .select_from(last)
        .outerjoin(m, and_(m.version_id == last.c.version, m.position == last.c["at"]))
        .group_by(m.milestone)
    )
    return _in_order({key: Share(int(gone), count) for key, count, gone in rows.all()}, (None, *order))


def _in_order(shares: Mapping[str | None, Share], order: Iterable[str | None]) -> tuple[Lost, ...]:
    return tuple(Lost(key, shares.get(key, Share(0, 0))) for key in order)


__all__ = ["Funnel", "Lost", "Step", "funnel", "reaches", "tallied"]
