"""How every rule stands at one account, comparison by comparison."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import literal, select

from bot.calendar import local_date
from bot.facts.comparison import Comparison
from bot.facts.condition import Group, comparisons, parse
from bot.facts.facts import entry_of
from bot.facts.measures import AsOf
from bot.journey.rules.condition_sql import compile_comparison, compile_condition
from bot.journey.rules.silent_feeds import silent_feeds
from bot.playbook.models import Library, Playbook, Rule
from bot.store.reads import workspace_zone
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, PlaybookVersion


@dataclass(frozen=True)
class Stand:
    """A comparison at an account: whether it holds (None: unknown), and the values that it is judged by, dates as days:
    since or until, whichever the fact counts."""

    asked: Comparison
    holds: bool | None
    values: tuple[Any, ...]


@dataclass(frozen=True)
class RuleState:
    """tree: the rule's `when`, each of whose comparisons is among the stands."""

    rule: Rule
    holds: bool | None
    tree: Group
    stands: Mapping[Comparison, Stand]


async def rule_states(db: ReadSession, library: Library, account_id: int, now: datetime) -> tuple[RuleState, ...]:
    """How every rule of the account's playbook stands there, in one query."""
    name = await db.scalar(
        select(PlaybookVersion.name)
        .join(Account, Account.playbook_version_id == PlaybookVersion.id)
        .where(Account.id == account_id)
    )
    playbook = library.playbooks.get(name or "")
    if playbook is None or not playbook.rules:
        return ()
    today = local_date(now, await workspace_zone(db))
    as_of = AsOf(today, now, await silent_feeds(db, library, today))
    asked = tuple(dict.fromkeys(one for rule in playbook.rules for one in comparisons(parse(rule.when))))
    columns = [compile_condition(rule.when, as_of) for rule in playbook.rules]
    for one in asked:
        columns += [compile_comparison(one, as_of), *entry_of(one).values(one, as_of)]
    row = await _one_row(db, account_id, columns)
    return _states(playbook, asked, row, as_of) if row else ()


async def _one_row(db: ReadSession, account_id: int, columns: list[Any]) -> list[Any] | None:
    named = [column.label(f"c{number}") for number, column in enumerate(columns)]
    rows = await db.execute(
        select(*named, literal(1))
        .select_from(AccountFacts)
        .join(Account, Account.id == AccountFacts.account_id)
        .where(AccountFacts.account_id == account_id)
    )
    row = rows.first()
    return list(row) if row else None


def _states(playbook: Playbook, asked: tuple[Comparison, ...], row: list[Any], as_of: AsOf) -> tuple[RuleState, ...]:
    values = iter(row)
    whole = [_truth(next(values)) for _ in playbook.rules]
    stands = {}
    for one in asked:
        holds, width = _truth(next(values)), len(entry_of(one).values(one, as_of))
        stands[one] = _stand(one, holds, tuple(next(values) for _ in range(width)), as_of.day)
    return tuple(
        RuleState(rule, holds, parse(rule.when), stands) for rule, holds in zip(playbook.rules, whole, strict=True)
    )


def _stand(asked: Comparison, holds: bool | None, values: tuple[Any, ...], today: date) -> Stand:
    return Stand(asked, holds, entry_of(asked).read(values, today))


def _truth(value: Any) -> bool | None:
    return None if value is None else bool(value)


__all__ = ["RuleState", "Stand", "rule_states"]
