"""To-dos: one to add with its day, one to put off, and what became of one. Pure."""

import re
from datetime import date

from bot.language.days import DaySaid, find_day, read_day
from bot.language.plain_words.deeds.written import at_start, written
from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word


def to_do(heard: HeardWords) -> PlainRequest | None:
    words = heard.says("does", "to-do")
    first = heard.first
    dated = _dated(heard)
    if dated is not None:
        return dated
    if not words:
        return None
    by_name = first in ("to-do", "task", "reminder", "remind", "action") and not heard.is_question
    marked = by_name and (first == "remind" or bool(re.search(r":|\bto\b| - ", heard.text)) or heard.accounts != ())
    strong = words >= 2 and (at_start(heard, "to-do", 3) or heard.has("remind", "reminder"))
    if heard.wants_telling or (heard.is_question and not heard.has("remind", "reminder") and not heard.polite):
        return None
    if first in ("what", "which", "show", "list", "any", "how", "who", "my", "open") or heard.has_run(
        "do i have to", "do i need to", "my to-do", "need to know"
    ):
        return None
    if heard.has_run("i need to", "i have to", "i must") and not (
        heard.has_run("i need to remember") or find_day(heard.text, heard.today, heard.order)
    ):
        return None
    if heard.says("does", "draft") and first in ("draft", "write", "email"):
        return None
    logs = heard.says("does", "log") and at_start(heard, "log", 0) and first != "put"
    if logs and not heard.has("remind", "to-do", "reminder", "task"):
        return None
    if not (strong or marked):
        return None
    title, due, unread = title_and_day(heard, heard.text)
    return written(heard, _to_add(title, due, unread))


def _to_add(title: str, due: date | None, unread: DaySaid | None) -> PlainRequest:
    words, days = (unread.words, unread.days) if unread else ("", ())
    return PlainRequest("to-do", note=title, due=due, unread=words, days=days)


NOTE_TO = re.compile(r"^(?:please |can you |could you )?(?:make|take|write|add)(?: me)? a note to\s+", re.IGNORECASE)
BEGINS = re.compile(r"^(?:on |by )?(?:next |this )?\w+(?: \w+)?\s*(?::|,| - )\s*\w+", re.IGNORECASE)


def _dated(heard: HeardWords) -> PlainRequest | None:
    """ "Make a note to call Acme on Friday", "next Monday: call Acme": what is to be done on a day that is said."""
    note = NOTE_TO.match(heard.text.strip())
    day = BEGINS.match(heard.text.strip()) if not heard.is_question and heard.accounts else None
    if note is None and (
        day is None or read_day(re.split(r"[:,]| - ", heard.text.strip())[0], heard.today, heard.order).day is None
    ):
        return None
    title, due, unread = title_and_day(heard, heard.text.strip()[note.end() :] if note else heard.text)
    return written(heard, _to_add(title, due, unread))


LEAD = re.compile(
    r"^(?:(?:please|pls|hey|hi|ok|and|also|can you|could you|would you|will you|i want you to|i'd like you to|"
    r"milepost|just|so)[\s,:]+)*"
    r"(?:(?:remind (?:me|us)|don'?t let me forget|do not let me forget|don'?t forget|nudge me|ping me|"
    r"note to self|make sure i)(?: again)?|"
    r"(?:set|add|create|make|new|schedule|put)(?: me)?(?: up)?(?: a| an| another|"
    r" the)?(?: new)?(?: personal)? ?(?:to-?do|todo|task|reminder|cta|action(?: item)?|"
    r"follow[- ]?up)(?: on my list)?|"
    r"(?:to-?do|todo|task|reminder|cta|action(?: item)?)|put (?:it |this )?on my (?:to-?do )?list|"
    r"add to my (?:to-?do )?list|i (?:need|have) to(?: remember to)?|i must|i promised to)"
    r"[\s:,–-]*",
    re.IGNORECASE,
)
QUOTED = re.compile(r"^put\s+[\"“](?P<title>.+?)[\"”]\s+on my (?:to-?do )?list", re.IGNORECASE)
JOIN = re.compile(
    r"^(?:that|about|to|of|for me to|for(?= the)|:|-|–|,|i (?:need|have|should|must)(?: to)?)[\s:,–-]+", re.IGNORECASE
)


def title_and_day(heard: HeardWords, text: str) -> tuple[str, date | None, DaySaid | None]:
    """("call Brightwater", the day, "") from "remind me next Tuesday to call Brightwater"."""
    rest = LEAD.sub("", QUOTED.sub(lambda match: match["title"], text.strip()), count=1).strip()
    rest = without_account_lead(heard, rest)
    said = find_day(rest, heard.today, heard.order)
    due = None
    if said is not None:
        due = said.day or (said.days[0] if len(said.days) == 1 else None)
        rest = said.rest if due or said.days else rest
    for _ in range(3):
        rest = JOIN.sub("", LEAD.sub("", without_account_lead(heard, rest), count=1)).strip(" ,;:–-")
    return rest.rstrip("?!. ") or heard.text.strip(), due, None if due else said


