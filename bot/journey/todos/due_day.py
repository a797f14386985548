"""By which day what a rule opens is to be done: so many working days ahead, and while half of the time to what
ends at the account is left: an answer takes its time too."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, Date, case, literal

from bot.calendar import add_working_days, dates_between, last_working_day
from bot.playbook.models import Rule
from bot.store.tables import AccountFacts


def due_day(rule: Rule, day: date) -> ColumnElement[date]:
    """As SQL over AccountFacts: from that day on."""
    due = add_working_days(day, rule.cta.due_in_working_days)
    nearer = dates_between(day, due + (due - day) - timedelta(days=1))
    sooner = {deadline: min(due, in_time(day, deadline)) for deadline in nearer}
    usual = literal(due, Date)
    return case(sooner, value=AccountFacts.deadline_on, else_=usual) if sooner else usual


def in_time(day: date, deadline: date) -> date:
    """The last working day that leaves half of the time to a deadline ahead."""
    return max(day, last_working_day(day + (deadline - day) // 2))


__all__ = ["due_day", "in_time"]
