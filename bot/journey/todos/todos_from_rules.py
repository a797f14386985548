"""CTAs from rules (methods D7, C4), in set-based SQL: each rule closes what no longer holds and opens what now does.

The life of a CTA is told in bot/store/tables/todos_and_outbox.py. A rule's condition has three values: true opens,
false closes, unknown does neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Date,
    Executable,
    Integer,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import aliased

from bot.facts.measures import AsOf
from bot.journey.accounts.scope import Scope
from bot.journey.rules.condition_sql import compile_condition
from bot.journey.todos import where_rules_hold
from bot.journey.todos.due_day import due_day
from bot.journey.todos.where_rules_hold import HOLDS
from bot.playbook.models import Rule
from bot.store.contract_terms import renewal_is_open
from bot.store.sql import spelled, text_of, upsert
from bot.store.tables import Account, AccountFacts, Contract, Cta
from bot.store.tables.base import UtcDateTime
from bot.store.todo_states import COLUMNS, FORECAST, PRIORITIES, is_live, subject, untold

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
F = AccountFacts

FIRST_DAY = timedelta(hours=12)
QUIET_DAYS = 14  # after a movement's CTA, the same movement opens no other for so long

Held = tuple[Rule, tuple[int, ...]]  # a rule, and the playbook versions that have it


@dataclass(frozen=True)
class RuleRun:
    """One rule's turn over some accounts. `versions`: of the playbook the rule belongs to. sharing: the other rules
    that share its to-do, each with the versions that have it.

    tells: whether what opens now may be told at all (not before the workspace's baseline)."""

    dialect: str
    scope: Scope
    rule: Rule
    versions: tuple[int, ...]
    as_of: AsOf
    tells: bool
    sharing: tuple[Held, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The rules between which there is one to-do."""
        return (self.rule.key, *(rule.key for rule, _ in self.sharing))


Numbered = tuple[int, RuleRun]  # with its place among all


def statements(turns: Sequence[RuleRun]) -> Iterator[Executable]:
    """What to execute for those rules, in this order. Rules that share a to-do come one after the other; those between
    them go together: the way to the database takes as long as a rule does there."""
    alone = [turn for turn in turns if not turn.sharing]
    if alone:
        yield _close(alone)
    if turns:
        yield from where_rules_hold.statements(turns[0].scope, [_may_open(turn) for turn in turns])
    for sharing, some in groupby(enumerate(turns), key=lambda numbered: bool(numbered[1].sharing)):
        yield from (_one_by_one if sharing else _together)(list(some))


def _together(turns: Sequence[Numbered]) -> Iterator[Executable]:
    yield _open(turns)
    yield from (_rise(turn) for _, turn in turns if turn.rule.rises)


def _one_by_one(turns: Sequence[Numbered]) -> Iterator[Executable]:
    for number, turn in turns:
        yield _close([turn])
        yield _take_over(turn)
        yield from _together([(number, turn)])


OCCURRENCES: dict[str, Sql] = {
    "milestone": F.milestone.expression,
    "stage": F.stage.expression,
    "renewal": func.coalesce(text_of(F.next_end_on), text_of(F.deadline_on), text_of(F.outcome_missing_since), ""),
    "review": func.coalesce(text_of(F.last_review_on), ""),
    "band": func.coalesce(text_of(F.band_since), ""),
}
KEPT = ("renewal", "band")  # what they are counted by may move while the reason stands: only the condition closes it


def _occurrence(rule: Rule, day: date) -> Sql:
    if rule.once_per in OCCURRENCES:
        return OCCURRENCES[rule.once_per]
    fixed = {"health-change": day.isoformat(), "quarter": f"{day.year}Q{(day.month + 2) // 3}", "ever": ""}
    return literal(fixed[rule.once_per], Text)


def _is_over(turn: RuleRun) -> Sql:
    """Its condition is false now, or the milestone, stage or review that it was about is no longer the current one, or
    it is known how the term ends that it was about."""
    rule = turn.rule
    others = (or_(Account.playbook_version_id.not_in(on), _is_over_too(other, turn)) for other, on in turn.sharing)
    cleared = and_(_cleared(rule, turn), *others)
    if rule.once_per == "renewal":
        return or_(cleared, _term_is_settled())
    if rule.once_per in OCCURRENCES and rule.once_per not in KEPT:
        return or_(cleared, OCCURRENCES[rule.once_per] != Cta.occurrence)
    return cleared


def _term_is_settled() -> Sql:
    """Of what ends on the day that the to-do is about, all is known to be renewed or lost, as when a file says so."""
    same_day = (Contract.account_id == Cta.account_id, text_of(Contract.ends_on) == Cta.occurrence)
    still_open = exists().where(*same_day, Contract.retired.is_(False), renewal_is_open())
    known = exists().where(*same_day, ~renewal_is_open())
    return and_(known.correlate(Cta), ~still_open.correlate(Cta))


def _is_over_too(other: Rule, turn: RuleRun) -> Sql:
    """A rule that shares the to-do has nothing against its end: it has cleared, or can't tell and doesn't hold. What
    nobody measures at an account keeps no to-do of another rule open there."""
    cleared, holds = _cleared(other, turn), compile_condition(other.when, turn.as_of)
    return or_(cleared, and_(cleared.is_(None), func.coalesce(holds, false()).is_(false())))


def _cleared(rule: Rule, turn: RuleRun) -> Sql:
    if rule.clears_when is not None:
        return compile_condition(rule.clears_when, turn.as_of)
    return not_(compile_condition(rule.when, turn.as_of))


def _close(turns: Sequence[RuleRun]) -> Executable:
    now, scope = turns[0].as_of.now, turns[0].scope
    rules = Cta.rule.in_([turn.rule.key for turn in turns])
    over = [
        and_(Cta.rule == turn.rule.key, Account.playbook_version_id.in_(turn.versions), _is_over(turn))
        for turn in turns
    ]
    found = exists().where(F.account_id == Cta.account_id, Account.id == F.account_id, or_(*over))
    return (
        update(Cta)
        .where(scope.of(Cta.workspace_id, Cta.account_id), rules, is_live(Cta), found.correlate(Cta))
        .values(state="closed", closed_at=now, closed_why="itself", tell=untold(), changed_at=now)
        .execution_options(synchronize_session=False)
    )


def _mine(turn: RuleRun) -> Sql:
    """The rule's CTAs, but not those that another playbook opened under the same key."""
    return and_(Cta.rule == turn.rule.key, _on_its_playbook(turn))


def _on_its_playbook(turn: RuleRun) -> Sql:
    on_it = exists().where(Account.id == Cta.account_id, Account.playbook_version_id.in_(turn.versions))
    return and_(turn.scope.of(Cta.workspace_id, Cta.account_id), on_it.correlate(Cta))


def _take_over(turn: RuleRun) -> Executable:
    """A live CTA of a less urgent rule that shares with this one, which now holds too, becomes this one's: it rises, is
    awake and is told again. Not where somebody has answered this very occurrence before."""
    rule, day = turn.rule, turn.as_of.day
    holds = exists().where(
        F.account_id == Cta.account_id, Account.id == F.account_id, compile_condition(rule.when, turn.as_of)
    )
    one, occurrence = aliased(Cta), _of_account(_occurrence(rule, day))
    alone = Cta.id == (
        select(func.min(one.id))
        .where(one.account_id == Cta.account_id, one.rule.in_(turn.keys), is_live(one))
        .correlate(Cta)
        .scalar_subquery()
    )
    other = aliased(Cta)
    known = exists().where(
        other.workspace_id == Cta.workspace_id,
        other.subject == Cta.subject,
        other.rule == rule.key,
        or_(is_live(other), other.occurrence == occurrence),
    )
    return (
        update(Cta)
        .where(
            _on_its_playbook(turn),
            Cta.rule.in_([one.key for one, _ in turn.sharing]),
            is_live(Cta),
            Cta.priority > PRIORITIES[rule.cta.priority],
            holds.correlate(Cta),
            alone,
            ~known.correlate(Cta),
        )
        .values(
            rule=rule.key,
            occurrence=occurrence,
            type=rule.cta.type,
            priority=PRIORITIES[rule.cta.priority],
            state="open",
            wake_on=None,
            due_on=_of_account(due_day(rule, day)),
            tell=_of_account(_tell(turn)),
            changed_at=turn.as_of.now,
        )
        .execution_options(synchronize_session=False)
    )


def _may_open(turn: RuleRun) -> Sql:
    """Its condition holds. Of rules that share a to-do, those before it decide first whether anything is in the way."""
    holds = and_(Account.playbook_version_id.in_(turn.versions), compile_condition(turn.rule.when, turn.as_of))
    return holds if turn.sharing else and_(holds, ~_in_the_way(turn))


def _open(turns: Sequence[Numbered]) -> Executable:
    """Opens, or reopens the same row without telling it again when it had closed by itself."""
    openings = [_opening(number, turn) for number, turn in turns]
    found = openings[0] if len(openings) == 1 else union_all(*openings)
    rows = upsert(turns[0][1].dialect, Cta).from_select(COLUMNS, found)
    back = {name: rows.excluded[name] for name in ("priority", "level", "due_on", "changed_at", "state")}
    statement: Executable = rows.on_conflict_do_update(
        index_elements=["workspace_id", "subject", "rule", "occurrence"],
        set_={**back, "closed_at": None, "closed_why": None, "wake_on": None},
        where=and_(Cta.state == spelled("closed"), Cta.closed_why.in_(("itself", "moved"))),
    )
    return statement


def _opening(number: int, turn: RuleRun) -> Select[*tuple[Any, ...]]:
    rule, day, free = turn.rule, turn.as_of.day, () if not turn.sharing else (~_in_the_way(turn),)
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
            due_day(rule, day),
            literal("open", Text),
            told,
            literal(turn.as_of.now, UtcDateTime),
        )
        .join(Account, Account.id == F.account_id)
        .join(HOLDS, HOLDS.c.account_id == F.account_id)
        .where(HOLDS.c.rule == number, *free)
    )


