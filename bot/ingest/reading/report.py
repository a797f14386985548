"""What an import did, and how it is said in the terminal."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from bot.calendar import plural
from bot.ingest.reading.columns import Kind

KEPT = 200  # rejections and warnings kept in memory; the rejected file has them all
SHOWN = 12
WIDEST = 60


class Rejection(NamedTuple):
    """Why a row was left out. line: physical line in the file. column: as the file calls it, "" for the whole row."""

    line: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        value = self.value if len(self.value) <= WIDEST else f"{self.value[:WIDEST]}…"
        shown = " ".join(value.split())
        what = f'{self.column} "{shown}" ' if shown else f"{self.column} " if self.column else ""
        return f"line {self.line}: {what}{self.reason}"


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
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    moved: Counter[str] = field(default_factory=Counter)
    teams: Counter[str] = field(default_factory=Counter)
    strangers: list[str] = field(default_factory=list)


@dataclass
class ImportReport:
    """Counts are rows; measurements for kpis, of which a wide file has several a row. touched: ids of the accounts
    that something changed for. passed: rows that the map leaves out. skipped: rows that had nothing to say. rejections
    and messages: the first ones, in the file's order."""

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
    rejections: list[Rejection] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    moved: Counter[str] = field(default_factory=Counter)
    teams: Counter[str] = field(default_factory=Counter)
    strangers: list[str] = field(default_factory=list)
    rejected_file: Path | None = None

    def take(self, outcome: ChunkOutcome) -> None:
        """Counts a chunk in."""
        self.added += outcome.added
        self.changed += outcome.changed
        self.unchanged += outcome.unchanged
        self.touched |= outcome.touched
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
            said += _first(self.messages, self.warnings)
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


def _folded(rejections: list[Rejection]) -> Iterator[str]:
    """A line each; lines below each other that say the same, such as a report's footer, are one."""
    for _, alike in groupby(enumerate(rejections), key=lambda one: (one[1].line - one[0], *one[1][1:])):
        found = [rejection for _, rejection in alike]
        first, last = found[0].line, found[-1].line
        said = str(found[0])
        yield said if first == last else f"lines {first} to {last}: {said.partition(': ')[2]}"


def _first(lines: list[str], total: int) -> list[str]:
    said = [f"  {line}" for line in lines[:SHOWN]]
    return [*said, f"  … and {total - SHOWN:,} more"] if total > SHOWN else said
