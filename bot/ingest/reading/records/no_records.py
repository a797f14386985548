"""Lines between the records that are none: titles again, totals, and what a report says about itself.

They are left out without a fuss, as every export of that report has them, and counted in the report."""

import re
from collections.abc import Iterator, Sequence

from bot.ingest.reading import leftovers
from bot.ingest.reading.records.titles import quoted
from bot.ingest.reading.report import Rejection, in_lines
from bot.ingest.sources.block import Block, Broken
from bot.text import clean

KEPT = 200
SAID = 4
A_FOOTER, AGAIN = "a report's footer", "the titles stand here again"
_AMOUNT = re.compile(r"(?:[^\W\d_]{1,4}\.? ?)?[\W\d]+(?: ?[^\W\d_]{1,4}\.?)?")


class NoRecords:
    """Those of one file. wanted: what the map says are records all the same. title: of the first column."""

    def __init__(self, header: Sequence[str], wanted: Sequence[str]) -> None:
        self._header, self._wanted = list(header), wanted
        self.count = 0
        self.found: list[Rejection] = []

    def takes(self, line: int, full: Sequence[str]) -> bool:
        """Whether that line is one of them; it is noted then. full: its cells, as many as there are titles."""
        filled = [clean(cell) for cell in full if cell.strip()]
        if [clean(cell) for cell in full] == self._header:
            return self._note(Rejection(line, "", "", AGAIN))
        if not filled or filled[0] in self._wanted:
            return False
        if len(full) > 2 and len(filled) == 1 and leftovers.is_footer(filled[0]):
            return self._note(Rejection(line, "", filled[0], A_FOOTER))
        if leftovers.is_total(filled[0]) and all(map(_AMOUNT.fullmatch, filled[1:])):
            return self._note(Rejection(line, "", filled[0], f"a total{or_an_account(filled[0])}"))
        return False

    def without_footers(self, block: Block) -> list[Broken]:
        """The records that can't be read, without the lines of a report's footer: a short one, or one below another
        of which some line says so."""
        rest: list[Broken] = []
        for run in _runs(block):
            is_footer = all(_is_one_cell(one.cells) for one in run) and any(
                leftovers.is_footer(clean(one.cells[0])) for one in run
            )
            if not is_footer:
                rest += run
                continue
            for one in run:
                text = clean(one.cells[0])
                has = one.problem.partition(":")[0].partition(",")[0]
                self._note(Rejection(one.line, "", text, f"{A_FOOTER}, {has}"))
        return rest

    def lines(self) -> list[str]:
        """For the report's small print."""
        if not self.count:
            return []
        alike: dict[tuple[str, str], list[Rejection]] = {}
        for one in self.found:
            shown = "" if one.reason.startswith((A_FOOTER, AGAIN)) else one.value
            alike.setdefault((shown, one.reason), []).append(one)
        said = [_said(shown, reason, found) for (shown, reason), found in alike.items()]
        more = [f"and {len(said) - SAID} more kinds"] if len(said) > SAID else []
        are = "line is no record, so it was" if self.count == 1 else "lines are no records, so they were"
        return [f"{self.count:,} {are} left out: {'; '.join([*said[:SAID], *more])}."]

    def _note(self, one: Rejection) -> bool:
        self.count += 1
        if len(self.found) < KEPT:
            self.found.append(one)
        return True


def or_an_account(text: str) -> str:
    return f": if it is an account, say so in the map, records: [{quoted(text)}]"


def _said(shown: str, reason: str, found: Sequence[Rejection]) -> str:
    where = in_lines([one.line for one in found])
    return f'{where} "{shown}", {reason}' if shown else f"{where}, {reason}"


def _is_one_cell(cells: Sequence[str]) -> bool:
    return bool(cells) and bool(cells[0].strip()) and not any(map(str.strip, cells[1:]))


def _runs(block: Block) -> Iterator[list[Broken]]:
    """The broken records, those without a record between them together."""
    run: list[Broken] = []
    records = iter([*block.lines, float("inf")])
    ahead = next(records)
    for one in block.broken:
        passed = False
        while ahead < one.line:
            ahead, passed = next(records), True
        if run and passed:
            yield run
            run = []
        run.append(one)
    if run:
        yield run
