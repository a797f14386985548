"""A record's cells, read one by one. Where one has two readings, or can't be read, its whole column is asked."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from bot.ingest.reading import dates, numbers
from bot.ingest.reading.cells import COLUMN, BadCell
from bot.ingest.reading.columns import COLUMNS, DATES, NUMBERS, Kind, What
from bot.ingest.reading.mapping import Mapping
from bot.ingest.reading.records.fields import Field, Fields
from bot.ingest.reading.records.not_known import says_not_known
from bot.ingest.reading.report import Rejection
from bot.ingest.reading.survey import Again, ColumnSurvey, survey

MAY_BE_OPEN: tuple[What, ...] = (*DATES, *NUMBERS, "email", "domain", "link", "currency", "channel")
# What a row can do without beside those: it is itself without them. A name and a status it isn't; a ticket's days and a
# contract's amount and term are what it is.
_ALONE: dict[Kind, frozenset[str]] = {
    "accounts": frozenset(each.name for each in COLUMNS["accounts"]) - {"name", "status"},
    "stakeholders": frozenset(each.name for each in COLUMNS["stakeholders"]) - {"status"},
    "contracts": frozenset({"notice_on", "auto_renew"}),
    "tickets": frozenset({"subject", "link", "priority"}),
    "events": frozenset({"by"}),
}
_LONGEST_WORD = 60


def left_alone(kind: Kind) -> set[str]:
    """The columns of which a cell that can't be read leaves out itself, and not its row."""
    alone = _ALONE.get(kind, frozenset())
    return {each.name for each in COLUMNS[kind] if each.name in alone and not each.required}


class CellsByColumn:
    """Reads the cells of one file's records. again: opens the file a second time. not_known: (title, word) that says
    there is nothing yet, with how many cells were read so."""

    def __init__(self, kind: Kind, mapping: Mapping, fields: Fields, again: Again | None) -> None:
        self._kind, self._mapping, self._fields, self._again = kind, mapping, fields, again
        self._surveyed: dict[str, ColumnSurvey] | None = None
        self._kinds = {each.name: each.what for each in COLUMNS[kind]} | dict.fromkeys(mapping.melt, "number")
        self.not_known: Counter[tuple[str, str]] = Counter()

    def read(self, fields: list[Field], line: int, raw: Sequence[str], values: dict[str, Any]) -> list[Rejection]:
        """Puts what the cells say into values. What can't be read comes back, with advice tried on the whole file."""
        bad: list[Rejection] = []
        for place, field in enumerate(fields):
            text = field.text(raw)
            try:
                value = self._by_column(fields, place, text)
            except BadCell as problem:
                if self._may_be_open(field) and says_not_known(text.strip()):
                    self.not_known[field.title, text.strip()] += 1
                else:
                    bad.append(Rejection(line, field.title, text.strip(), self._reason(field, problem, text.strip())))
                continue
            if value is not None:
                values[field.name] = value
        return bad

    def _by_column(self, fields: list[Field], place: int, text: str) -> Any:
        """The cell's value. Where it has two readings its column may know, and is read so from then on."""
        field = fields[place]
        try:
            return field.read(text)
        except numbers.TwoReadings:
            if not (decimal := (shown := self._survey(field)).decimal):
                raise
            reads = self._fields.readers.with_decimal(field.name, decimal, cents=not shown.thirds)
            fields[place] = field._replace(read=reads)
            return fields[place].read(text)

    def _may_be_open(self, field: Field) -> bool:
        return self._kinds[field.name] in MAY_BE_OPEN and field.name not in self._mapping.computed

    def _reason(self, field: Field, problem: BadCell, text: str) -> str:
        """With advice that was tried on the whole column."""
        if isinstance(problem, dates.NotADate) and self._again:
            reason = problem.said(self._survey(field).ways)
        elif isinstance(problem, numbers.TwoReadings) and (unlike := self._survey(field).contradiction):
            reason = f"{problem.readings}, and the column has both: {unlike}. Write its numbers in one way"
        else:
            reason = str(problem)
        if reason.startswith(("isn't", "is neither", "has the year")) and " map" not in reason:
            reason += self._word_advice(field, text)
        return reason.replace(COLUMN, field.name)

    def _word_advice(self, field: Field, text: str) -> str:
        """The line of the map that gives the cell a meaning, where it may have none: what is required may not."""
        what, quoted = self._kinds[field.name], json.dumps(text, ensure_ascii=False)
        if len(text) > _LONGEST_WORD or field.name in self._fields.required:
            return ""
        if what == "yes-no":
            return f"; say which in the map, values: {{{COLUMN}: {{{quoted}: yes}}}}"
        alone = field.name in left_alone(self._kind)
        if not (alone or self._may_be_open(field)) or (what in DATES and dates.formats_of(text)):
            return ""
        return f'; if that is no value, say so in the map, values: {{{COLUMN}: {{{quoted}: ""}}}}'

    def _survey(self, field: Field) -> ColumnSurvey:
        if self._surveyed is None and self._again:
            kinds = self._kinds
            computed = self._mapping.computed
            asked = [each for each in (*self._fields.each, *self._fields.melted) if each.name not in computed]
            as_numbers = {each.name: each.place for each in asked if kinds[each.name] in NUMBERS}
            as_dates = {each.name: each.place for each in asked if kinds[each.name] in DATES}
            self._surveyed = survey(self._again, as_numbers, as_dates)
        return (self._surveyed or {}).get(field.name, ColumnSurvey())
