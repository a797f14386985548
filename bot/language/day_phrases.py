"""The ways to say a day: "next tuesday", "in 2 weeks", "end of Q1", "mid January", "1.12.". Pure."""

import re
from collections.abc import Callable
from datetime import timedelta

from bot.calendar import next_working_day
from bot.language import day_readings as means
from bot.language.day_readings import COUNTS, Found, Phrase, ReadAgainst, last_working_day

WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\.?"
)
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:r(?:uary)?)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(COUNTS, key=len, reverse=True))})"
UNIT = r"(?P<unit>(?:working |business |work)?days?|weeks?|fortnights?|months?|quarters?|years?)"
NTH = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
YEAR = r"(?: (?P<year>\d{4}|'?\d{2}))?"
PERIOD = r"(?P<period>week|month|quarter|year)"
PART = r"(?P<part>mid(?:dle of)?|early(?: in)?|late(?: in)?|(?:the )?(?:start|beginning|end|first week) of|end)"
THIS_OR_NEXT = r"(?:the |current |(?P<which>this|next) )?"

_PHRASES: tuple[tuple[str, Callable[[Found, ReadAgainst], Phrase | None]], ...] = (
    (r"today|tonight|now|asap|eod|eob|cob|(?:the )?end of (?:the )?(?:day|business)", means.days_ahead(0)),
    (r"this (?:morning|afternoon|evening)", means.days_ahead(0)),
    (r"tomorrow|tmrw|tmw", means.days_ahead(1)),
    (r"day after tomorrow", means.days_ahead(2)),
    (r"yesterday", means.days_ahead(-1)),
    (rf"(?:in|within|for)(?: the next)? {COUNT} {UNIT}(?:'? time)?", means.counted),
    (rf"{COUNT} {UNIT} (?:from (?:now|today)|later)", means.counted),
    (rf"{COUNT} {UNIT} ago", means.ago),
    (rf"(?:in|within) (?:the next |a )?(?:few|several|some) {UNIT}", means.a_few),
    (rf"(?:(?P<which>this|coming|next|last) )?(?:coming )?{WEEKDAY}", means.weekday),
    (rf"{WEEKDAY} (?:week|after next)", means.weeks_from),
    (rf"{COUNT} weeks? (?:on|from|after) {WEEKDAY}", means.weeks_from),
    (rf"{WEEKDAY} in {COUNT} weeks?(?:'? time)?", means.weekday_in_weeks),
    (rf"{WEEKDAY}(?: of)? (?P<which>next|this) week", means.weekday_of_week),
    (rf"(?P<which>next|this) week(?: on)? {WEEKDAY}", means.weekday_of_week),
    (rf"(?:sometime |some time )?(?:in |during )?next {PERIOD}", means.next_period),
    (rf"(?:(?:in |at )?(?:the )?(?:start|beginning) of |early )next {PERIOD}", means.start_of_next),
    (r"(?:in )?(?:the )?week after next", means.week_after_next),
    (rf"(?:in |during |within )?this {PERIOD}", means.this_period),
    (rf"(?:at )?(?:the )?end of {THIS_OR_NEXT}{PERIOD}", means.end_of_period),
    (rf"{THIS_OR_NEXT}{PERIOD}(?:'s)?[ -]end", means.end_of_period),
    (rf"later {THIS_OR_NEXT}{PERIOD}", means.end_of_period),
    (r"eo(?P<letter>[wmqy])", means.short_end),
    (rf"(?:mid[ -]?|(?:the )?middle of ){THIS_OR_NEXT}(?P<period>week|month)", means.middle_of),
    (rf"(?:in )?(?:{PART} )?(?:the )?q(?P<quarter>[1-4])(?:[ -](?P<end>end))?{YEAR}", means.quarter),
    (rf"(?:in )?(?:{PART}[ -]?)?{MONTH}(?: (?P<year>\d{{4}}))?", means.month),
    (rf"(?:{WEEKDAY} )?{NTH} (?:of )?{MONTH}{YEAR}", means.dated),
    (rf"(?:{WEEKDAY} )?{MONTH} {NTH}{YEAR}", means.dated),
    (rf"(?:{WEEKDAY} )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)", means.nth),
    (r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", means.iso),
    (r"(?P<one>\d{1,2})(?P<sign>[./-])(?P<other>\d{1,2})(?:(?P=sign)(?P<year>\d{4}|\d{2})?)?", means.numbers),
    (
        r"(?:(?P<side>before|after|over|by|at) )?(?:the )?(?P<feast>christmas|xmas|x-mas|easter|holidays|new year)"
        r"(?:'?s)?(?: day| eve)?",
        means.feast,
    ),
    (r"(?:(?P<side>before|after|over|at|on) )?(?:the |this )?weekend", means.weekend),
    (r"week of (?P<inner>.+)", lambda match, asked: read_phrase(match["inner"], asked)),
    (r"(?P<side>before|after) (?P<inner>.+)", lambda match, asked: _around(match, asked)),
)
PHRASES = tuple((re.compile(pattern), reads) for pattern, reads in _PHRASES)

HOUR = re.compile(
    r"\b(?:first thing|(?:in the )?(?:early |late )?(?:morning|afternoon|evening)|noon|eod|eob|cob|end of (?:the )?day"
    r"|end of business|(?:at |by )?\d{1,2}(?::\d{2})? ?[ap]m|(?:at |by )?\d{1,2}:\d{2}|at \d{1,2}|(?:at the )?latest)$"
    r"|^(?:first thing|eod|eob|cob|end of (?:the )?day|end of business|morning of|\d{1,2}(?::\d{2})? ?[ap]m)\b"
)
UNREAD = re.compile(  # each names a day, but not the same one everywhere or every year
    r"(?:before |after |over )?(?:the )?(?:thanksgiving|ramadan|eid|diwali|hanukkah|passover|pentecost|whitsun"
    r"|ascension|(?:lunar|chinese) new year|carnival|midsummer"
    r"|(?:school|summer|autumn|winter|spring) (?:holidays|break))"
    r"|(?:in )?(?:the )?(?:spring|summer|autumn|winter)"
)


def read_phrase(words: str, asked: ReadAgainst) -> Phrase | None:
    """What those words say of a day, all of them; None where they say nothing of one."""
    plain = _plain(words)
    try:
        found = _read(plain, asked)
        if found is None:
            without = HOUR.sub("", plain).strip().removesuffix(" at").removesuffix(" by").removesuffix(" on")
            found = _read(without, asked) if without != plain else None  # a to-do has a day and no hour
    except (ValueError, OverflowError):
        return Phrase(())  # 31 Feb, the year 12000
    return Phrase(()) if found is None and UNREAD.fullmatch(plain) else found


def _plain(words: str) -> str:
    joined = " ".join(words.casefold().replace("’", "'").replace(",", " ").split()).strip(" ;:!?()")
    joined = joined.removeprefix("the ")
    return joined if re.fullmatch(r"[\d.]+", joined) else joined.rstrip(".")


def _read(plain: str, asked: ReadAgainst) -> Phrase | None:
    for pattern, reads in PHRASES:
        match = pattern.fullmatch(plain)
        if match is not None:
            return reads(match, asked)
    return None


def _around(match: Found, asked: ReadAgainst) -> Phrase | None:
    """ "before Friday": the working day before; "after 12 Jan": the one after. None of what is no day itself."""
    inner = read_phrase(match["inner"], asked)
    if inner is None:
        return None
    one = timedelta(days=1)
    before = match["side"] == "before"
    days = (last_working_day(day - one) if before else next_working_day(day + one) for day in inner.days)
    return Phrase(tuple(days), inner.sort)
