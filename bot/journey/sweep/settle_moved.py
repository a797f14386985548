"""The end of an assessment for accounts that were moved to another playbook or version: they have settled.

What the first assessment there finds is no news (Account.settling): to-dos open quietly, milestones that hold already
have no date, and to-dos whose rule the playbook lacks are closed.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, and_, exists, false, or_, select, update

from bot.journey.accounts.scope import Scope
from bot.playbook.models import Rule
from bot.store.tables import Account, AccountFacts, Cta
from bot.store.tables.todos_and_outbox import HAND
from bot.store.todo_states import DATA_GAPS, SILENT_FEEDS, is_live, untold

Rules = Sequence[tuple[Rule, tuple[int, ...]]]


def statements(scope: Scope, now: datetime, rules: Rules) -> Iterator[Executable]:
    """What to execute last, in this order. rules: each with the versions that it holds for."""
    yield _close_strangers(scope, now, rules)
    since = select(AccountFacts.milestone_since).where(AccountFacts.account_id == Account.id).correlate(Account)
    yield (
        update(Account)
        .where(*_settling(scope))
        .values(settling=False, turned_on=since.scalar_subquery())
        .execution_options(synchronize_session=False)
    )


def _settling(scope: Scope) -> tuple[Any, ...]:
    return scope.of(Account.workspace_id, Account.id), Account.settling.is_(True)


def _close_strangers(scope: Scope, now: datetime, rules: Rules) -> Executable:
    """To-dos of rules that the account's playbook doesn't have."""
    own = exists().where(Account.id == Cta.account_id, or_(false(), *_rules_of(rules))).correlate(Cta)
    return (
        update(Cta)
        .where(
            Cta.account_id.in_(select(Account.id).where(*_settling(scope))),
            is_live(Cta),
            Cta.rule.not_in((HAND, DATA_GAPS, SILENT_FEEDS)),
            ~own,
        )
        .values(state="closed", closed_why="moved", closed_at=now, tell=untold(), changed_at=now)
        .execution_options(synchronize_session=False)
    )


def _rules_of(rules: Rules) -> Iterator[Any]:
    """The rule is one of those that hold for the account's version."""
    of_versions: dict[tuple[int, ...], list[str]] = {}
    for rule, versions in rules:
        of_versions.setdefault(versions, []).append(rule.key)
    for versions, keys in of_versions.items():
        yield and_(Account.playbook_version_id.in_(versions), Cta.rule.in_(keys))
