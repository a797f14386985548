"""Stretches of time as people say them: "Q1", "before Christmas", "in the next 3 months", "since Monday". Pure."""

import re
from dataclasses import dataclass
from datetime import date

from bot.calendar import say_date
from bot.language.day_readings import Order
from bot.language.plain_words import period_readings as means
from bot.language.plain_words.period_readings import Reads, days_of

COUNT = (
    r"(?P<count>\d{1,4}|a couple of|a couple|couple of|couple|a few|few|several|an?|one|two|three|four|five|six|"
    r"seven|"
    r"eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety)"
)
UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year)s?"
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
NAMES = MONTH.removeprefix("(?P<month>").removesuffix(")")
YEAR = r"(?:,?(?: of)? (?P<year>20\d\d|(?:next|this|last) year))?"
UNTIL = r"(?:to|and|until|till|til|thru|through|through to|up to|-|–|or|/)"
TILL = r"(?:from |between )?(?:today|now|here) (?:to|and|until|till|til|thru|through|up to|-|–)"
FEAST = r"(?P<feast>christmas|xmas|x-mas|new year(?:'?s)?(?: eve)?|easter|year[- ]?end|end of (?:the )?year)"


@dataclass(frozen=True)
class Period:
    """first, last: both included. words: as they stood in the text. days: how many were said ("over a week": 7)."""

    first: date
    last: date
    words: str
    start: int
    end: int
    days: int | None = None

    def said(self, today: date) -> str:
        """ "until Fri 25 Dec", "Fri 1 Jan – Wed 31 Mar"."""
        if self.first <= today < self.last:
            return f"until {say_date(self.last, today)}"
        if self.last == today and self.first < today:
            return f"since {say_date(self.first, today)}"
        return f"{say_date(self.first, today, weekday=False)} – {say_date(self.last, today, weekday=False)}"


def find_period(text: str, today: date, order: Order | None = None, *, past: bool = False) -> Period | None:
    """The first that the text speaks of. past: what is asked about lies behind, so that "May" is the last one.

    order: how they write 3/12, where that is known."""
    folded = text.casefold().replace("’", "'")
    for pattern, read in PATTERNS:
        for match in pattern.finditer(folded):
            try:
                found = read(match, today, past, order)
            except (ValueError, OverflowError):
                found = None
            if found is not None:
                count = days_of(match) if "count" in match.groupdict() else None
                return Period(*found, text[match.start() : match.end()], match.start(), match.end(), count)
    return None


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){text}(?![\w])")


