"""Facts about when we last met: reviews and contacts."""

from sqlalchemy import func

from bot.facts.fact import Fact, Never
from bot.facts.measures import Since
from bot.store.tables import AccountFacts

F = AccountFacts
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
        "review_turn",  # days since the last review, where there was none since the start
        Since(func.coalesce(F.last_review_on, F.started_on)),
        high="no review for {span}",
        low="last review {span} ago",
        clears_high="a review is logged",
        clears_low="more time has passed since the review",
        unknown="neither a review nor a start date is on record",
        never=Never("last_review_on", "review"),
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
)

__all__ = ["FACTS"]
