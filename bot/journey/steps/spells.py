"""Every account on every step of its way, as SQL: since when it was on it, until when, and how that came out.

The one place of it. The funnel, its times and forecast, learned times, losses by milestone, the comparison around a
release and the multiplier's outcome all count these rows, so that they agree. They are read as they were kept
(bot/journey/steps/kept_spells.py), and worked out here for accounts of which something has changed since.

An account is on one step at a time: towards the first milestone that it hasn't reached, from the day on which it had
reached all before. What was reached out of turn is skipped: it was on no step towards it.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    CompoundSelect,
    Integer,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from bot.journey.accounts.place import came_within
from bot.journey.steps.kept_spells import kept_spells
from bot.journey.steps.step_query import (
    BEFORE,
    BEGUN_BEFORE,
    FOUND,
    LOST,
    NOW,
    OF_ACCOUNT,
    PASSED,
    REACHED,
    SEEN,
    A,
    F,
    StepQuery,
    day_number,
    is_counted,
    is_lost,
    number_of,
)
from bot.journey.steps.ways import OnTheWay, Route
from bot.store.ours import ours
from bot.store.sql import day_of, greatest, materialized, reckoned_once, spelled
from bot.store.tables import AccountEvent, MilestoneReached

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
R = MilestoneReached
Walked = Sequence[tuple[Route, CTE]]


def walk(asked: StepQuery, columns: Collection[str] = ()) -> Walked:
    """One row per account, for statements that count it more than once. columns: those of the account that are asked
    for."""
    return [
        (way, materialized(_walked(asked, way, columns).cte(f"walked_{number}")))
        for number, way in enumerate(asked.ways.ways)
    ]


def spells(
    asked: StepQuery, columns: Collection[str], walked: Walked | None = None
) -> CompoundSelect[*tuple[Any, ...]]:
    """One row per account and milestone that it has reached, works towards, or left before, and for its time after the
    last one; of the columns asked for.

    place: the milestone's in `Ways`. state: REACHED, PASSED (nobody knows when), NOW or LOST.
    turned, ended: the days from EPOCH on which it turned to it and reached it, left or, today, is still there. days: in
    between. Any of them is NULL where it isn't known, and `days` where it was never on the step.
    left, until: whether the account has left, and the day on which it did or, still with us, today.
    since: SEEN, BEGUN_BEFORE, BEFORE or FOUND. unseen: days on the step before we saw it. late: 1 past its due day.
    limit: of one that is still there, the days from `turned` to its due day.
    number: of the step in the account's version, from 1. account_id, csm_id, tier, segment: its own. For
    `one_statement`: it says itself that its accounts are ours."""
    parts = [] if asked.behind is None else [kept_spells(asked, columns)]
    if asked.behind is None or asked.behind:
        parts += worked_out(asked, columns, walked)
    return union_all(*parts)


def worked_out(asked: StepQuery, columns: Collection[str], walked: Walked | None = None) -> list[Any]:
    """The same without kept ones."""
    return [
        _step(asked, way, each, at, columns)
        for way, each in walked or walk(asked, columns)
        for at in range(len(way.milestones) + 1)
    ]


# One row per account: the day of each of its milestones


def _walked(asked: StepQuery, way: Route, columns: Collection[str]) -> Select[*tuple[Any, ...]]:
    """lost: 1 or 0. started, gone, turned: days. seen: the day from which we saw it. r1, r2 …: the day of each
    milestone, 0 where it is unknown, -1 where it was reached when we came to know the account, NULL: not reached.
    e2, e3 …: the day on which a file says that it entered the milestone's stage."""
    known = reckoned_once(_known(asked, way, columns), "known").c
    names = ("lost", "started", "gone", "moved", "seen", "due", *(name for name in OF_ACCOUNT if name in columns))
    own: dict[str, Sql] = {name: known[name] for name in names}
    for at, step in enumerate(way.milestones):
        day = known[f"n{at + 1}"]
        own[f"r{at + 1}"] = case(
            (day >= 0, day),
            (-day > known.seen, -day),
            (day.is_not(None), -1),
            (known.told > step.stage_position, 0),
        )
        if at and step.opens:
            own[f"e{at + 1}"] = known[f"e{at + 1}"]
    return select(*(value.label(name) for name, value in own.items())).where(known.lost.is_not(None))


