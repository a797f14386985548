"""Facts about touchpoints: when we last met, who was spoken with, and what surveys were answered.

A bad answer (method C7) is an NPS of 6 or less, a CSAT of 2 or less, that nobody has taken back since. Whoever answers
the same survey better later has taken it back; answers without a name count as one person's.
"""

from typing import Any

from sqlalchemy import Date, and_, case, exists, func, or_, select, type_coerce, union_all
from sqlalchemy.orm import aliased

from bot.facts.fact import Fact
from bot.facts.measures import Since, Sql
from bot.store.sql import add_days, day_of, greatest, spelled
from bot.store.survey_scores import scored
from bot.store.tables import Account, AccountEvent, AccountFacts, AdvocacyAsk, PutForward

F = AccountFacts
NPS_LOW, CSAT_LOW = 6, 2
QUARTER = 90  # days


def _reviewed_or_came() -> Sql:
    """Of reviews before an account came to us nobody knows anything."""
    came = type_coerce(greatest(F.started_on, day_of(Account.created_at)), Date)
    return func.coalesce(F.last_review_on, case((F.started_on.is_not(None), came)))


def is_low(e: Any) -> Sql:
    nps, csat, score = scored(e)
    low = or_(and_(nps, score <= NPS_LOW), and_(csat, score <= CSAT_LOW))
    return and_(e.kind == spelled("survey"), e.undone_at.is_(None), low)


def stands(e: Any) -> Sql:
    """Nothing newer from that person in that survey."""
    later = aliased(AccountEvent)
    same = (
        later.account_id == e.account_id,
        later.kind == spelled("survey"),
        later.undone_at.is_(None),
        later.at > e.at,
        later.stakeholder_id.is_not_distinct_from(e.stakeholder_id),
        func.substr(later.key, 1, 3) == func.substr(e.key, 1, 3),
    )
    return ~exists().where(*same).correlate(e)


def _last_low_answer() -> Sql:
    """The day of the newest one that stands."""
    e = aliased(AccountEvent)
    newest = select(day_of(func.max(e.at))).where(e.account_id == F.account_id, is_low(e), stands(e))
    return newest.correlate(F).scalar_subquery()


def _asked_or_its_turn() -> Sql:
    """The last survey; without any, the start, but not before a day of its own in the quarter before we got to know
    the account: nobody has a whole portfolio to ask on the first morning."""
    turn = add_days(day_of(F.known_since), F.account_id % QUARTER - QUARTER)
    return func.coalesce(F.last_survey_on, case((F.started_on.is_not(None), greatest(F.started_on, turn))))


def _last_asked() -> Sql:
    """The day on which they were last offered something, or asked to speak for us."""
    a, p = AdvocacyAsk, PutForward
    asked = select(a.asked_on.label("day")).where(a.account_id == F.account_id, a.undone_at.is_(None))
    offered = select(p.made_on).where(p.account_id == F.account_id, p.undone_at.is_(None), p.kind != "piece")
    days = union_all(asked.correlate(F), offered.correlate(F)).subquery()
    return select(func.max(days.c.day)).scalar_subquery()


FACTS = (
    Fact(
        "days_since_review",  # unknown where there was none
        Since(F.last_review_on.expression),
        high="no review for {span}",
        low="last review {span} ago",
        clears_high="a review is logged",
        clears_low="more time has passed since the review",
        unknown="no review is on record",
    ),
    Fact(
        "review_turn",  # days since the last review, where none is on record since it came to us or started
        Since(_reviewed_or_came()),
        high="no review for {span}",
        low="last review {span} ago",
        clears_high="a review is logged",
        clears_low="more time has passed since the review",
        unknown="neither a review nor a start date is on record",
        never="last_review_on",
    ),
    Fact(
        "days_since_contact",
        Since(F.last_contact_on.expression),
        high="no contact for {span}",
        low="last contact {span} ago",
        clears_high="a contact is logged",
        clears_low="more time has passed since the contact",
        unknown="no contact is on record",
    ),
    Fact(
        "days_since_survey",  # unknown where there was none
        Since(F.last_survey_on.expression),
        high="no survey for {span}",
        low="last survey {span} ago",
        clears_high="an answer is recorded",
        clears_low="more time has passed since the survey",
        unknown="no survey is on record",
    ),
    Fact(
        "survey_turn",  # days since the last survey, where there was none since its turn in the first quarter
        Since(_asked_or_its_turn()),
        high="no survey for {span}",
        low="last survey {span} ago",
        clears_high="an answer is recorded",
        clears_low="more time has passed since the survey",
        unknown="neither a survey nor a start date is on record",
        never="last_survey_on",
    ),
    Fact(
        "days_since_asked",
        Since(type_coerce(_last_asked(), Date)),
        high="nothing offered or asked for within {span}",
        low="something offered or asked for {span} ago",
        there="something was offered or asked for",
        not_there="nothing was offered or asked for yet",
        clears_high="something is offered, or they are asked for a favour",
        clears_low="more time has passed since they were offered something, or asked for a favour",
        unknown=None,  # never yet
    ),
    Fact(
        "days_since_low_answer",
        Since(_last_low_answer()),
        high="no low survey answer for {span}",
        low="a low survey answer {span} ago",
        there="a low survey answer stands",
        not_there="no low survey answer stands",
        clears_high="a low answer comes in",
        clears_low="they answer better, or more time has passed",
        unknown=None,  # nobody answered badly
    ),
)

__all__ = ["FACTS", "is_low", "stands"]
