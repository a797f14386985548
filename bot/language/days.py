"""Days as people type them, alone or among other words. Pure.

What was typed is read, or it is asked about: `DaySaid.day` is None where it has two readings, is on no calendar, or may
say something else than when. Whoever has a default uses it only where nothing at all was said (`find_day` is None)."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.calendar import next_working_day
from bot.language.day_phrases import read_phrase
from bot.language.day_readings import MONTHS, WEEKDAYS, Order, Phrase, ReadAgainst

LONGEST = 8  # words of a phrase
MOST_WORDS = 120  # of a text, within which a day is looked for
DEADLINE = frozenset({"by", "until", "till", "til", "due", "before", "later"})
LEADS = DEADLINE - {"later"} | {"on", "at", "for", "from", "starting"}
EITHER = frozenset({"may", "march", "mar", "sat", "sun", "wed", "now", "second"})  # also words that are no day
EDGES = " ,;:!?()"
BEGINS = re.compile(
    r"(?:the|in|within|for|this|coming|next|last|sometime|some|during|early|late|later|mid\S*|middle|"
    r"start|beginning|end"
    r"|eo[a-z]|cob|asap|today|tonight|now|tomorrow|tmrw|tmw|day|yesterday|before|after|over|by|at|on|"
    r"first|a|an|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|twelve|couple|mon|tue|wed|thu|fri|sat|sun|week|month|quarter|year|q[1-4]|xmas"
    r"|x-mas|christmas|easter|holidays|weekend|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thanksgiving|ramadan|eid"
    r"|diwali|hanukkah|passover|pentecost|whitsun|ascension|lunar|chinese|carnival|midsummer|school|"
    r"summer|spring|autumn"
    r"|winter|current|\d)"
)
LOOKS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weeks?|months?|quarters?|years?|days?|weekend|tomorrow"
    rf"|{'|'.join(MONTHS)}|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|\d{{1,2}}(?:st|nd|rd|th)"
    r"|\d{1,4}[./-]\d{1,2}(?:[./-]\d*)?)(?!\w)"
)
ALIKE, ALIKE_AFTER_LEAD = 0.87, 0.8


@dataclass(frozen=True)
class DaySaid:
    """words: as they were typed. days: what they may mean, none where that is nothing on a calendar. rest: the text
    without them, or all of it where they may well belong to it. sure: they say when, and nothing else."""

    words: str
    days: tuple[date, ...]
    rest: str = ""
    sure: bool = True

    @property
    def day(self) -> date | None:
        """The day, if it needn't be asked about."""
        return self.days[0] if self.sure and len(self.days) == 1 else None


@dataclass(frozen=True)
class _Place:
    """Words from `start` to `end` of a text (by number), and what they say. lead: what stands before them."""

    start: int
    end: int
    phrase: Phrase
    lead: frozenset[str]
    first: int  # where the lead begins
    owner: bool = False  # "Monday's"
    guessed: bool = False  # a slip of the finger: "tomorow"


def read_day(text: str, today: date, order: Order | None = None, *, past: bool = False) -> DaySaid:
    """A text that is meant as a day, all of it, such as what stands after "until"."""
    words = text.strip().strip(EDGES)
    asked = ReadAgainst(today, order, past)
    while words.partition(" ")[0].casefold() in LEADS and read_phrase(words, asked) is None:
        words = words.partition(" ")[2].strip()
    found = read_phrase(words, asked)
    if found is None:
        guess = _alike(words.casefold(), ALIKE_AFTER_LEAD)
        found = read_phrase(guess, ReadAgainst(today)) if guess else None
        return DaySaid(words, found.days if found else (), sure=False)
    return DaySaid(words, found.days)


def day_in(text: str, today: date, order: Order | None = None) -> date | None:
    """The day that a few words name; None where they name none, or may mean several."""
    return read_day(text, today, order).day


def looks_like_a_day(words: str) -> bool:
    """Whether whoever wrote them means a day, readable or not."""
    return bool(LOOKS.search(words.casefold())) or _alike(words.strip().casefold(), ALIKE_AFTER_LEAD) is not None


def next_week(today: date) -> date:
    """The Monday after this week."""
    return next_working_day(today + timedelta(days=7 - today.weekday()))


def find_day(text: str, today: date, order: Order | None = None) -> DaySaid | None:
    """When the text says that something is due, wherever in it that stands; None where it speaks of no day."""
    words = text.split()
    if len(words) > MOST_WORDS:
        return None
    asked = ReadAgainst(today, order)
    places = [place for place in _places(words, asked) if not _says_no_day(place, words, today)]
    if not places:
        return _unread_end(words, text)
    chosen = _chosen(places, words)
    if len(chosen) > 1:
        days = tuple(dict.fromkeys(day for place in chosen for day in place.phrase.days))
        said = " … ".join(" ".join(words[place.start : place.end]) for place in chosen)
        return DaySaid(said, days, text.strip(), sure=False)
    [place] = chosen
    sure = _is_sure(place, words)
    apart = sure or place.lead & DEADLINE or place.end == len(words) or (place.guessed and not place.owner)
    rest = _without(words, place, text) if apart and not place.owner else text.strip()
    said = " ".join(words[place.start : place.end]).strip(EDGES)
    return DaySaid(said, place.phrase.days, rest, sure=sure)