def without_account_lead(heard: HeardWords, rest: str) -> str:
    """Without "for Jessamy:" at the start, which says where and not what."""
    for span in heard.accounts:
        name = heard.text[heard.tokens[span.first].start : heard.tokens[span.last - 1].end]
        lead = re.compile(
            rf"^(?:for|at|on|with|about|re)?\s*{re.escape(name)}(?:['’]s)?\s*(?::|-|–|,|\bto\b)\s*", re.IGNORECASE
        )
        if lead.match(rest):
            return lead.sub("", rest, count=1)
        begins = re.compile(rf"^(?:for|at|on|re)\s+{re.escape(name)}\s+", re.IGNORECASE)
        if begins.match(rest):
            return begins.sub("", rest, count=1)
    return rest


MOVES = word_set("move push shift bump reschedule delay defer postpone snooze put park shelve hide leave pause")
SPAN = re.compile(
    r"\b(?:by |for |another )?(?P<span>(?:a|an|one|two|three|four|five|six|\d{1,3}) (?:more )?"
    r"(?:day|week|month)s?)\b(?! ago)",
    re.IGNORECASE,
)


def put_off(heard: HeardWords) -> PlainRequest | None:
    text = SPAN.sub(lambda match: f"in {match['span']}", heard.text)
    said = find_day(text, heard.today, heard.order)
    moved = heard.first in MOVES and said is not None and bool(heard.accounts)
    if not (heard.says("does", "put-off") or moved) or heard.is_question:
        return None
    verb = heard.first in (
        "snooze",
        "postpone",
        "defer",
        "delay",
        "push",
        "put",
        "move",
        "hide",
        "park",
        "shelve",
        "leave",
        "pause",
        "silence",
        "later",
        "wait",
        "come",
    )
    if not verb and not moved and not heard.has("snooze", "snoozed", "postpone") and not heard.has_run("can wait"):
        return None
    if heard.has_run("put down", "put off by") or heard.says("does", "call") > 1 or heard.says("does", "tag") > 1:
        return None
    due = said.day or (said.days[0] if said and len(said.days) == 1 else None) if said else None
    return written(heard, PlainRequest("put-off", due=due, unread=said.words if said and not due else ""))


def not_a_problem(heard: HeardWords) -> PlainRequest | None:
    if not heard.says("does", "not-a-problem") or heard.is_question or not (heard.accounts or heard.pronoun):
        return None
    return written(heard, PlainRequest("not-a-problem", note=heard.text.strip()))


def done_or_reached(heard: HeardWords) -> PlainRequest | None:
    if heard.is_question or heard.first in ("who", "which", "show", "list", "what"):
        return None
    tail = " ".join(heard.words[-3:])
    ends_done = (
        re.search(r"\b(?:done|sorted|finished|completed|handled)\W*$", heard.text.strip(), re.IGNORECASE) is not None
    )
    marked = heard.has_run("mark", "tick", "ticked", "check off", "checked off", "close") and heard.says("does", "done")
    first_done = heard.first in ("done", "finished", "completed", "sorted", "close", "handled")
    if (
        (ends_done or marked or first_done)
        and (heard.accounts or heard.people or heard.pronoun)
        and heard.says("does", "done")
    ):
        return written(
            heard, PlainRequest("done", "thanks" if heard.says("does", "thank") else "", note=heard.text.strip())
        )
    if heard.says("does", "thank") and heard.has("congratulated", "thanked", "celebrated"):
        return written(heard, PlainRequest("done", "thanks", note=heard.text.strip()))
    if heard.says("does", "reached-out") and (
        heard.first_real
        in ("i", "we", "already", "reached", "contacted", "left", "done", "got", "been", "just", "tried", "have", "had")
        or "already" in tail
        or (heard.accounts and heard.accounts[0].first == heard.begins)
    ):
        if _adds_more(heard):
            return written(heard, PlainRequest("log", note=heard.text.strip()))
        return written(heard, PlainRequest("reached-out", note=heard.text.strip()))
    return None


def _adds_more(heard: HeardWords) -> bool:
    """After the account comes what was said there, which belongs into the log."""
    last = max((span.last for span in heard.accounts), default=0)
    rest = [
        token.word
        for token in heard.tokens[last:]
        if is_word(token) and token.word not in ("already", "today", "yesterday", "now", "about", "it")
    ]
    marks = any(token.word in (",", ":", "-", ";") for token in heard.tokens[last:])
    return marks and len(rest) >= 3
