"""What is expected of a contract's term, and how it ends: lost, it runs on to its last day and nobody renews it;
renewed, its next term stands ready. Where either is known, nobody is asked."""

from collections.abc import Iterable
from datetime import date
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
    return and_(said, _of_this_term(contract))


def _of_this_term(contract: Any) -> Any:
    return or_(contract.ends_on.is_(None), contract.outcome_for >= contract.ends_on)


def runs_on(contract: Any = Contract) -> Any:
    """As SQL: not lost; never unknown. Of most contracts nobody has said anything: that is asked first."""
    return or_(contract.outcome.is_(None), ~func.coalesce(is_lost(contract), false()))


def renewal_is_open(contract: Any = Contract) -> Any:
    """As SQL: nobody has said yet how this term ends; never unknown."""
    return or_(contract.outcome.is_(None), ~func.coalesce(_of_this_term(contract), false()))


def still_pays(today: date, contract: Any = Contract) -> Any:
    """As SQL: this term runs, renews by itself, or how it ended is known; never unknown. Of one that ended, and nobody
    said how, nobody knows whether it is paid."""
    runs = or_(contract.ends_on.is_(None), contract.ends_on >= today, contract.auto_renew.is_(True))
    return or_(runs, ~renewal_is_open(contract))


def end_is_known(outcome: str | None, outcome_for: date | None, ends_on: date | None) -> bool:
    """The same of values at hand, the other way round."""
    return outcome is not None and outcome_for is not None and (ends_on is None or outcome_for >= ends_on)


def settled(contract: Contract) -> bool:
    """Of a row at hand: how this term ends is known."""
    return end_is_known(contract.outcome, contract.outcome_for, contract.ends_on)


def ended_untold(contract: Contract, today: date) -> bool:
    """The same: ended, doesn't renew by itself, and nobody said how it came out."""
    return contract.ends_on is not None and contract.ends_on < today and not (contract.auto_renew or settled(contract))


def still_paid(contracts: Iterable[Contract], today: date) -> list[Contract]:
    """The same: without those of which nobody knows."""
    return [one for one in contracts if not ended_untold(one, today)]


def lost(contract: Contract) -> bool:
    """The same: it ends for good."""
    return contract.outcome == "lost" and settled(contract)


def renewed(contract: Contract) -> bool:
    """The same: its next term is agreed."""
    return contract.outcome != "lost" and settled(contract)
