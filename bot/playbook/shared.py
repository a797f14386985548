"""Rules and reactions that several playbooks have in common, so that the sweep asks each of them once for all their
accounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from bot.playbook.models import Library, Reaction, Rule


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


Entry = TypeVar("Entry", bound=_Keyed)


def shared_rules(library: Library) -> list[tuple[Rule, tuple[str, ...]]]:
    """Every rule in use once, with the names of the playbooks that have exactly it; in the order of the playbooks."""
    return _shared({playbook.name: playbook.rules for playbook in library.playbooks.values()})


def shared_reactions(library: Library) -> list[tuple[Reaction, tuple[str, ...]]]:
    """Every reaction once, in the same way."""
    return _shared({playbook.name: playbook.reactions for playbook in library.playbooks.values()})


def _shared(of_playbooks: dict[str, Sequence[Entry]]) -> list[tuple[Entry, tuple[str, ...]]]:
    found: list[tuple[Entry, list[str]]] = []
    places: dict[str, list[int]] = {}  # where those of a key stand: two playbooks may mean different things by it
    for name, entries in of_playbooks.items():
        for entry in entries:
            same = [at for at in places.setdefault(entry.key, []) if found[at][0] == entry]
            if same:
                found[same[0]][1].append(name)
            else:
                places[entry.key].append(len(found))
                found.append((entry, [name]))
    return [(entry, tuple(names)) for entry, names in found]
