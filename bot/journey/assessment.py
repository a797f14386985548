"""The daily assessment (method D5) as SQL: the facts of every account in scope, written only where they changed.

`new_facts` computes them; the changed ones are staged in a temporary table, the old rows move to the history, the new
ones take their place. NULL means unknown and stays unknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Executable,
    Float,
    Integer,
    Select,
    Subquery,
    Table,
    Text,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.orm import aliased
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql.selectable import CTE

from bot.journey.scope import Scope
from bot.store.sql import add_days, day_of, materialized, moments_ago, upsert, whole
from bot.store.tables import (
    Account,
    AccountEvent,
    AccountFacts,
    AccountFactsHistory,
    Base,
    Contract,
    KpiLatest,
    MilestoneReached,
    Stakeholder,
    VersionBand,
    VersionKpi,
    VersionMilestone,
    VersionStage,
)
from bot.store.work import FactColumns

FACTS = tuple(name for name in FactColumns.__annotations__)
ENOUGH_WEIGHT = 0.5  # below this share of known weights, health is unknown
Sql = ColumnElement[Any]

F = AccountFacts
CHANGED = Table(
    "changed_facts",
    Base.metadata.__class__(),
    Column("account_id", Integer, primary_key=True),
    Column("workspace_id", Integer),
    *[Column(name, getattr(F, name).type) for name in FACTS],
    Column("known_since", F.known_since.type),
    prefixes=["TEMPORARY"],
)
KEYS = ("account_id", "workspace_id", *FACTS, "known_since")


@dataclass(frozen=True)
class Pass:
    """One pass of the assessment: over which accounts, for which moment and local day."""

    dialect: str
    scope: Scope
    now: datetime
    today: date
    fresh_days: list[int]  # every freshness limit that any playbook version in use names


def statements(this: Pass) -> Sequence[Executable]:
    """What to execute, in this order, in one transaction."""
    return (
        CreateTable(CHANGED, if_not_exists=True),
        delete(CHANGED),
        insert(CHANGED).from_select(list(KEYS), new_facts(this)),
        _to_history(this.now),
        _replace(this),
    )


def _to_history(now: datetime) -> Executable:
    old = [getattr(F, name) for name in ("workspace_id", "account_id", *FACTS, "valid_from")]
    moved = select(*old, literal(now, F.valid_from.type)).join(CHANGED, CHANGED.c.account_id == F.account_id)
    names = ["workspace_id", "account_id", *FACTS, "valid_from", "valid_to"]
    return insert(AccountFactsHistory).from_select(names, moved)


def _replace(this: Pass) -> Executable:
    rows = select(*[CHANGED.c[name] for name in KEYS], literal(this.now, F.valid_from.type)).where(
        CHANGED.c.account_id.is_not(None)
    )
    fresh = upsert(this.dialect, F).from_select([*KEYS, "valid_from"], rows)
    changes = {name: fresh.excluded[name] for name in (*FACTS, "valid_from")}
    statement: Executable = fresh.on_conflict_do_update(index_elements=["account_id"], set_=changes)
    return statement


def new_facts(this: Pass) -> Select[Any]:
    """One row per account in scope whose facts differ from those on record."""
    known = materialized(_known(this).cte("known"))
    placed = materialized(_placed(known, this).cte("placed"))
    judged = _judged(placed, this).subquery("judged")
    differs = or_(*[judged.c[name].is_distinct_from(getattr(F, name)) for name in FACTS])
    return (
        select(
            *[judged.c[name] for name in ("account_id", "workspace_id", *FACTS)],
            func.coalesce(F.known_since, literal(this.now, F.known_since.type)),
        )
        .outerjoin(F, F.account_id == judged.c.account_id)
        .where(or_(F.account_id.is_(None), differs))
    )


def _known(this: Pass) -> Select[Any]:
    """What the tables say of each account, before stage and bands."""
    a, scope = Account, this.scope
    measured, owed, people = _measured(this), _owed(this), _people(scope)
    review, contact = _last_event(("review",)), _last_event(("review", "contact"))
    return (
        select(
            a.id.label("account_id"),
            a.workspace_id,
            a.playbook_version_id.label("version_id"),
            a.started_on,
            a.period,
            a.entry_stage,
            _first_open().label("open_position"),
            _last_reached().label("reached_on"),
            review.label("last_review_on"),
            contact.label("last_contact_on"),
            *[measured.c[name] for name in ("points", "known_weight", "kpi_newest_on")],
            func.coalesce(measured.c.kpis_stale, 0).label("kpis_stale"),
            *[owed.c[name] for name in ("next_notice_on", "next_end_on", "deadline_on", "outcome_missing_since")],
            *[func.coalesce(people.c[name], 0).label(name) for name in PEOPLE_COUNTS],
            people.c.champion_left_on,
        )
        .outerjoin(measured, measured.c.account_id == a.id)
        .outerjoin(owed, owed.c.account_id == a.id)
        .outerjoin(people, people.c.account_id == a.id)
        .where(scope.of(a.workspace_id, a.id), a.status == "active")
    )


def _first_open() -> Sql:
    """The position of the first milestone not reached; NULL when all are."""
    m, r = VersionMilestone, MilestoneReached
    reached = exists().where(r.account_id == Account.id, r.period == Account.period, r.milestone == m.milestone)
    return (
        select(func.min(m.position))
        .where(m.version_id == Account.playbook_version_id, ~reached.correlate(Account, m))
        .correlate(Account)
        .scalar_subquery()
    )


def _last_reached() -> Sql:
    r = MilestoneReached
    return (
        select(func.max(r.reached_on))
        .where(r.account_id == Account.id, r.period == Account.period)
        .correlate(Account)
        .scalar_subquery()
    )


def _last_event(kinds: tuple[str, ...]) -> Sql:
    e = AccountEvent
    return (
        select(day_of(func.max(e.at)))
        .where(e.account_id == Account.id, e.kind.in_(kinds), e.undone_at.is_(None))
        .correlate(Account)
        .scalar_subquery()
    )


def _measured(this: Pass) -> Subquery:
    """Health points and known weight per account, from fresh KPIs only."""
    k, v, a = KpiLatest, VersionKpi, aliased(Account)
    fresh = k.observed_at >= moments_ago(v.fresh_days, this.now, this.fresh_days)
    share = (k.value - v.worst) / (v.best - v.worst)
    score = case((share <= 0, 0.0), (share >= 1, 100.0), else_=share * 100)
    return (
        select(
            k.account_id,
            func.sum(case((fresh, v.weight * score), else_=0.0)).label("points"),
            func.sum(case((fresh, v.weight), else_=0.0)).label("known_weight"),
            func.sum(case((fresh, 0), else_=1)).label("kpis_stale"),
            day_of(func.max(k.observed_at)).label("kpi_newest_on"),
        )
        .join(a, a.id == k.account_id)
        .join(v, and_(v.version_id == a.playbook_version_id, v.kpi == k.kpi))
        .where(this.scope.of(a.workspace_id, a.id), this.scope.covers(k.account_id))
        .group_by(k.account_id)
        .subquery("measured")
    )


def _owed(this: Pass) -> Subquery:
    """The next dates of the contracts that run; and the end of one that ended without anyone saying how."""
    c, today = Contract, literal(this.today, Date)
    notice = case((c.notice_on >= today, c.notice_on))
    end = case((c.ends_on >= today, c.ends_on))
    untold = and_(
        c.ends_on < today,
        func.coalesce(c.auto_renew, False).is_(False),
        or_(c.outcome_for.is_(None), c.outcome_for < c.ends_on),
    )
    return (
        select(
            c.account_id,
            func.min(notice).label("next_notice_on"),
            func.min(end).label("next_end_on"),
            func.min(func.coalesce(notice, end)).label("deadline_on"),
            func.min(case((untold, c.ends_on))).label("outcome_missing_since"),
        )
        .where(this.scope.of(c.workspace_id, c.account_id), c.retired.is_(False))
        .group_by(c.account_id)
        .subquery("owed")
    )


PEOPLE_COUNTS = ("decision_makers", "decision_makers_untagged", "champions")


def _people(scope: Scope) -> Subquery:
    s = Stakeholder
    active = s.status == "active"
    decides = and_(active, s.role == "decision maker")
    left = and_(s.status == "left", s.role == "champion")
    return (
        select(
            s.account_id,
            func.sum(case((decides, 1), else_=0)).label("decision_makers"),
            func.sum(case((and_(decides, s.persona.is_(None)), 1), else_=0)).label("decision_makers_untagged"),
            func.sum(case((and_(active, s.role == "champion"), 1), else_=0)).label("champions"),
            func.max(case((left, s.left_on))).label("champion_left_on"),
        )
        .where(scope.of(s.workspace_id, s.account_id))
        .group_by(s.account_id)
        .subquery("people")
    )


def _placed(known: CTE, this: Pass) -> Select[Any]:
    """Adds the milestone and the stage: the milestone's, or a later one that the calendar has opened."""
    m, last = VersionMilestone, _per_version(func.max(VersionMilestone.stage_position), VersionMilestone, known)
    by_milestone = func.coalesce(m.stage_position, last, 1)
    by_calendar = _stage_by_calendar(known, this)
    by_entry = case((known.c.deadline_on.is_(None), _position_of(known.c.entry_stage, known)))
    position = by_milestone
    for other in (by_calendar, by_entry):
        position = case((other > position, other), else_=position)
    return select(
        *known.c,
        func.coalesce(m.milestone, literal("", Text)).label("milestone"),
        m.usual_days,
        by_milestone.label("milestone_stage"),
        position.label("stage_position"),
    ).select_from(known.outerjoin(m, and_(m.version_id == known.c.version_id, m.position == known.c.open_position)))


