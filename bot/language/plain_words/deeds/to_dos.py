"""To-dos: one to add with its day, one to put off, and what became of one. Pure."""

import re
from datetime import date

from bot.language.days import find_day
from bot.language.plain_words.deeds.written import at_start, written
from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.tokens import is_word


def to_do(heard: HeardWords) -> PlainRequest | None:
    words = heard.says("does", "to-do")
    if not words:
        return None
    first = heard.first
    by_name = first in ("to-do", "task", "reminder", "remind", "action") and not heard.is_question
    marked = by_name and (first == "remind" or bool(re.search(r":|\bto\b| - ", heard.text)) or heard.accounts != ())
    strong = words >= 2 and (at_start(heard, "to-do", 3) or heard.has("remind", "reminder"))
    if heard.is_question and not heard.has("remind", "reminder") and not heard.polite:
        return None
    if first in ("what", "which", "show", "list", "any", "how", "who", "my", "open") or heard.has_run(
        "do i have to", "do i need to", "my to-do", "need to know"
    ):
        return None
    if heard.has_run("i need to", "i have to", "i must") and not (
        heard.has_run("i need to remember") or find_day(heard.text, heard.today)
    ):
        return None
    if heard.says("does", "draft") and first in ("draft", "write", "email"):
        return None
    logs = heard.says("does", "log") and at_start(heard, "log", 0) and first != "put"
    if logs and not heard.has("remind", "to-do", "reminder", "task"):
        return None
    if not (strong or marked):
        return None
    title, due, unread = title_and_day(heard)
    return written(heard, PlainRequest("to-do", note=title, due=due, unread=unread))


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
JOIN = re.compile(r"^(?:that|about|to|for me to|:|-|–|,|i (?:need|have|should|must)(?: to)?)[\s:,–-]+", re.IGNORECASE)


def title_and_day(heard: HeardWords) -> tuple[str, date | None, str]:
    """("call Brightwater", the day, "") from "remind me next Tuesday to call Brightwater"."""
    rest = LEAD.sub("", heard.text.strip(), count=1).strip()
    rest = without_account_lead(heard, rest)
    said = find_day(rest, heard.today)
    due, unread = None, ""
    if said is not None:
        due = said.day or (said.days[0] if len(said.days) == 1 else None)
        unread = "" if due else said.words
        rest = said.rest if due else rest
    for _ in range(3):
        rest = JOIN.sub("", without_account_lead(heard, rest)).strip(" ,;:–-")
    return rest.rstrip("?!. ") or heard.text.strip(), due, unread


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


def put_off(heard: HeardWords) -> PlainRequest | None:
    if not heard.says("does", "put-off") or heard.is_question:
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
    if not verb and not heard.has("snooze", "snoozed", "postpone"):
        return None
    if heard.has_run("put down", "put off by") or heard.says("does", "call") > 1 or heard.says("does", "tag") > 1:
        return None
    said = find_day(heard.text, heard.today)
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
        in ("i", "we", "already", "reached", "contacted", "left", "done", "got", "been", "just", "tried")
        or "already" in tail
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
