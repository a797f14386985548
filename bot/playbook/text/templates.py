"""Jinja for playbooks: sandboxed, strict, and made for one-line sentences.

What isn't known is None and never printed: a template that prints it is wrong, and `milepost check` finds out. A part
that isn't there at all (`stakeholder`, `milestone`) is false, and everything in it is None or empty, so that
`{% if stakeholder.vision %}` is always safe to ask.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import Template, TemplateError, nodes

from bot.calendar import plural
from bot.errors import PlaybookError
from bot.playbook.text.bounds import Sentences, in_bounds, not_offered
from bot.playbook.text.situation import (
    AccountWords,
    EventWords,
    HealthWords,
    MilestoneWords,
    RenewalWords,
    ReviewWords,
    Situation,
    StakeholderWords,
    TicketsAsked,
)
from bot.playbook.yaml.shape import did_you_mean, one_of
from bot.text import clean, whole

PARTS: dict[str, type[Any]] = {
    "account": AccountWords,
    "milestone": MilestoneWords,
    "health": HealthWords,
    "renewal": RenewalWords,
    "review": ReviewWords,
    "stakeholder": StakeholderWords,
    "hands_on": StakeholderWords,
    "event": EventWords,
    "tickets": TicketsAsked,
}
NAMES = tuple(field.name for field in dataclasses.fields(Situation))


class _Absent:
    """Stands in for a part that isn't there: false, with None or () for everything that the part could tell."""

    def __init__(self, part: type[Any]) -> None:
        for field in dataclasses.fields(part):
            setattr(self, field.name, () if "tuple" in str(field.type) else None)

    def __bool__(self) -> bool:
        return False


_ABSENT = {name: _Absent(part) for name, part in PARTS.items()}


_FAILURES = (
    TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError,
    RecursionError, MemoryError, SyntaxError,
)  # fmt: skip


def render(template: str, situation: Situation) -> str:
    """The template as one line of plain text. Raises PlaybookError (without a file) where it can't be rendered."""
    try:
        return tidy(in_bounds(_compiled(template), _context(situation)))
    except _FAILURES as error:
        raise PlaybookError("template", "", f"{_why(error)}, in: {tidy(template)[:80]}") from error


def tidy(text: str) -> str:
    """Whitespace collapsed, and none before a comma or full stop, so that YAML can fold lines anywhere."""
    return re.sub(r"\s+([,.;:?!)])(?=\s|$)", r"\1", " ".join(text.split())).replace("( ", "(")


@lru_cache(maxsize=4000)
def broken_names(template: str) -> tuple[str, ...]:
    """What is wrong with a template whatever the situation: its syntax, and names that nothing has.

    It is parsed and not compiled, which would take ten times as long at every start; its first use does that."""
    if "{" not in template:
        return ()
    try:
        tree = _environment().parse(template)
    except TemplateError as error:
        return (f"isn't a valid template: {_syntax(str(error))}",)
    except RecursionError:
        return ("is nested too deeply; make it simpler",)
    except ValueError:  # Python reads no number of more than 4,300 digits
        return ("has a number that is too large",)
    if problem := not_offered(tree):
        return (problem,)
    return (*_unknown_filters(tree), *_unknown_names(tree), *_unknown_attributes(tree))


def _syntax(complaint: str) -> str:
    """Jinja's complaint; the commonest slips in plain words."""
    if found := re.search(r"that needs to be closed is '(\w+)'", complaint):
        return f"{_a(found[1])} has no {{% end{found[1]} %}}"
    if found := re.search(r"unknown tag 'end(\w+)'", complaint):
        return f"{_a('end' + found[1])} has no {{% {found[1]} %}} before it"
    if "nexpected end of template" in complaint:
        return "a {{ or {% isn't closed with }} or %}"
    return complaint


def _a(tag: str) -> str:
    return f"{'an' if tag[0] in 'aeiou' else 'a'} {{% {tag} %}}"


