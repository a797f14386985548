"""In whose shoes the journey is walked (method B6, B13): a persona's, or those of a kind of company that the playbook
has a profile of."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import UserError
from bot.journey.accounts.persona_walks import OF_A_KIND
from bot.message import Line, ask, bold, italic, line
from bot.playbook.models import PERSONAS, Library, Playbook, Stage
from bot.talk.phrases.words import a_type


@dataclass(frozen=True)
class Walker:
    """key: as notes keep it. name: as it follows "as" ("a Friend type", "a start-up")."""

    key: str
    name: str


def walkers(library: Library, playbook: Playbook) -> tuple[Walker, ...]:
    people = tuple(Walker(persona, a_type(library.personas[persona].name)) for persona in PERSONAS)
    kinds = (Walker(f"{OF_A_KIND}{one.key}", _one_of(_small(one.name))) for one in playbook.segments)
    return (*people, *kinds)


def walker_of(library: Library, playbook: Playbook, key: str) -> Walker | None:
    return next((one for one in walkers(library, playbook) if one.key == key), None)


def walker_name(library: Library, playbook: Playbook, key: str) -> str:
    """Also of one that isn't in the playbook any more: its key."""
    known = walker_of(library, playbook, key)
    return known.name if known is not None else key.removeprefix(OF_A_KIND).replace("-", " ")


def stage_and_walker(library: Library, playbook: Playbook, key: str, stage_key: str) -> tuple[Stage, Walker]:
    """Raises UserError for what the playbook doesn't have (any more)."""
    stage = next((one for one in playbook.stages if one.key == stage_key), None)
    walker = walker_of(library, playbook, key)
    if stage is None or walker is None:
        raise UserError("That stage isn't in the playbook any more. Start again with ", ask("revisit"), ".")
    return stage, walker


def in_their_shoes(library: Library, playbook: Playbook, walker: Walker, stage: Stage) -> tuple[Line, ...]:
    """What they think and want there."""
    guide = next((guide for voice, guide in library.personas.items() if voice == walker.key), None)
    if guide is not None:
        cell = guide.cells[stage.laer]
        return (
            line("You are ", bold(walker.name), ", thinking: ", italic(f"“{cell.thinking}”")),
            line(f"You want: {_small(cell.outcome)}"),
        )
    kind = next(one for one in playbook.segments if f"{OF_A_KIND}{one.key}" == walker.key)
    success = kind.success.get(stage.key)
    wanted = (line("It went well when you can say: ", italic(f"“{success}”")),) if success else ()
    return (
        line("You are ", bold(walker.name), f". {kind.about}"),
        line(f"What hurts: {'; '.join(_small(one) for one in kind.pain_points)}"),
        *wanted,
    )


def _one_of(kind: str) -> str:
    """ "a start-up", "an enterprise"."""
    return f"an {kind}" if kind[:1].casefold() in "aeio" else f"a {kind}"


def _small(words: str) -> str:
    """Its first letter small, unless it begins with an abbreviation."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


__all__ = ["Walker", "in_their_shoes", "stage_and_walker", "walker_name", "walkers"]
