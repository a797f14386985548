"""CTAs from rules (methods D7, C4), in set-based SQL: each rule closes what no longer holds and opens what now does.

The life of a CTA is told in bot/store/work.py. A rule's condition has three values: true opens, false closes, unknown
does neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    Executable,
    Integer,
    Select,
    Text,
    and_,
    case,
    exists,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from bot.calendar import add_working_days
from bot.journey.conditions import compile_condition
from bot.journey.facts import Today
from bot.journey.scope import Scope
from bot.playbook.models import Rule
from bot.store.base import UtcDateTime
from bot.store.sql import text_of, upsert
from bot.store.tables import Account, AccountFacts, Cta

Sql = ColumnElement[Any]
F = AccountFacts

PRIORITIES = {"urgent": 1, "high": 2, "medium": 3, "low": 4}
LIVE = ("open", "asleep", "snoozed")
HAND = "hand"  # the rule of CTAs made by hand
DATA_GAPS = "data-gaps"  # the rule of the CTAs that group every "per: csm" rule into one per CSM
QUIET_DAYS = 14  # after a movement's CTA, the same movement opens no other for so long

COLUMNS = [
    "workspace_id", "account_id", "subject", "rule", "occurrence", "type", "priority", "level", "owner_id",
    "opened_on", "due_on", "state", "tell", "changed_at",
]  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """One rule's turn over some accounts. `versions`: of the playbook the rule belongs to.

    tells: whether what opens now may be told at all (not before the workspace's baseline)."""

    dialect: str
    scope: Scope
    rule: Rule
    versions: tuple[int, ...]
    today: Today
    tells: bool


def statements(turn: Turn) -> Iterator[Executable]:
    """What to execute for a rule, in this order."""
    if turn.rule.once_per in OCCURRENCES and turn.rule.once_per not in KEPT:
        yield _close(turn, _moved_on(turn.rule))
    yield _close(turn, _cleared(turn))
    yield _open(turn)
    if turn.rule.rises:
        yield from _rise(turn)


OCCURRENCES: dict[str, Sql] = {
    "milestone": F.milestone.expression,
    "stage": F.stage.expression,
    "renewal": func.coalesce(text_of(F.next_end_on), text_of(F.deadline_on), text_of(F.outcome_missing_since), ""),
    "review": func.coalesce(text_of(F.last_review_on), ""),
}
KEPT = ("renewal",)  # its end may be a date that has just gone by: only the condition closes it


def _occurrence(rule: Rule, day: date) -> Sql:
    if rule.once_per in OCCURRENCES:
        return OCCURRENCES[rule.once_per]
    fixed = {"health-change": day.isoformat(), "quarter": f"{day.year}Q{(day.month + 2) // 3}", "ever": ""}
    return literal(fixed[rule.once_per], Text)


def _moved_on(rule: Rule) -> Sql:
    """The milestone, stage or review that the CTA was about is no longer the current one."""
    return OCCURRENCES[rule.once_per] != Cta.occurrence


def _cleared(turn: Turn) -> Sql:
    if turn.rule.clears_when is not None:
        return compile_condition(turn.rule.clears_when, turn.today)
    return not_(compile_condition(turn.rule.when, turn.today))


def _close(turn: Turn, reason: Sql) -> Executable:
    gone = exists().where(F.account_id == Cta.account_id, Account.id == F.account_id, reason)
    return (
        update(Cta)
        .where(_mine(turn), Cta.state.in_(LIVE), gone.correlate(Cta))
        .values(
            state="closed", closed_at=turn.today.now, closed_why="itself", tell=_untold(), changed_at=turn.today.now
        )
        .execution_options(synchronize_session=False)
    )


def _untold() -> Sql:
    """What closes before anyone heard of it needn't be told any more."""
    return case((Cta.tell == "due", ""), else_=Cta.tell)


def _mine(turn: Turn) -> Sql:
    return and_(turn.scope.of(Cta.workspace_id, Cta.account_id), Cta.rule == turn.rule.key)


def _open(turn: Turn) -> Executable:
    """Opens, or reopens the same row without telling it again when it had closed by itself."""
    rows = upsert(turn.dialect, Cta).from_select(COLUMNS, _opening(turn))
    back = {name: rows.excluded[name] for name in ("priority", "level", "due_on", "changed_at", "state")}
    statement: Executable = rows.on_conflict_do_update(
        index_elements=["workspace_id", "subject", "rule", "occurrence"],
        set_={**back, "closed_at": None, "closed_why": None, "wake_on": None},
        where=and_(Cta.state == "closed", Cta.closed_why == "itself"),
    )
    return statement


def _opening(turn: Turn) -> Select[Any]:
    rule, day = turn.rule, turn.today.day
    level, priority, told = _level(rule, day), _priority(rule, day), _tell(turn)
    return (
        select(
            F.workspace_id,
            F.account_id,
            subject(),
            literal(rule.key, Text),
            _occurrence(rule, day),
            literal(rule.cta.type, Text),
            priority,
            level,
            Account.csm_id,
            literal(day, Date),
            literal(add_working_days(day, rule.cta.due_in_working_days), Date),
            literal("open", Text),
            told,
            literal(turn.today.now, UtcDateTime),
        )
        .join(Account, Account.id == F.account_id)
        .where(
            turn.scope.of(F.workspace_id, F.account_id),
            Account.status == "active",
            Account.playbook_version_id.in_(turn.versions),
            compile_condition(rule.when, turn.today),
            ~_in_the_way(turn),
        )
    )


def subject() -> Sql:
    """Whose CTA it is: the account in this life of it."""
    return literal("account:", Text) + text_of(F.account_id) + ":" + text_of(Account.period)


def _in_the_way(turn: Turn) -> Sql:
    """The same rule's CTA is still live here; or, of a movement, was there only days ago."""
    other = aliased(Cta)
    blocks: Sql = other.state.in_(LIVE)
    if turn.rule.once_per == "health-change":
        blocks = or_(blocks, other.opened_on > turn.today.day - timedelta(days=QUIET_DAYS))
    return exists().where(
        other.workspace_id == F.workspace_id, other.rule == turn.rule.key, other.account_id == F.account_id, blocks
    )


def _tell(turn: Turn) -> Sql:
    """Whether people must hear of it: not before the baseline, nor at an account's own first assessment."""
    if not turn.tells or not turn.rule.alert:
        return literal("", Text)
    older = F.known_since < turn.today.now
    if not turn.rule.rises:
        return case((older, "due"), else_="")
    loud = [rise.days for rise in turn.rule.rises if rise.alert]
    return case((and_(older, _level(turn.rule, turn.today.day).in_(loud)), "due"), else_="")


def _level(rule: Rule, day: date) -> Sql:
    """How far it has risen: the smallest step, in days before the deadline, that is reached."""
    return _by_step(rule, day, {rise.days: rise.days for rise in rule.rises}, null())


def _priority(rule: Rule, day: date) -> Sql:
    steps = {rise.days: PRIORITIES[rise.priority] for rise in rule.rises}
    return _by_step(rule, day, steps, literal(PRIORITIES[rule.cta.priority], Integer))


def _by_step(rule: Rule, day: date, values: dict[int, int], otherwise: Any) -> Sql:
    if not rule.rises:
        return otherwise  # type: ignore[no-any-return]
    steps = sorted(values)
    whens = [(F.deadline_on <= day + timedelta(days=step), values[step]) for step in steps]
    return case(*whens, else_=otherwise)


def _rise(turn: Turn) -> Iterator[Executable]:
    """A live CTA that has come to a nearer step takes its priority, and is told if that step says so."""
    for rise in sorted(turn.rule.rises, key=lambda rise: -rise.days):
        near = exists().where(
            F.account_id == Cta.account_id, F.deadline_on <= turn.today.day + timedelta(days=rise.days)
        )
        loud = turn.tells and turn.rule.alert and rise.alert
        yield (
            update(Cta)
            .where(
                _mine(turn),
                Cta.state.in_(LIVE),
                or_(Cta.level > rise.days, Cta.level.is_(None)),
                near.correlate(Cta),
            )
            .values(
                level=rise.days,
                priority=PRIORITIES[rise.priority],
                tell="due" if loud else Cta.tell,
                changed_at=turn.today.now,
            )
            .execution_options(synchronize_session=False)
        )


def housekeeping(scope: Scope, now: datetime, today: date) -> Sequence[Executable]:
    """What holds for all CTAs: those of lost accounts close, those whose day has come wake up, a new CSM inherits."""
    churned = exists().where(Account.id == Cta.account_id, Account.status == "churned").correlate(Cta)
    mine = and_(scope.of(Cta.workspace_id, Cta.account_id), Cta.state.in_(LIVE))
    csm = select(Account.csm_id).where(Account.id == Cta.account_id).correlate(Cta).scalar_subquery()
    return (
        update(Cta)
        .where(mine, Cta.rule != HAND, churned)
        .values(state="closed", closed_at=now, closed_why="churned", tell=_untold(), changed_at=now)
        .execution_options(synchronize_session=False),
        update(Cta)
        .where(mine, Cta.state.in_(("asleep", "snoozed")), Cta.wake_on <= today)
        .values(state="open", due_on=today, wake_on=None, changed_at=now)
        .execution_options(synchronize_session=False),
        update(Cta)
        .where(
            mine,
            Cta.rule != HAND,
            Cta.handed_over == literal(False, Boolean),
            csm.is_not(None),
            Cta.owner_id.is_distinct_from(csm),
        )
        .values(owner_id=csm)
        .execution_options(synchronize_session=False),
    )
