"""Lines of a map that somebody wrote because they were advised to, beside a map that was proposed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.errors import UserError

_OF_A_COLUMN = ("dates", "numbers", "values", "take", "match", "zones")
_ADVICE = (" map", "values: {", "columns: {")


def maps_by_file(files: Sequence[Path], maps: Sequence[str]) -> dict[Path, Path]:
    """Of "MAP.yaml" for the only file, or "FILE=MAP.yaml". Raises UserError for a file that isn't among them."""
    found: dict[Path, Path] = {}
    for one in maps:
        name, equals, path = one.rpartition("=")
        mine = [file for file in files if name in (file.name, str(file))] if equals else list(files)
        if len(mine) != 1:
            which = f"there is no {name} among the files" if equals else "say for which of the files"
            raise UserError(f"--map {one}: {which}, such as --map {files[0].name}={path}")
        found[mine[0]] = Path(path)
    return found


def with_own_lines(proposed: Mapping[str, Any], own: Any) -> Any:
    """The proposed map, and what somebody wrote in its place; of one column the words of both."""
    if not isinstance(own, dict) or not all(isinstance(part, dict) for name, part in own.items() if name != "records"):
        return own  # what is wrong with it is said where it is checked
    merged = {name: dict(part) for name, part in proposed.items()}
    columns = merged.get("columns", {})
    given = {**own.get("columns", {}), **own.get("constants", {}), **own.get("computed", {})}
    for ours, what in given.items():
        if columns.pop(ours, None) != what:
            for section in _OF_A_COLUMN:
                merged.get(section, {}).pop(ours, None)
    for name, part in own.items():
        if name in ("records", "only"):
            merged[name] = part
            continue
        into = merged.setdefault(name, {})
        for ours, said in part.items():
            both = isinstance(said, dict) and isinstance(into.get(ours), dict)
            into[ours] = {**into[ours], **said} if both else said
    return merged


def how_to_follow(said: Sequence[str], files: Sequence[Path]) -> list[str]:
    """Where the lines of a map go that reports advise, if they advise any."""
    if not any(mark in line for line in said for mark in _ADVICE):
        return []
    of = "" if len(files) == 1 else f"{files[0].name}="
    return [f"To follow what is said of a map: write its lines into a file, and start again with --map {of}MAP.yaml"]


__all__ = ["how_to_follow", "maps_by_file", "with_own_lines"]
