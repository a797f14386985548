"""What is told: "log …", "spoke to …". It is kept as it was typed. Pure."""

import re
from dataclasses import replace

from bot.language.plain_words.deeds.to_dos import without_account_lead
from bot.language.plain_words.deeds.written import at_start, written
from bot.language.plain_words.heard import ASKING, HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word

TOLD = word_set(
    "spoke talked met called phoned rang emailed chatted visited had caught got heard wrote skyped zoomed demoed "
    "presented was sat texted messaged pinged told said says mentioned asked wants agreed confirmed complained came"
)
ASKS = word_set(
    "who which what when where show list give tell accounts customers not email message call meet visit draft write "
    "prep prepare brief remind snooze how why status update summary"
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
    return written(heard, PlainRequest("log", note=note))


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
    if heard.is_question or not heard.says("does", "contact") or heard.first in ASKS:
        return None
    place = heard.place("does", "contact")
    if not at_start(heard, "contact", 3) and not _after_somebody(heard, place):
        return None
    said = {token.word for token in heard.tokens[place : heard.found["does", "contact"].last]}
    if heard.tokens[place].word in NOT_TOLD or (not said & TOLD and heard.first_real not in ("just", "i", "we")):
        return None
    before = [token.word for token in heard.tokens[:place] if is_word(token)]
    if any(one in ("since", "if", "when", "days", "time", "before", "who", "nobody", "until", "not") for one in before):
        return None
    return written(heard, PlainRequest("log", note=heard.text.strip()))


def _after_somebody(heard: HeardWords, place: int) -> bool:
    """ "The COO of Acme called"; "Acme's board met"."""
    spans = [(one.first, one.last) for one in heard.accounts] + [(one.first, one.last) for one in heard.people]
    named = [last for first, last in spans if first <= heard.begins + 4]
    return bool(named) and place <= max(named) + 2


def stated(heard: HeardWords) -> PlainRequest | None:
    """ "Hartsease: kickoff moved to January": something that happened there; it is asked about before it is kept."""
    text = heard.text.strip()
    if heard.is_question or text.endswith("?") or len(heard.accounts) != 1 or heard.first in ASKS:
        return None
    span = heard.accounts[0]
    if span.first > heard.begins + 1:
        return None
    after = heard.tokens[span.last :]
    marks = [at for at, token in enumerate(after[:3]) if token.word in (":", "-", ",")]
    if not marks:
        return None
    rest = [token.word for token in after[marks[0] + 1 :] if is_word(token)]
    if len(rest) < 3 or rest[0] in ASKING or rest[0] in ASKS or rest[0] in ("any", "all", "next", "last", "prep"):
        return None
    return replace(written(heard, PlainRequest("log", note=text)), sure=False)