def _unknown_filters(tree: nodes.Template) -> Iterator[str]:
    """Filters and tests: a parsed template still names them, a compiled one would refuse."""
    kinds: tuple[tuple[type[nodes.Filter | nodes.Test], str, Collection[str]], ...] = (
        (nodes.Filter, "filter", _environment().offered),
        (nodes.Test, "test", _environment().tests),
    )
    for kind, what, known in kinds:
        for node in tree.find_all(kind):
            if node.name not in known:
                near = did_you_mean(node.name, sorted(known)) or "."
                yield f"isn't a valid template: No {what} named {node.name!r}{near} Ours: {one_of(sorted(FILTERS))}"


def _unknown_names(tree: nodes.Template) -> Iterator[str]:
    made = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    asked = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    loop = {"loop"} if tree.find(nodes.For) else set()
    for name in sorted(asked - made - loop - set(NAMES)):
        yield f"{name!r} is not known to templates{did_you_mean(name, NAMES) or '.'} Known: {one_of(NAMES)}"


def _unknown_attributes(tree: nodes.Template) -> Iterator[str]:
    for node in tree.find_all(nodes.Getattr):
        if not isinstance(node.node, nodes.Name) or node.node.name not in PARTS:
            continue
        part = node.node.name
        known = [field.name for field in dataclasses.fields(PARTS[part])]
        if node.attr not in known:
            near = did_you_mean(node.attr, known) or "."
            yield f"{part!r} has no {node.attr!r}{near} It has: {one_of(known)}"


def _context(situation: Situation) -> dict[str, Any]:
    return {name: _known(name, getattr(situation, name)) for name in NAMES}


def _known(name: str, value: Any) -> Any:
    return _ABSENT[name] if value is None and name in _ABSENT else value


def _why(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error) or type(error).__name__


# ---------------------------------------------------------------------- filters


def counted(number: int, one: str, many: str | None = None) -> str:
    """3|count('task') → "3 tasks"."""
    return plural(number, one, many)


def listed(values: Sequence[str], most: int | None = None) -> str:
    """("a", "b", "c")|listed → "a, b and c"; listed(2) → "a and b, among other things": it is said to customers, and
    nobody says "and 1 more"."""
    if most is not None and len(values) > most:
        return f"{listed(values[:most])}, among other things"
    shown = [str(value) for value in values]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def first(values: Sequence[str]) -> str:
    """The first one, or nothing."""
    return str(values[0]) if values else ""


def short(text: str, most: int = 80) -> str:
    """At most that many characters, cut between words, with "…" where something is missing."""
    text = " ".join(str(text).split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    at = head.rfind(" ")
    return (head[:at] if at > most // 2 else head).rstrip(" ,.;:") + "…"


def quoted(text: str, most: int = 80) -> str:
    """Their words in quotation marks, without a full stop, so that a sentence can go on. Nobody's words are cut: of
    several sentences the first ones that fit into `most` characters, else all of it."""
    words = (whole(str(text), most) or clean(str(text))).strip(' ."“”')
    return f"“{words}”"


def aloud(text: str) -> str:
    """ "weekly use 62% → 41%" → "weekly use from 62% to 41%"."""
    return re.sub(r"(?<!\S)(\S+) → (\S+)", r"from \1 to \2", str(text))


def cap(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def aside(text: str) -> str:
    """ "Dana Reyes, COO" → "Dana Reyes, COO,": a sentence can go on."""
    return f"{text}," if ", " in text and not text.endswith(")") else text


def since(when: str) -> str:
    """When a score stood otherwise, as it follows the move: "a week ago" → "in a week", "until Thu 19 Nov" → "since
    Thu 19 Nov"."""
    return {"a week ago": "in a week", "until today": "today"}.get(when, when.replace("until ", "since ", 1))


FILTERS: dict[str, Callable[..., str]] = {
    "count": counted,
    "listed": listed,
    "first": first,
    "short": short,
    "quoted": quoted,
    "aloud": aloud,
    "cap": cap,
    "aside": aside,
    "since": since,
}


@lru_cache(maxsize=1)
def _environment() -> Sentences:
    return Sentences(FILTERS)


@lru_cache(maxsize=2000)
def _compiled(template: str) -> Template:
    if problems := broken_names(template):
        raise TemplateError(problems[0])
    environment = _environment()
    return environment.from_string(environment.counted(environment.parse(template)))
