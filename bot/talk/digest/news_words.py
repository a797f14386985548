"""What a digest tells beside to-dos, a line each: good news, and renewals that want a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.calendar import say_date
from bot.message import Line, bold, line
from bot.talk.digest.reading.digest_parts import GoodNews, RenewalDue, Slipped
from bot.talk.digest.says.room import Brevity
from bot.talk.phrases.words import listed
from bot.text import shorten


def good_line(news: GoodNews, room: Brevity) -> Line:
    """ "Hooli is back at 74"; "Soylent answered 9 of 10: “Works for all of us.” (Kim Sato, CTO)"."""
    words = f": “{shorten(news.words, room.words)}”" if news.words and room.words else ""
    who = f" ({news.who})" if news.who and words else ""
    return line(bold(news.account), f" {news.said}{words}{who}")


def slip_line(slip: Slipped) -> Line:
    """ "Globex: weekly habit no longer holds: weekly use 31%, 40% needed (yesterday) · 45k GBP"."""
    return line(bold(slip.account), f": {slip.said}{f' · {slip.value}' if slip.value else ''}")


def renewals_words(renewals: tuple[RenewalDue, ...], today: date) -> Iterator[str]:
    """One in full, several together: "2 renewals, your forecasts are missing: Soylent 45k GBP by 28 Jan, …". Those
    that ended stand apart: there is no forecast for them any more."""
    for ended in (True, False):
        found = [one for one in renewals if one.ended is ended]
        if len(found) == 1:
            yield renewal_words(found[0], today)
        elif found:
            what = "contracts ended, and how?" if ended else "renewals, your forecasts are missing:"
            yield f"{len(found)} {what} {listed([_each(one, today) for one in found])}"


def _each(one: RenewalDue, today: date) -> str:
    day = say_date(one.on, today, weekday=False)
    return " ".join(part for part in (one.account, one.value, day if one.ended else f"by {day}") if part)


def renewal_words(one: RenewalDue, today: date) -> str:
    """ "Renews 28 Jan: Soylent, 45k GBP. How do you see it?"; "Notice by 28 Jan: …" where that is what the day is."""
    day = say_date(one.on, today, weekday=False)
    value = f", {one.value}" if one.value else ""
    if one.ended:
        return f"Ended {day}: {one.account}{value}. Renewed or lost?"
    return f"{'Notice by' if one.notice else 'Renews'} {day}: {one.account}{value}. How do you see it?"


__all__ = ["good_line", "renewal_words", "renewals_words", "slip_line"]