def _in_the_way(turn: RuleRun) -> Sql:
    """A CTA of the rule, or of one that shares it, is still live here; or, of a movement, was there only days ago."""
    other = aliased(Cta)
    blocks: Sql = is_live(other)
    if turn.rule.once_per == "health-change":
        blocks = or_(blocks, other.opened_on > turn.as_of.day - timedelta(days=QUIET_DAYS))
    if turn.rule.quiet_days:  # its own row may come back: what was undone is asked for again
        recent = other.opened_on > turn.as_of.day - timedelta(days=turn.rule.quiet_days)
        another = other.occurrence != _occurrence(turn.rule, turn.as_of.day)
        blocks = or_(blocks, and_(recent, another, other.rule == turn.rule.key))
    return exists().where(
        other.workspace_id == F.workspace_id, other.rule.in_(turn.keys), other.account_id == F.account_id, blocks
    )


def _tell(turn: RuleRun) -> Sql:
    """Whether people must hear of it: not before the baseline, nor on an account's own first day, when its files come
    in one after the other, nor at the assessment after it was moved to another playbook."""
    if not turn.tells or not turn.rule.alert:
        return literal("", Text)
    older = and_(F.known_since <= turn.as_of.now - FIRST_DAY, Account.settling.is_(False))
    if not turn.rule.rises:
        return case((older, "due"), else_="")
    loud = [rise.days for rise in turn.rule.rises if rise.alert]
    return case((and_(older, _level(turn.rule, turn.as_of.day).in_(loud)), "due"), else_="")


