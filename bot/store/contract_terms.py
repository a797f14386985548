"""What is expected of a contract's term; and one that is lost: it runs on to its last day, and nobody renews it."""

from typing import Any

from sqlalchemy import and_, false, func, literal_column, or_

from bot.store.tables.accounts import Contract

# What a CSM may say of a renewal, the surest first; of the last two they doubt it. No outcome: that is what came of it.
CALLS = ("commit", "probable", "at risk", "won't renew")
DOUBTED = CALLS[2:]


def is_lost(contract: Any = Contract) -> Any:
    """As SQL, for where it holds: unknown where nobody said how the term ends. A later end is a new term."""
    # Spelled out, not bound, so that the databases see that the partial index fits.
    said = and_(contract.outcome == literal_column("'lost'"), contract.outcome_for.is_not(None))
    of_this_term = or_(contract.ends_on.is_(None), contract.outcome_for >= contract.ends_on)
    return and_(said, of_this_term)


def may_renew(contract: Any = Contract) -> Any:
    """As SQL: not lost; never unknown. Of most contracts nobody has said anything: that is asked first."""
    return or_(contract.outcome.is_(None), ~func.coalesce(is_lost(contract), false()))


def lost(contract: Contract) -> bool:
    """The same of a row at hand."""
    if contract.outcome != "lost" or contract.outcome_for is None:
        return False
    return contract.ends_on is None or contract.outcome_for >= contract.ends_on
