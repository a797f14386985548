"""The success funnel (method D6): who reached which milestone, how long it took, where accounts stop and leave."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import CTE, Select, and_, case, func, select

from bot.journey.accounts.place import is_placed
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.expected_reaches import Spell, expected
from bot.journey.figures.milestone_steps import STATES, StepQuery, steps
from bot.statistics.intervals import Share
from bot.store.session import ReadSession
from bot.store.sql import Packed, counted, greatest, least, materialized, total
from bot.store.tables import Account, AccountFacts, MilestoneReached, PlaybookVersion, VersionMilestone

ENOUGH = 10  # accounts that came to a step: below, no bottleneck is named
AHEAD_DAYS = 90
LONGEST = 10_000  # days on a step; what is longer counts as so many
ENDED = Packed((1000, 2, 2))  # of a version: the last milestone's place, lost, its place isn't known
PLACED = Packed((1000, len(STATES), 2, 2, LONGEST))  # of a version: place, state, came, late, days


@dataclass(frozen=True)
class FunnelStep:
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
    since an unknown day; the forecast leaves them out. unplaced: accounts whose place isn't known; they are in nothing
    else."""

    playbook: str
    accounts: int
    steps: tuple[FunnelStep, ...]
    lost: tuple[Lost, ...]
    elsewhere: Mapping[str, int]
    ageless: int = 0
    unplaced: int = 0

    @property
    def bottleneck(self) -> FunnelStep | None:
        """The step before which most stop; None where nobody does, or too few came to tell."""
        found = max(self.steps, key=lambda step: step.stopped, default=None)
        return found if found and found.stopped and found.came >= ENOUGH else None


async def funnel(db: ReadSession, today: date, selection: Selection = EVERYONE) -> Funnel | None:
    """The funnel of the playbook that most of these accounts are on; None where there are no accounts."""
    ends = await _ends(db, selection)
    if not ends:
        return None
    playbooks, unplaced = Counter[str](), Counter[str]()
    for end in ends:
        (unplaced if end.unplaced else playbooks)[end.playbook] += end.accounts
    name = max({*playbooks, *unplaced}, key=lambda one: (playbooks[one], unplaced[one], one))
    order = await _milestones(db, name)
    asked = StepQuery(today, selection, name)
    rows = (await db.one_statement(_counted(asked))).all()
    made = [_step(key, usual, [row for row in rows if row.milestone == key]) for key, usual in order]
    return Funnel(
        playbook=name,
        accounts=playbooks.pop(name, 0),
        steps=_with_forecast(made, rows),
        lost=_lost([end for end in ends if end.playbook == name and not end.unplaced], [key for key, _ in order]),
        elsewhere=playbooks,
        ageless=sum(row.accounts for row in rows if row.state == "now" and row.days is None),
        unplaced=unplaced[name],
    )


def _with_forecast(made: Sequence[FunnelStep], rows: Sequence[Any]) -> tuple[FunnelStep, ...]:
    spells = {
        step.milestone: [Spell(r.state, r.days, r.accounts, r.came) for r in rows if r.milestone == step.milestone]
        for step in made
    }
    ahead = expected([step.milestone for step in made], spells, AHEAD_DAYS)
    return tuple(replace(step, expected=ahead[step.milestone]) for step in made)


async def _milestones(db: ReadSession, playbook: str) -> list[tuple[str, int]]:
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


def tallied(asked: StepQuery) -> CTE:
    """How many accounts per milestone, state and days."""
    s, m = steps(asked, ("version_id", "place", "state", "came", "late", "days")).subquery("steps").c, VersionMilestone
    known = least(greatest(func.coalesce(s.days, -1), -1), LONGEST - 2) + 1  # 0: unknown
    placed = counted(PLACED.pack(s.version_id, s.place, s.state, s.came, s.late, known)).c
    version_id, place, state, came, late, known = PLACED.unpack(placed.key)
    states = case(dict(enumerate(STATES)), value=state)
    columns = [
        m.milestone,
        states.label("state"),
        came.label("came"),
        late.label("late"),
        (func.nullif(known, 0) - 1).label("days"),
    ]
    return materialized(
        select(*columns, total(placed.n).label("accounts"))
        .join_from(m, placed.n.table, and_(m.version_id == version_id, m.position == place))
        .group_by(*columns)
        .cte("tallied")
    )


