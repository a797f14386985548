"""Rules that a playbook takes over from another one (`rules_from`), and changes or adds to in its own rules.yaml.

An entry with the key of a rule taken over changes only what it gives; `cta` and `talk` are merged part by part.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.playbook.mount import Mount, Source
from bot.playbook.shape import did_you_mean, one_of
from bot.playbook.yaml_source import Document, Trouble, read

MERGED = ("cta", "talk")
RULES = "rules.yaml"
OWN = {"when", "headline", "todo", "clears"}  # an entry with none of these can only mean to change a rule
_NEEDS = "when, once_per, cta, headline, todo and clears"


def read_rules(mount: Mount, path: Path, head: dict[str, Any]) -> list[Any] | Any:
    """The rules of the playbook in `path`: those of `rules_from` and its own. Not a list where its file holds none."""
    lent = _read_lent(mount, path, head)
    if lent is None:
        return []
    if not (path / RULES).exists():
        return lent
    name, document = mount.open(path / RULES, ("rules",))
    if not isinstance(document.data, list):
        mount.sources.append(Source(("rules",), name, document, shown=("rules",)))
        return document.data
    rules, places = list(lent), {rule["key"]: at for at, rule in enumerate(lent)}
    for at, own in enumerate(document.data):
        key = own.get("key") if isinstance(own, dict) else None
        if isinstance(key, str) and key in places:
            rules[places[key]] = _changed(mount, rules[places[key]], own, places[key], at, name, document)
            continue
        mount.sources.append(Source(("rules", len(rules)), name, document, (at,), ("rules", at)))
        if isinstance(key, str) and lent and not own.keys() & OWN:
            near = did_you_mean(key, list(places)) or "."
            problem = (
                f"{key!r} is no rule of {head['rules_from']} that could be changed{near} A new rule needs {_NEEDS}"
            )
            mount.report(Trouble(("rules", len(rules), "key"), problem))
        else:
            rules.append(own)
    return rules


def _read_lent(mount: Mount, path: Path, head: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The rules taken over, but those it does without. What is wrong inside them is their own playbook's to say; None
    where they can't be read, so that nothing can be said of the rules here until that is mended."""
    lender, without = head.get("rules_from"), head.get("rules_without") or []
    if lender is None:
        if without:
            mount.report(Trouble(("rules_without",), "leaves out rules of rules_from, which isn't given"))
        return []
    if problem := _why_not(lender, path):
        mount.report(Trouble(("rules_from",), problem))
        return []
    name, document = Mount(mount.folder).open(path.parent / lender / RULES)
    listed = document.data if isinstance(document.data, list) else []
    rules = [
        (at, rule) for at, rule in enumerate(listed) if isinstance(rule, dict) and isinstance(rule.get("key"), str)
    ]
    if document.troubles or not listed or len(rules) < len(listed):
        return None
    known = [str(rule["key"]) for _, rule in rules]
    without = without if isinstance(without, list) else []
    for at, key in enumerate(without):
        if key not in known:
            problem = f"{key!r} is no rule of {lender}{did_you_mean(str(key), known) or '.'} It has: {one_of(known)}"
            mount.report(Trouble(("rules_without", at), problem))
    taken = [(at, rule) for at, rule in rules if rule["key"] not in without]
    for place, (at, rule) in enumerate(taken):
        mount.sources.append(Source(("rules", place), name, document, (at,), ("rules", at), str(rule["key"])))
    return [rule for _, rule in taken]


def _why_not(lender: Any, path: Path) -> str | None:
    """Why rules can't be taken over from there."""
    others = sorted(each.parent.name for each in path.parent.glob(f"*/{RULES}") if each.parent != path)
    if lender == path.name:
        return "is this playbook itself; leave it out"
    if lender not in others:
        near = did_you_mean(str(lender), others) or "."
        return f"{lender!r} is no playbook with a {RULES}{near} There are: {one_of(others)}"
    head = read(path.parent / lender / "playbook.yaml").data
    if isinstance(head, dict) and head.get("rules_from") is not None:
        return f"{lender!r} takes its own rules from somewhere else; name the playbook where they are written"
    return None


def _changed(
    mount: Mount, rule: dict[str, Any], own: dict[str, Any], place: int, at: int, name: str, document: Document
) -> dict[str, Any]:
    """The rule with what `own` gives, each part of it traced to its file."""
    merged = dict(rule)
    for part, value in own.items():
        merged[part] = value
        ways: list[tuple[str, ...]] = [(part,)]
        if part in MERGED and isinstance(value, dict) and isinstance(rule.get(part), dict):
            merged[part] = {**rule[part], **value}
            ways = [(part, inner) for inner in value]
        for way in ways:
            mount.sources.append(Source(("rules", place, *way), name, document, (at, *way), ("rules", at, *way)))
    if "when" in own and rule.get("clears_when") is not None and "clears_when" not in own:
        problem = "changes what opens it; say clears_when as well (null: as soon as this no longer holds)"
        mount.report(Trouble(("rules", place, "when"), problem))
    return merged
