"""What a sentence may cost: the part of Jinja that sentences need, and bounds on time and size around it.

People who don't program write the templates, and messages are made of them all day in one process. So whatever can't be
bounded isn't offered (calls, macros, powers, filters with a width), and what is offered counts: loops their turns,
operators and joins what they make, before they make it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from bot.text import one_of
from bot.text import rounded as rounded_as_people_do

LONGEST = 64 * 1024  # characters of a rendered template, and of anything on the way to it
SLOWEST = 0.05  # seconds of this thread's own time
LARGEST = 10**15  # number
NODES, DEPTH, LOOPS = 1_000, 40, 3  # of one template: its parts, how deep they lie in each other, and loops in loops
_STEPS, _JOINED = "_steps", "_joined"  # filters that only we put into a template


class TooMuch(TemplateError):
    """A template that takes too long or makes too much."""


# ---------------------------------------------------------------------- time

_ends: ContextVar[float | None] = ContextVar("_ends", default=None)


def in_bounds(template: Template, context: Mapping[str, Any]) -> str:
    """The template rendered, in so much time and no more. Raises TooMuch and what templates raise."""
    before = _ends.set(time.thread_time() + SLOWEST)
    try:
        return template.render(context)
    finally:
        _ends.reset(before)


def _in_time() -> None:
    ends = _ends.get()
    if ends is not None and time.thread_time() > ends:
        raise TooMuch(f"it takes longer than {SLOWEST * 1000:.0f} ms")


# ---------------------------------------------------------------------- size


def _fits(length: int) -> None:
    if length > LONGEST:
        raise TooMuch(f"it becomes longer than {LONGEST // 1024} KB")


def joined_pieces(pieces: Iterable[str]) -> str:
    """A template's output, given up as soon as it is too long."""
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        _fits(length)
        kept.append(piece)
    return "".join(kept)


def steps(values: Iterable[Any]) -> Iterator[Any]:
    """What a loop goes through, as long as there is time."""
    for value in values:
        _in_time()
        yield value


def joined(values: Sequence[Any]) -> str:
    """The operator ~."""
    _in_time()
    return joined_pieces(str(printable(value)) for value in values)


def join(values: Iterable[Any], between: str = "") -> str:
    """("a", "b")|join(", ") → "a, b"."""
    _in_time()
    pieces, length = [], 0
    for value in values:
        pieces.append(str(value))
        length += len(pieces[-1]) + len(between)
        _fits(length)
    return between.join(pieces)


def replace(text: str, old: str, new: str) -> str:
    """Every `old` in the text is `new`."""
    _in_time()
    text = str(text)
    if not old:
        refuse("it replaces nothing by something; name the text to replace")
    _fits(len(text) + text.count(old) * (len(new) - len(old)))
    return text.replace(old, new)


def rounded(value: float, digits: int = 0) -> float:
    """3.14159|round(2) → 3.14."""
    if not 0 <= digits <= 6:
        refuse("it rounds to more than 6 digits")
    return float(rounded_as_people_do(float(value), digits))


_PRINTABLE = (str, int, float)


def printable(value: Any) -> Any:
    """What a sentence may print: a text or a number that is known."""
    if not isinstance(value, _PRINTABLE):
        if value is None or (isinstance(value, object) and not value and not isinstance(value, tuple | list)):
            refuse("it prints something that may be unknown; ask with {% if … %} first")
        refuse("it prints a list; say how, such as |listed" if isinstance(value, tuple | list) else "it prints no text")
    return value


def refuse(why: str) -> NoReturn:
    raise TemplateError(why)


FILTERS: dict[str, Callable[..., Any]] = {"join": join, "replace": replace, "round": rounded}
HARMLESS = ("abs", "capitalize", "d", "default", "float", "int", "last", "length", "lower", "title", "trim", "upper")


# ---------------------------------------------------------------------- the part of Jinja that is offered

