"""What an import did, and how it is said in the terminal."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bot.calendar import plural
from bot.ingest.reading.columns import Kind

KEPT = 200  # rejections and warnings kept in memory; the rejected file has them all
SHOWN = 12
WIDEST = 60
VALUES = 3  # of the cells that are wrong for one reason
RUNS = 6  # of lines
_OF_A_LINE = re.compile(r"line (\d+): (.*)", re.DOTALL)


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


class Rejected(NamedTuple):
    """A record that was left out, or in part: its cells as they stand in the file, and why."""

    cells: list[str]
    why: tuple[Rejection, ...]


@dataclass
class ChunkOutcome:
    """What one chunk did. Counted into the report only after its transaction has been committed. moved: accounts that
    were on another playbook before, by the one that they are on now. teams: CSMs who came into a manager's team, by
    the manager's name. strangers: owners' names that nobody has."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    touched: set[int] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    moved: Counter[str] = field(default_factory=Counter)
    teams: Counter[str] = field(default_factory=Counter)
    strangers: list[str] = field(default_factory=list)


@dataclass
class ImportReport:
    """Counts are rows; measurements for kpis, of which a wide file has several a row. touched: ids of the accounts
    that something changed for; seen: of all accounts that an accounts file speaks of. passed: rows that the map leaves
    out. skipped: rows that had nothing to say. rejections and messages: the first ones, in the file's order.
    no_records: lines between the records, such as a footer's."""

    kind: Kind
    file: Path
    dry_run: bool = False
    rows: int = 0
    passed: int = 0
    skipped: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    warnings: int = 0
    touched: set[int] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)
    rejections: list[Rejection] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    moved: Counter[str] = field(default_factory=Counter)
    teams: Counter[str] = field(default_factory=Counter)
    strangers: list[str] = field(default_factory=list)
    rejected_file: Path | None = None
    no_records: list[Rejection] = field(default_factory=list)

    def take(self, outcome: ChunkOutcome) -> None:
        """Counts a chunk in."""
        self.added += outcome.added
        self.changed += outcome.changed
        self.unchanged += outcome.unchanged
        self.touched |= outcome.touched
        self.seen |= outcome.seen
        self.moved += outcome.moved
        self.teams += outcome.teams
        self.strangers += outcome.strangers
        self.reject(sorted(outcome.rejected, key=lambda each: each.why[0].line))
        self.notes += outcome.notes
        self.warnings += len(outcome.warnings)
        self.messages += outcome.warnings[: KEPT - len(self.messages)]

    def reject(self, rejected: list[Rejected]) -> None:
        self.rejected += len(rejected)
        for each in rejected[: max(0, KEPT - len(self.rejections))]:
            self.rejections += each.why

    def lines(self) -> list[str]:
        """For the terminal: what happened, what was left out and why, what is worth a look."""
        said = [f"{self.file.name}: {plural(self.rows, 'row')} read. {self._counts()}."]
        said += [f"  {note}" for note in self.notes]
        said += [f"  {plural(many, 'account')} moved to the playbook {name}." for name, many in self.moved.items()]
        said += [f"  In {name}'s team now: {plural(many, 'CSM')}." for name, many in self.teams.items()]
        said += self._said_rejections()
        if self.warnings:
            said.append(f"Worth a look: {plural(self.warnings, 'thing')}.")
            told = list(_alike_messages(self.messages))
            said += _first(told, len(told) + self.warnings - len(self.messages))
        if self.dry_run:
            said.append("Only tried: nothing was written.")
        if self.lacks_most:
            said.append(
                f"Most rows were left out, {self.rejected:,} of {self.rows - self.passed:,}: mend what stands above."
            )
        return said

    @property
    def lacks_most(self) -> bool:
        """Whether most of the rows that should have gone in didn't."""
        return self.rejected * 2 > self.rows - self.passed

    def _counts(self) -> str:
        many = plural(self.added, "measurement" if self.kind == "kpis" else self.kind.removesuffix("s"))
        skipped = f", {self.skipped:,} without a value" if self.skipped else ""
        return f"{many} new, {self.changed:,} changed, {self.unchanged:,} as before{skipped}"

    def _said_rejections(self) -> list[str]:
        if not self.rejected:
            return []
        where = f"; in {self.rejected_file} with the reason" if self.rejected_file else ""
        said = [f"Left out: {plural(self.rejected, 'row')}{where}."]
        told = list(_folded(self.rejections))
        more = max(self.rejected, len(self.rejections)) - len(self.rejections)
        return said + _first(told, len(told) + more)


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


def _folded(rejections: list[Rejection]) -> Iterator[str]:
    """A line each; what is wrong with several rows for the same reason is one."""
    alike: dict[tuple[str, str], list[Rejection]] = {}
    for one in rejections:
        alike.setdefault((one.column, one.reason.partition("; did you mean")[0]), []).append(one)
    for (column, reason), found in alike.items():
        if len(found) == 1:
            yield str(found[0])
            continue
        values = list(dict.fromkeys(shown for one in found if (shown := one.shown())))
        named = [f'"{value}"' for value in values[:VALUES]]
        more = [f"{len(values) - VALUES:,} more"] if len(values) > VALUES else []
        listed = " and ".join(part for part in (", ".join(named), *more) if part)
        shown = "" if not values else listed if len(values) == 1 else f"({listed})"
        what = "".join(f"{part} " for part in (column, shown) if part)
        yield f"{in_lines([one.line for one in found])}: {what}{reason}"


def _alike_messages(messages: list[str]) -> Iterator[str]:
    """Messages that say the same of several lines are one."""
    alike: dict[str, list[int]] = {}
    for message in messages:
        match = _OF_A_LINE.fullmatch(message)
        alike.setdefault(match[2] if match else message, []).extend([int(match[1])] if match else [])
    for said, lines in alike.items():
        yield f"{in_lines(lines)}: {said}" if lines else said


def _first(lines: list[str], total: int) -> list[str]:
    said = [f"  {line}" for line in lines[:SHOWN]]
    return [*said, f"  … and {total - SHOWN:,} more"] if total > SHOWN else said
