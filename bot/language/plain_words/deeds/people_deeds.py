"""What drives somebody, how a renewal comes out, and how one is reached. Pure."""

import re
from dataclasses import replace

from bot.language.plain_words.clauses import asks_for, parts_of
from bot.language.plain_words.deeds.refused import asks_how
from bot.language.plain_words.deeds.written import unreal, written
from bot.language.plain_words.heard import HeardWords, PlainRequest
from bot.language.plain_words.phrases import word_set
from bot.language.plain_words.tokens import is_word

NOT_A_TAG = word_set("who which show list what how draft write log note remind any")
# What may stand between "is" and the persona.
HOW_SURE = word_set(
    "a an the more total totally deffo def definitely clearly obviously really very much probably rather "
    "classic proper pure real just so textbook typical absolute perhaps maybe bit"
)
CONCLUDES = word_set("so hence therefore thus ergo i would say so that makes her him them my guess")
SAYS_SO = word_set("is as be being of like down seems looks sounds persona type")
TAGS = word_set("tag tagged retag label classify mark set make put change switch down as persona type")
UNSURE = word_set("maybe perhaps probably might could guess wonder")
WHY_SO = re.compile(
    r"^[\s,;:.!?()–—-]*(?:(?:please|pls|because|since|as|cause|bc|cos|coz|cuz|given(?: that)?|for|reason(?: is|"
    r" being| why)?|"
    r"due to|the reason is|why)"
    r"\b[\s,:–-]*)*",
    re.IGNORECASE,
)


def tag(heard: HeardWords) -> PlainRequest | None:
    said = persona_said(heard)
    if said is None and heard.people and not heard.is_question and _tags(heard):
        return written(heard, PlainRequest("tag", note=heard.text.strip()))
    if said is None or heard.is_question or not (heard.people or heard.accounts):
        return None
    persona, at = said
    if heard.first in NOT_A_TAG or (heard.text.rstrip().endswith("?") and not heard.polite):
        return None
    if {token.word for token in heard.tokens[max(0, at - 4) : at]} & {"not", "never", "no", "hardly", "nor"}:
        return None  # "Viktor is not an expert"
    shortly = bool(heard.people) and len(heard.words) <= 6 and not heard.has("to", "with")  # "Marcus Quist = friend"
    by_order = heard.says("does", "tag") and heard.has(*TAGS)
    if not (by_order or shortly or _is_said_of(heard, at)):
        return None
    words = persona + r"(?:['’]?s)?(?:[ -]type| persona| kind)?"
    match = re.search(rf"\b{words}\b", heard.text[heard.tokens[at].start :], re.IGNORECASE)
    evidence = heard.text[heard.tokens[at].start + match.end() :] if match else ""
    evidence = WHY_SO.sub("", evidence).strip() or _before(heard, at)
    found = written(heard, PlainRequest("tag", value=persona, note=evidence))
    return replace(found, sure=False) if heard.has(*UNSURE) or unreal(heard) else found


def _tags(heard: HeardWords) -> bool:
    """ "Tag her accordingly": the type isn't said, so it is asked."""
    return any(one.first in ("tag", "retag", "classify", "label") for one in parts_of(heard))


def _is_said_of(heard: HeardWords, at: int) -> bool:
    """ "Zuri is deffo an expert", and not "Zuri knows an expert"."""
    begins = max((place for place in range(at) if not is_word(heard.tokens[place])), default=-1) + 1
    alone = {token.word for token in heard.tokens[begins:at]} <= HOW_SURE | CONCLUDES
    if begins and alone and heard.people:
        return True  # "Grace wants every number twice. So: expert"
    before = at - 1
    while before >= 0 and (heard.tokens[before].word in HOW_SURE or not is_word(heard.tokens[before])):
        before -= 1
    if before < 0 or (before > 0 and heard.tokens[before - 1].word == "not"):
        return False
    ends = [one.last for one in heard.people] + [one.last for one in heard.accounts]
    return bool(heard.people) and (before + 1 in ends or heard.tokens[before].word in SAYS_SO)


