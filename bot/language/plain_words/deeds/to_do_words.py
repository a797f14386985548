"""What is to be done, and when, out of the words that ask for a to-do. Pure."""

import re
from dataclasses import replace
from datetime import date

from bot.language.days import DaySaid, find_day, read_day
from bot.language.plain_words.clauses import clauses_of
from bot.language.plain_words.heard import POLITE, HeardWords
from bot.language.plain_words.names import AccountSpan
from bot.language.plain_words.tokens import is_word

LEAD = re.compile(
    r"^(?:(?:please|pls|hey|hi|ok|and|also|can you|could you|would you|will you|i want you to|i'd like you to|"
    r"milepost|just|so)[\s,:]+)*"
    r"(?:(?:rem(?:ind|ember) (?:me|us)|don'?t let me forget|do not let me forget|don'?t forget|(?:nudge|ping|"
    r"poke|prod) me|"
    r"wake me(?: up)?|note to self|make sure i)(?: again)?|"
    r"(?:(?:i )?(?:want|need)|set|add|create|make|new|schedule|put|pop|stick|drop|chuck|throw|raise|"
    r"slip)(?: me)?(?: up)?"
    r"(?: in)?(?: a| an| another| the)?(?: new)?(?: personal)? ?(?:to[- ]?do|todo|task|reminder|cta|action(?: item)?|"
    r"follow[- ]?up)(?: in)?(?: on my list)?(?: (?:please|pls))?(?: for me)?|"
    r"(?:to[- ]?do|todo|task|reminder|cta|action(?: item)?)|(?:put|add|stick|pop) (?:it |this )?(?:on|to) (?:my|"
    r"the) (?:to-?do )?list|"
    r"(?:(?:i|we)(?:['’]ve| have)? )?(?:need|have|got|ought) to(?: remember to)?|(?:i |we )?must|i promised to|"
    r"i should)"
    r"[\s:,.–-]*",
    re.IGNORECASE,
)
QUOTED = re.compile(r"^put\s+[\"“](?P<title>.+?)[\"”]\s+on my (?:to-?do )?list", re.IGNORECASE)
TAIL = re.compile(
    r"[\s,.;:!–-]*\b(?:please |pls )?(?:(?:so i |and )?(?:don['’]?t|do not) (?:let me )?forget(?: it| that|"
    r" this)?|remind me(?: of (?:it|that))?|"
    r"thanks?(?: you)?|cheers|will do|would do|please|pls|ok)[\s!.?]*$",
    re.IGNORECASE,
)
JOIN = re.compile(
    r"^(?:that|about|re|regarding|to|of|for me to|for(?= the)|:|-|–|,|i (?:need|have|should|must)(?: to)?)[\s:,–-]+",
    re.IGNORECASE,
)


def title_and_day(heard: HeardWords, text: str) -> tuple[str, date | None, DaySaid | None]:
    """("call Brightwater", the day, "") from "remind me next Tuesday to call Brightwater"."""
    rest = _clause_to_do(heard, OUT_OF_IT.sub("", QUOTED.sub(lambda match: match["title"], text.strip())))
    rest = LEAD.sub("", rest, count=1).strip()
    rest = LEAD.sub("", without_account_lead(heard, rest), count=1).strip()
    rest = TAIL.sub("", TAIL.sub("", rest))
    said = day_first(rest, heard) or find_day(rest, heard.today, heard.order)
    said = said or find_day(text, heard.today, heard.order)
    if said is not None and said.words.casefold() not in rest.casefold():
        said = replace(said, rest=rest)  # the day stands in another sentence
    due = None
    if said is not None:
        due = said.day or (said.days[0] if len(said.days) == 1 else None)
        rest = said.rest if due or said.days else rest
        if not due and said.days:  # which of them is asked, and the title needs none
            rest = re.sub(rf"\s*\b(?:on |by )?{re.escape(said.words)}\b", "", rest, flags=re.IGNORECASE).strip()
    for _ in range(3):
        rest = JOIN.sub("", LEAD.sub("", without_account_lead(heard, rest), count=1)).strip(" ,;:–-")
    rest = OUT_OF_IT.sub("", rest)
    if any(rest.strip("?!. ").casefold() == name.casefold() for span in heard.accounts for name in _said(heard, span)):
        rest = f"Come back to {rest}"  # "wake me about Acme": nothing more was said
    return rest.strip("?!. ") or heard.text.strip(), due, None if due else said


DAY_FIRST = re.compile(
    r"^(?:on |next |this )?(?P<day>mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\b\.?(?=[\s,:–-]+(?:re|about|"
    r"regarding|to|for|that|on|"
    r"with)\b|[,:–-]|\s+[-–])",
    re.IGNORECASE,
)


def day_first(rest: str, heard: HeardWords) -> DaySaid | None:
    """ "Ping me Wed re Acme": right behind the order it is a day, also where it might be a word elsewhere."""
    match = DAY_FIRST.match(rest)
    day = read_day(match[0], heard.today, heard.order).day if match else None
    return DaySaid(match[0], (day,), rest[match.end() :].strip(" ,:–-")) if match and day else None


def _said(heard: HeardWords, span: AccountSpan) -> list[str]:
    """The account as it was typed, and by its name."""
    if span.last <= span.first:
        return []
    return [
        heard.text[heard.tokens[span.first].start : heard.tokens[span.last - 1].end],
        *(one[1] for one in span.accounts),
    ]


# "… Make a to-do out of it": what is to be done stands before.
OUT_OF_IT = re.compile(
    r"[.!;,]\s*(?:and |please |can you |could you )*(?:make|create|add|set)(?: me)? (?:an? )?(?:to-?do|task|reminder)"
    r"(?: out)?(?: of| from| for| about)?(?: it| that| this)?\W*$"
    r"|[.!;,]\s*(?:and |please |can you |could you |so )*(?:put|add|stick|pop) (?:it|that|this) (?:on|to) (?:my|the) "
    r"(?:to-?do )?list\W*$",
    re.IGNORECASE,
)


def _clause_to_do(heard: HeardWords, text: str) -> str:
    """Without the reason in front: "their MD is back on Monday. Remind me to ring him"."""
    if text != heard.text.strip():
        return text
    for first, last in clauses_of(heard.tokens):
        words = [token.word for token in heard.tokens[first:last] if is_word(token)]
        begins = [one for one in words if one not in POLITE | {"right", "not"}][:1]
        if first and begins in (["remind"], ["nudge"], ["ping"], ["to-do"], ["reminder"]) and len(words) > 3:
            return heard.text[heard.tokens[first].start :].strip()
    return text


def without_account_lead(heard: HeardWords, rest: str) -> str:
    """Without "for Jessamy:" at the start, which says where and not what."""
    for span in heard.accounts:
        name = heard.text[heard.tokens[span.first].start : heard.tokens[span.last - 1].end]
        lead = re.compile(
            rf"^(?:for|at|on|with|about|re)?\s*{re.escape(name)}(?:['’]s)?(?: for me)?\s*(?::|-|–|,|\.\s|\bto\b)\s*",
            re.IGNORECASE,
        )
        if lead.match(rest):
            return lead.sub("", rest, count=1)
        begins = re.compile(rf"^(?:for|at|on|re)\s+{re.escape(name)}\s+", re.IGNORECASE)
        if begins.match(rest):
            return begins.sub("", rest, count=1)
    return rest
