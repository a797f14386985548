"""The words in which people ask and tell, as CS operations write them in `playbooks/words.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.playbook.models.parts import Part
from bot.playbook.yaml.yaml_source import Trouble
from bot.text import did_you_mean

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1)]
Meanings = Mapping[str, Phrases]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Sentences = Annotated[tuple[Sentence, ...], Field(min_length=1)]


class Spoken(Part):
    """Phrases by what they mean. asked: by fact and type of question. kpis: by the playbooks' own keys. roles, titles:
    as files write them. told: by what it is that a customer said, in what is logged. sentences: whole questions, by
    what they ask for (`fact renewal`, `list risk`, `state`); what nobody worded so is compared with them."""

    does: Meanings = Field(default_factory=dict)
    facts: Meanings = Field(default_factory=dict)
    asked: Meanings = Field(default_factory=dict)
    lists: Meanings = Field(default_factory=dict)
    figures: Meanings = Field(default_factory=dict)
    ways: Meanings = Field(default_factory=dict)
    told: Meanings = Field(default_factory=dict)
    said_lists: Meanings = Field(default_factory=dict)
    whose: Meanings = Field(default_factory=dict)
    kpis: Meanings = Field(default_factory=dict)
    roles: Meanings = Field(default_factory=dict)
    titles: Meanings = Field(default_factory=dict)
    reasons: Meanings = Field(default_factory=dict)
    sentences: Mapping[str, Sentences] = Field(default_factory=dict)

    def with_own(self, own: Spoken) -> Spoken:
        """These words and a company's own ones."""
        merged = {}
        for section in type(self).model_fields:
            here, more = getattr(self, section), getattr(own, section)
            merged[section] = {key: (*here.get(key, ()), *more.get(key, ())) for key in {**here, **more}}
        return Spoken(**merged)

    def __hash__(self) -> int:
        return id(self)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What the sections that we answer may mean; kpis, roles, titles and reasons are named by playbooks and files.
KNOWN = {
    "does": _set(
        "thanks hello help how-to log contact to-do put-off reached-out done not-a-problem tag call lost renewed "
        "settings undo say prepare draft thank state to-dos why map"
    ),
    "facts": _set(
        "renewal notice value champion decider people contact review survey health stage milestone owner tier segment "
        "start tasks to-dos outcome call promises next-step goals persona email title moved products parent history "
        "loss risk-view stuck-view data-age wishes interview"
    ),
    "lists": _set(
        "renewals risk stuck silent upsell untagged no-decider no-champion new left lost all outcome tickets "
        "no-forecast worth notice"
    ),
    "figures": _set("count total changes load book forecast funnel answers multiplier releases"),
    "ways": frozenset({"up", "down"}),
    "said_lists": frozenset({"questions", "wishes"}),
    "told": _set("question wish perception interview"),
    "whose": frozenset({"mine", "all"}),
}
# What whole sentences may ask for.
WHOLE = (
    {f"fact {name}" for name in KNOWN["facts"]}
    | {f"list {name}" for name in KNOWN["lists"]}
    | KNOWN["does"]
    | KNOWN["figures"]
)


def unknown_meanings(spoken: Spoken) -> Iterator[Trouble]:
    """Words for something that nobody answers."""
    for section, known in KNOWN.items():
        for name in getattr(spoken, section):
            if name not in known:
                near = did_you_mean(name, sorted(known))
                yield Trouble((section, name), f"is nothing that I can answer{near}")
    for name in spoken.sentences:
        if name not in WHOLE and not name.startswith("fact kpi:"):
            yield Trouble(("sentences", name), f"is nothing that I can answer{did_you_mean(name, sorted(WHOLE))}")
