"""What the method knows of one account, in the shapes that messages read: progress, health's parts, and how every rule
stands."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import literal, select

from bot.calendar import local_date
from bot.journey.conditions import Leaf as CompiledLeaf
from bot.journey.conditions import compile_condition, leaves
from bot.journey.facts import FACTS, DaysUntil, Today
from bot.playbook.models import Library, Playbook, Rule
from bot.store.reads import workspace_zone
from bot.store.session import TenantSession
from bot.store.tables import (
    Account,
    AccountFacts,
    PlaybookVersion,
)


@dataclass(frozen=True)
class MilestoneState:
    key: str
    position: int
    stage_position: int
    usual_days: int
    reached: bool
    reached_on: date | None
    via: str | None


@dataclass(frozen=True)
class TaskState:
    key: str
    required: bool
    done: bool
    done_on: date | None


@dataclass(frozen=True)
class MinimumState:
    """A KPI bound of the milestone's test. `met` None: unknown, because there is no value or it is too old."""

    kpi: str
    minimum: float
    value: float | None
    observed_at: datetime | None
    fresh: bool
    met: bool | None


@dataclass(frozen=True)
class Progress:
    """`current`: the key of the first milestone not reached; tasks and minimums are that one's."""

    milestones: tuple[MilestoneState, ...]
    current: str | None
    tasks: tuple[TaskState, ...] = ()
    minimums: tuple[MinimumState, ...] = ()


@dataclass(frozen=True)
class HealthPart:
    """A KPI's part in health: `score` 0-100; `before`: its value seven days earlier."""

    kpi: str
    weight: float
    score: float | None
    value: float | None
    observed_at: datetime | None
    fresh: bool
    before: float | None


@dataclass(frozen=True)
class Leaf:
    """One comparison of a rule at this account: the fact's value, and whether it holds (None: unknown)."""

    fact: str
    operator: str
    bound: Any
    value: Any
    holds: bool | None


@dataclass(frozen=True)
class RuleState:
    rule: Rule
    holds: bool | None
    leaves: tuple[Leaf, ...]


async def rule_states(db: TenantSession, library: Library, account_id: int, now: datetime) -> tuple[RuleState, ...]:
    """How every rule of the account's playbook stands there, comparison by comparison, in one query."""
    name = await db.scalar(
        select(PlaybookVersion.name)
        .join(Account, Account.playbook_version_id == PlaybookVersion.id)
        .where(Account.id == account_id)
    )
    playbook = library.playbooks.get(name or "")
    if playbook is None or not playbook.rules:
        return ()
    today = Today(local_date(now, await workspace_zone(db)), now)
    parts = [tuple(leaves(rule.when, today)) for rule in playbook.rules]
    columns = [compile_condition(rule.when, today) for rule in playbook.rules]
    for leaf in (leaf for part in parts for leaf in part):
        columns += [leaf.test, leaf.value]
    row = await _one_row(db, account_id, columns)
    return _states(playbook, parts, row, today.day) if row else ()


async def _one_row(db: TenantSession, account_id: int, columns: list[Any]) -> list[Any] | None:
    named = [column.label(f"c{number}") for number, column in enumerate(columns)]
    rows = await db.execute(
        select(*named, literal(1))
        .select_from(AccountFacts)
        .join(Account, Account.id == AccountFacts.account_id)
        .where(AccountFacts.account_id == account_id)
    )
    row = rows.first()
    return list(row) if row else None


def _states(
    playbook: Playbook, parts: list[tuple[CompiledLeaf, ...]], row: list[Any], today: date
) -> tuple[RuleState, ...]:
    values = iter(row)
    whole = [_truth(next(values)) for _ in playbook.rules]
    read = [tuple(_read(leaf, _truth(next(values)), next(values), today) for leaf in part) for part in parts]
    return tuple(RuleState(*state) for state in zip(playbook.rules, whole, read, strict=True))


def _truth(value: Any) -> bool | None:
    return None if value is None else bool(value)


def _read(leaf: CompiledLeaf, holds: bool | None, value: Any, today: date) -> Leaf:
    """Dates become days: since or until, whichever the fact counts; below 0 where that is still to come, or past."""
    if isinstance(value, date):
        value = (value - today).days if isinstance(FACTS[leaf.fact], DaysUntil) else (today - value).days
    return Leaf(leaf.fact, leaf.operator, leaf.bound, value, holds)


__all__ = ["HealthPart", "Leaf", "MilestoneState", "MinimumState", "Progress", "RuleState", "TaskState", "rule_states"]
