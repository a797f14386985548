"""A ticket that may be why fewer people use it: who can't sign in doesn't show up in any figure but that one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.calendar import say_date
from bot.talk.account.view import AccountView
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.ticket_words import ticket_name

KEPT_OUT = re.compile(
    r"\b(sign(s|ed|ing)?[- ]?(in|on)|log(s|ged|ging)?[- ]?(in|on)|logins?|sso|passwords?|locked out)\b", re.I
)
OF_USE = re.compile(r"\b(use|usage|users?|seats?|logins?|active)\b", re.I)


def may_explain(view: AccountView, figures: Sequence[str], reader: Reader, now: datetime) -> str:
    """ "“Can't sign in”, open since Thu 12 Nov, may explain the use."; "" where no such ticket is open or use held.

    figures: what fell, in words ("weekly use 62% → 41%")."""
    tickets = view.tickets
    if tickets is None or not any(OF_USE.search(one) for one in figures):
        return ""
    found = next((one for one in (*tickets.first, tickets.oldest) if KEPT_OUT.search(one.subject or "")), None)
    if found is None:
        return ""
    since = say_date(reader.day(found.opened_at), reader.today(now))
    return f"{ticket_name(found)}, open since {since}, may explain the use."


def shorter_step(step: str, explains: str) -> str:
    """The step where that ticket is named above it: "get a fix date for “Import broken” and signing in"."""
    name = explains.rpartition(", open since")[0]
    return step.replace(name, "signing in") if name else step


__all__ = ["may_explain", "shorter_step"]