def _before(heard: HeardWords, at: int) -> str:
    """The reason stands first: "he asks for every figure, so Viktor is an expert"."""
    start = heard.tokens[at].start
    match = re.match(
        r"(?P<why>.{12,}?)(?:,|;|:| -|\.| so| hence| therefore)+ (?:so |hence |therefore )?", heard.text[:start]
    )
    named = [heard.tokens[one.first].start for one in heard.people if one.last > one.first]
    if match and begun_by_name(heard, start):
        return heard.text[:start].strip(" .,;:-–").removesuffix(" so").strip(" .,;:-–")
    return match["why"].strip() if match and named and min(named) >= match.end() else ""


def begun_by_name(heard: HeardWords, start: int) -> bool:
    """What stands before the type is a sentence of its own about them: "Grace wants every number twice. So: expert"."""
    sentence = re.match(
        r"(?P<said>.{12,}?)[.;:]\s*(?:so|hence|therefore)?\s*[:,–-]?\s*$", heard.text[:start], re.IGNORECASE
    )
    return sentence is not None and any(heard.tokens[one.first].start < 30 for one in heard.people)


def persona_said(heard: HeardWords) -> tuple[str, int] | None:
    """(the persona, its token)."""
    for at, token in enumerate(heard.tokens):
        after = heard.tokens[at + 1].word if at + 1 < len(heard.tokens) else ""
        if token.stem in ("expert", "friend"):
            return token.stem, at
        if token.word in ("ceo", "boss"):
            named = any(one.first <= at < one.last for one in heard.people)
            so = (
                after in ("type", "persona", "kind")
                or heard.tokens[at - 1].word in ("as", "=")
                or heard.first in ("tag", "label")
            )
            if so or (not named and heard.tokens[at - 1].word == "a"):
                return "ceo", at
    return None


NO_RENEWAL = word_set("who which show list what how remind draft write prep log note")
UNCERTAIN = re.compile(
    r"\b(?:might|may|could|would|if|maybe|perhaps|afraid|fear|worried|worry|hope|hopefully|thinking (?:of|about)|"
    r"considering|risk|"
    r"threaten\w*|wonder\w*|rumou?r\w*|unless|until)\b",
    re.IGNORECASE,
)


def renewal(heard: HeardWords) -> PlainRequest | None:
    if heard.is_question or heard.text.rstrip().endswith("?") or heard.first in NO_RENEWAL:
        return None
    if not (heard.accounts or heard.pronoun or heard.memory.account):
        return None
    if heard.first in ASKED_BY or (heard.first_real in ASKED_BY):
        return None
    call = call_said(heard.text)
    supposed = _supposed(heard)
    if call is None and supposed is not None:
        return replace(written(heard, PlainRequest("call", value=supposed)), sure=False)
    plainly = call in ("commit", "probable", WONT) and len(heard.words) <= 10
    if call is not None and (heard.says("does", "call") or plainly or OWN_CALL.search(heard.text)):
        return written(heard, PlainRequest("call", value=call))
    not_yet = bool(NOT_LOST.search(heard.text))
    if heard.says("does", "lost") and not not_yet and _tells_loss(heard) and not UNCERTAIN.search(heard.text):
        return written(heard, PlainRequest("lost", value=_reason(heard), note=heard.text.strip()))
    if (
        heard.accounts
        and GOES_ON.search(heard.text)
        and RESIZED.search(heard.text)
        and not UNCERTAIN.search(heard.text)
    ):
        return written(heard, PlainRequest("renewed", note=heard.text.strip()))
    if (
        heard.says("does", "renewed")
        and (heard.has(*SIGNED) or (heard.says("does", "renewed") > 1 and heard.has(*CLOSED)))
        and not heard.has("not", "if", "when", "until", "unless", "hope")
    ):
        return written(heard, PlainRequest("renewed", note=heard.text.strip()))
    return None


