"""Facts about contracts: the next date to act by, and what is still to be recorded."""

from bot.facts.fact import Fact
from bot.facts.measures import Since, Until
from bot.store.tables import AccountFacts

F = AccountFacts
FACTS = (
    Fact(
        "days_to_deadline",  # to the next notice, else the contract's end
        Until(F.deadline_on.expression),
        high="{span} to notice or the contract's end",
        low="{span} to notice or the contract's end",
        label="the notice date or contract's end",
        clears_high="the date comes nearer",
        clears_low="the renewal is recorded",
        unknown="no renewal date is on record",
        over=("outcome_missing_since", "its contract has ended"),
    ),
    Fact(
        "days_to_end",
        Until(F.next_end_on.expression),
        high="{span} to the contract's end",
        low="{span} to the contract's end",
        label="the contract's end",
        clears_high="the date comes nearer",
        clears_low="the renewal is recorded",
        unknown="no renewal date is on record",
        over=("outcome_missing_since", "its contract has ended"),
    ),
    Fact(
        "outcome_missing_days",  # since a contract ended and nobody said how
        Since(F.outcome_missing_since.expression),
        high="a contract ended {span} ago and we don't know how",
        low="a contract ended {span} ago and we don't know how",
        some="a contract ended and we don't know how",
        none="the outcome of every contract is known",
        clears_high="the outcome is recorded",
        clears_low="a contract ends",
        unknown=None,  # no contract is past its end
    ),
)

__all__ = ["FACTS"]
