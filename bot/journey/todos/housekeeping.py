"""What holds for CTAs whichever rule opened them: lost accounts have none, sleepers wake, and a new CSM inherits."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Boolean, Executable, literal, select, update

from bot.journey.accounts.scope import Scope
from bot.store.sql import spelled
from bot.store.tables import Account, Cta
from bot.store.tables.todos_and_outbox import HAND
from bot.store.todo_states import is_live, untold


def close_and_wake(scope: Scope, now: datetime, today: date) -> Sequence[Executable]:
    """What holds for all CTAs: those of lost accounts close, those whose day has come wake up."""
    churned = select(Account.id).where(scope.of(Account.workspace_id, Account.id), Account.status == spelled("churned"))
    return (
        update(Cta)
        .where(Cta.account_id.in_(churned), is_live(Cta), Cta.rule != HAND)
        .values(state="closed", closed_at=now, closed_why="churned", tell=untold(), changed_at=now)
        .execution_options(synchronize_session=False),
        update(Cta)
        .where(
            Cta.workspace_id == scope.workspace_id,
            Cta.wake_on <= today,
            Cta.state.in_([spelled("asleep"), spelled("snoozed")]),
        )
        .values(state="open", due_on=today, wake_on=None, closed_why=None, changed_at=now)
        .execution_options(synchronize_session=False),
    )


def inherit(scope: Scope) -> Executable:
    """The CTAs of an account go to its new CSM, but for those that a person handed over or made by hand."""
    csm = select(Account.csm_id).where(Account.id == Cta.account_id).correlate(Cta).scalar_subquery()
    return (
        update(Cta)
        .where(
            scope.covers(Cta.account_id),
            is_live(Cta),
            Cta.rule != HAND,
            Cta.handed_over == literal(False, Boolean),
            csm.is_not(None),
            Cta.owner_id.is_distinct_from(csm),
        )
        .values(owner_id=csm)
        .execution_options(synchronize_session=False)
    )
