"""What the tables say of each account, before stage and bands are worked out: one row per active account in scope."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Select, Subquery, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.selectable import CTE

from bot.journey.accounts.place import is_placed
from bot.journey.accounts.scope import Scope
from bot.store.contract_terms import renewal_is_open
from bot.store.customer_roles import CHAMPIONS, DECIDERS
from bot.store.sql import day_of, greatest, least, materialized, moments_ago, spelled
from bot.store.tables import (
    Account,
    AccountEvent,
    Contract,
    HealthOverride,
    KpiLatest,
    MilestoneReached,
    Stakeholder,
    VersionKpi,
    VersionMilestone,
)

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class SweepRange:
    """One pass of the assessment: over which accounts, for which moment and local day."""

    dialect: str
    scope: Scope
    now: datetime
    today: date
    fresh_days: list[int]  # every freshness limit that any playbook version in use names


def inputs_of(this: SweepRange) -> Select[*tuple[Any, ...]]:
    """What the tables say of each account, before stage and bands."""
    a, scope = Account, this.scope
    measured, owed, people = _measured(this), _owed(this), _people(scope)
    review, survey = _last_event("review"), _last_event("survey")
    return (
        select(
            a.id.label("account_id"),
            a.workspace_id,
            a.playbook_version_id.label("version_id"),
            a.started_on,
            a.period,
            a.segment,
            a.tier,
            a.entry_stage,
            a.settling,
            a.turned_on,
            is_placed().label("placed"),
            a.created_at,
            _first_open().label("open_position"),
            review.label("last_review_on"),
            _last_event("contact").label("met_on"),
            survey.label("last_survey_on"),
            *[measured.c[name] for name in ("points", "known_weight", "kpi_newest_on")],
            func.coalesce(measured.c.kpis_stale, 0).label("kpis_stale"),
            *[owed.c[name] for name in OWED],
            *[func.coalesce(people.c[name], 0).label(name) for name in PEOPLE_COUNTS],
            people.c.champion_left_on,
            HealthOverride.score.label("health_set"),
            HealthOverride.until.label("health_until"),
        )
        .outerjoin(measured, measured.c.account_id == a.id)
        .outerjoin(owed, owed.c.account_id == a.id)
        .outerjoin(people, people.c.account_id == a.id)
        .outerjoin(HealthOverride, and_(HealthOverride.account_id == a.id, stands(this.today)))
        .where(scope.of(a.workspace_id, a.id), a.status == spelled("active"))
    )


def _first_open() -> Sql:
    """The position of the first milestone not reached; NULL when all are."""
    m, r = VersionMilestone, MilestoneReached
    reached = exists().where(r.account_id == Account.id, r.period == Account.period, r.milestone == m.milestone)
    return (
        select(m.position)
        .where(m.version_id == Account.playbook_version_id, ~reached.correlate(Account, m))
        .order_by(m.position)
        .limit(1)
        .correlate(Account)
        .scalar_subquery()
    )


def reached_on(known: CTE) -> Sql:
    """The day on which it had reached all milestones before the one that it is on the way to. What it reached out of
    turn, beyond that one, begins nothing anew."""
    r, m, k = MilestoneReached, VersionMilestone, known.c
    return (
        select(func.max(r.reached_on))
        .join_from(r, m, and_(m.version_id == k.version_id, m.milestone == r.milestone))
        .where(r.account_id == k.account_id, r.period == k.period, m.position < k.open_position)
        .correlate(known)
        .scalar_subquery()
    )


def _last_event(kind: str) -> Sql:
    e = AccountEvent
    return (
        select(day_of(func.max(e.at)))
        .where(e.account_id == Account.id, e.kind == spelled(kind), e.undone_at.is_(None))
        .correlate(Account)
        .scalar_subquery()
    )


def _measured(this: SweepRange) -> Subquery:
    """Health points and known weight per account, from fresh KPIs only."""
    k, a, weights = KpiLatest, aliased(Account), _weights(this)
    v = weights.c
    fresh = k.observed_at >= v.oldest
    points = greatest(0.0, least(v.most, (k.value - v.worst) * v.slope))
    return (
        select(
            a.id.label("account_id"),
            func.sum(points).filter(fresh).label("points"),
            func.sum(v.weight).filter(fresh).label("known_weight"),
            func.count().filter(~fresh).label("kpis_stale"),
            day_of(func.max(k.observed_at)).label("kpi_newest_on"),
        )
        .select_from(a)
        .join(k, k.account_id == a.id)
        .join(weights, and_(v.version_id == a.playbook_version_id, v.kpi == k.kpi))
        .where(this.scope.of(a.workspace_id, a.id))
        .group_by(a.id)
        .subquery("measured")
    )


def _weights(this: SweepRange) -> CTE:
    """Each version's KPIs: what the best value is worth in points, the points per unit, and how old a value may be.
    Worked out once, not for every measurement."""
    v = VersionKpi
    most = v.weight * 100
    return materialized(
        select(
            v.version_id,
            v.kpi,
            v.weight,
            v.worst,
            most.label("most"),
            (most / (v.best - v.worst)).label("slope"),
            moments_ago(v.fresh_days, this.now, this.fresh_days).label("oldest"),
        )
        .where(v.workspace_id == this.scope.workspace_id)
        .cte("weights")
    )


def _owed(this: SweepRange) -> Subquery:
    """The next dates of the contracts that may renew, and the last day of those that won't; and the end of one that
    ended without anyone saying how."""
    c, today, renews = Contract, literal(this.today, Date), renewal_is_open(Contract)
    notice = case((and_(c.notice_on >= today, renews), c.notice_on))
    end = case((and_(c.ends_on >= today, renews), c.ends_on))
    untold = and_(
        c.ends_on < today,
        renews,
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
            func.min(case((and_(c.ends_on >= today, ~renews), c.ends_on))).label("leaving_on"),
        )
        .where(this.scope.covers(c.account_id), c.retired.is_(False))
        .group_by(c.account_id)
        .subquery("owed")
    )


def stands(today: date) -> Sql:
    """A score set by hand that stands on that day. Spelled like the table's partial index."""
    o = HealthOverride
    return and_(o.ended_at.is_(None), o.undone_at.is_(None), o.until >= literal(today, Date))


OWED = ("next_notice_on", "next_end_on", "deadline_on", "outcome_missing_since", "leaving_on")
PEOPLE_COUNTS = ("decision_makers", "decision_makers_untagged", "champions")


def _people(scope: Scope) -> Subquery:
    s = Stakeholder
    active = s.status == "active"
    decides = and_(active, s.role.in_(DECIDERS))
    left = and_(s.status == "left", s.role.in_(CHAMPIONS))
    return (
        select(
            s.account_id,
            func.count().filter(decides).label("decision_makers"),
            func.count().filter(decides, s.persona.is_(None)).label("decision_makers_untagged"),
            func.count().filter(active, s.role.in_(CHAMPIONS)).label("champions"),
            func.max(s.left_on).filter(left).label("champion_left_on"),
        )
        .where(scope.of(s.workspace_id, s.account_id))
        .group_by(s.account_id)
        .subquery("people")
    )
