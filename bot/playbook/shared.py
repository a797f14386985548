"""Rules that several playbooks have in common, so that the sweep asks each of them once for all their accounts."""

from __future__ import annotations

from bot.playbook.models import Library, Rule


def shared_rules(library: Library) -> list[tuple[Rule, tuple[str, ...]]]:
    """Every rule in use once, with the names of the playbooks that have exactly it; in the order of the playbooks."""
    found: list[tuple[Rule, list[str]]] = []
    places: dict[str, list[int]] = {}  # where rules of a key stand: two playbooks may mean different things by it
    for playbook in library.playbooks.values():
        for rule in playbook.rules:
            same = [at for at in places.setdefault(rule.key, []) if found[at][0] == rule]
            if same:
                found[same[0]][1].append(playbook.name)
            else:
                places[rule.key].append(len(found))
                found.append((rule, [playbook.name]))
    return [(rule, tuple(names)) for rule, names in found]