def _per_version(value: Sql, table: Any, known: CTE) -> Sql:
    return select(value).where(table.version_id == known.c.version_id).correlate(known).scalar_subquery()


def _stage_by_calendar(known: CTE, this: Pass) -> Sql:
    s = VersionStage
    opens = add_days(literal(this.today, Date), s.enters_days)
    return (
        select(func.max(s.position))
        .where(s.version_id == known.c.version_id, s.enters_days.is_not(None), known.c.deadline_on <= opens)
        .correlate(known)
        .scalar_subquery()
    )


def _position_of(stage: Sql, known: CTE) -> Sql:
    s = VersionStage
    return (
        select(s.position)
        .where(s.version_id == known.c.version_id, s.stage == stage)
        .correlate(known)
        .scalar_subquery()
    )


def _judged(placed: CTE, this: Pass) -> Select[Any]:
    """Adds what depends on stage and points: since when, due dates, health and its band."""
    p, s = placed.c, VersionStage
    total = select(func.sum(VersionKpi.weight)).where(VersionKpi.version_id == p.version_id).correlate(placed)
    weight = func.nullif(total.scalar_subquery(), 0)
    share = func.coalesce(p.known_weight / weight, 0.0)
    health = case((share >= ENOUGH_WEIGHT, whole(p.points / func.nullif(p.known_weight, 0))), else_=null())
    band = _band(health, placed)
    entered = _entered(placed, s)
    since = _milestone_since(p, entered)
    stage_since = case(
        (entered.is_not(None), entered),
        (F.stage == s.stage, F.stage_since),
        (F.account_id.is_not(None), literal(this.today, Date)),
        (p.stage_position == 1, p.started_on),
    )
    moved = and_(F.band.is_not(None), band.is_not(None), band != F.band)
    values: dict[str, Sql] = {
        "stage": s.stage,
        "stage_position": p.stage_position,
        "stage_since": stage_since,
        "milestone_position": func.coalesce(p.open_position, 0),
        "milestone_since": since,
        "milestone_due_on": case((since.is_not(None), add_days(since, p.usual_days))),
        "health": health,
        "health_known": func.coalesce(whole(share * 100), 0) / literal(100.0, Float),
        "band": band,
        "band_before": case((moved, F.band), else_=F.band_before),
        "band_since": case((moved, literal(this.today, Date)), else_=F.band_since),
    }
    columns = [values.get(name, p.get(name)).label(name) for name in FACTS]  # type: ignore[union-attr]
    return (
        select(p.account_id, p.workspace_id, *columns)
        .select_from(placed)
        .join(s, and_(s.version_id == p.version_id, s.position == p.stage_position))
        .outerjoin(F, F.account_id == p.account_id)
    )


def _milestone_since(p: Any, entered: Sql) -> Sql:
    """When the account turned to its milestone: the day it reached the one before, else the day it started or,
    where it came to us later on its way, the day it entered the milestone's stage."""
    return case(
        (p.open_position.is_(None), null()),
        (p.reached_on.is_not(None), p.reached_on),
        (p.open_position == 1, p.started_on),
        (p.milestone_stage == p.stage_position, entered),
    )


def _entered(placed: CTE, stage: Any) -> Sql:
    """The day on which an imported event says that the account entered this stage."""
    e, p = AccountEvent, placed.c
    return (
        select(day_of(func.max(e.at)))
        .where(
            e.account_id == p.account_id,
            e.kind == "stage_entered",
            e.key == stage.stage,
            e.period == p.period,
            e.undone_at.is_(None),
        )
        .correlate(placed, stage)
        .scalar_subquery()
    )


def _band(health: Sql, placed: CTE) -> Sql:
    b = VersionBand
    return (
        select(func.max(b.position))
        .where(b.version_id == placed.c.version_id, b.floor <= health)
        .correlate(placed)
        .scalar_subquery()
    )