METHODS = (
    "endswith",
    "lower",
    "split",
    "startswith",
    "strip",
    "title",
    "upper",
)  # of texts; none makes more than it has
_OFFERED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr, nodes.Getitem,
    nodes.Slice, nodes.Filter, nodes.Test, nodes.Keyword, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Neg, nodes.Pos, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Concat,
    nodes.CondExpr, nodes.Call, nodes.If, nodes.For, nodes.Assign, nodes.Tuple, nodes.List,
)  # fmt: skip
_INSTEAD: dict[type[nodes.Node], str] = {
    nodes.Pow: "raises to a power (**), which sentences don't need",
    nodes.Macro: "has a {% macro %}; write the words where they are said",
    nodes.AssignBlock: "has a {% set %} without =; write {% set name = … %}",
    nodes.Include: "has an {% include %}; write the words where they are said",
    nodes.Import: "has an {% import %}; write the words where they are said",
    nodes.FromImport: "has an {% import %}; write the words where they are said",
    nodes.Extends: "has an {% extends %}; write the words where they are said",
}


def not_offered(tree: nodes.Template) -> str | None:
    """The first thing in a parsed template that sentences can't have. It goes no deeper than allowed."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    seen = 0
    while waiting:
        node, depth, loops = waiting.pop()
        seen += 1
        loops += isinstance(node, nodes.For)
        if seen > NODES:
            return f"is too long: it has more than {NODES:,} parts; make several texts of it"
        if depth > DEPTH:
            return "is nested too deeply; make it simpler"
        if loops > LOOPS:
            return f"has more than {LOOPS} loops in each other"
        if problem := _why_not(node):
            return problem
        waiting += [(child, depth + 1, loops) for child in node.iter_child_nodes()]
    return None


def _why_not(node: nodes.Node) -> str | None:
    if not isinstance(node, _OFFERED):
        tag = type(node).__name__.lower()
        return _INSTEAD.get(type(node), f"uses {tag}, which sentences can't have")
    if isinstance(node, nodes.Call) and not (isinstance(node.node, nodes.Getattr) and node.node.attr in METHODS):
        return f"calls something with (…) that sentences can't; what they can: {one_of(METHODS)}, and filters after |"
    if isinstance(node, nodes.For) and node.recursive:
        return "has a recursive loop, which sentences can't have"
    if isinstance(node, nodes.Const) and isinstance(node.value, int | float) and not abs(node.value) <= LARGEST:
        return "has a number that is too large"
    return None


class _Counted(NodeTransformer):
    """Loops go by steps that are counted, and ~ makes nothing that is too long."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = _filtered(node.iter, _STEPS)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return _filtered(nodes.Tuple(node.nodes, "load", lineno=node.lineno), _JOINED)


def _filtered(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


class Sentences(ImmutableSandboxedEnvironment):
    """Jinja for sentences: only what is offered compiles, and what runs is bounded by `in_bounds`."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%"))
    concat = staticmethod(joined_pieces)

    def __init__(self, filters: dict[str, Callable[..., Any]]) -> None:
        super().__init__(
            undefined=StrictUndefined, autoescape=False, finalize=printable, trim_blocks=True, lstrip_blocks=True
        )
        self.globals.clear()  # sentences need no range() and no lipsum()
        harmless = {name: self.filters[name] for name in HARMLESS}
        self.offered = {**harmless, **FILTERS, **filters}
        self.filters = {**self.offered, _STEPS: steps, _JOINED: joined}

    def counted(self, tree: nodes.Template) -> nodes.Template:
        """The parsed template as it is compiled."""
        _Counted().visit(tree)
        return tree

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Numbers reckon with numbers; texts and lists can only be put together."""
        _in_time()
        if operator == "+" and isinstance(left, str | tuple | list) and isinstance(right, type(left)):
            _fits(len(left) + len(right))
        elif not (_is_small(left) and _is_small(right)):
            refuse(f"{operator} is for numbers up to {LARGEST:,}")
        return super().call_binop(context, operator, left, right)


def _is_small(value: Any) -> bool:
    return isinstance(value, int | float) and abs(value) <= LARGEST
