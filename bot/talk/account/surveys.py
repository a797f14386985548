"""A survey that went out and wasn't answered yet: nothing is offered and no favour asked for meanwhile (method C11)."""

from __future__ import annotations

from datetime import date, timedelta

from bot.calendar import say_date
from bot.errors import UserError
from bot.talk.account.view import AccountView
from bot.text import clean

APART = timedelta(days=14)


def survey_out(view: AccountView, today: date) -> date | None:
    """Since when; None where nobody there was sent one of late."""
    asks = {rule.key for rule in view.current.rules if rule.asks is not None}
    sent = [cta.tried_on for cta in view.todos if cta.rule in asks and cta.tried_on and cta.tried_on > today - APART]
    return max(sent, default=None)


def refuse_beside_survey(view: AccountView, today: date) -> None:
    """Raises UserError: who is asked for a favour now answers for the favour's sake."""
    sent = survey_out(view, today)
    if sent is not None:
        name, day = clean(view.account.name), say_date(sent, today)
        raise UserError(f"{name} was sent a survey on {day}. Wait for the answer and note it; then ask for this.")


__all__ = ["APART", "refuse_beside_survey", "survey_out"]