# They go on with more or with less: "stays but drops some seats, so 41k instead of 49k".
GOES_ON = re.compile(
    r"\b(?:stays?|staying|stayed|goes on|go on|continues?|carr(?:y|ies) on|keeps? (?:the|going)|extends?|extended|"
    r"renew(?:s|ed|ing)?|signs?|signed)\b",
    re.IGNORECASE,
)
RESIZED = re.compile(
    r"\b(?:instead of|down (?:to|from)|up (?:to|from)|(?:fewer|less|more) (?:seats|licen[cs]es|users)|"
    r"(?:drops?|cuts?|adds?|reduces?) (?:\w+ ){0,3}(?:seats|licen[cs]es|users))\b",
    re.IGNORECASE,
)
ASKED_BY = word_set("deadline last latest date day days chance")
CLOSED = word_set("done through got signature in back sealed countersigned here")
SUPPOSED = re.compile(
    r"\b(?:i|we)(?: am|['’]m| are| do not| don['’]?t| would not| wouldn['’]?t)? (?:really |"
    r"honestly )?(?P<how>think|believe|reckon|expect|guess|suppose|confident|certain|"
    r"sure|bet|trust)\b"
    r"(?P<rest>.*)",
    re.IGNORECASE,
)


NOT_LOST = re.compile(
    r"\b(?:has|have|had|is|are|was)(?: not|n['’]?t) (?:yet |actually )?(?:renewed|cancel\w*|left|lost|"
    r"churn\w*|quit|gone|"
    r"giv\w+|terminat\w+|leav\w+|walked)\b|\bnot renewed yet\b",
    re.IGNORECASE,
)


def _supposed(heard: HeardWords) -> str | None:
    """ "I believe they will renew" is probable, "I'm confident that they do" is a commit; it is asked about."""
    said = SUPPOSED.search(heard.text)
    renews = said and re.search(
        r"\b(?:renew(?:s|ing|al)?|stay(?:s|ing)?|extend(?:s)?|sign(?:s)?)\b", said["rest"], re.IGNORECASE
    )
    if said is None or not renews or not (heard.accounts or heard.pronoun):
        return None
    if re.search(r"\b(?:not|won['’]?t|don['’]?t|never)\b|n['’]t\b", said[0], re.IGNORECASE):
        return WONT
    return "commit" if said["how"].casefold() in ("confident", "certain", "sure", "bet") else "probable"


SIGNED = word_set("renewed signed extended prolonged won closed staying renews inked agreed carrying stay stays")
OWN_CALL = re.compile(
    r"\b(?:my|our|the) (?:gut(?: feeling| feel)?|feeling|view|take|bet|read|guess|forecast|prediction|expectation|"
    r"money|call|hunch|instinct)\b|"
    r"\b(?:renewal|renew(?:s|ing)?|forecast)\b|\b(?:for|to) me\W*$|"
    r"\b(?:in|from) my (?:view|eyes|opinion|book)\b",
    re.IGNORECASE,
)
NEGATED = r"(?:not|n['’]t|never|no|hardly|far from|less)\s+(?:\w+\s+){0,2}"
COMMIT = (
    r"(?:commit(?:ted|s)?|safe bet|in the bag|sure thing|done deal|dead cert|certain|nailed on|locked in|"
    r"solid|guaranteed|bet (?:my|the)|no doubt|definitely|for sure|dead sure|100 ?%|hundred percent|certainly)"
)
PROBABLE = r"(?:probabl[ey]|likely|quietly confident|good chance|best case|upside)"
AT_RISK = r"(?:at[- ]risk|unlikely|doubtful|shaky|wobbly|touch and go|in danger|improbable)"


