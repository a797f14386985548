"""What can be offered to a customer (method A11), as CS operations keep it in `playbooks/offers.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from bot.playbook.models.parts import STAGES, Key, Laer, Part, Persona, Voice, Words
from bot.playbook.yaml.yaml_source import Trouble

# How it stands there: something is wrong, a renewal is near, the milestone takes longer than usual, or none of it.
Moment = Literal["burning", "deadline", "slow", "calm"]
AtEase: tuple[Moment, ...] = ("slow", "calm")


class Offer(Part):
    """Something of ours that somebody there may want.

    name: with its article, as it follows "offered". suits: whom it is proposed to first. never: whom it is refused
    for, with the reason. when: in which situations. say: a paragraph of a letter; templates, the persona's own before
    the neutral one."""

    key: Key
    name: Annotated[Words, Field(max_length=60)]
    suits: tuple[Persona, ...] = ()
    never: Mapping[Persona, Annotated[Words, Field(max_length=160)]] = Field(default_factory=dict)
    stages: tuple[Laer, ...] = STAGES
    when: tuple[Moment, ...] = AtEase
    say: Mapping[Voice, Words]

    def words(self, voice: Voice) -> str:
        return self.say.get(voice, self.say["neutral"])


class Catalogue(Part):
    offers: tuple[Offer, ...] = ()


def check_offers(offers: Sequence[Offer]) -> Iterator[Trouble]:
    """What the shapes can't say: keys that stand twice, an offer for whom it is refused, words for nobody else."""
    seen: set[str] = set()
    for at, offer in enumerate(offers):
        if offer.key in seen:
            yield Trouble(("offers", at, "key"), f"{offer.key!r} stands here twice")
        seen.add(offer.key)
        if "neutral" not in offer.say:
            yield Trouble(("offers", at, "say"), "needs neutral words, for those whose type nobody knows")
        for persona in offer.suits:
            if persona in offer.never:
                yield Trouble(("offers", at, "never", persona), f"can't be refused for {persona}, whom it suits")
