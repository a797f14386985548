"""From what a CSM saw to a proposed motivational persona, with how sure that makes us. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.playbook.models import PERSONAS, Persona, PersonaGuide, Voice

Confidence = Literal["guess", "likely", "sure"]


@dataclass(frozen=True)
class Proposal:
    """persona None: the signs don't tell. `answer`: what we say about it. `question`: the one that would tell more.

    evidence: what was seen, in words the customer may read. counts: signs per persona, the strongest first.
    """

    persona: Persona | None
    confidence: Confidence | None
    answer: str
    evidence: str
    question: str | None
    counts: Mapping[Persona, int]


def propose(chosen: Iterable[str], guides: Mapping[Voice, PersonaGuide]) -> Proposal:
    """chosen: keys of signs; a key that no guide knows (any more) is left out."""
    seen = set(chosen)
    counts = Counter({persona: _matching(guides, persona, seen) for persona in PERSONAS})
    ranked = dict(sorted(counts.items(), key=lambda item: (-item[1], PERSONAS.index(item[0]))))
    evidence = "; ".join(sign.seen for persona in ranked for sign in guides[persona].signs if sign.key in seen)
    most = max(counts.values())
    leaders = [persona for persona in PERSONAS if most and counts[persona] == most]
    question = _question(guides, leaders)
    if len(leaders) != 1:
        return Proposal(None, None, _undecided(guides, leaders, question), evidence, question, ranked)
    leader = leaders[0]
    confidence = how_sure(most, most - sorted(counts.values())[-2])
    runner_up = list(ranked)[1]
    doubt = _question(guides, [leader, runner_up]) if ranked[runner_up] else None
    answer = f"{guides[leader].name}, {_SURE[confidence]}"
    return Proposal(leader, confidence, answer, evidence, None if confidence == "sure" else doubt, ranked)


def how_sure(signs: int, lead: int) -> Confidence:
    """signs: for the leading persona; lead: how many more than for the next one.

    One sign is a mood, two without a rival a pattern, four with a clear lead hardly chance.
    """
    if signs >= 4 and lead >= 3:
        return "sure"
    return "likely" if signs >= 2 and lead >= 2 else "guess"


_SURE: dict[Confidence, str] = {"guess": "a guess", "likely": "likely", "sure": "sure"}


def _matching(guides: Mapping[Voice, PersonaGuide], persona: Persona, seen: set[str]) -> int:
    return sum(sign.key in seen for sign in guides[persona].signs)


def _undecided(guides: Mapping[Voice, PersonaGuide], leaders: list[Persona], question: str | None) -> str:
    names = [guides[persona].name.removesuffix(" type") for persona in leaders]
    if not names:
        start = "Nothing seen yet that points to a type"
    elif len(names) == 2:
        start = f"Between {names[0]} and {names[1]}"
    else:
        start = "It could be any of the three"
    return f"{start}; one question that would tell: {question}" if question else start


def _question(guides: Mapping[Voice, PersonaGuide], between: list[Persona]) -> str | None:
    """The neutral guide's question for that pair, in the order of PERSONAS; the open one for none or all."""
    telling = {str(pair): question for pair, question in guides["neutral"].telling.items()}
    pair = "-".join(persona for persona in PERSONAS if persona in between)
    return telling.get(pair, telling.get("all"))
