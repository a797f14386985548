"""Facts about contracts: the next date to act by, and what is still to be recorded."""

from sqlalchemy import Date, and_, case, func, or_, select, type_coerce

from bot.facts.fact import Fact
from bot.facts.measures import Since, Sql, Until
from bot.store.contract_terms import is_lost
from bot.store.sql import add_days, day_of
from bot.store.tables import AccountFacts, Contract

F = AccountFacts
BEFORE_THE_END = 90  # days; where nobody noted when it became known that they leave, an answer from then on counts


def _last_day() -> Sql:
    """Of an account that is leaving: each of its contracts is lost, and some still run. While nobody there has
    answered a survey since it is known."""
    c = Contract
    told, end = day_of(func.max(c.outcome_at)), func.max(c.ends_on)
    known = func.coalesce(told, add_days(end, -BEFORE_THE_END))
    unasked = or_(F.last_survey_on.is_(None), F.last_survey_on < known)
    all_lost = func.count() == func.count(case((is_lost(), 1)))
    found = select(end).where(c.account_id == F.account_id, c.retired.is_(False)).having(and_(all_lost, unasked))
    return type_coerce(found.correlate(F).scalar_subquery(), Date)


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
        "leaving_days_unasked",  # to the last day of an account that leaves, while no answer to a survey came in
        Until(_last_day()),
        high="leaving in {span}, and not asked why",
        low="leaving in {span}, and not asked why",
        there="they are leaving, and nobody has answered a survey since",
        not_there="nobody is leaving who wasn't asked",
        clears_high="the day comes nearer",
        clears_low="an answer is recorded",
        unknown=None,  # it stays, or has answered
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
