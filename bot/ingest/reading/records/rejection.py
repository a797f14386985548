"""Why a row or a cell was left out, and how that is said: what is wrong for one reason stands in one line, with one
piece of advice for all of it."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

WIDEST = 60
VALUES = 3  # of the cells that are wrong for one reason
ADVISED = 8  # of them in the line of the map that settles them
RUNS = 6  # of lines
_MEANT = "; did you mean "
_VALUE, _READINGS = "‹value›", "‹readings›"
_OF_EACH = re.compile(rf"\{{{_VALUE}: (?P<means>[^{{}}]*)\}}")  # values: {column: {"word": ""}}
_TWO = re.compile(r"(?<=^could be )([-+\d.,]+ or [-+\d.,]+)(?=: )")


class Rejection(NamedTuple):
    """Why a row was left out. line: physical line in the file. column: as the file calls it, "" for the whole row."""

    line: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        shown = self.shown()
        what = f'{self.column} "{shown}" ' if shown else f"{self.column} " if self.column else ""
        return f"line {self.line}: {what}{self.reason}"

    def shown(self) -> str:
        """The cell, on one line and not too long."""
        value = self.value if len(self.value) <= WIDEST else f"{self.value[:WIDEST]}…"
        return " ".join(value.split())


def in_lines(numbers: Sequence[int]) -> str:
    """ "line 4", "lines 6, 9 and 12 to 15"; of many the first ones."""
    runs: list[list[int]] = []
    for number in dict.fromkeys(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    more = len([number for run in runs[RUNS:] for number in run])
    said = [*said[:RUNS], f"{more:,} more"] if more else said
    said = ", ".join(said).split(", ")
    shown = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"line {shown}" if len(set(numbers)) == 1 else f"lines {shown}"


def folded(rejections: Sequence[Rejection]) -> Iterator[str]:
    """A line each; what is wrong with several rows for the same reason is one."""
    alike: dict[tuple[str, str], list[Rejection]] = {}
    for one in rejections:
        alike.setdefault((one.column, _kind_of(one)), []).append(one)
    for (column, kind), found in alike.items():
        if len(found) == 1:
            yield str(found[0])
            continue
        values = list(dict.fromkeys(shown for one in found if (shown := one.shown())))
        named = [f'"{value}"' for value in values[:VALUES]]
        more = [f"{len(values) - VALUES:,} more"] if len(values) > VALUES else []
        listed = " and ".join(part for part in (", ".join(named), *more) if part)
        shown = "" if not values else listed if len(values) == 1 else f"({listed})"
        what = "".join(f"{part} " for part in (column, shown) if part)
        yield f"{in_lines([one.line for one in found])}: {what}{_reason_of(kind, found)}"


def _kind_of(one: Rejection) -> str:
    """Its reason without what it says of this very cell."""
    reason = one.reason.partition(_MEANT)[0]
    quoted = json.dumps(one.value, ensure_ascii=False)
    return _TWO.sub(_READINGS, reason.replace(f"{{{quoted}: ", f"{{{_VALUE}: "))


def _reason_of(kind: str, found: Sequence[Rejection]) -> str:
    """The reason of all of them: its advice names each."""
    words = list(dict.fromkeys(json.dumps(one.value, ensure_ascii=False) for one in found))
    readings = dict.fromkeys(match[1] for one in found if (match := _TWO.search(one.reason)))

    def of_each(match: re.Match[str]) -> str:
        rest = ", …" if len(words) > ADVISED else ""
        each = [f"{word}: {match['means']}" for word in words[:ADVISED]]
        return f"{{{', '.join(each)}{rest}}}"

    said = kind.replace(_READINGS, ", ".join([*readings][:VALUES]))
    if len(words) > 1:
        said = said.replace("if that is no value", "if those are no values")
    meant = [one.reason.partition(_MEANT)[2].rstrip("?") for one in found]
    near = [one for one in dict.fromkeys(meant) if one]
    rest = f" and {len(near) - VALUES:,} more" if len(near) > VALUES else ""
    hint = f"{_MEANT}{', '.join(near[:VALUES])}{rest}?" if near else ""
    return _OF_EACH.sub(of_each, said) + hint


__all__ = ["Rejection", "folded", "in_lines"]
