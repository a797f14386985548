"""The time that somebody asks about: "since yesterday", "since Monday", "this week", "in the last 10 days"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.day_readings import Order
from bot.language.days import day_in, read_day

LONGEST = 366  # days
WEEK = 7


@dataclass(frozen=True)
class PeriodSince:
    """From that day on. rest: the words that say something else."""

    day: date
    rest: str = ""


def since_in(text: str, today: date, order: Order | None) -> PeriodSince | None:
    """What those words say; None where they name a time that isn't read, or one to come."""
    words = " ".join(text.split())
    for pattern, days in (
        (r"\b(since )?yesterday\b|\bsince last night\b|\bovernight\b", 1),
        (r"\b(since |from )?today\b", 0),
        (r"\b(in |over |since )?(the )?(last|past) (week|7 days)\b", WEEK),
        (r"\b(in |over |since )?(the )?(last|past) month\b", 30),
        (r"\bthis month\b", today.day - 1),
        (r"\bthis week\b", today.weekday()),
    ):
        found = re.search(pattern, words, re.IGNORECASE)
        if found:
            return PeriodSince(today - timedelta(days=days), _without(words, found))
    counted = re.search(r"\b(in |over )?(the )?(last|past) (\d{1,3}) days\b", words, re.IGNORECASE)
    if counted:
        return PeriodSince(today - timedelta(days=min(int(counted[4]), LONGEST)), _without(words, counted))
    named = re.search(r"\bsince (.+)$", words, re.IGNORECASE)
    if named is None:
        return PeriodSince(_a_week_back(today), words)
    day = _past(named[1], today, order)
    return PeriodSince(day, _without(words, named)) if day is not None else None


def _a_week_back(today: date) -> date:
    return today - timedelta(days=WEEK)


def _past(words: str, today: date, order: Order | None) -> date | None:
    """The last such day: "Monday" said on a Tuesday was yesterday."""
    if re.search(r"\d", words):
        day = read_day(words, today, order, past=True).day
    else:
        day = day_in(words, today - timedelta(days=WEEK), order)
    return day if day is not None and today - timedelta(days=LONGEST) <= day <= today else None


def _without(words: str, found: re.Match[str]) -> str:
    return " ".join((words[: found.start()] + words[found.end() :]).split())


__all__ = ["PeriodSince", "since_in"]
