"""Several files merged into one tree, and the way back: from a place in the tree to file, line and key."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.errors import PlaybookError
from bot.playbook.yaml.files import Files
from bot.playbook.yaml.shape import M, check_shape
from bot.playbook.yaml.yaml_source import Document, Trouble, Where
from bot.text import shorten


@dataclass(frozen=True)
class Source:
    """What stands at `at` in the tree was read from `root` in the document. shown: how its key starts in an error.

    rule: set where the text belongs to another playbook, from which the rule or reaction of that key was taken over.
    """

    at: Where
    name: str
    document: Document
    root: Where = ()
    shown: Where = ()
    rule: str | None = None


@dataclass
class Mount:
    """One playbook or persona in the making. borrowed: errors in what another playbook lends us: kind, key, error."""

    folder: Path
    files: Files
    data: dict[str, Any] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    errors: list[PlaybookError] = field(default_factory=list)
    borrowed: list[tuple[str, str, PlaybookError]] = field(default_factory=list)

    def open(self, path: Path, at: Where = ()) -> tuple[str, Document]:
        """The file's name below the folder and its document; its troubles become errors with `at` before their key."""
        document, name = self.files.read(path), path.relative_to(self.folder).as_posix()
        for trouble in document.troubles:
            self.error(name, trouble.line, (*at, *trouble.where) if trouble.where else (), trouble.problem)
        return name, document

    def read(self, path: Path, at: Where = ()) -> Any:
        """The file's data, for that place of the tree."""
        name, document = self.open(path, at)
        self.sources.append(Source(at, name, document, shown=at))
        return document.data

    def report(self, trouble: Trouble) -> None:
        """Finds the file with the nearest place; a later file (health.yaml) is nearer than an earlier one."""
        source = max(
            (each for each in self.sources if trouble.where[: len(each.at)] == each.at),
            key=lambda each: (len(each.at), _named_in(each, trouble.where)),
            default=self.sources[0],
        )
        inside = trouble.where[len(source.at) :]
        line = source.document.line((*source.root, *inside))
        if source.rule is None:
            self.error(source.name, line, (*source.shown, *inside), trouble.problem)
        else:
            error = _error(source.name, line, (*source.shown, *inside), trouble.problem)
            self.borrowed.append((str(source.at[0]), source.rule, error))

    def error(self, name: str, line: int | None, where: Where, problem: str) -> None:
        self.errors.append(_error(name, line, where, problem))

    def shaped(self, model: type[M], data: Any) -> M | None:
        if self.errors:  # a file that can't be parsed would only repeat itself as "missing"
            return None
        shaped, troubles = check_shape(model, data)
        for trouble in troubles:
            self.report(trouble)
        return shaped

    def loans(self, own: set[str], checked: Collection[str]) -> list[PlaybookError]:
        """The borrowed errors that their own playbook (errors: `own`) doesn't have: there the rule is right, here it
        doesn't fit, and it is this playbook that must say what to do. checked: the playbooks of which all is known."""
        name, document = self.sources[0].name, self.sources[0].document
        line = document.line(("rules_from",))
        return [
            _error(name, line, ("rules_from",), f"takes over {key!r}, which doesn't fit here ({error}). {_way(kind)}")
            for kind, key, error in self.borrowed
            if str(error) not in own and error.file.partition("/")[0] in checked
        ]


def _way(kind: str) -> str:
    return f"Change it in {kind}.yaml under the same key, or name it in {kind}_without"


def _error(name: str, line: int | None, where: Where, problem: str) -> PlaybookError:
    key = ".".join(shorten(str(part), 60) for part in where)
    return PlaybookError(f"{name}:{line}" if line else name, key, shorten(problem, 1_000))


def _named_in(source: Source, where: Where) -> int:
    """How much of that way the source's document names."""
    inside = where[len(source.at) :]
    ways = (((*source.root, *inside[:end]), end) for end in range(len(inside) + 1))
    return max((end for way, end in ways if way in source.document.lines), default=0)
