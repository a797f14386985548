"""What an account has asked support for: how many tickets are open, the oldest, and what to have solved first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import aliased

from bot.store.as_json.rows_as_json import entities, rebuilt
from bot.store.tables import Account, Ticket
from bot.store.tables.base import UtcDateTime
from bot.talk.account.view import OpenTickets

FIRST = 2
# As help desks call it, the gravest first; what isn't known is neither.
PRIORITIES = (
    ("urgent", "critical", "blocker", "highest", "emergency", "p0", "p1", "sev1", "1"),
    ("high", "major", "p2", "sev2", "2"),
)
MINOR = ("low", "lowest", "minor", "trivial", "p4", "p5", "sev4", "4", "5")


def ticket_columns(dialect: str) -> dict[str, Any]:
    """Asks for `week_ago`."""
    a, t, one = Account, Ticket, aliased(Ticket)
    mine = (one.account_id == a.id, one.closed_at.is_(None))
    oldest = select(one.id).where(*mine).order_by(one.opened_at, one.id).limit(1).correlate(a).scalar_subquery()
    gravest = select(one.id).where(*mine).order_by(_gravity(one), one.opened_at, one.id).limit(FIRST).correlate(a)
    fresh = one.opened_at >= bindparam("week_ago", type_=UtcDateTime())
    return {
        "open_tickets": select(func.count(one.id)).where(*mine).correlate(a).scalar_subquery(),
        "fresh_tickets": select(func.count(one.id)).where(*mine, fresh).correlate(a).scalar_subquery(),
        "fresh_since": select(func.min(one.opened_at)).where(*mine, fresh).correlate(a).scalar_subquery(),
        "oldest_ticket": entities(dialect, t, t.id == oldest, outer=a),
        "first_tickets": entities(dialect, t, t.id.in_(gravest), outer=a),
    }


def _gravity(one: Any) -> Any:
    named = func.lower(func.trim(one.priority))
    ranks = [(named.in_(names), rank) for rank, names in enumerate(PRIORITIES)]
    return case(*ranks, (named.in_(MINOR), len(PRIORITIES) + 1), else_=len(PRIORITIES))


def gravity(ticket: Ticket) -> int:
    """The same of a row: the smaller, the sooner it is looked at."""
    named = (ticket.priority or "").strip().lower()
    ranks = (rank for rank, names in enumerate(PRIORITIES) if named in names)
    return next(ranks, len(PRIORITIES) + (named in MINOR))


def tickets_in(row: Mapping[str, Any]) -> OpenTickets | None:
    oldest = next(iter(rebuilt(Ticket, row["oldest_ticket"])), None)
    if oldest is None:
        return None
    first = sorted(rebuilt(Ticket, row["first_tickets"]), key=lambda one: (gravity(one), one.opened_at, one.id))
    since: datetime | None = row["fresh_since"]
    return OpenTickets(row["open_tickets"], oldest, tuple(first), row["fresh_tickets"], since)


__all__ = ["ticket_columns", "tickets_in"]
