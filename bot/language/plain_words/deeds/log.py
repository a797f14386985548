"""What is told: "log …", "spoke to …". It is kept as it was typed. Pure."""

import re
from dataclasses import replace

from bot.language.plain_words.clauses import asks_for, clauses_of
from bot.language.plain_words.deeds.to_do_words import without_account_lead
from bot.language.plain_words.deeds.to_dos import prepares
from bot.language.plain_words.deeds.written import at_start, written
from bot.language.plain_words.heard import ASKING, HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word

TOLD = word_set(
    "spoke talked met called phoned rang emailed chatted visited had caught got heard wrote skyped zoomed "
    "demoed presented was sat texted messaged pinged told said says mentioned asked wants agreed confirmed "
    "complained came off back hung ran bumped saw lunch coffee finished"
)
ASKS = word_set(
    "who which what when where show list give tell accounts customers not email message call meet visit draft write "
    "prep prepare brief remind snooze how why status update summary"
)
NOT_TOLD = word_set(
    "call talk talking speak speaking meet meeting email message text ping phone ring visit chat calling"
)

# Before what is told, they say that it hasn't happened, or not for sure.
HEDGES = word_set(
    "might may could should would will maybe perhaps hope hoping wish planning going about must cannot want"
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
    reads = heard.first in ("log", "show", "open", "read", "see", "what") and heard.has_run(
        "log of", "show log", "the log"
    )
    if reads and not heard.has(":"):
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
    if any(asks_for(heard.tokens[first:last]) for first, last in clauses_of(heard.tokens)):
        return None  # "I'm back from leave. Can you tell me …": it asks, whatever it tells before
    place = heard.place("does", "contact")
    if not at_start(heard, "contact", 3) and not _after_somebody(heard, place):
        return None
    said = {token.word for token in heard.tokens[place : heard.found["does", "contact"].last]}
    if heard.tokens[place].word in NOT_TOLD or not said & TOLD:  # "I am visiting them tomorrow" tells nothing yet
        return None
    if {token.word for token in heard.tokens[place : place + 4]} & {"nobody", "none", "no"}:
        return None  # "spoke to nobody there yet"
    before = [token.word for token in heard.tokens[:place] if is_word(token)]
    if any(one in HEDGES for one in before[-4:]):
        return None
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
    if heard.has("please") or _wants_words(heard):
        return None
    if len(rest) < 3 or rest[0] in ASKING or rest[0] in ASKS or rest[0] in ("any", "all", "next", "last", "prep"):
        return None
    return replace(written(heard, PlainRequest("log", note=text)), sure=False)


TALK = (
    r"(?:call|meeting|chat|talk|conversation|lunch|coffee|dinner|breakfast|demo|qbr|ebr|workshop|training|session|visit|"
    r"go-?live|rollout|roll-out|migration|pilot|audit|onboarding|"
    r"email|e-mail|mail|"
    r"catch[- ]?up|kick-?off|review|check-in|sync|zoom|message|voicemail)"
)
NOUN_TOLD = re.compile(
    rf"^(?:(?:just|hey|hi|ok|so|good|great|nice|quick|short|long|lovely|tough|difficult|bad|first|another|the|a|my|"
    rf"our|"
    rf"today's|this morning's|yesterday's|monthly|weekly|intro)[\s,]+)*{TALK}\b.{{0,60}}?(?:[,:;.–—]| - |\bwent\b|"
    rf"\bwas\b|\bdone\b|\bover\b|\bfinished\b|\bhappened\b|\btook place\b|\bwent\b)",
    re.IGNORECASE,
)
AHEAD = re.compile(r"\b(?:tomorrow|next|later|tonight|upcoming|soon|in (?:an|half an|\d+) )", re.IGNORECASE)
PAST = re.compile(
    r"\b(?:yesterday|this (?:morning|afternoon)|today|earlier|just now|last \w+|\w+ ago|went|was|done|over|finished|"
    r"loved|liked|were|wanted|asked|said|told|took place|happened|came|sent|ended|has ended|just now)\b",
    re.IGNORECASE,
)
NEWS = re.compile(
    r"^(?:(?:just|hey|hi|ok|so|good|great|bad|quick|short|small|an?|some|the|latest)[\s,]+)*"
    r"(?:(?:update|news|word|feedback|message|note|request|complaint|question|info|email|mail|letter|call|"
    r"voicemail) from\b"
    r"|(?:update|news|info|latest) (?:for|on|about|re)\b[^:]{1,40}:)",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"\b(?:they|he|she|we|i|who|their \w+|the \w+|it)(?:['’](?:re|s|ve|ll|d|m))?\s+(?:\w+ly\s+)?(?:is|are|was|"
    r"were|has|have|had|"
    r"will|won['’]?t|want|wants|wanted|need|needs|like|likes|liked|plan|plans|think|thinks|feel|feels|love|loves|"
    r"hate|said|told|asked|"
    r"\w+ed|left|got|lost|sent|found|went|did|made|can|can['’]?t|don['’]?t|doesn['’]?t|didn['’]?t|isn['’]?t|"
    r"aren['’]?t)\b|"
    r"\b(?:they|he|she|we|it)['’](?:re|s|ve|ll|d)\b",
    re.IGNORECASE,
)


def narrated(heard: HeardWords) -> PlainRequest | None:
    """A sentence about one account that asks for nothing: whether it belongs into the log is asked."""
    if heard.is_question or heard.text.rstrip().endswith("?") or not (heard.accounts or heard.people):
        return None
    if any(asks_for(heard.tokens[first:last]) for first, last in clauses_of(heard.tokens)):
        return None
    words = [token.word for token in heard.tokens if is_word(token)]
    named = sum(one.last - one.first for one in heard.accounts) + sum(
        one.last - one.first for one in heard.people if one.by_name
    )
    text = heard.text.strip()
    after = _after_the_name(heard)
    past = bool(NOUN_TOLD.match(text) or (after and NOUN_TOLD.match(after)))
    past = past and bool(PAST.search(text[:80])) and not AHEAD.search(text[:80])
    news = bool(NEWS.match(text)) or past
    if (
        heard.first in ("days", "weeks", "months")
        or len(words) - named < 4
        or heard.has("please")
        or prepares(heard)
        or (not past and ((heard.has("about") and not _acts(heard)) or _wants_words(heard)))
    ):
        return None
    if not news and (heard.first in ASKS or asks_by_noun(heard)):
        return None
    talk = news or (bool(NOUN_TOLD.match(heard.text.strip())) and not AHEAD.search(heard.text))
    if not (talk or SUBJECT.search(heard.text) or _acts(heard)):
        return None
    return replace(written(heard, PlainRequest("log", note=heard.text.strip())), sure=False)


def _wants_words(heard: HeardWords) -> bool:
    """It asks for something to say, to read or to send."""
    return any(heard.says("does", one) > 1 for one in ("prepare", "say", "draft"))


def _after_the_name(heard: HeardWords) -> str:
    """ "Acme training went well" without "Acme"."""
    first = next((one for one in heard.accounts if one.last > one.first), None)
    if first is None or first.first > heard.begins or first.last >= len(heard.tokens):
        return ""
    return heard.text[heard.tokens[first.last].start :].strip()


def _acts(heard: HeardWords) -> bool:
    """ "Acme has …", "Dana at Acme wants …": a verb stands right behind the name, or a past one soon after."""
    ends = [one.last for one in heard.accounts] + [one.last for one in heard.people if one.by_name]
    ends = [at for at in ends if 0 < at < len(heard.tokens)]
    soon = [token.word for at in ends for token in heard.tokens[at : at + SOON] if is_word(token)]
    return any(heard.tokens[at].word in ACTS | HAS_DONE or _is_past(heard.tokens[at].word) for at in ends) or bool(
        (HAS_DONE | SAID_OF) & set(soon)
    )


def _is_past(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4


def asks_by_noun(heard: HeardWords) -> bool:
    """ "Number of tickets at …", "status of …", "any …"."""
    return heard.first in NOUNS or (heard.first in ("the", "a", "latest", "last", "date") and len(heard.words) < 12)


ACTS = word_set(
    "is are has have had was were will wants want needs need says said told asked hired lost got went opened "
    "closed signed moved left started stopped switched bought plans thinks hates loves likes does did can "
    "would should keeps seems sounds"
)
SOON = 5
SAID_OF = word_set("was were has had wants wanted needs needed says asks asked worries")
# Irregular pasts; regular ones end in "ed".
HAS_DONE = word_set(
    "sent took gave came brought bought built chose cut did drew fell felt found forgot grew held kept knew led made "
    "meant paid ran rose sold spent stood thought took told understood went won wrote withdrew happened confirmed "
    "approved postponed delayed decided announced delivered installed completed launched presented"
)
NOUNS = word_set(
    "number date status update overview summary anything something everything any all count name list latest "
    "points talking advice tips prep briefing brief renewal renewals health arr value usage contacts tickets "
    "champion decider owner csm sum total amount notice milestone stage next open my who whom what which when "
    "where why how is are does do did can could would has have should there"
)
