"""What a row can do without: a cell that can't be read leaves out itself, not the customer; and a currency
that the map gives to amounts that don't say theirs."""

from collections.abc import Sequence
from typing import Any

from bot.errors import UserError
from bot.ingest.reading.cells import BadCell, parse_currency
from bot.ingest.reading.columns import Kind
from bot.ingest.reading.mapping import Mapping
from bot.ingest.reading.records.cells_by_column import left_alone
from bot.ingest.reading.records.fields import Fields
from bot.ingest.reading.report import Rejection

# What would say something else without the cell beside it: an amount in the currency of the one before, an end that is
# reckoned where the file says another one.
_BESIDE = {"arr": "currency", "currency": "arr", "renewal_on": "term_months"}


class OpenCells:
    """Of one file: which cells may be left out alone."""

    def __init__(self, kind: Kind, fields: Fields, mapping: Mapping) -> None:
        alone = left_alone(kind)
        needed = {place for each in fields.each if each.name not in alone for place in each.places}
        self._names = {
            each.title: each.name for each in fields.each if each.name in alone and not needed & {*each.places}
        }
        if (style := mapping.numbers.get("arr")) and style.over:
            self._names |= {style.over: "arr"}

    def without(self, bad: Sequence[Rejection], values: dict[str, Any]) -> bool:
        """Whether the row goes in without those cells. If so, they and what hangs on them are out of its values."""
        if not all(each.column in self._names for each in bad):
            return False
        names = {self._names[each.column] for each in bad}
        if "churned_on" in names and "status" not in values:
            return False  # the day alone said that it is lost
        for each in bad:
            name = self._names[each.column]
            values.pop(name, None)
            values.pop(_BESIDE.get(name, ""), None)
        return True


class DefaultCurrency:
    """code: what the map gives to amounts that don't say their currency, values: {currency: {"": EUR}}; "" for none.

    Raises UserError where that is no currency."""

    def __init__(self, mapping: Mapping) -> None:
        text = mapping.values.get("currency", {}).get("", "").strip()
        try:
            self.code = parse_currency(text) if text else ""
        except BadCell as problem:
            raise UserError(f'The map: values: currency: "{text}" {problem}.') from problem

    def advice(self, given: str, fields: Fields) -> str:
        """What may be meant, where the map says one for all and an amount says another."""
        if "currency" not in fields.constants:
            return ""
        return f'; if {given} is only for amounts that don\'t say theirs, values: {{currency: {{"": {given}}}}} instead'


__all__ = ["DefaultCurrency", "OpenCells"]
