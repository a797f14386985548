"""What the success multiplier is made of (method A7), counted per CSM in set-based SQL.

The customer's side counts active accounts, under their CSM; our work counts under whose to-do it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import Date, Select, and_, case, exists, func, literal, or_, select

from bot.journey.accounts.doubles import of_no_double
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.steps.kept_spells import behind
from bot.journey.steps.spells import several
from bot.journey.steps.step_query import NOW, REACHED, StepQuery, number_of
from bot.journey.steps.ways import read_ways
from bot.store.ours import ours
from bot.store.session import ReadSession
from bot.store.sql import Packed, days_between, least, local_day, materialized, moments_ago, reckoned_once, spelled
from bot.store.survey_scores import scored
from bot.store.tables import (
    Account,
    AccountEvent,
    AccountFacts,
    Cta,
    KpiLatest,
    PlanGoal,
    VersionKpi,
)
from bot.store.tables.todos_and_outbox import HAND
from bot.store.todo_states import DATA_GAPS, SILENT_FEEDS, is_live

WORK_DAYS = 90  # in which the day of a to-do or a promise came
ANSWER_DAYS = 180  # a survey's answer is fresh for so long
OUTCOME_DAYS = 365  # in which milestones were reached and the days of goals came
GOOD = 0.75  # of an answer: NPS 8 to 10, CSAT 4 or 5
CONTACT_DAYS = 30  # from one contact to the next
UNANSWERED = ("itself", "moved", "churned")  # why a to-do closed, of those that nobody closed
GONE = 0  # stands for "nobody": accounts without a CSM, to-dos without an owner

RESPONSE = "response-hours"  # the KPI by which the shipped playbooks know how soon we answer

PACKED = Packed((8, 2))  # of a CSM: the input's place in KEYS, whether it is good
Key = Literal["answers", "promises", "contact", "milestones", "goals", "work", "responses"]
KEYS: tuple[Key, ...] = ("answers", "promises", "contact", "milestones", "goals", "work", "responses")
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class Counted:
    """So many (`of`) that count; `good` of them as they should be. points: what they make together, each 0–1."""

    of: int = 0
    good: int = 0
    points: float = 0.0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(self.of + other.of, self.good + other.good, self.points + other.points)

    @property
    def value(self) -> float | None:
        """None: nothing is known."""
        return self.points / self.of if self.of else None


@dataclass(frozen=True)
class Loads:
    """Per CSM: active accounts (only CSMs that have some), and to-dos that are still to do."""

    accounts: Mapping[int, int]
    todos: Mapping[int, int]


@dataclass(frozen=True)
class _InputQuery:
    """minutes: how far the workspace's clocks are ahead of UTC."""

    today: date
    minutes: int
    selection: Selection

    def since(self, days: int) -> date:
        return self.today - timedelta(days=days)

    @property
    def midnight(self) -> datetime:
        """At which today ends there."""
        return datetime.combine(self.today + timedelta(days=1), time(), UTC) - timedelta(minutes=self.minutes)


def nothing() -> Mapping[Key, Counted]:
    return {key: Counted() for key in KEYS}


async def counted(db: ReadSession, today: date, minutes: int, selection: Selection) -> dict[int, Mapping[Key, Counted]]:
    """Every input per CSM (GONE: nobody's)."""
    asked = _InputQuery(today, minutes, selection)
    found: dict[int, dict[Key, Counted]] = {}
    stale = await behind(db)
    milestones = [_milestones(asked, StepQuery(today, ways, selection, behind=stale)) for ways in await read_ways(db)]
    responses = await _responses(db, asked)
    for rows in (_answers(asked), _contact(asked), _agreed(asked), *milestones, _work(asked), responses):
        for packed, count, points in (await db.one_statement(_grouped(rows))).all():
            csm, key, good = (int(part) for part in PACKED.unpack(packed))
            mine = found.setdefault(csm, dict(nothing()))
            mine[KEYS[key]] += Counted(count, count * good, float(points))
    return dict(found)


