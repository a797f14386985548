"""To-dos: one to add with its day, one to put off, and what became of one. Pure."""

import re
from datetime import date

from bot.language.days import DaySaid, find_day, read_day
from bot.language.plain_words.clauses import parts_of
from bot.language.plain_words.deeds.to_do_words import OUT_OF_IT, title_and_day, without_account_lead
from bot.language.plain_words.deeds.written import at_start, unreal, written
from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word


def to_do(heard: HeardWords) -> PlainRequest | None:
    dated = _dated(heard)
    if dated is not None:
        return dated
    if not (_asked_for(heard) or _must(heard)) or prepares(heard):
        return None
    title, due, unread = title_and_day(heard, heard.text)
    return written(heard, _to_add(title, due, unread))


PREPARES = re.compile(
    r"\b(?:prepar(?:e|ing) (?:myself|ourselves)|(?:be|get|being|getting)(?: \w+)? (?:prepared|ready) for|"
    r"prepar(?:e|ing) for (?:a|an|the|my|our|this|that|\w+day)\b)",
    re.IGNORECASE,
)


def prepares(heard: HeardWords) -> bool:
    """ "I must prepare myself for the call": words for it are wanted, and not one more thing to do."""
    reminds = heard.has("remind", "reminder", "to-do", "task", "nudge") or heard.has_run(*REMINDS)
    return not reminds and bool(PREPARES.search(heard.text))


def _asked_for(heard: HeardWords) -> bool:
    """ "Remind me …", "put on my list …", "to-do for Acme: …"."""
    words, first = heard.says("does", "to-do"), heard.first
    if OUT_OF_IT.search(heard.text.strip()) and not heard.text.rstrip().endswith("?"):
        return True
    if not words or heard.wants_telling or heard.first_real in ("you", "they", "he", "she") or _only_asked(heard):
        return False
    reminds = heard.has("remind", "reminder", "reminded", "nudge") or heard.has_run(*NOT_FORGOTTEN, *REMINDS)
    if heard.is_question and not reminds and not heard.polite:
        return False
    if first in ("what", "which", "show", "list", "any", "how", "who", "my", "open") or heard.has_run(
        "do i have to", "do i need to", "my to-do", "need to know"
    ):
        return False
    if heard.says("does", "draft") and first in ("draft", "write", "email"):
        return False
    logs = heard.says("does", "log") and at_start(heard, "log", 0) and first != "put"
    if (
        logs
        and not heard.has("remind", "to-do", "reminder", "task", "calendar", "diary")
        and not heard.has_run("note to self")
    ):
        return False
    one = not heard.text[heard.tokens[heard.begins].start :].casefold().startswith(("todos", "to-dos", "tasks"))
    by_name = first in ("to-do", "task", "reminder", "remind", "action") and one and not heard.is_question
    marked = by_name and (first == "remind" or bool(re.search(r":|\bto\b| - ", heard.text)) or heard.accounts != ())
    only_must = bool(MUST_SAID.search(heard.text)) and not (reminds or heard.has("to-do", "task", "list"))
    starts = at_start(heard, "to-do", 3) or any(
        one.says("does", "to-do") >= 2 and at_start(one, "to-do", 2) for one in parts_of(heard)
    )
    return marked or (words >= 2 and not only_must and (starts or reminds))


def _only_asked(heard: HeardWords) -> bool:
    """ "Put it on the list? Not yet": the clause that names the deed is a question, and no polite order."""
    return any(
        one.says("does", "to-do") and one.tokens[-1].word == "?" and not one.polite and not at_start(one, "to-do", 0)
        for one in parts_of(heard)
    )


MUST_SAID = re.compile(
    r"\b(?:i|we)(?:['’]ve)?(?: \w+){0,2} (?:need|have|got|ought) to\b|\b(?:i|we) must\b", re.IGNORECASE
)
REMINDS = (
    "ping me",
    "wake me",
    "jog my memory",
    "give me a shout",
    "shout at me",
    "note to self",
    "have me call",
    "prod me",
)
NOT_FORGOTTEN = ("do not let me forget", "do not forget", "so i do not forget", "lest i forget", "before i forget")
MUST = re.compile(
    r"^(?:(?:please|also|and|so|ok|right|just|hey|hi)[\s,:]+)*(?:(?:i|we)(?:['’]ve| have)?\s+)?(?:really |still |"
    r"also )?"
    r"(?:need to|needs to|have to|must|got to|gotta|ought to|should)\s+(?!know\b|see\b|hear\b|understand\b)\w",
    re.IGNORECASE,
)


def _must(heard: HeardWords) -> bool:
    """ "Acme - need to send the price list by Friday": what has to be done, with a day to come."""
    if heard.is_question or heard.text.rstrip().endswith("?"):
        return False
    said = find_day(heard.text, heard.today, heard.order)
    rest = without_account_lead(heard, said.rest if said and said.rest else heard.text.strip())
    ahead = said is not None and (not said.days or max(said.days) > heard.today or said.day == heard.today)
    return ahead and bool(MUST.match(rest)) and (bool(heard.accounts or heard.people) or heard.here is not None)


