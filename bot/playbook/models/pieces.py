"""Something useful for a customer now and then (method C8), as CS operations keep it in `playbooks/content.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from bot.playbook.models.parts import Key, Laer, Part, Persona, Voice, Words
from bot.playbook.yaml.yaml_source import Trouble

if TYPE_CHECKING:
    from bot.playbook.models import Playbook, Stage

ENOUGH: Final = 3  # for each stage: with fewer the same comes again


class UsefulPiece(Part):
    """A message of value by itself, whatever the account works on. title: as it follows "a word on". text: what is
    sent. personas: for whom; left out, for everyone. before_sale: for those who aren't customers yet."""

    key: Key
    title: Annotated[Words, Field(max_length=60)]
    stages: tuple[Laer, ...] = Field(min_length=1)
    personas: tuple[Persona, ...] = ()
    before_sale: bool = False
    text: Annotated[Words, Field(max_length=700)]

    def fits(self, stage: Stage, persona: str | None) -> bool:
        here = stage.laer in self.stages and self.before_sale == stage.before_sale
        return here and (not self.personas or persona in self.personas)


class Content(Part):
    """every_days: one a customer within so many days, whoever sends it: never a flood. opening: how a letter that sends
    one begins, in each voice; templates, with its title as `topic`."""

    opening: Mapping[Voice, Words] = Field(default_factory=dict)
    every_days: int = Field(default=28, ge=1, le=365)
    pieces: tuple[UsefulPiece, ...] = ()


def check_content(content: Content, playbooks: Mapping[str, Playbook]) -> Iterator[Trouble]:
    """Keys that stand twice, and stages for which there are too few."""
    seen: set[str] = set()
    for at, piece in enumerate(content.pieces):
        if piece.key in seen:
            yield Trouble(("pieces", at, "key"), f"{piece.key!r} stands here twice")
        seen.add(piece.key)
    for playbook in playbooks.values():
        for stage in playbook.stages:
            count = len(for_anybody(content.pieces, stage))
            if count < ENOUGH:
                sold = " before_sale" if stage.before_sale else ""
                what = f"{stage.name} of {playbook.name} ({stage.laer}{sold})"
                yield Trouble(("pieces",), f"has {count} for everyone in {what}; it takes {ENOUGH}")


def for_anybody(pieces: Sequence[UsefulPiece], stage: Stage) -> list[UsefulPiece]:
    return [piece for piece in pieces if piece.fits(stage, None)]
