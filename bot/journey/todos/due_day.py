"""By which day what a rule opens is to be done: so many working days ahead, and not after what ends at the account."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, Date, case, literal

from bot.calendar import add_working_days, dates_between, last_working_day
from bot.playbook.models import Rule
from bot.store.tables import AccountFacts


def due_day(rule: Rule, day: date) -> ColumnElement[date]:
    """As SQL over AccountFacts: from that day on, and no later than the last working day before its deadline."""
    due = add_working_days(day, rule.cta.due_in_working_days)
    sooner = {deadline: in_time(day, deadline) for deadline in dates_between(day, due - timedelta(days=1))}
    usual = literal(due, Date)
    return case(sooner, value=AccountFacts.deadline_on, else_=usual) if sooner else usual


def in_time(day: date, deadline: date) -> date:
    """The last day that one works before a deadline ahead, from that day on."""
    return max(day, last_working_day(deadline))


__all__ = ["due_day", "in_time"]
