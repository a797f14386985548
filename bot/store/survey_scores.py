"""The score that a survey's event keeps in its key ("nps 9", "csat 4.5"), as SQL."""

from typing import Any

from sqlalchemy import Float, case, cast, func

from bot.store.sql import spelled

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


def scored(event: Any) -> tuple[Sql, Sql, Sql]:
    """Whether it is an NPS, whether it is a CSAT, and its score; NULL for other surveys."""
    nps, csat = event.key.like(spelled("nps %")), event.key.like(spelled("csat %"))
    # A CASE keeps the cast away from keys of other surveys, whatever order the database works in.
    number = case((nps, cast(func.substr(event.key, 5), Float)), (csat, cast(func.substr(event.key, 6), Float)))
    return nps, csat, number
