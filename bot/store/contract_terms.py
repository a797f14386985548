"""What is expected of a contract's term, and how it ends: lost, it runs on to its last day and nobody renews it;
renewed, its next term stands ready. Where either is known, nobody is asked."""

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


def runs_on(contract: Any = Contract) -> Any:
    """As SQL: not lost; never unknown. Of most contracts nobody has said anything: that is asked first."""
    return or_(contract.outcome.is_(None), ~func.coalesce(is_lost(contract), false()))


def renewal_is_open(contract: Any = Contract) -> Any:
    """As SQL: nobody has said yet how this term ends; never unknown."""
    known = or_(contract.ends_on.is_(None), contract.outcome_for >= contract.ends_on)
    return or_(contract.outcome.is_(None), ~func.coalesce(known, false()))


def settled(contract: Contract) -> bool:
    """Of a row at hand: how this term ends is known."""
    if contract.outcome is None or contract.outcome_for is None:
        return False
    return contract.ends_on is None or contract.outcome_for >= contract.ends_on


def lost(contract: Contract) -> bool:
    """The same: it ends for good."""
    return contract.outcome == "lost" and settled(contract)


def renewed(contract: Contract) -> bool:
    """The same: its next term is agreed."""
    return contract.outcome != "lost" and settled(contract)