WONT = "won't renew"
# A forecast by its own name, or one that is set: "put Acme down as not renewing".
FORECAST_WONT = re.compile(
    r"\b(?:forecast|outlook|prediction|my (?:call|gut|view|bet|guess|feeling|"
    r"expectation))\b.{0,40}\b(?:won['’]?t|will not|not|"
    r"no) (?:be )?renew\w*|\b(?:put|set|mark|change|move|switch|update|call|down)\b.{0,40}\b(?:to|as|down as|"
    r"it)? ?[\"“']?"
    r"(?:won['’]?t|will not|not) (?:be )?renew(?:ing)?[\"”']?\b",
    re.IGNORECASE,
)


def call_said(text: str) -> str | None:
    """The forecast that the words say; "likely, but I wouldn't commit" is no commit."""
    if FORECAST_WONT.search(text.replace("’", "'")):
        return WONT
    said = {
        name: re.search(rf"(?P<no>\b{NEGATED})?\b{words}\b", text.replace("’", "'"), re.IGNORECASE)
        for name, words in (("commit", COMMIT), ("probable", PROBABLE), ("at risk", AT_RISK))
    }
    plain = [name for name, match in said.items() if match and not match["no"]]
    if plain:
        return "at risk" if "at risk" in plain else "probable" if "probable" in plain else plain[0]
    if said["probable"]:
        return "at risk"
    return None


def _tells_loss(heard: HeardWords) -> bool:
    place = heard.place("does", "lost")
    if _somebody_goes(heard, place) or TALK_OFF.search(heard.text):
        return False
    weak = heard.found["does", "lost"].words == 1 and heard.tokens[place].stem in (
        "churn",
        "cancel",
        "terminat",
        "cancell",
    )
    return not weak or (bool(heard.accounts) and heard.tokens[place].word not in ("cancel", "churn"))


# A talk that is called off is no contract that ends.
TALK_OFF = re.compile(
    r"\b(?:call|meeting|workshop|training|session|demo|review|qbr|ebr|visit|webinar|lunch|chat|kick-?off)\b.{0,30}\b"
    r"(?:was|is|got|gets|has been|been|had to be|were|they|he|she)? ?(?:cancel\w*|called off)",
    re.IGNORECASE,
)
WHO_GOES = word_set(
    "he she manager champion sponsor contact analyst director head lead coo cfo ceo cto md vp boss user admin "
    "coordinator planner engineer specialist officer administrator colleague decider buyer one person"
)


def _somebody_goes(heard: HeardWords, place: int) -> bool:
    """A person leaves, and not the account: "their service manager is leaving"."""
    before = [token for token in heard.tokens[max(0, place - 3) : place] if is_word(token)]
    named = any(max(0, place - 3) <= span.last - 1 <= place for span in heard.people)
    return named or any(token.word in WHO_GOES for token in before)


def _reason(heard: HeardWords) -> str:
    found = [(name[1], one.words) for name, one in heard.found.items() if name[0] == "reasons"]
    return max(found, key=lambda one: one[1])[0] if found else ""


def settings(heard: HeardWords) -> PlainRequest | None:
    puts_off = heard.says("does", "put-off") > 1 and (heard.pronoun or heard.first in ("put", "leave", "hold"))
    was = heard.has_run("while i was", "when i was", "since i was", "i was on", "i was away", "i was off", "was away")
    if was or heard.stage or heard.milestone or heard.says("does", "help") > 1:
        return None
    if not heard.says("does", "settings") or heard.accounts or heard.people or puts_off or _asks_besides(heard):
        return None
    about = (
        "away"
        if heard.has(
            "holiday",
            "holidays",
            "vacation",
            "ooo",
            "pto",
            "leave",
            "away",
            "off",
            "office",
            "cover",
            "covers",
            "covering",
            "out",
            "taking",
            "takes",
            "minding",
            "look",
        )
        else "digest"
    )
    return PlainRequest("settings", about, colleague=heard.colleague)


def _asks_besides(heard: HeardWords) -> bool:
    """ "I'm covering for Ben, what are his accounts": being away only says why."""
    asking = [one for one in parts_of(heard) if asks_for(one.tokens)]
    return bool(asking) and not any(one.says("does", "settings") or asks_how(one) for one in asking)
