"""Which of many conditions hold at which accounts, found in one pass over their facts: a pass for each rule takes the
longer part of its time to come to the facts at all."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Executable,
    Integer,
    MetaData,
    Table,
    case,
    delete,
    insert,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.schema import CreateTable

from bot.journey.accounts.scope import Scope
from bot.store.sql import materialized, spelled
from bot.store.tables import Account, AccountFacts

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
F = AccountFacts
HOLDS = Table(  # at each account, the conditions by their place among those that were asked
    "rules_that_hold",
    MetaData(),
    Column("rule", Integer),
    Column("account_id", BigInteger),
    prefixes=["TEMPORARY"],
)


def statements(scope: Scope, conditions: Sequence[Sql]) -> Iterator[Executable]:
    """What to execute, in this order; HOLDS has the answers until the end of the transaction. conditions: on the facts
    of an active account and on the account."""
    yield CreateTable(HOLDS, if_not_exists=True)
    yield delete(HOLDS)
    # Each within a CASE: there SQLite stops at the first part that is false.
    flags = [case((condition, 1), else_=0).label(f"rule{number}") for number, condition in enumerate(conditions)]
    asked = (
        select(F.account_id, *flags)
        .join(Account, Account.id == F.account_id)
        .where(scope.of(F.workspace_id, F.account_id), Account.status == spelled("active"))
        .offset(0)  # or each would be worked out once to find the accounts, and once more for its flag
        .subquery()
    )
    holds = [asked.c[flag.name] == 1 for flag in flags]
    some = materialized(select(asked).where(or_(*holds)).cte("some"))
    found = [select(literal(number), some.c.account_id).where(some.c[f.name] == 1) for number, f in enumerate(flags)]
    yield insert(HOLDS).from_select(["rule", "account_id"], union_all(*found))


__all__ = ["HOLDS", "statements"]