DAY = (
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}(?:[./]\d{0,4})?|\d{1,2}(?:st|nd|rd|th|"
    rf"\.)?(?: of)? (?:{NAMES})|(?:{NAMES}) \d{{1,2}}(?:st|nd|rd|th)?"
)
DAY_WORDS = r"(?P<day>[a-z0-9./-]+(?: [a-z0-9./-]+){0,2})"
PATTERNS: tuple[tuple[re.Pattern[str], Reads], ...] = tuple(
    (_pattern(text), read)
    for text, read in (
        (rf"(?:in |over |for |within )?(?:the )?(?:next|coming|following) {COUNT} {UNIT}", means.ahead_or_behind),
        (rf"(?:in |over |for |within |during )?(?:the )?(?:last|past|previous) {COUNT} {UNIT}", means.behind),
        (r"(?:in|over|within|during|for) (?:the )?(?:last|past) (?P<count>)(?P<unit>week|month)", means.behind),
        (r"(?:the )?past (?P<count>)(?P<unit>week|month)", means.behind),
        (rf"{COUNT} {UNIT} ago", means.behind),
        (
            rf"(?:in |for |since )?(?:more than|over|at least|longer than|older than|beyond)(?: the last|"
            rf" the past)? {COUNT} {UNIT}(?: ago)?",
            means.behind,
        ),
        (rf"within (?:the )?{COUNT} {UNIT}", means.ahead_or_behind),
        (rf"(?:the )?next (?P<count>) ?{UNIT}s", means.ahead_or_behind),
        (
            rf"(?:by|before|until|till|til|"
            rf"{TILL})(?: the)?(?: end of)? q(?P<quarter>[1-4])(?:[ /-]*(?P<year>20\d\d))?",
            means.until_quarter,
        ),
        (r"(?:in )?q(?P<quarter>[1-4])(?:[ /-]*(?P<year>20\d\d))?", means.quarter),
        (rf"(?P<quarter>[1-4])(?:st|nd|rd|th) quarter{YEAR}", means.quarter),
        (
            rf"(?:h(?P<half>[12])|(?P<other>first|second) half(?! of (?:{NAMES})))",
            means.half,
        ),
        (
            rf"(?:between|from) (?:the )?(?P<one>{DAY}) (?:and|to|until|till|-|"
            rf"–) (?:the )?(?P<other>{DAY})",
            means.days,
        ),
        (rf"(?P<after>since|after|from) (?:(?P<part>early|mid|late)[ -])?{MONTH}{YEAR}(?! \d)", means.after_month),
        (rf"since (?:the )?(?P<day>{DAY})", means.since_day),
        (
            rf"(?:from |between )?(?:the )?(?:start of |"
            rf"beginning of )?(?P<one>{NAMES}) ?{UNTIL} ?(?:the )?(?:end of )?"
            rf"(?P<other>{NAMES}){YEAR}",
            means.months,
        ),
        (
            rf"(?P<until>before|until|till|til|by|up to|through|thru|{TILL})(?: the)?(?: (?P<edge>end|start|"
            rf"beginning) of)? {MONTH}{YEAR}(?! \d)",
            means.until_month,
        ),
        (rf"(?:before|until|till|til|by|over|this side of|ahead of|{TILL})(?: the)? {FEAST}", means.feast),
        (
            r"(?:the )?(?:rest|remainder|end) of (?:the |this )?(?P<which>)(?P<unit>week|month|quarter|"
            r"year)",
            means.rest,
        ),
        (
            rf"(?:by|before|until|till|til|{TILL})(?: the)? (?:end of )?(?P<which>this|next|the|) ?"
            r"(?P<unit>week|month|quarter|year)(?:'s)?(?: end| is out| ends)?",
            means.rest,
        ),
        (
            rf"(?:in|during|of|for|this|next|early|late|mid|end in|ends in|ending in)(?: early| late|"
            rf" mid)? {MONTH}{YEAR}(?! \d)",
            means.in_month,
        ),
        (rf"{MONTH},?(?: of)? (?P<year>20\d\d|(?:next|this|last) year)(?! \d)", means.in_month),
        (
            r"(?:since|after) (?P<day>last (?:week|month|time)|yesterday|today|(?:last )?(?:mon|tues|wednes|"
            r"thurs|fri|satur|sun)day|(?:last )?(?:mon|tue|wed|thu|fri)|\d{1,2}(?:st|nd|rd|th|\.)? [a-z]{3,9}|"
            r"the \d{1,2}(?:st|nd|rd|th)|"
            r"[a-z]{3,9} \d{1,2}|\d{4}-\d\d-\d\d)",
            means.since,
        ),
        (
            r"(?:this|in|by|before|during)? ?(?:the )?(?:end of )?(?P<which>this|next|last|past|previous|"
            r"coming|current) (?P<unit>week|month|quarter|year)",
            means.this,
        ),
        (rf"(?P<until>before|until|till|til|by|up to|{TILL}) (?:the )?{DAY_WORDS}", means.until_day),
        (rf"(?:in|for) {COUNT}\+? {UNIT}(?: or more| and more)?", means.ahead_or_behind),
        (rf"{COUNT}\+? {UNIT}(?: or (?:more|longer)|\+| plus)", means.behind),
        (r"(?:the )?(?:last|past) (?P<count>)(?P<unit>fortnight)", means.behind),
        (r"(?:in |during |for )(?P<year>20\d\d)", means.calendar_year),
        (rf"{COUNT}\+ {UNIT}", means.behind),
        (
            r"(?:(?:in |this |next |last )(?:the )?)(?P<season>spring|summer|autumn|fall|winter)(?! ?(?:break|"
            r"holiday))",
            means.season,
        ),
        (r"(?:in the |the )?(?P<nth>first|second|third|fourth|last) quarter", means.nth_quarter),
        (rf"(?!may\b){MONTH}{YEAR}(?=$|[?.!,;:]| please| pls)", means.in_month),
        (rf"{MONTH}{YEAR} (?:renewal|renewals|contracts|ends)", means.in_month),
        (r"(?:over|this) (?:the )?weekend", means.fixed(0, 3)),
        (r"(?:all|the whole|this past) week", means.fixed(-7, 0)),
        (r"(?:all|the whole) month", means.fixed(-30, 0)),
        (r"yesterday", means.fixed(-1, 0)),
        (r"overnight", means.fixed(-1, 0)),
        (r"(?:so far )?today|this morning", means.fixed(0, 0)),
        (r"tomorrow", means.fixed(1, 1)),
        (r"recently|lately|of late", means.fixed(-90, 0)),
        (rf"(?!an? |one ){COUNT} {UNIT}", means.ahead_or_behind),
        (r"soon|shortly", means.fixed(0, 60)),
    )
)