async def loads(db: ReadSession) -> Loads:
    """Of every CSM of the workspace."""
    a, c = Account, Cta
    mine = (*EVERYONE.ours(), a.status == "active", a.csm_id.is_not(None))
    accounts = await db.one_statement(select(a.csm_id, func.count()).where(*mine).group_by(a.csm_id))
    live = (ours(c), is_live(c), c.owner_id.is_not(None), of_no_double(c))
    todos = await db.one_statement(select(c.owner_id, func.count()).where(*live).group_by(c.owner_id))
    return Loads({row[0] or GONE: row[1] for row in accounts}, {row[0] or GONE: row[1] for row in todos})


def _row(csm: Sql, key: Key | Sql, good: Sql, points: Sql | None = None) -> Select[*tuple[Any, ...]]:
    """One thing that counts; points: what it makes where it isn't all or nothing."""
    place = KEYS.index(key) if isinstance(key, str) else key
    packed = PACKED.pack(func.coalesce(csm, GONE), place, case((good, 1), else_=0))
    return select(packed.label("packed"), *([] if points is None else [points.label("points")]))


def _grouped(rows: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Materialized first: else SQLite sorts everything that `packed` is made of along with it."""
    one = materialized(rows.cte("counted")).c
    points = func.sum(one.points) if "points" in one else func.count() * (one.packed % 2)
    return select(one.packed, func.count(), points).group_by(one.packed)


# The customer's experience


def _answers(asked: _InputQuery) -> Select[*tuple[Any, ...]]:
    """Everybody's newest answer to each survey: NPS as tenths, CSAT 1 to 5 as quarters."""
    e, a = AccountEvent, Account
    nps, csat, score = scored(e)
    points = case((and_(nps, score <= 10), score / 10), (and_(csat, score.between(1, 5)), (score - 1) / 4))
    of = [ours(e)]
    of += [] if asked.selection.account_id is None else [e.account_id == asked.selection.account_id]
    whose = (e.account_id, nps, func.coalesce(e.stakeholder_id, 0))
    newest = func.row_number().over(partition_by=whose, order_by=(e.at.desc(), e.id.desc()))
    one = (
        select(a.csm_id, points.label("points"), newest.label("nth"))
        .join_from(e, a, a.id == e.account_id)
        .where(*of, e.kind == literal("survey", literal_execute=True), e.undone_at.is_(None))
        .where(e.period == a.period, a.status == "active")
        .where(local_day(e.at, asked.minutes) > asked.since(ANSWER_DAYS), or_(nps, csat), points.is_not(None))
        .subquery("answers")
    ).c
    return _row(one.csm_id, "answers", one.points >= GOOD, one.points).where(one.nth == 1)


def _contact(asked: _InputQuery) -> Select[*tuple[Any, ...]]:
    """Accounts whose last contact is known: all within 30 days; later ones count for less the later it is."""
    a, f = Account, AccountFacts
    recent = f.last_contact_on >= asked.since(CONTACT_DAYS)
    days = days_between(f.last_contact_on, literal(asked.today, Date))
    points = case((recent, 1.0), else_=CONTACT_DAYS * literal(1.0) / days)
    return (
        _row(a.csm_id, "contact", recent, points)
        .join_from(a, f, f.account_id == a.id)
        .where(*asked.selection.ours(), a.status == "active", f.last_contact_on.is_not(None))
    )


def _agreed(asked: _InputQuery) -> Select[*tuple[Any, ...]]:
    """Goals of the success plan, and our other promises, kept by their day. One that was dropped doesn't count."""
    c, a = Cta, Account
    goal = exists().where(PlanGoal.cta_id == c.id).correlate(c)
    dropped = c.closed_why.in_(("not a problem", "churned"))
    since = case((goal, asked.since(OUTCOME_DAYS)), else_=asked.since(WORK_DAYS))
    day = case((c.state == "done", local_day(c.closed_at, asked.minutes)))
    key = case((goal, KEYS.index("goals")), else_=KEYS.index("promises"))
    return (
        _row(a.csm_id, key, day <= c.due_on)
        .join_from(c, a, a.id == c.account_id)
        .where(*_on_account(asked, c), c.rule == HAND, c.due_on > since, or_(goal, c.promise != literal("")))
        .where(or_(day.is_not(None), and_(c.due_on < asked.today, c.closed_why.is_(None) | ~dropped)))
        .where(a.status == "active")
    )


# The customer's outcome


def _milestones(asked: _InputQuery, steps: StepQuery) -> Select[*tuple[Any, ...]]:
    """Milestones that active accounts reached in a year, on known days, and those that take longer than usual already.

    Usual is what the playbook says: against what their own like take, a team would always look the same."""
    s, ways = several(steps, ("csm_id", "place", "state", "ended", "days", "left")), steps.ways
    usual = case({place: ways.usual_days[key] for place, key in enumerate(ways.order, 1)}, value=s.place)
    recent = and_(s.state == REACHED, s.left == 0, s.days.is_not(None), s.ended > number_of(asked.since(OUTCOME_DAYS)))
    late = and_(s.state == NOW, s.days > usual)
    return _row(s.csm_id, "milestones", and_(s.state == REACHED, s.days <= usual)).where(or_(recent, late))


# Our side


def _work(asked: _InputQuery) -> Select[*tuple[Any, ...]]:
    """To-dos that somebody answered (done, reached out, not a problem, its outcome recorded), or whose day came.

    Left out: what closed by itself and without an answer before, which is nobody's merit or fault; what is put away for
    later; what closed with a lost account; the to-do that groups missing data."""
    c = Cta
    closed = case((func.coalesce(c.closed_why, "").not_in(UNANSWERED), local_day(c.closed_at, asked.minutes)))
    waits = and_(c.due_on < asked.today, c.state != "snoozed", c.closed_at.is_(None))
    left_out = or_(c.rule.in_((DATA_GAPS, SILENT_FEEDS)), func.coalesce(c.closed_why, "") == "churned")
    agreed = exists().where(PlanGoal.cta_id == c.id).correlate(c) | (c.promise != literal(""))
    may = or_(c.due_on < asked.today, c.closed_at.is_not(None), c.tried_on.is_not(None))  # the others come to nothing
    counts = (c.due_on > asked.since(WORK_DAYS), may, ~left_out, of_no_double(c), ~and_(c.rule == HAND, agreed))
    columns = (c.owner_id, c.due_on, c.tried_on, closed.label("closed"), case((waits, 1), else_=0).label("waits"))
    one = reckoned_once(select(*columns).where(*_on_account(asked, c), *counts), "todos").c
    answered = least(func.coalesce(one.tried_on, one.closed), func.coalesce(one.closed, one.tried_on))
    came = or_(one.tried_on.is_not(None), one.closed.is_not(None), one.waits == 1)
    return _row(one.owner_id, "work", answered <= one.due_on).where(came)


async def _responses(db: ReadSession, asked: _InputQuery) -> Select[*tuple[Any, ...]]:
    """Active accounts of which it was measured lately how soon we answer: from the playbook's worst to its best."""
    a, k, v = Account, KpiLatest, VersionKpi
    known = (await db.scalars(select(v.fresh_days).where(v.kpi == RESPONSE).distinct())).all()
    oldest = moments_ago(v.fresh_days, asked.midnight, known).label("oldest")
    span = func.nullif(v.best - v.worst, 0).label("span")
    asking = select(v.version_id, v.worst, span, oldest).where(ours(v), v.kpi == RESPONSE)
    of = materialized(asking.cte("asking")).c  # reckoned for each version, not for each account
    one = reckoned_once(
        select(a.csm_id, ((k.value - of.worst) / of.span).label("share"))
        .join_from(a, k, and_(k.account_id == a.id, k.kpi == spelled(RESPONSE)))
        .join(of.oldest.table, of.version_id == a.playbook_version_id)
        .where(*asked.selection.ours(), a.status == "active", k.observed_at >= of.oldest),
        "answering",
    ).c
    points = case((one.share < 0, 0.0), (one.share > 1, 1.0), else_=one.share)
    return _row(one.csm_id, "responses", one.share >= GOOD, points).where(one.share.is_not(None))


def _on_account(asked: _InputQuery, table: Any) -> tuple[Sql, ...]:
    """Of the workspace, or of the one account. Kept from SQLite's index by workspace, as in `Selection.ours`."""
    if asked.selection.account_id is not None:
        return (ours(table), table.account_id == asked.selection.account_id)
    return (ours(table, indexed=False),)


__all__ = ["CONTACT_DAYS", "GONE", "KEYS", "Counted", "Key", "Loads", "counted", "loads", "nothing"]