def _to_add(title: str, due: date | None, unread: DaySaid | None) -> PlainRequest:
    words, days = (unread.words, unread.days) if unread else ("", ())
    return PlainRequest("to-do", note=title, due=due, unread=words, days=days)


NOTE_TO = re.compile(r"^(?:please |can you |could you )?(?:make|take|write|add)(?: me)? a note to\s+", re.IGNORECASE)
BEGINS = re.compile(r"^(?:on |by )?(?:next |this )?\w+(?: \w+)?\s*(?::|,| - )\s*\w+", re.IGNORECASE)


def _dated(heard: HeardWords) -> PlainRequest | None:
    """ "Make a note to call Acme on Friday", "next Monday: call Acme": what is to be done on a day that is said."""
    note = NOTE_TO.match(heard.text.strip())
    if note is not None and any(one.last > one.first and one.first <= 5 for one in heard.accounts):
        starts = heard.tokens[heard.accounts[0].first].start - (len(heard.text) - len(heard.text.lstrip()))
        note = None if starts <= note.end() else note  # "add a note to Acme: …"
    day = BEGINS.match(heard.text.strip()) if not heard.is_question and heard.names else None
    if note is None and (
        day is None or read_day(re.split(r"[:,]| - ", heard.text.strip())[0], heard.today, heard.order).day is None
    ):
        return None
    title, due, unread = title_and_day(heard, heard.text.strip()[note.end() :] if note else heard.text)
    return written(heard, _to_add(title, due, unread))


def not_a_problem(heard: HeardWords) -> PlainRequest | None:
    if not heard.says("does", "not-a-problem") or heard.is_question or not (heard.accounts or heard.pronoun):
        return None
    return written(heard, PlainRequest("not-a-problem", note=heard.text.strip()))


def done_or_reached(heard: HeardWords) -> PlainRequest | None:
    if heard.is_question or heard.first in ("who", "which", "show", "list", "what") or unreal(heard):
        return None
    tail = " ".join(heard.words[-3:])
    ends_done = (
        re.search(
            r"\b(?:done|sorted|finished|completed|handled|is sent|went out|gone out)\W*$|\b(?:went|gone) out to\b",
            heard.text.strip(),
            re.IGNORECASE,
        )
        is not None
    )
    marked = heard.says("does", "done") and (
        heard.has_run(
            "mark",
            "tick",
            "ticked",
            "can close",
            "close that",
            "close it",
            "close this",
            "check off",
            "checked off",
            "close",
        )
        or (heard.has("cross", "crossed", "check", "strike") and heard.has("off"))
    )
    first_done = heard.first in ("done", "finished", "completed", "sorted", "close", "handled") or heard.has_run(
        "i finished",
        "i have finished",
        "i completed",
        "i have completed",
        "is complete",
        "is done",
        "is finished",
        "done with that",
        "done with this",
        "done with it",
    )
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
    already = heard.says("does", "contact") and heard.has("already") and len(heard.words) <= SHORT_DEED
    already = already and (heard.first_real in REACHED or heard.has("i", "we"))
    if already and (heard.accounts or heard.people):
        return written(heard, PlainRequest("reached-out", note=heard.text.strip()))
    if heard.says("does", "reached-out") and (
        heard.first_real in REACHED or "already" in tail or (heard.accounts and heard.accounts[0].first == heard.begins)
    ):
        if _adds_more(heard):
            return written(heard, PlainRequest("log", note=heard.text.strip()))
        return written(heard, PlainRequest("reached-out", note=heard.text.strip()))
    return None


SHORT_DEED = 10  # words
REACHED = word_set(
    "i we already reached contacted left done got been just tried have had sent dropped emailed called "
    "rang phoned wrote "
    "messaged texted pinged mailed"
)
NOTHING_MORE = re.compile(
    r"\b(?:nothing (?:left|more|else)|all (?:done|good|sorted|set)|that['’]?s (?:it|done|sorted)|no need|job done|"
    r"you can (?:close|"
    r"tick|drop)|tick (?:it|that|this)|close (?:it|that|this)|so (?:that|this|it)['’]?s done)\b",
    re.IGNORECASE,
)


WHEN_DONE = word_set(
    "this morning afternoon evening i we have just by with mail email phone to them him her last night"
)


def _adds_more(heard: HeardWords) -> bool:
    """After the account comes what was said there, which belongs into the log."""
    last = max((span.last for span in heard.accounts), default=0)
    rest = [
        token.word
        for token in heard.tokens[last:]
        if is_word(token) and token.word not in ("already", "today", "yesterday", "now", "about", "it")
    ]
    if heard.says("does", "reached-out"):
        at = heard.found["does", "reached-out"]
        said = {token.word for token in heard.tokens[at.first : at.last]} | WHEN_DONE
        rest = [word for word in rest if word not in said]
    marks = any(token.word in (",", ":", "-", ";") for token in heard.tokens[last:])
    return marks and len(rest) >= 3 and not NOTHING_MORE.search(heard.text)
