"""What an import did, and how it is said in the terminal."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bot.calendar import plural
from bot.ingest.reading.columns import Kind
from bot.ingest.reading.records.rejection import Rejection, folded, in_lines

KEPT = 200  # rejections and warnings kept in memory; the rejected file has them all
SHOWN = 12
_OF_A_LINE = re.compile(r"line (\d+): (.*)", re.DOTALL)


class Rejected(NamedTuple):
    """A record that was left out, or in part: its cells as they stand in the file, and why. in_part: the rest of it
    goes in without those cells."""

    cells: list[str]
    why: tuple[Rejection, ...]
    in_part: bool = False


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
    no_records: lines between the records, such as a footer's. rejected: rows that were left out as a whole, left_rows
    why; cells: of rows that went in without them, left_cells why; the first ones, and rejections has both."""

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
    cells: int = 0
    warnings: int = 0
    touched: set[int] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)
    rejections: list[Rejection] = field(default_factory=list)
    left_rows: list[Rejection] = field(default_factory=list)
    left_cells: list[Rejection] = field(default_factory=list)
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
        for each in rejected:
            kept = self.left_cells if each.in_part else self.left_rows
            for some in (kept, self.rejections):
                some += each.why if len(some) < KEPT else ()
            self.cells += len(each.why) if each.in_part else 0
            self.rejected += not each.in_part

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
        where = f"; in {self.rejected_file} with the reason" if self.rejected_file else ""
        said: list[str] = []
        if self.rejected:
            told = list(folded(self.left_rows))
            more = max(self.rejected, len(self.left_rows)) - len(self.left_rows)
            said += [f"Left out: {plural(self.rejected, 'row')}{where}.", *_first(told, len(told) + more)]
        if self.cells:
            told = list(folded(self.left_cells))
            also = where if not self.rejected else ""
            what = plural(self.cells, "cell")
            said += [f"Left out: {what}; the rest of those rows went in{also}."]
            said += _first(told, len(told) + self.cells - len(self.left_cells))
        return said


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


__all__ = ["ChunkOutcome", "ImportReport", "Rejected", "Rejection", "in_lines"]
