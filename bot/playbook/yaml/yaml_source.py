"""YAML with the line of every key, so that an error can point at it; a duplicate key is an error too."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.playbook.yaml.yaml_words import why_not_yaml

_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may come without libyaml
Where = tuple[str | int, ...]  # the way to a value: ("talk", "expert", "say", 0)


@dataclass(frozen=True)
class Trouble:
    """Something wrong at a place of one file. `line` counts from 1; None where the file has none (it is missing)."""

    where: Where
    problem: str
    line: int | None = None


@dataclass
class Document:
    """A YAML file's data, with the line on which each value is named."""

    data: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)

    def line(self, where: Where) -> int | None:
        """The line of that value, or of the nearest one around it."""
        for end in range(len(where), -1, -1):
            if where[:end] in self.lines:
                return self.lines[where[:end]]
        return None


def read(path: Path) -> Document:
    """Never raises: a file that can't be read or parsed is a document with one trouble."""
    try:
        return parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Document(troubles=[Trouble((), "this file is missing")])
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Document(troubles=[Trouble((), "isn't UTF-8; save it as UTF-8", line)])
    except OSError as error:
        return Document(troubles=[Trouble((), f"can't be read: {error.strerror or error}")])


def parse(text: str) -> Document:
    document = Document()
    try:
        node = _compose(text)
        if node is None:
            document.troubles.append(Trouble((), "this file is empty", 1))
        else:
            document.data = _Reader(document).value(node, ())
    except yaml.YAMLError as error:
        line, problem = why_not_yaml(error, text)
        document.troubles.append(Trouble((), problem, line))
    except ValueError as error:
        document.troubles.append(Trouble((), f"isn't valid YAML: {error}"))
    return document


def _compose(text: str) -> Node | None:
    """libyaml is twenty times as fast; what it can't read, PyYAML's own parser refuses in better words."""
    try:
        return yaml.compose(text, Loader=_FAST)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


class _Reader:
    """Turns nodes into data and writes down lines and duplicates on the way."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.scalars = SafeConstructor()
        self.open: set[int] = set()  # nodes we are inside of: an alias to one of them has no end

    def value(self, node: Node, where: Where) -> Any:
        self.document.lines.setdefault(where, node.start_mark.line + 1)
        if id(node) in self.open:
            self.trouble(where, "refers to itself", node)
            return None
        self.open.add(id(node))
        try:
            return self._inside(node, where)
        finally:
            self.open.discard(id(node))

    def _inside(self, node: Node, where: Where) -> Any:
        if isinstance(node, MappingNode):
            return self._mapping(node, where)
        if isinstance(node, SequenceNode):
            return [self.value(each, (*where, at)) for at, each in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        return self.scalars.construct_object(node)

    def _mapping(self, node: MappingNode, where: Where) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, ScalarNode) else "?"
            here = (*where, key)
            if key in data:
                first = self.document.lines[here]
                self.trouble(here, f"stands here twice (first on line {first}); keep one", key_node)
                continue
            self.document.lines[here] = key_node.start_mark.line + 1
            data[key] = self.value(value_node, here)
        return data

    def trouble(self, where: Where, problem: str, node: Node) -> None:
        self.document.troubles.append(Trouble(where, problem, node.start_mark.line + 1))
