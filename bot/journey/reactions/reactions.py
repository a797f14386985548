"""Reactions (method C3) as set-based SQL: what happened and nobody has answered yet is written down once, and what the
playbook wants done about it follows in the same transaction: to-dos, and calls to other systems.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, Executable, Insert, Select, Text, and_, case, cast, exists, literal, null, select
from sqlalchemy.orm import aliased

from bot.calendar import add_working_days, next_working_day
from bot.facts.measures import AsOf
from bot.journey.accounts.scope import Scope
from bot.journey.reactions.happenings import Window, can_happen, happenings
from bot.journey.rules.condition_sql import compile_condition
from bot.playbook.models import Milestone, Reaction
from bot.playbook.reactions.prepared_todos import PreparedTodo, prepared, webhooks
from bot.store.sql import random_id, spelled, upsert
from bot.store.tables import Account, AccountFacts, Cta, Reacted, WebhookCall
from bot.store.tables.base import UtcDateTime
from bot.store.todo_states import COLUMNS, PRIORITIES, subject

F, R = AccountFacts, Reacted
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
NOTED = [
    "workspace_id",
    "account_id",
    "period",
    "reaction",
    "occurrence",
    "about",
    "value",
    "was",
    "stakeholder_id",
    "by_id",
    "happened_on",
    "made_at",
]
CALLED = [
    "workspace_id", "account_id", "period", "reaction", "occurrence", "target", "delivery_id", "event", "about",
    "value", "was", "account_key", "account_name", "stage", "milestone", "happened_on", "next_try_at", "created_at",
]  # fmt: skip


@dataclass(frozen=True)
class Reacting:
    """One reaction's turn over some accounts. versions: of the playbooks it belongs to; with_material: keys of their
    milestones that have a piece to send."""

    dialect: str
    scope: Scope
    reaction: Reaction
    versions: tuple[int, ...]
    with_material: tuple[str, ...]
    as_of: AsOf
    window: Window


@dataclass(frozen=True)
class ReactionStep:
    """What to execute: `first`, and `then` only where that changed something."""

    first: Executable
    then: tuple[Executable, ...] = ()


def with_material(milestones: tuple[Milestone, ...]) -> tuple[str, ...]:
    return tuple(milestone.key for milestone in milestones if milestone.materials)


def steps(turn: Reacting) -> Iterator[ReactionStep]:
    """Nothing where nothing could come of it."""
    then = (*_todos(turn), *(_call(turn, target) for target in webhooks(turn.reaction)))
    if then and can_happen(turn.reaction, turn.window):
        yield ReactionStep(_note(turn), tuple(then))


def _note(turn: Reacting) -> Insert:
    """What happened and wasn't answered before, ever."""
    event, query = happenings(turn.reaction, turn.window, _accounts(turn))
    found = query.with_only_columns(
        F.workspace_id,
        F.account_id,
        Account.period,
        literal(turn.reaction.key, Text),
        *event.columns(),
        literal(turn.as_of.now, UtcDateTime),
    )
    if turn.reaction.when is not None:
        found = found.where(compile_condition(turn.reaction.when, turn.as_of))
    if turn.reaction.rests:
        found = found.where(~_rests(turn, event.occurrence))
    noted: Insert = upsert(turn.dialect, R).from_select(NOTED, found).on_conflict_do_nothing()
    return noted


def _accounts(turn: Reacting) -> Select[*tuple[Any, ...]]:
    return (
        select(F.account_id)
        .join(Account, Account.id == F.account_id)
        .where(
            turn.scope.of(F.workspace_id, F.account_id),
            Account.status == spelled("active"),
            Account.playbook_version_id.in_(turn.versions),
        )
    )


def _rests(turn: Reacting, occurrence: Sql) -> Sql:
    """The same reaction answered something else here only days ago."""
    other = aliased(R)
    return exists().where(
        other.workspace_id == F.workspace_id,
        other.account_id == F.account_id,
        other.period == Account.period,
        other.reaction == turn.reaction.key,
        other.occurrence != occurrence,
        other.made_at > turn.as_of.now - timedelta(days=turn.reaction.rests),
    )


def _new(turn: Reacting) -> Select[*tuple[Any, ...]]:
    """What has been written down just now."""
    return _accounts(turn).join(
        R,
        and_(
            R.workspace_id == F.workspace_id,
            R.account_id == F.account_id,
            R.period == Account.period,
            R.reaction == turn.reaction.key,
            R.made_at == turn.as_of.now,
        ),
    )


# To-dos


def _todos(turn: Reacting) -> Iterator[Executable]:
    for one in prepared(turn.reaction):
        query = _new(turn)
        if one.letter == "material" and one.material is None:
            if not turn.with_material:
                continue  # none of these playbooks has anything to send
            query = query.where(F.milestone.in_(turn.with_material))
        yield _open(turn, one, query)


def _open(turn: Reacting, one: PreparedTodo, query: Select[*tuple[Any, ...]]) -> Executable:
    """The to-do for everyone in the query. What was opened before stays as it is, done or not, unless it
    was taken back."""
    rule, day = one.rule, turn.as_of.day
    rows = query.with_only_columns(
        F.workspace_id,
        F.account_id,
        subject(),
        literal(rule.key, Text),
        R.occurrence,
        literal(rule.cta.type, Text),
        literal(PRIORITIES[rule.cta.priority]),
        cast(null(), Cta.level.type),
        Account.csm_id,
        literal(day, Date),
        literal(_due(one, day), Date),
        literal("open", Text),
        # Who wrote it down has just read it.
        case((R.by_id == Account.csm_id, ""), else_="due") if rule.alert else literal("", Text),
        literal(turn.as_of.now, UtcDateTime),
    )
    new = upsert(turn.dialect, Cta).from_select(COLUMNS, rows)
    back = {name: new.excluded[name] for name in ("owner_id", "due_on", "state", "changed_at")}
    statement: Executable = new.on_conflict_do_update(
        index_elements=["workspace_id", "subject", "rule", "occurrence"],
        set_={**back, "closed_at": None, "closed_why": None, "wake_on": None},
        where=and_(Cta.state == spelled("closed"), Cta.closed_why == "itself"),  # taken back, and here again
    )
    return statement


def _due(one: PreparedTodo, day: date) -> date:
    if one.in_days is not None:
        return next_working_day(day + timedelta(days=one.in_days))
    return add_working_days(day, one.rule.cta.due_in_working_days)


# Other systems


def _call(turn: Reacting, target: str) -> Executable:
    rows = _new(turn).with_only_columns(
        F.workspace_id,
        F.account_id,
        Account.period,
        R.reaction,
        R.occurrence,
        literal(target, Text),
        random_id(),
        literal(turn.reaction.on, Text),
        R.about,
        R.value,
        R.was,
        Account.key,
        Account.name,
        F.stage,
        F.milestone,
        R.happened_on,
        literal(turn.as_of.now, UtcDateTime),
        literal(turn.as_of.now, UtcDateTime),
    )
    return upsert(turn.dialect, WebhookCall).from_select(CALLED, rows).on_conflict_do_nothing()  # type: ignore[no-any-return]