def _level(rule: Rule, day: date) -> Sql:
    """How far it has risen: the smallest step, in days before the deadline, that is reached."""
    return _by_step(rule, day, {rise.days: rise.days for rise in rule.rises}, cast(null(), Cta.level.type))


def _priority(rule: Rule, day: date) -> Sql:
    steps = {rise.days: PRIORITIES[rise.priority] for rise in rule.rises}
    return _by_step(rule, day, steps, literal(PRIORITIES[rule.cta.priority], Integer))


def _by_step(rule: Rule, day: date, values: dict[int, int], otherwise: Any) -> Sql:
    if not rule.rises:
        return otherwise
    steps = sorted(values)
    whens = [(F.deadline_on <= day + timedelta(days=step), values[step]) for step in steps]
    return case(*whens, else_=otherwise)


def _rise(turn: RuleRun) -> Executable:
    """A live CTA that has come to a nearer step takes its priority, and is told if that step says so; where it rests by
    a forecast, such a step wakes it."""
    rule, day = turn.rule, turn.as_of.day
    level, priority = (_of_account(value(rule, day)) for value in (_level, _priority))
    loud = [rise.days for rise in rule.rises if rise.alert and rule.alert and turn.tells]
    gentle = [rise.days for rise in rule.rises if rise.only_untouched]
    heard = level.in_(loud) if not gentle else and_(level.in_(loud), or_(level.not_in(gentle), _untouched()))
    wakes = and_(heard, Cta.state == spelled("snoozed"), Cta.closed_why == FORECAST)
    return (
        update(Cta)
        .where(_mine(turn), is_live(Cta), or_(Cta.level > level, and_(Cta.level.is_(None), level.is_not(None))))
        .values(
            level=level,
            priority=priority,
            tell=case((heard, "due"), else_=Cta.tell),
            state=case((wakes, "open"), else_=Cta.state),
            wake_on=case((wakes, null()), else_=Cta.wake_on),
            due_on=case((wakes, literal(day, Date)), else_=Cta.due_on),
            closed_why=case((wakes, null()), else_=Cta.closed_why),
            changed_at=turn.as_of.now,
        )
        .execution_options(synchronize_session=False)
    )


def _untouched() -> Sql:
    """Nobody has reached out about it or put it off, and no contract that it is about has the CSM's "commit"."""
    day = func.coalesce(Contract.notice_on, Contract.ends_on)
    due = or_(Contract.ends_on == F.deadline_on, day == F.deadline_on)
    sure = exists().where(
        Contract.account_id == Cta.account_id,
        F.account_id == Cta.account_id,
        due,
        Contract.retired.is_(False),
        Contract.call == "commit",
    )
    return and_(Cta.state == spelled("open"), Cta.tried_on.is_(None), ~sure.correlate(Cta))


def _of_account(value: Sql) -> Sql:
    found = select(value).where(F.account_id == Cta.account_id, Account.id == F.account_id)
    return found.correlate(Cta).scalar_subquery()