def _known(asked: StepQuery, way: Route, columns: Collection[str]) -> Select[*tuple[Any, ...]]:
    """The same before it is compared. n1, n2 …: as `_noted`; told: of a lost account, as `_told_stage`."""
    some = ((is_lost(),) if asked.lost_only else ()) + (() if asked.among is None else (asked.among,))
    some += (asked.behind.has(A.id),) if asked.behind else ()
    noted = _noted(way, some)
    own = {
        "lost": case((is_lost(), 1), else_=0),
        "started": case((_began(asked, way), day_number(A.started_on))),
        "gone": day_number(A.churned_on),
        "moved": day_number(A.turned_on),
        "seen": day_number(day_of(F.known_since))
        + 1,  # a day more: that moment is kept in UTC, and days are the workspace's
        "due": day_number(F.milestone_due_on),
        "told": case((is_lost(), _told_stage(way))),
        **{name: getattr(A, name.removeprefix("account_")) for name in OF_ACCOUNT if name in columns},
        **{f"n{at}": noted.c[f"n{at}"] for at in range(1, len(way.milestones) + 1)},
    }
    for at, step in enumerate(way.milestones):
        if at and step.opens:
            own[f"e{at + 1}"] = case((or_(noted.c[f"n{at}"] == 0, is_lost()), _entered(step)))
    return (
        select(*(value.label(name) for name, value in own.items()))
        .select_from(A)
        .outerjoin(noted, and_(noted.c.account_id == A.id, noted.c.period == A.period))
        .outerjoin(F, F.account_id == A.id)
        .where(*asked.selection.ours(), (A.playbook_version_id + 0).in_(way.versions), *is_counted(), *some)
    )


def _noted(way: Route, of: tuple[Sql, ...]) -> CTE:
    """Per account and life the day of each milestone, 0 where it is unknown; negative where a test found it."""
    of_test = case((R.via == spelled("test"), -1), else_=1)
    day = func.coalesce(day_number(R.reached_on) * of_test, 0)
    days = [func.max(case((R.milestone == step.key, day))).label(f"n{at}") for at, step in enumerate(way.milestones, 1)]
    return (
        select(R.account_id, R.period, *days)
        .where(ours(R, indexed=False), *([R.account_id.in_(select(A.id).where(ours(A), *of))] if of else []))
        .group_by(R.account_id, R.period)
        .cte(f"noted_{way.versions[0]}")
    )


def _began(asked: StepQuery, way: Route) -> Sql:
    """The account worked towards its first milestone from its first day on: it was new when it came to us, or a stage
    is told of it. Others may have been anywhere, and which of these have a milestone by now tells of no other."""
    if not way.milestones:
        return A.entry_stage.is_not(None)
    return or_(A.entry_stage.is_not(None), came_within(literal(asked.ways.usual_days[way.milestones[0].key])))


def _told_stage(way: Route) -> Sql:
    """The position of the furthest stage that files say it was in: the milestones of stages before that are passed.
    Of active accounts the sweep has written this down (bot/journey/sweep/milestones.py)."""
    e, positions = AccountEvent, dict(way.stages)
    entered = (
        select(func.max(case(positions, value=e.key, else_=0)))
        .where(*_is_stage_entry(e), e.source == spelled("import"))
        .correlate(A)
        .scalar_subquery()
    )
    zero = literal(0, Integer)
    if not positions:
        return zero
    return greatest(func.coalesce(case(positions, value=A.entry_stage, else_=0), 0), func.coalesce(entered, zero))


def _is_stage_entry(e: Any) -> tuple[Sql, ...]:
    return (
        e.account_id == A.id,
        e.kind == spelled("stage_entered"),
        e.period == A.period,
        e.undone_at.is_(None),
    )


