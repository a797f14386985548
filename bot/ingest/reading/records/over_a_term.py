"""An amount that is a whole term's, as what it is worth a year: a contract of two years says 24,000 and is 12,000."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bot.ingest.reading.cells import BadCell
from bot.ingest.reading.mapping import Mapping
from bot.ingest.reading.numbers import NumberStyle, parse_months
from bot.ingest.reading.records.titles import Titles
from bot.ingest.reading.report import Rejection


class OverATerm:
    """name: our column of the amount. place: of the file's column that says how long a term is, None without one."""

    def __init__(self, mapping: Mapping, name: str, titles: Titles) -> None:
        style = mapping.numbers.get(name)
        over = style.over if style else None
        self._name = name
        self.place = titles.place(over) if over else None
        self._title = titles.shown([self.place]) if self.place is not None else ""
        self._style = NumberStyle(None, Decimal(12 if style and style.unit == "years" else 1))

    def a_year(self, line: int, full: Sequence[str], values: dict[str, Any]) -> list[Rejection]:
        """Puts the amount of a year in its place. Without a term that can be read, the row is refused."""
        if self.place is None or values.get(self._name) is None:
            return []
        text = full[self.place].strip()
        try:
            months = parse_months(text, self._style) if text else 0
        except BadCell as problem:
            return [Rejection(line, self._title, text, f"{problem}, and {self._name} is over that term")]
        if not months:
            return [Rejection(line, self._title, "", f"is empty, and {self._name} is over that term")]
        values[self._name] = (values[self._name] * 12 / months).quantize(Decimal("0.01"))
        return []