def _counted(asked: StepQuery) -> Select[*tuple[Any, ...]]:
    """`is_median` and `is_most` mark the days by which half and three in four of those who reached it had done so."""
    t = tallied(asked).c
    timed = and_(t.state == "reached", t.days.is_not(None), t.came == 1)
    n = case((timed, t.accounts), else_=0)
    upto = func.sum(n).over(partition_by=t.milestone, order_by=(t.days, t.state, t.late, t.came))
    of_all = func.sum(n).over(partition_by=t.milestone)
    columns = (t.milestone, t.state, t.came, t.late, t.days, t.accounts)
    c = select(*columns, n.label("n"), upto.label("upto"), of_all.label("total")).subquery("summed").c
    return select(
        *(c[column.name] for column in columns),
        c.n,
        case((reaches(c.upto, c.n, c.total, 2, 4), 1), else_=0).label("is_median"),
        case((reaches(c.upto, c.n, c.total, 3, 4), 1), else_=0).label("is_most"),
    )


def reaches(upto: Any, n: Any, total: Any, part: int, of: int) -> Any:
    """Whether the percentile `part`/`of` (nearest rank) lies in this row of `n` of `total`, `upto` with it."""
    return and_(n > 0, upto * of >= total * part, (upto - n) * of < total * part)


def _step(milestone: str, usual_days: int, rows: Sequence[Any]) -> FunnelStep:
    def count(state: str, **where: int) -> int:
        return sum(
            row.accounts
            for row in rows
            if row.state == state and all(getattr(row, name) == value for name, value in where.items())
        )

    undated, went, lost = count("passed"), count("reached", came=1), count("lost")
    return FunnelStep(
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


# Where accounts have got to, and how many have left from there


async def _ends(db: ReadSession, selection: Selection) -> Sequence[Any]:
    """How many accounts there are, and how many of them have left, per playbook and last milestone (None: none)."""
    a, m, r, v = Account, VersionMilestone, MilestoneReached, PlaybookVersion
    last = (
        select(a.id, a.playbook_version_id.label("version"), a.status, func.max(m.position).label("place"), _unplaced())
        .outerjoin(AccountFacts, AccountFacts.account_id == a.id)
        .outerjoin(r, and_(r.account_id == a.id, r.period == a.period))
        .outerjoin(m, and_(m.version_id == a.playbook_version_id, m.milestone == r.milestone))
        .where(*selection.ours())
        .group_by(a.id)
        .subquery("last")
    ).c
    gone = case((last.status == "churned", 1), else_=0)
    nowhere = case((last.place.is_(None), last.unplaced), else_=0)
    ended = counted(ENDED.pack(last.version, func.coalesce(last.place, 0), gone, nowhere)).c
    version, place, gone, unplaced = ENDED.unpack(ended.key)
    ends = (
        select(
            v.name.label("playbook"),
            m.milestone,
            unplaced.label("unplaced"),
            total(ended.n).label("accounts"),
            total(ended.n * gone).label("lost"),
        )
        .join_from(ended.n.table, v, v.id == version)
        .outerjoin(m, and_(m.version_id == version, m.position == place))
        .group_by(v.name, m.milestone, unplaced)
    )
    return (await db.one_statement(ends)).all()


def _unplaced() -> Any:
    """1 of an account whose place isn't known, as it was assessed, else as the tables say."""
    known = AccountFacts.placed
    told = case((known.is_not(None), known), else_=is_placed())
    return func.max(case((told, 0), else_=1)).label("unplaced")


def _lost(ends: Sequence[Any], order: Sequence[str]) -> tuple[Lost, ...]:
    """For "none" and every milestone in order: how many of the accounts whose last one it is have left."""
    shares = {end.milestone: Share(int(end.lost), end.accounts) for end in ends}
    return tuple(Lost(key, shares.get(key, Share(0, 0))) for key in (None, *order))


__all__ = ["ENOUGH", "Funnel", "FunnelStep", "Lost", "funnel", "reaches", "tallied"]