def _entered(step: OnTheWay) -> Sql:
    e = aliased(AccountEvent)
    day = select(day_number(day_of(func.max(e.at)))).where(*_is_stage_entry(e), e.key == step.opens)
    return day.correlate(A).scalar_subquery()


# A row for each step


def _step(asked: StepQuery, way: Route, walked: CTE, at: int, columns: Collection[str]) -> Select[*tuple[Any, ...]]:
    """The step towards the milestone number `at`, from 0; after the last one where there is none of that number."""
    c, after_all = walked.c, at == len(way.milestones)
    place = asked.ways.after_all if after_all else asked.ways.place(way.milestones[at].key)
    day = literal(None, Integer) if after_all else c[f"r{at + 1}"]
    came = and_(true(), *(c[f"r{before}"].is_not(None) for before in range(1, at + 1)))
    on = reckoned_once(
        select(
            c.lost,
            c.seen,
            case((c.lost == 1, c.gone), else_=number_of(asked.today)).label("until"),
            (c.due if not after_all else literal(None, Integer)).label("due"),
            day.label("day"),
            _turned(c, way, at, day).label("turned"),
            *(c[name] for name in OF_ACCOUNT if name in columns),
        ).where(or_(day.is_not(None), came)),
        f"on_{at}",
    ).c
    own = (
        on.lost,
        on.seen,
        on.until,
        on.due,
        on.day,
        on.turned,
        *(on[name] for name in OF_ACCOUNT if name in columns),
    )
    came_out = case((on.day > 0, REACHED), (on.day <= 0, PASSED), (on.lost == 1, LOST), else_=NOW)
    ended = func.coalesce(on.day, on.until)
    step = select(*own, ended.label("ended"), came_out.label("state")).where(on.lost.is_not(None))
    inner = reckoned_once(step, f"step_{at}").c
    state, spent = inner.state, inner.ended - inner.turned
    values: dict[str, Sql] = {
        "place": literal(place, Integer),
        "number": literal(at + 1, Integer),
        "state": state,
        "turned": inner.turned,
        "ended": inner.ended,
        "days": case((and_(state != PASSED, spent >= 0), spent)),
        "since": case(
            (and_(inner.day == -1, inner.turned < inner.seen - 1), FOUND),
            (inner.turned >= inner.seen - 1, SEEN),
            (func.coalesce(inner.ended <= inner.seen, True), BEFORE),
            else_=BEGUN_BEFORE,
        ),
        "left": inner.lost,
        "until": inner.until,
        "unseen": inner.seen - inner.turned,
        "late": case((and_(state == NOW, inner.due < number_of(asked.today)), 1), else_=0),
        "limit": case((state == NOW, inner.due - inner.turned)),
        "seen": inner.seen,
        "due": inner.due,
        **{name: inner[name] for name in OF_ACCOUNT if name in columns},
    }
    return select(*(values[name].label(name) for name in columns)).where(inner.lost.is_not(None))


def _turned(c: Any, way: Route, at: int, day: Sql) -> Sql:
    """The day on which it turned to the step: it had reached all before, and the last of these on a day that is known;
    or a file says when it entered the stage. Days before it settled on another playbook belong to that one's steps."""
    if at == 0:
        turned = c.started
    else:
        before = [c[f"r{number}"] for number in range(1, at + 1)]
        latest = greatest(*before) if at > 1 else before[0]
        all_reached = and_(before[-1] > 0, *(one.is_not(None) for one in before[:-1]))
        entered = c[f"e{at + 1}"] if at < len(way.milestones) and way.milestones[at].opens else None
        turned = case((all_reached, latest), else_=entered)
    later = or_(day.is_(None), day >= c.moved)
    return case((and_(c.moved > turned, later), c.moved), else_=turned)


def several(asked: StepQuery, chosen: Iterable[str], walked: Walked | None = None, *, kept: bool = True) -> Sql:
    """Those columns as a subquery to count over. kept: those that are kept, too."""
    columns = tuple(chosen)
    parts = spells(asked, columns, walked) if kept else union_all(*worked_out(asked, columns, walked))
    return parts.subquery().c


__all__ = ["Walked", "several", "spells", "walk", "worked_out"]
