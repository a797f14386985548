"""Rules and reactions that a playbook takes over from another one (`rules_from`), and changes or adds to in its own
rules.yaml and reactions.yaml.

An entry with the key of one taken over changes only what it gives; a rule's `cta` and `talk` are merged part by part.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.playbook.yaml.mount import Mount, Source
from bot.playbook.yaml.shape import did_you_mean, one_of
from bot.playbook.yaml.yaml_source import Document, Trouble

RULES = "rules.yaml"


@dataclass(frozen=True)
class SharedKind:
    """What is taken over: its key in the tree and its file. one: as it reads in an error. merged: part by part.

    own: an entry with none of these can only mean to change one. needs: what a new one must have."""

    name: str
    one: str
    own: frozenset[str]
    needs: str
    merged: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return f"{self.name}.yaml"

    @property
    def without(self) -> str:
        return f"{self.name}_without"


KINDS = (
    SharedKind(
        "rules",
        "rule",
        frozenset({"when", "headline", "todo", "clears"}),
        "when, once_per, cta, headline, todo and clears",
        ("cta", "talk"),
    ),
    SharedKind("reactions", "reaction", frozenset({"on", "do"}), "on and do"),
)


def read_all(mount: Mount, path: Path, head: dict[str, Any]) -> dict[str, list[Any] | Any]:
    """Rules and reactions of the playbook in `path`: those of `rules_from` and its own. Not lists where its files hold
    none."""
    lender = head.get("rules_from")
    problem = _why_not(mount, lender, path) if lender is not None else None
    if problem:
        mount.report(Trouble(("rules_from",), problem))
    return {kind.name: _read_kind(mount, path, head, kind, None if problem else lender) for kind in KINDS}


def _read_kind(mount: Mount, path: Path, head: dict[str, Any], kind: SharedKind, lender: str | None) -> list[Any] | Any:
    lent = _read_lent(mount, path, head, kind, lender)
    if lent is None:
        return []
    if not (path / kind.file).exists():
        return lent
    name, document = mount.open(path / kind.file, (kind.name,))
    if not isinstance(document.data, list):
        mount.sources.append(Source((kind.name,), name, document, shown=(kind.name,)))
        return document.data
    entries, places = list(lent), {entry["key"]: at for at, entry in enumerate(lent)}
    for at, own in enumerate(document.data):
        key = own.get("key") if isinstance(own, dict) else None
        if isinstance(key, str) and key in places:
            change = BorrowChange(kind, places[key], at, name, document)
            entries[places[key]] = _changed(mount, entries[places[key]], own, change)
            continue
        mount.sources.append(Source((kind.name, len(entries)), name, document, (at,), (kind.name, at)))
        if isinstance(key, str) and lent and not own.keys() & kind.own:
            near = did_you_mean(key, list(places)) or "."
            problem = (
                f"{key!r} is no {kind.one} of {lender} that could be changed{near} A new {kind.one} needs {kind.needs}"
            )
            mount.report(Trouble((kind.name, len(entries), "key"), problem))
        else:
            entries.append(own)
    return entries


def _read_lent(
    mount: Mount, path: Path, head: dict[str, Any], kind: SharedKind, lender: str | None
) -> list[dict[str, Any]] | None:
    """What is taken over, but what it does without. What is wrong inside is its own playbook's to say; None where it
    can't be read, so that nothing can be said of it here until that is mended."""
    without = head.get(kind.without) or []
    if lender is None:
        if without and head.get("rules_from") is None:
            mount.report(Trouble((kind.without,), f"leaves out {kind.name} of rules_from, which isn't given"))
        return []
    source = path.parent / lender / kind.file
    if not source.exists():
        return []
    name, document = Mount(mount.folder, mount.files).open(source)
    listed = document.data if isinstance(document.data, list) else []
    entries = [(at, one) for at, one in enumerate(listed) if isinstance(one, dict) and isinstance(one.get("key"), str)]
    if document.troubles or not listed or len(entries) < len(listed):
        return None
    known = [str(each["key"]) for _, each in entries]
    without = without if isinstance(without, list) else []
    for at, key in enumerate(without):
        if key not in known:
            near = did_you_mean(str(key), known) or "."
            problem = f"{key!r} is no {kind.one} of {lender}{near} It has: {one_of(known)}"
            mount.report(Trouble((kind.without, at), problem))
    taken = [(at, each) for at, each in entries if each["key"] not in without]
    for place, (at, each) in enumerate(taken):
        mount.sources.append(Source((kind.name, place), name, document, (at,), (kind.name, at), str(each["key"])))
    return [each for _, each in taken]


def _why_not(mount: Mount, lender: Any, path: Path) -> str | None:
    """Why rules can't be taken over from there."""
    others = sorted(each.parent.name for each in path.parent.glob(f"*/{RULES}") if each.parent != path)
    if lender == path.name:
        return "is this playbook itself; leave it out"
    if lender not in others:
        near = did_you_mean(str(lender), others) or "."
        return f"{lender!r} is no playbook with a {RULES}{near} There are: {one_of(others)}"
    head = mount.files.read(path.parent / lender / "playbook.yaml").data
    if isinstance(head, dict) and head.get("rules_from") is not None:
        return f"{lender!r} takes its own rules from somewhere else; name the playbook where they are written"
    return None


@dataclass(frozen=True)
class BorrowChange:
    """An entry that changes one taken over. place: of that one in the tree; at: of the entry in its file."""

    kind: SharedKind
    place: int
    at: int
    name: str
    document: Document


def _changed(mount: Mount, entry: dict[str, Any], own: dict[str, Any], change: BorrowChange) -> dict[str, Any]:
    """The entry with what `own` gives, each part of it traced to its file."""
    merged, kind, place, at = dict(entry), change.kind, change.place, change.at
    for part, value in own.items():
        merged[part] = value
        ways: list[tuple[str, ...]] = [(part,)]
        if part in kind.merged and isinstance(value, dict) and isinstance(entry.get(part), dict):
            merged[part] = {**entry[part], **value}
            ways = [(part, inner) for inner in value]
        for way in ways:
            mount.sources.append(
                Source((kind.name, place, *way), change.name, change.document, (at, *way), (kind.name, at, *way))
            )
    if "when" in own and entry.get("clears_when") is not None and "clears_when" not in own:
        problem = "changes what opens it; say clears_when as well (null: as soon as this no longer holds)"
        mount.report(Trouble((kind.name, place, "when"), problem))
    return merged