def _places(words: list[str], asked: ReadAgainst) -> Iterator[_Place]:
    at = 0
    while at < len(words):
        found = _longest(words, at, asked)
        if found is not None:
            first = _lead_start(words, at)
            lead = frozenset(_bare(word) for word in words[first:at]) | ({_bare(words[at])} & {"before"})
            yield _Place(at, found[0], found[1], lead, first, found[2], found[3])
            at = found[0]
        else:
            at += 1


def _longest(words: list[str], at: int, asked: ReadAgainst) -> tuple[int, Phrase, bool, bool] | None:
    """Where the longest phrase from there ends, what it says, whether it owns what follows, whether it was guessed."""
    first = _bare(words[at])
    if BEGINS.match(first):
        for end in range(min(at + LONGEST, len(words)), at, -1):
            part = " ".join(words[at:end])
            found = None if first in ("by", "on", "at") else read_phrase(part, asked)
            if found is not None:
                return end, found, False, False
            owner = re.sub(r"['’]s?$", "", part)
            found = read_phrase(owner, asked) if owner != part else None
            if found is not None:
                return end, found, True, False
    guess = _alike(first, ALIKE_AFTER_LEAD if at and _bare(words[at - 1]) in LEADS | {"next", "this"} else ALIKE)
    found = read_phrase(guess, asked) if guess else None
    return (at + 1, found, False, True) if found else None


def _bare(word: str) -> str:
    return word.casefold().strip(EDGES + ".")


def _lead_start(words: list[str], at: int) -> int:
    """Where "by", "due on", "no later than" before that word begin."""
    if [_bare(word) for word in words[max(0, at - 3) : at]] == ["no", "later", "than"]:
        return at - 3
    first = at
    while first and _bare(words[first - 1]) in LEADS:
        first -= 1
    return first


def _says_no_day(place: _Place, words: list[str], today: date) -> bool:
    """Words that look like a day and are none where they stand: "may", "3/4 of the users", "release 2.4"."""
    said = " ".join(words[place.start : place.end]).casefold().strip(EDGES).removeprefix("the ")
    ends = place.end == len(words)
    if place.lead & DEADLINE:
        return False
    if said in EITHER and not (ends and place.lead):
        return not (said == "now" and ends)
    if place.phrase.days and max(place.phrase.days) < today:
        return True  # "what they sent yesterday"
    if re.fullmatch(r"\d{1,2}/\d{1,2}|\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.?", said):
        return not place.lead and (not place.phrase.days or said == "24/7" or not ends or _is_number(said))
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", said):
        return not place.lead and not ends
    return not place.phrase.days and not place.lead and not any(letter.isdecimal() for letter in said)


def _is_number(said: str) -> bool:
    """ "2.4" may be a version; "1.12." is a day."""
    return "." in said and not said.endswith(".")


def _chosen(places: list[_Place], words: list[str]) -> list[_Place]:
    """Which of several says when: the one after "by", else the only one that is sure."""
    for group in ([one for one in places if one.lead & DEADLINE], [one for one in places if _is_sure(one, words)]):
        if len(group) == 1:
            return group
    return places


def _is_sure(place: _Place, words: list[str]) -> bool:
    if place.owner or place.guessed or len(place.phrase.days) != 1:
        return False
    if place.lead & DEADLINE:
        return True
    ends = place.end == len(words)
    begins = place.first == 0 and (ends or words[place.end - 1][-1] in ":,–-" or _bare(words[place.end]) == "to")
    if place.phrase.sort == "weak":
        return False
    if place.phrase.sort == "strong":
        return _bare(words[place.start]) != "for"  # "run the pilot for 2 weeks" says how long
    return ends or begins or "on" in place.lead


def _without(words: list[str], place: _Place, text: str) -> str:
    """The text as it was typed, without the words of that place and what led to them."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    before = text[: spans[place.first][0]].rstrip().rstrip(",;–-(").rstrip()
    after = text[spans[place.end - 1][1] :].strip()
    if not before:
        after = re.sub(r"^(?:to|[:,–-])\s+", "", after, flags=re.IGNORECASE)
    return f"{before} {after}".strip().strip(",;:–-").strip()


def _unread_end(words: list[str], text: str) -> DaySaid | None:
    """ "… by the end of their fiscal year": it looks like a day, and nobody can read it."""
    for at in range(len(words) - 1, max(0, len(words) - LONGEST) - 1, -1):
        if _bare(words[at]) not in ("by", "until", "till", "til", "due"):
            continue
        tail = " ".join(words[at + 1 :])
        if tail and LOOKS.search(tail.casefold()):
            place = _Place(at + 1, len(words), Phrase(()), DEADLINE, _lead_start(words, at + 1))
            return DaySaid(tail, (), _without(words, place, text), sure=False)
    return None


def _alike(word: str, least: float) -> str | None:
    """The name of a day that a word is a slip of."""
    known = (*WEEKDAYS, "tomorrow") + (MONTHS if least == ALIKE_AFTER_LEAD else ())
    if len(word) < 5 or not word.isalpha() or word in known:
        return None
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=least)), None)
