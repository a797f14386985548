"""The facts that rules can ask, as SQL over the account's facts row.

A new fact is one entry in `FACTS` (and its words in bot/playbook/conditions.py). Rows hold dates; ages are made here by
comparing with dates counted from today, so that no row has to change because a day went by.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, exists, func, literal, null, or_, select

from bot.journey.accounts.low_answers import last_low_answer
from bot.store.sql import add_days, alike, day_of, greatest
from bot.store.tables import Account, AccountFacts, AccountFactsHistory, KpiLatest, VersionBand, VersionStage

F = AccountFacts
QUARTER = 90  # days
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class Today:
    """The day and the moment that conditions are asked for."""

    day: date
    now: datetime


@dataclass(frozen=True)
class Number:
    """A plain number."""

    column: Sql

    def compare(self, operator: str, bound: float, today: Today) -> Sql:
        return NUMBERS[operator](self.column, bound)

    def value(self, today: Today) -> Sql:
        return self.column


@dataclass(frozen=True)
class Name:
    """A key: of a stage, a milestone, a tier … compared as it is written."""

    column: Sql

    def compare(self, operator: str, bound: Any, today: Today) -> Sql:
        return NAMES[operator](self.column, bound)

    def value(self, today: Today) -> Sql:
        return self.column


@dataclass(frozen=True)
class DaysSince:
    """Days that went by since a date."""

    column: Sql

    def compare(self, operator: str, bound: int, today: Today) -> Sql:
        return NUMBERS[FLIPPED[operator]](self.column, today.day - timedelta(days=int(bound)))

    def value(self, today: Today) -> Sql:
        return self.column


@dataclass(frozen=True)
class DaysUntil:
    """Days left until a date."""

    column: Sql

    def compare(self, operator: str, bound: int, today: Today) -> Sql:
        return NUMBERS[operator](self.column, today.day + timedelta(days=int(bound)))

    def value(self, today: Today) -> Sql:
        return self.column


NUMBERS: dict[str, Callable[[Sql, Any], Sql]] = {
    "above": lambda column, bound: column > bound,
    "below": lambda column, bound: column < bound,
    "at_least": lambda column, bound: column >= bound,
    "at_most": lambda column, bound: column <= bound,
}
FLIPPED = {"above": "below", "below": "above", "at_least": "at_most", "at_most": "at_least"}
NAMES: dict[str, Callable[[Sql, Any], Sql]] = {
    "is": lambda column, bound: column == bound,
    "is_not": lambda column, bound: column != bound,
    "in": lambda column, bound: column.in_(list(bound)),
}


def _of_stage(column: Any) -> Sql:
    return (
        select(column)
        .where(VersionStage.version_id == Account.playbook_version_id, VersionStage.position == F.stage_position)
        .correlate(Account, F)
        .scalar_subquery()
    )


def _band_key() -> Sql:
    return (
        select(VersionBand.band)
        .where(VersionBand.version_id == Account.playbook_version_id, VersionBand.position == F.band)
        .correlate(Account, F)
        .scalar_subquery()
    )


def _open_milestone() -> Sql:
    return func.nullif(F.milestone, "")


def _asked_or_its_turn() -> Sql:
    """The last survey; without any, the start, but not before a day of its own in the quarter before we got to know
    the account: nobody has a whole portfolio to ask on the first morning."""
    turn = add_days(day_of(F.known_since), F.account_id % QUARTER - QUARTER)
    return func.coalesce(F.last_survey_on, case((F.started_on.is_not(None), greatest(F.started_on, turn))))


FACTS: Mapping[str, Number | Name | DaysSince | DaysUntil] = {
    "stage": Name(F.stage.expression),
    "laer": Name(_of_stage(VersionStage.laer)),
    "milestone": Name(_open_milestone()),
    "tier": Name(Account.tier.expression),
    "segment": Name(Account.segment.expression),
    "band": Name(_band_key()),
    "milestone_days": DaysSince(F.milestone_since.expression),
    "milestone_overdue_days": DaysSince(F.milestone_due_on.expression),
    "stage_days": DaysSince(F.stage_since.expression),
    "days_since_review": DaysSince(F.last_review_on.expression),
    "review_turn": DaysSince(func.coalesce(F.last_review_on, F.started_on)),
    "days_since_contact": DaysSince(F.last_contact_on.expression),
    "days_since_survey": DaysSince(F.last_survey_on.expression),
    "survey_turn": DaysSince(_asked_or_its_turn()),
    "days_since_low_answer": DaysSince(last_low_answer()),
    "days_to_deadline": DaysUntil(F.deadline_on.expression),
    "days_to_end": DaysUntil(F.next_end_on.expression),
    "health": Number(F.health.expression),
    "health_by_hand_days": DaysUntil(F.health_until.expression),
    "decision_makers": Number(F.decision_makers.expression),
    "decision_makers_without_persona": Number(F.decision_makers_untagged.expression),
    "champions": Number(F.champions.expression),
    "champion_left_days": DaysSince(F.champion_left_on.expression),
    "health_known": Number(F.health_known * 100),
    "stale_kpis": Number(F.kpis_stale.expression),
    "outcome_missing_days": DaysSince(F.outcome_missing_since.expression),
}


def health_fell(asked: Mapping[str, Any], today: Today) -> Sql:
    """Health was measured so many points higher at some time within the last days. Unknown while health is, and
    while somebody's own score stands in its place: that is no measured fall.

    Scores from before a move to another playbook or version are no comparison, nor are those of which a good deal more
    or less was known: what came in or grew too old is no fall."""
    h = AccountFactsHistory
    since_move = and_(h.valid_from >= Account.moved_at, h.valid_to > Account.moved_at)
    earlier = exists().where(
        h.account_id == F.account_id,
        or_(Account.moved_at.is_(None), since_move),
        h.valid_to > today.now - timedelta(days=int(asked["within_days"])),
        alike(h.health_known, F.health_known),
        case((h.health_until.is_(None), h.health), else_=h.health_measured) >= F.health + asked["points"],
    )
    unknown = or_(F.health.is_(None), F.health_until.is_not(None))
    return case((unknown, null()), else_=earlier.correlate(F, Account))


def band_changed(asked: Mapping[str, Any], today: Today) -> Sql:
    """The measured band changed within the last days; `to`: only downwards or only upwards. Unknown as above."""
    recent = F.band_since > today.day - timedelta(days=int(asked["within_days"]))
    moves = {"down": F.band < F.band_before, "up": F.band > F.band_before}
    changed = and_(F.band_before.is_not(None), recent, moves.get(str(asked.get("to")), F.band != F.band_before))
    by_hand = F.health_until.is_not(None)
    return case((F.band.is_(None), null()), (by_hand, null()), else_=func.coalesce(changed, literal(False)))


MOVEMENTS: Mapping[str, Callable[[Mapping[str, Any], Today], Sql]] = {
    "health_fell": health_fell,
    "band_changed": band_changed,
}


def kpi(key: str, asked: Mapping[str, Any], today: Today) -> Sql:
    """A bound on a KPI's newest value; unknown when there is none or it is too old. `known`: whether there is one."""
    bounds = [NUMBERS[name](KpiLatest.value, bound) for name, bound in asked.items() if name in NUMBERS]
    newest = _newest(key, asked, today)
    tests: list[Sql] = [select(and_(*bounds)).where(*newest).correlate(F).scalar_subquery()] if bounds else []
    if "known" in asked:
        there = exists().where(*newest).correlate(F)
        tests.append(there if asked["known"] else ~there)
    return and_(*tests)


def kpi_value(key: str, asked: Mapping[str, Any], today: Today) -> Sql:
    """The value that `kpi` judges by; NULL where it is unknown."""
    return select(KpiLatest.value).where(*_newest(key, asked, today)).correlate(F).scalar_subquery()


def _newest(key: str, asked: Mapping[str, Any], today: Today) -> tuple[Sql, ...]:
    fresh = KpiLatest.observed_at >= today.now - timedelta(days=int(asked.get("fresh_days", 3650)))
    return KpiLatest.account_id == F.account_id, KpiLatest.kpi == key, fresh


__all__ = ["FACTS", "MOVEMENTS", "DaysSince", "DaysUntil", "Name", "Number", "Today", "kpi", "kpi_value"]
