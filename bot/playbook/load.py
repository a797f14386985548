"""Reads everything under `playbooks/` and says what is wrong with it, by file, line and key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.errors import PlaybookError
from bot.playbook.checks import check_guides, check_playbook
from bot.playbook.models import VOICES, Library, PersonaGuide, Playbook, Voice
from bot.playbook.shape import M, check_shape
from bot.playbook.yaml_source import Document, Trouble, Where, read

SHIPPED = Path(__file__).resolve().parents[2] / "playbooks"  # beside `bot/`, in the repository and when installed
PERSONAS = "personas"
STAGE_FILE = re.compile(r"^\d+-[a-z0-9-]+\.yaml$")


def load_library(folder: Path = SHIPPED) -> Library:
    """All playbooks and personas. Raises PlaybookError for the first thing that is wrong."""
    library, errors = _read_library(folder)
    if errors or library is None:
        raise errors[0]
    return library


def check_library(folder: Path = SHIPPED) -> list[PlaybookError]:
    """Everything that is wrong with the folder, in the order of its files; empty when all is well."""
    return _read_library(folder)[1]


@dataclass
class _Mount:
    """Several files merged into one tree: which file and place a place of the tree comes from."""

    folder: Path
    data: dict[str, Any] = field(default_factory=dict)
    files: list[tuple[Where, str, Document]] = field(default_factory=list)
    errors: list[PlaybookError] = field(default_factory=list)

    def read(self, path: Path, prefix: Where = ()) -> Any:
        """The file's data; its troubles become errors with the prefix before their key."""
        document = read(path)
        name = path.relative_to(self.folder).as_posix()
        self.files.append((prefix, name, document))
        for trouble in document.troubles:
            where = (*prefix, *trouble.where) if trouble.where else ()  # () is the file itself
            self._error(name, trouble.line, where, trouble.problem)
        return document.data

    def report(self, trouble: Trouble) -> None:
        """Finds the file with the nearest place; a later file (health.yaml) is nearer than an earlier one."""
        prefix, name, document = max(
            (each for each in self.files if trouble.where[: len(each[0])] == each[0]),
            key=lambda each: (len(each[0]), _named_in(each[2], trouble.where[len(each[0]) :])),
            default=self.files[0],
        )
        self._error(name, document.line(trouble.where[len(prefix) :]), trouble.where, trouble.problem)

    def _error(self, name: str, line: int | None, where: Where, problem: str) -> None:
        key = ".".join(str(part) for part in where)
        self.errors.append(PlaybookError(f"{name}:{line}" if line else name, key, problem))


def _named_in(document: Document, where: Where) -> int:
    """How much of that way the document names."""
    return max((end for end in range(len(where) + 1) if where[:end] in document.lines), default=0)


def _read_library(folder: Path) -> tuple[Library | None, list[PlaybookError]]:
    if not folder.is_dir():
        return None, [PlaybookError(str(folder), "", "this folder is missing; it should hold playbooks and personas")]
    guides, errors = _read_guides(folder)
    playbooks: dict[str, Playbook] = {}
    for path in _playbook_folders(folder):
        playbook, found = _read_playbook(folder, path)
        errors += found
        if playbook:
            playbooks[playbook.name] = playbook
    if not _playbook_folders(folder):
        errors.append(PlaybookError(str(folder), "", "holds no playbook; each one is a folder with a playbook.yaml"))
    return (None if errors else Library(playbooks=playbooks, personas=guides)), errors


def _playbook_folders(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.iterdir() if path.is_dir() and path.name != PERSONAS and path.name[0] not in "._"
    )


def _read_guides(folder: Path) -> tuple[dict[Voice, PersonaGuide], list[PlaybookError]]:
    guides: dict[Voice, PersonaGuide] = {}
    mounts: dict[Voice, _Mount] = {}
    for voice in VOICES:
        mounts[voice] = mount = _Mount(folder)
        guide = _shaped(mount, PersonaGuide, mount.read(folder / PERSONAS / f"{voice}.yaml"))
        if guide:
            guides[voice] = guide
    for voice, trouble in check_guides(guides):
        mounts[voice].report(trouble)
    return guides, [error for mount in mounts.values() for error in mount.errors]


def _read_playbook(folder: Path, path: Path) -> tuple[Playbook | None, list[PlaybookError]]:
    mount = _Mount(folder)
    head = mount.read(path / "playbook.yaml")
    data: dict[str, Any] = dict(head) if isinstance(head, dict) else {}
    for key, home in (("health", "health.yaml"), ("stages", "the folder stages"), ("rules", "rules.yaml")):
        if key in data:
            mount.report(Trouble((key,), f"belongs in {home}, beside this file"))
    data["health"] = mount.read(path / "health.yaml", ("health",))
    data["stages"] = _read_stages(mount, path / "stages")
    if (path / "rules.yaml").exists():
        data["rules"] = mount.read(path / "rules.yaml", ("rules",))
    playbook = _shaped(mount, Playbook, data)
    if playbook:
        for trouble in check_playbook(playbook, path.name):
            mount.report(trouble)
    return playbook, mount.errors


def _read_stages(mount: _Mount, folder: Path) -> list[Any]:
    """One file per stage, in the order of the number before its name."""
    paths = sorted(folder.glob("*.yaml"), key=lambda path: (_number(path), path.name))
    for path in paths:
        if not STAGE_FILE.match(path.name):
            name = path.relative_to(mount.folder).as_posix()
            mount.errors.append(PlaybookError(name, "", "must start with its place in order, such as 1-land.yaml"))
    if not paths:
        name = folder.relative_to(mount.folder).as_posix()
        mount.errors.append(PlaybookError(name, "", "holds no stage; one file each is needed, such as 1-land.yaml"))
    return [mount.read(path, ("stages", at)) for at, path in enumerate(paths)]


def _number(path: Path) -> int:
    digits = re.match(r"\d+", path.name)
    return int(digits.group()) if digits else 0


def _shaped(mount: _Mount, model: type[M], data: Any) -> M | None:
    if mount.errors:  # a file that can't be parsed would only repeat itself as "missing"
        return None
    shaped, troubles = check_shape(model, data)
    for trouble in troubles:
        mount.report(trouble)
    return shaped
