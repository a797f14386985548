"""From records to rows of ours: which column is which, and each cell read once. No database, safe in a thread."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bot.errors import UserError
from bot.ingest.reading import leftovers, numbers
from bot.ingest.reading.cells import BadCell
from bot.ingest.reading.columns import Kind
from bot.ingest.reading.mapping import Mapping
from bot.ingest.reading.records.cells_by_column import CellsByColumn
from bot.ingest.reading.records.fields import Fields
from bot.ingest.reading.records.no_records import NoRecords, or_an_account
from bot.ingest.reading.records.open_cells import DefaultCurrency, OpenCells
from bot.ingest.reading.records.over_a_term import OverATerm
from bot.ingest.reading.records.titles import Titles
from bot.ingest.reading.report import Rejected, Rejection
from bot.ingest.reading.rows import Batch, Row
from bot.ingest.reading.survey import Again
from bot.ingest.sources.block import Block
from bot.ingest.sources.workbook import WrittenAs
from bot.text import clean

_MONEY = {"accounts": "arr", "contracts": "amount"}


class RowParser:
    """Reads the records of one file. again: opens it a second time, where a column has to decide what a cell means.
    skipped: rows so far that had nothing to say. Raises UserError at once where the header lacks a required column, or
    where two could be meant."""

    def __init__(
        self, header: list[str], kind: Kind, mapping: Mapping, file_name: str, again: Again | None = None
    ) -> None:
        self.kind, self.header, self.file_name = kind, header, file_name
        self.skipped = 0
        self._mapping = mapping
        self._titles = Titles(header, file_name)
        self._fields = Fields(kind, mapping, self._titles)
        self._cells = CellsByColumn(kind, mapping, self._fields, again)
        self._over = OverATerm(mapping, _MONEY.get(kind, ""), self._titles)
        self._currency = DefaultCurrency(mapping)
        self._open_cells = OpenCells(kind, self._fields, mapping)
        self.no_records = NoRecords(header, mapping.records)

    @property
    def rows_each(self) -> int:
        """Rows of ours that a record of the file gives, at most."""
        return max(1, len(self._fields.melted))

    def place(self, title: str) -> int:
        """Of the file's column that the map calls so."""
        return self._titles.place(title)

    def title(self, name: str) -> str:
        """How the file calls our column; where it has none, how we do."""
        return self._fields.title(name)

    @property
    def not_known(self) -> Counter[tuple[str, str]]:
        """(title, word) read as not known, with how many cells; see CellsByColumn."""
        return self._cells.not_known

    def unused(self) -> list[str]:
        """Titles of the file's columns that nothing is taken from."""
        over = {self._over.place} if self._over.place is not None else set()
        return self._titles.unused(self._fields.used() | over)

    def found_by(self, name: str) -> tuple[str, ...]:
        """By what accounts are found in that column of ours: key, domain, name, alias."""
        return self._mapping.match.get(name, ("key",))

    def has(self, name: str) -> bool:
        """Whether the file has that column of ours, or the map a constant for it."""
        return self._fields.has(name)

    def written(self, name: str, raw: Sequence[str]) -> str:
        """What a record has in that column of ours, as it stands."""
        field = self._fields.of(name)
        return field.text(self._full(raw)).strip() if field else ""

    def currency_advice(self) -> str:
        """A line of the map that gives amounts without a currency one, and changes no other row's."""
        return 'values: {currency: {"": EUR}}'

    def written_as(self) -> dict[int, WrittenAs]:
        """How the map says that cells are written, by the place of their column; for a file whose cells have values."""
        return self._fields.written_as()

    def parse(self, block: Block) -> tuple[Batch, list[Rejected]]:
        """Good rows and bad records. In a wide file a record can be both: its bad cells are left out."""
        broken = self.no_records.without_footers(block) if block.broken else []
        rejected = [Rejected(cells, (Rejection(line, "", "", problem),)) for line, cells, problem in broken]
        batch = self._quickly(block) or self._carefully(block, rejected)
        return batch, rejected

    def _quickly(self, block: Block) -> Batch | None:
        """Column by column, where every cell is good and the file isn't a wide one: by far the most common case."""
        if self._fields.melted or self._over.place is not None or not block.records:
            return None
        shortest = min(map(len, block.records))
        texts = list(zip(*block.records)) if shortest == len(self.header) else None  # noqa: B905 - just as long
        if texts is None or self.header[0] in set(map(str.strip, texts[0])):
            return None
        columns: dict[str, Sequence[Any]] = {
            name: [value] * len(block.records) for name, value in self._fields.constants.items()
        }
        try:
            for field in self._fields.each:
                columns[field.name] = list(map(field.read, field.texts(texts)))
        except BadCell:
            return None
        if self._may_have_others(columns, texts[0]):
            return None
        money = columns.get(_MONEY.get(self.kind, ""), ())
        if numbers.ShownMoney in set(map(type, money)):
            return None
        if any(None in columns[name] for name in self._fields.required):
            return None
        if self._currency.code and "currency" not in columns:
            columns["currency"] = [self._currency.code] * len(block.records)
        return Batch(block.lines, block.records, columns)

    def _carefully(self, block: Block, rejected: list[Rejected]) -> Batch:
        """Row by row, to say which cells are bad and keep the rows whose cells aren't."""
        rows: list[Row] = []
        for line, record in zip(block.lines, block.records, strict=True):
            self._parse_one(line, record, rows, rejected)
        names = dict.fromkeys(self._fields.names())
        if any("currency" in row.values for row in rows):
            names["currency"] = None  # amounts say it, though the file has no column for it
        columns: dict[str, Sequence[Any]] = {name: [row.values.get(name) for row in rows] for name in names}
        return Batch([row.line for row in rows], [row.raw for row in rows], columns)

    def _parse_one(self, line: int, raw: list[str], rows: list[Row], rejected: list[Rejected]) -> None:
        full = self._full(raw)
        if self.no_records.takes(line, full):
            return
        if problem := self._total(full):
            rejected.append(Rejected(raw, (Rejection(line, *problem),)))
            return
        values = self._fields.constants.copy()
        bad = self._cells.read(self._fields.each, line, full, values)
        told = {each.column for each in bad}
        if any(name not in values and self.title(name) not in told for name in self._fields.skips):
            self.skipped += 1
            return
        missing = [name for name in self._fields.required if name not in values and self.title(name) not in told]
        bad += [self._missing(line, name, full) for name in missing]
        bad += self._unlike_currency(line, full, values)
        bad += self._over.a_year(line, full, values)
        in_part = bool(bad) and self._open_cells.without(bad, values)
        if not bad and self._fields.melted:
            measured: dict[str, Any] = {}
            bad = self._cells.read(self._fields.melted, line, full, measured)
            rows += [Row(line, raw, {**values, "kpi": kpi, "value": value}) for kpi, value in measured.items()]
            in_part = bool(measured)
        elif not bad or in_part:
            rows.append(Row(line, raw, values))
        if bad:
            rejected.append(Rejected(raw, tuple(bad), in_part))

    def _may_have_others(self, columns: dict[str, Sequence[Any]], first: Sequence[str]) -> bool:
        """Whether a line among those may be no record: by its key, or by what stands in front of it."""
        if self.kind == "accounts" and any(map(leftovers.may_be_no_record, filter(None, columns["key"]))):
            return True
        if self.kind == "accounts" and self.title("key") == self.header[0]:
            return False
        return any(map(leftovers.is_total, map(str.strip, set(first))))

    def _total(self, full: list[str]) -> tuple[str, str, str] | None:
        """(column, value, reason) of what may be a total, and may be an account."""
        if self.kind != "accounts" or not (key := self._fields.of("key")):
            return None
        text, title, first = clean(key.text(full)), key.title, clean(full[0])
        if text in self._mapping.records or first in self._mapping.records:
            return None
        is_total = leftovers.is_total(text)
        if not is_total and leftovers.is_total(first):  # a report's sums say so in front, wherever the key stands
            text, title, is_total = first, self.header[0], True
        return (title, text, f"looks like a total{or_an_account(text)}") if is_total else None

    def _missing(self, line: int, name: str, full: list[str]) -> Rejection:
        text = self.written(name, full)
        return Rejection(line, self.title(name), text, "stands for an empty cell" if text else "is empty")

    def _unlike_currency(self, line: int, full: list[str], values: dict[str, Any]) -> list[Rejection]:
        """An amount that says its currency gives it to the row, or agrees with it."""
        name = _MONEY.get(self.kind, "")
        amount, given = values.get(name), values.get("currency")
        default = self._currency.code if name and not self.written("currency", full) else None
        if not isinstance(amount, numbers.ShownMoney):
            if default:
                values["currency"] = default
            return []
        meant = amount.currencies
        if default or given is None:
            if len(meant) > 1 and default not in meant:
                readings = f"{', '.join(meant[:-1])} or {meant[-1]}"
                which = self.currency_advice().replace("EUR", meant[0])
                reason = f"could be in {readings}: say which in the map, such as {which}"
                return [Rejection(line, self.title(name), self.written(name, full), reason)]
            values["currency"] = default if default in meant else meant[0]
        elif given not in meant:
            reason = f"isn't in {given}, which {self._currency_said()} says{self._currency.advice(given, self._fields)}"
            return [Rejection(line, self.title(name), self.written(name, full), reason)]
        values[name] = +amount  # a plain Decimal again
        return []

    def _currency_said(self) -> str:
        return "the map" if "currency" in self._fields.constants else self.title("currency")

    def _full(self, raw: Sequence[str]) -> list[str]:
        return [*raw, *[""] * (len(self.header) - len(raw))]


def fits(kind: Kind, mapping: Mapping, titles: list[str]) -> bool:
    """Whether a line of a file names the columns that are needed."""
    try:
        RowParser(titles, kind, mapping, "")
    except UserError:
        return False
    return True
