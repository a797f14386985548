"""What the tables say of each account, before stage and bands are worked out: one row per active account in scope."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Select, Subquery, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from bot.journey.scope import Scope
from bot.store.sql import day_of, greatest, least, moments_ago
from bot.store.tables import (
    Account,
    AccountEvent,
    Contract,
    KpiLatest,
    MilestoneReached,
    Stakeholder,
    VersionKpi,
    VersionMilestone,
)
from bot.store.terms import may_renew

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class Pass:
    """One pass of the assessment: over which accounts, for which moment and local day."""

    dialect: str
    scope: Scope
    now: datetime
    today: date
    fresh_days: list[int]  # every freshness limit that any playbook version in use names


def known_of(this: Pass) -> Select[*tuple[Any, ...]]:
    """What the tables say of each account, before stage and bands."""
    a, scope = Account, this.scope
    measured, owed, people = _measured(this), _owed(this), _people(scope)
    review, contact = _last_event(("review",)), _last_event(("review", "contact"))
    survey = _last_event(("survey",))
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
            _first_open().label("open_position"),
            _last_reached().label("reached_on"),
            review.label("last_review_on"),
            contact.label("last_contact_on"),
            survey.label("last_survey_on"),
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
    score = greatest(0.0, least(1.0, (k.value - v.worst) / (v.best - v.worst)))
    return (
        select(
            a.id.label("account_id"),
            func.sum(case((fresh, v.weight * score * 100), else_=0.0)).label("points"),
            func.sum(case((fresh, v.weight), else_=0.0)).label("known_weight"),
            func.sum(case((fresh, 0), else_=1)).label("kpis_stale"),
            day_of(func.max(k.observed_at)).label("kpi_newest_on"),
        )
        .select_from(a)
        .join(k, k.account_id == a.id)
        .join(v, and_(v.version_id == a.playbook_version_id, v.kpi == k.kpi))
        .where(this.scope.of(a.workspace_id, a.id))
        .group_by(a.id)
        .subquery("measured")
    )


def _owed(this: Pass) -> Subquery:
    """The next dates of the contracts that may renew; and the end of one that ended without anyone saying how."""
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
        .where(this.scope.covers(c.account_id), c.retired.is_(False), may_renew(c))
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
        .where(scope.covers(s.account_id))
        .group_by(s.account_id)
        .subquery("people")
    )
