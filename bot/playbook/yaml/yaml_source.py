"""YAML with the line of every key, so that an error can point at it; a duplicate key is an error too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.playbook.yaml.yaml_words import why_not_yaml

LARGEST_FILE, MOST_VALUES = 400_000, 30_000  # characters; values, aliases written out. Ours have 28,000 and 800 at most
LONGEST_TEXT = 20_000  # characters of one value
LONGEST_NUMBER, LARGEST_NUMBER = 40, 10**12  # characters; value: what both databases and a date can bear
DEEPEST = 30  # values in values
MOST_ENTRIES = 500  # of one list or mapping
EASY = 50_000, 1_000  # characters of a file, its brackets and its longest line, that no parser can choke on
SLOW_PARSER_READS = 100_000  # characters
_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML may come without libyaml
Where = tuple[str | int, ...]  # the way to a value: ("talk", "expert", "say", 0)


@dataclass(frozen=True)
class Trouble:
    """Something wrong at a place of one file. `line` counts from 1; None where the file has none (it is missing)."""

    where: Where
    problem: str
    line: int | None = None


class TooLarge(Exception):
    """More than anybody writes by hand. line: counted from 1."""

    def __init__(self, problem: str, line: int | None = None) -> None:
        super().__init__(problem)
        self.problem, self.line = problem, line


_LARGE = Trouble((), f"is too large: a file may have {LARGEST_FILE // 1000} KB; make it shorter, or several of it")


@dataclass
class Document:
    """A YAML file's data, with the line on which each value is named. size: characters; values: aliases written out."""

    data: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    size: int = 0
    values: int = 0

    def line(self, where: Where) -> int | None:
        """The line of that value, or of the nearest one around it."""
        for end in range(len(where), -1, -1):
            if where[:end] in self.lines:
                return self.lines[where[:end]]
        return None


def read(path: Path) -> Document:
    """Never raises: a file that can't be read or parsed is a document with one trouble."""
    try:
        if path.exists() and not path.is_file():  # a pipe never ends
            return Document(troubles=[Trouble((), "isn't a file")])
        with path.open("rb") as file:
            data = file.read(4 * LARGEST_FILE + 1)
        return parse(data.decode()) if len(data) <= 4 * LARGEST_FILE else Document(troubles=[_LARGE])
    except FileNotFoundError:
        return Document(troubles=[Trouble((), "this file is missing")])
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Document(troubles=[Trouble((), "isn't UTF-8; save it as UTF-8", line)])
    except OSError as error:
        return Document(troubles=[Trouble((), f"can't be read: {error.strerror or error}")])


def parse(text: str) -> Document:
    document = Document(size=len(text))
    try:
        if len(text) > LARGEST_FILE:
            raise TooLarge(_LARGE.problem)
        node = _compose(text)
        if node is None:
            document.troubles.append(Trouble((), "this file is empty", 1))
        else:
            document.data = _Reader(document).value(node, ())
    except TooLarge as error:
        document.troubles.append(Trouble((), error.problem, error.line))
    except yaml.YAMLError as error:
        line, problem = why_not_yaml(error, text)
        document.troubles.append(Trouble((), problem, line))
    except RecursionError:  # of PyYAML's own parser
        document.troubles.append(Trouble((), _too_deep().problem))
    return document


def _compose(text: str) -> Node | None:
    """libyaml is twenty times as fast; what it can't read, PyYAML's own parser refuses in better words."""
    try:
        if not _is_easy(text):
            _walk(text)
        return yaml.compose(text, Loader=_FAST)
    except yaml.YAMLError:
        if len(text) > SLOW_PARSER_READS:
            raise
        return yaml.compose(text, Loader=yaml.SafeLoader)


def _is_easy(text: str) -> bool:
    """Whether nothing in it can lie so deep that libyaml's composing, which calls itself, would end the process."""
    size, most = EASY
    brackets = text.count("[") + text.count("{")
    return len(text) <= size and brackets <= most and max(map(len, text.splitlines()), default=0) <= most


def _walk(text: str) -> None:
    """How deep and how much it is, found without keeping anything. Raises TooLarge."""
    depth = values = 0
    for event in yaml.parse(text, Loader=_FAST):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        else:
            values += 1
        if depth > DEEPEST:
            raise _too_deep(line)
        if values > 2 * MOST_VALUES:  # keys and values
            raise _too_many(line)


def _too_deep(line: int | None = None) -> TooLarge:
    return TooLarge(f"lies more than {DEEPEST} levels deep; a bracket or a hyphen too many?", line)


def _too_many(line: int | None) -> TooLarge:
    problem = "holds more values than a file may; leave out some, or a * that repeats what & names"
    return TooLarge(problem, line)


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
        self.document.values += 1
        if self.document.values > MOST_VALUES:
            raise _too_many(node.start_mark.line + 1)
        if len(where) > DEEPEST:
            raise _too_deep(node.start_mark.line + 1)
        self.open.add(id(node))
        try:
            return self._inside(node, where)
        finally:
            self.open.discard(id(node))

    def _inside(self, node: Node, where: Where) -> Any:
        if isinstance(node, MappingNode | SequenceNode) and len(node.value) > MOST_ENTRIES:
            self.trouble(where, f"has {len(node.value):,} entries; at most {MOST_ENTRIES} are allowed", node)
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, where)
        if isinstance(node, SequenceNode):
            return [self.value(each, (*where, at)) for at, each in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        return self._scalar(node, where)

    def _scalar(self, node: ScalarNode, where: Where) -> Any:
        if problem := _unreadable(node):
            self.trouble(where, problem, node)
            return None
        try:
            value = self.scalars.construct_object(node)
        except ValueError:  # the 30th of February
            self.trouble(where, f"{node.value!r} is no such day or number; put quotes around a text", node)
            return None
        if isinstance(value, int | float) and not abs(value) <= LARGEST_NUMBER:
            self.trouble(where, f"must be a number up to {LARGEST_NUMBER:,}", node)
            return None
        return value

    def _mapping(self, node: MappingNode, where: Where) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, ScalarNode) else "?"
            here = (*where, key)
            if problem := _unreadable(key_node) if isinstance(key_node, ScalarNode) else "has a key that is no word":
                self.trouble(where, problem, key_node)
                continue
            if key in data:
                first = self.document.lines[here]
                self.trouble(here, f"stands here twice (first on line {first}); keep one", key_node)
                continue
            self.document.lines[here] = key_node.start_mark.line + 1
            data[key] = self.value(value_node, here)
        return data

    def trouble(self, where: Where, problem: str, node: Node) -> None:
        self.document.troubles.append(Trouble(where, problem, node.start_mark.line + 1))


def _unreadable(node: ScalarNode) -> str | None:
    """Why that text or number can't be taken as it is."""
    if len(node.value) > LONGEST_TEXT:
        return f"is too long: a text may have {LONGEST_TEXT:,} characters"
    if node.tag in (_INT, _FLOAT) and len(node.value) > LONGEST_NUMBER:
        return f"must be a number up to {LARGEST_NUMBER:,}"
    if found := _UNSEEN.search(node.value):
        return f"holds a character that can't be seen (code {ord(found.group())}); delete it"
    return None


_INT, _FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # no database and no screen takes them
