"""What is told: "log …", "spoke to …". It is kept as it was typed. Pure."""

import re

from bot.language.plain_words.deeds.to_dos import without_account_lead
from bot.language.plain_words.deeds.written import at_start, written
from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set

TOLD = word_set(
    "spoke talked met called phoned rang emailed chatted visited had caught got heard wrote skyped zoomed demoed "
    "presented was sat texted messaged pinged told said says mentioned asked wants agreed confirmed complained came"
)
NOT_TOLD = word_set(
    "call talk talking speak speaking meet meeting email message text ping phone ring visit chat calling"
)

SAVE = re.compile(
    r"^(?:(?:please|pls|hey|hi|ok|and|also|can you|could you|would you|will you|just|milepost|quick)[\s,:]+)*"
    r"(?:(?:add|make|take|put|write|jot|leave|save|record|log|note)(?: down)?(?: this| that| it)?(?: as)?(?: a|"
    r" an| the| my| another)?(?: quick| short| new)?(?: (?:note|entry|log entry|log))?|notes?|fyi|"
    r"for the record|for the file|meeting notes?|call notes?)"
    r"(?: (?:in(?:to)?|to) (?:the |my )?log(?: (?:of|for|at))?| down)?[\s:,–-]*",
    re.IGNORECASE,
)


def log_asked(heard: HeardWords) -> PlainRequest | None:
    verbs = ("log", "note", "notes", "jot", "record", "save", "fyi", "minutes")
    asked = heard.first in verbs or (heard.says("does", "log") >= 2 and at_start(heard, "log", 2))
    if not asked or (heard.is_question and not heard.polite):
        return None
    if heard.has_run("log of", "show log", "the log") and not heard.has(":"):
        return None
    note = (
        SAVE.sub("", heard.text.strip(), count=1).strip()
        if heard.first != "log"
        else re.sub(
            r"^.*?\blog(?:ged)?\b(?: this| that| it)?[\s:,–-]*",
            "",
            heard.text.strip(),
            count=1,
            flags=re.IGNORECASE | re.DOTALL,
        )
    )
    note = re.sub(
        r"^(?:a|an|the|my)\s+",
        "",
        without_account_lead(heard, without_account_lead(heard, note)).strip(" :,–-"),
        flags=re.IGNORECASE,
    )
    note = re.sub(r"^(?:that|:)\s+", "", note, flags=re.IGNORECASE)
    if not _says_something(heard, note):
        return written(heard, PlainRequest("log"))
    return written(heard, PlainRequest("log", note=note[:1].upper() + note[1:]))


def _says_something(heard: HeardWords, note: str) -> bool:
    """More than the account's name."""
    named = {word for span in heard.accounts for word in heard.words[span.first : span.last]}
    words = [
        word
        for word in re.findall(r"\w+", note.casefold())
        if word not in named | {"for", "at", "with", "to", "on", "a", "the", "note"}
    ]
    return bool(words)


def told(heard: HeardWords) -> PlainRequest | None:
    """ "Spoke to Wanjiru at Saltmarsh today, she wants …": what is told is logged as it was typed."""
    if heard.is_question or not heard.says("does", "contact") or not at_start(heard, "contact", 3):
        return None
    if heard.first in (
        "who",
        "which",
        "what",
        "when",
        "show",
        "list",
        "accounts",
        "customers",
        "not",
        "email",
        "message",
        "call",
        "meet",
        "visit",
        "draft",
        "write",
        "prep",
        "prepare",
    ):
        return None
    if heard.tokens[heard.place("does", "contact")].word not in TOLD and heard.first_real not in ("just", "i", "we"):
        return None
    if heard.tokens[heard.place("does", "contact")].word in NOT_TOLD:
        return None
    if heard.has_run("have not", "did not", "not yet") and heard.says("lists", "silent"):
        return None
    return written(heard, PlainRequest("log", note=heard.text.strip()))
