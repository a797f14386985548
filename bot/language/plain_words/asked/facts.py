"""Which fact about an account is asked for: what it is called, and what fits the type of the question. Pure."""

import re
from collections.abc import Iterator

from bot.language.plain_words.asked.question import types_of
from bot.language.plain_words.heard import HeardWords

# In this order where as much speaks for several.
FACT_NAMES = (
    "wishes interview loss moved outcome notice email champion decider owner review survey contact call renewal value "
    "milestone stage "
    "persona promises goals to-dos next-step tasks segment tier health start title parent products history people "
    "risk-view stuck-view data-age"
)
FACTS = {name: place for place, name in enumerate(FACT_NAMES.split())}
WEAK = frozenset(
    {"history", "people", "next-step", "goals", "tasks", "start", "title", "to-dos", "products", "stuck-view", "parent"}
)
FITS = 1.5  # what it weighs that the question is of the fact's type
Vote = tuple[float, int, str]


def best_fact(heard: HeardWords) -> str:
    """The fact for which most speaks; "" where nothing does."""
    return fact_and_weight(heard)[0]


def fact_and_weight(heard: HeardWords) -> tuple[str, float]:
    """With how many words speak for it."""
    best = max(_votes(heard), default=None)
    kpi = max(_kpi_votes(heard), default=None)
    if kpi is not None and (
        best is None or kpi[0] > best[0] or (kpi[0] == best[0] and best[2] in WEAK | {"health", "survey"})
    ):
        return _kpi_or_survey(heard, kpi[2]), kpi[0]
    return (best[2], best[0]) if best else ("", 0.0)


def _votes(heard: HeardWords) -> Iterator[Vote]:
    """Its names, and words that mean it in a question of its type."""
    types = types_of(heard)
    if heard.stage is not None and types & {"whether", "did"} and not heard.has("i", "accounts", "customers"):
        yield 3 + FITS, -FACTS["stage"], "stage"  # "is Acme still in land"
    if heard.has("last") and heard.has("when", "long", "ago"):
        yield 1.0, -len(FACTS), "contact"  # "when was the last time"
    somebody = bool(heard.people) or heard.memory.person is not None
    for (section, name), at in heard.found.items():
        if section == "asked" and name.startswith("persona ") and not somebody:
            continue
        if section == "facts":
            yield float(at.words), -FACTS[name], name
        elif section == "asked":
            fact, type_ = name.split()
            if type_ in types and fact in FACTS:
                yield at.words + FITS, -FACTS[fact], fact


def _kpi_votes(heard: HeardWords) -> Iterator[Vote]:
    types = types_of(heard)
    counted = FITS - 1 if types & {"count", "amount", "noun"} else 0.0
    for (section, name), at in heard.found.items():
        if section == "kpis":
            yield at.words + counted, -at.first, f"kpi:{name}"
        elif section == "asked" and name.startswith("kpi:") and name.split()[1] in types:
            yield at.words + FITS, -at.first, name.split()[0]


def _kpi_or_survey(heard: HeardWords, name: str) -> str:
    """What they answered, and the figure that is worked out, are two things."""
    asks = heard.has(
        "answer", "answered", "say", "said", "response", "responded", "survey", "gave", "give", "rate", "rated"
    )
    return "survey" if name == "kpi:nps" and asks else name


BY_ITSELF = re.compile(
    r"\b(?:auto(?:matic(?:ally)?)?|auto-?renew\w*|by itself|by themselves|on its own|of its own|roll(?:s|ing)? over|"
    r"tacit(?:ly)?|evergreen)\b",
    re.IGNORECASE,
)
NEVER_TALKED = re.compile(
    r"\b(?:someone|somebody|anyone|anybody|who|whom|people|contacts?)\b.{0,40}"
    r"(?:\b(?:never|not|no one|nobody)\b|n['’]t\b).{0,20}"
    r"\b(?:talk|speak|spoke|spoken|met|meet|contact|call|reach|heard)",
    re.IGNORECASE,
)
TIMES = (
    r"month|quarter|summer|spring|autumn|year|january|february|march|april|may|june|july|august|september|october|"
    r"november|december"
)
OVER_TIME = re.compile(
    r"\b(?:trend(?:s|ing)?|develop(?:ed|ing|ment)?|evol(?:ve|ved|ving|ution)|history|"
    r"over (?:the )?(?:last |past )?(?:few |couple of |\w+ )?(?:weeks|months?|quarters?|year)|"
    rf"(?:since|compared (?:to|with)|versus|vs) (?:last |the )?(?:{TIMES}))\b",
    re.IGNORECASE,
)
REACHES = re.compile(
    r"\b(?:reach\w*|hit|got to|get to|achiev\w+|complet\w+|finish\w*|arriv\w+|pass(?:ed)?)\b", re.IGNORECASE
)


def sharpened(heard: HeardWords, name: str) -> str:
    """What is asked more closely: whether a renewal comes by itself, how health went, the day of a milestone."""
    if name in ("renewal", "outcome", "call", "notice") and BY_ITSELF.search(heard.text):
        return "auto-renew"
    if name in ("health", "moved", "history") and OVER_TIME.search(heard.text) and heard.says("facts", "health"):
        return "health-trend"
    if heard.milestone is not None and name in ("stage", "milestone", "tasks") and REACHES.search(heard.text):
        lies_behind = heard.first_real in ("when", "did", "has", "have", "since", "what")
        return "reached" if lies_behind and not heard.has("will", "far", "close") else name
    return name
