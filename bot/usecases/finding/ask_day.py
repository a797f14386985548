"""A day that was typed and can't be relied on is asked about, with the days that it may mean as buttons."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from bot.calendar import add_working_days, next_working_day, say_date
from bot.errors import UserError, Way
from bot.language.days import DaySaid, next_week
from bot.message import Span, code
from bot.text import one_of, shorten

MOST_WAYS = 4
USUAL = 5  # working days


def ask_day(
    said: DaySaid, today: date, command: Callable[[date], str], *, kept: str, due: str = "Due", instead: bool = True
) -> UserError:
    """The question. command: what the button of a day runs; whatever else was typed is kept in it.

    kept: what waits for the answer, as the beginning of a sentence ("“Buy milk” isn't added yet"). due: what a button
    says before its day. instead: whether days that nobody spoke of are offered beside those that may be meant."""
    days = [day for day in dict.fromkeys(said.days) if day >= today][:MOST_WAYS]
    offered = days if len(days) > 1 or not instead else [*days, *_others(today, days)][:MOST_WAYS]
    ways = tuple(Way(f"{due} {say_date(day, today)}", command(day)) for day in offered)
    return UserError(f"{kept}. ", *_question(said, days, today), ways=ways)


def _question(said: DaySaid, days: Sequence[date], today: date) -> Iterable[str | Span]:
    words = f"“{shorten(said.words, 40)}”"
    shown = [say_date(day, today) for day in days]
    if len(days) > 1:
        return (f"By {words} you may mean {one_of(shown)}. Which day is it?",)
    if days:
        return (f"Does {words} mean {shown[0]}?",)
    return (
        f"I can't read {words} as a day. Say one like ",
        code("Fri"),
        ", ",
        code("3 Mar"),
        " or ",
        code("in 2 weeks"),
        ".",
    )


def _others(today: date, but: Sequence[date]) -> list[date]:
    usual = (next_working_day(today + timedelta(days=1)), next_week(today), add_working_days(today, USUAL))
    return [day for day in dict.fromkeys(usual) if day not in but]
