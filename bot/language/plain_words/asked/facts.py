"""Which fact about an account is asked for: what it is called, and what fits the type of the question. Pure."""

from collections.abc import Iterator

from bot.language.plain_words.asked.question import types_of
from bot.language.plain_words.heard import HeardWords

# In this order where as much speaks for several.
FACT_NAMES = (
    "loss moved outcome notice email champion decider owner review survey contact call renewal value milestone stage "
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
