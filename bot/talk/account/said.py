"""What an account's people said and still wait for, as a column of the statement that reads it (read_account.py)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, or_

from bot.store.as_json.rows_as_json import entities, rebuilt
from bot.store.tables import Account, Cta, Saying
from bot.talk.account.view import AccountView, Contact


def said_columns(dialect: str) -> dict[str, Any]:
    """Read again by `waiting_in`: questions that are open, and wishes whose outcome nobody has told them."""
    a, s = Account, Saying
    question = and_(s.kind == "question", s.outcome.is_(None))
    wish = and_(s.kind == "wish", s.outcome.is_not(None), s.told_on.is_(None))
    return {"waiting": entities(dialect, s, s.account_id == a.id, s.undone_at.is_(None), or_(question, wish), outer=a)}


def waiting_in(row: Any) -> tuple[Saying, ...]:
    """The oldest first."""
    return tuple(sorted(rebuilt(Saying, row["waiting"]), key=lambda one: (one.said_on, one.id)))


def questions_of(view: AccountView) -> tuple[Saying, ...]:
    """Those of their questions that nobody has answered."""
    return () if view.churned else tuple(one for one in view.waiting if one.kind == "question")


def followed_by(view: AccountView, cta: Cta) -> Saying | None:
    """What that to-do is to answer or to tell back."""
    return next((one for one in view.waiting if one.cta_id == cta.id), None)


def who_said(view: AccountView, saying: Saying) -> Contact | None:
    """Whoever of those who are there said it."""
    return next((one for one in view.active if one.row.id == saying.stakeholder_id), None)


__all__ = ["followed_by", "questions_of", "said_columns", "waiting_in", "who_said"]
