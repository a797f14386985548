"""Numbers, money and months out of cells. What can be read in two ways is refused, with both readings."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.ingest.reading.cells import COLUMN, BadCell

MOST_MONEY = Decimal(10) ** 15  # in hundredths this is what both databases still add up exactly
# PostgreSQL refuses sums and quotients that come out larger or smaller than it can hold, and with them a whole sweep.
MOST_MEASURED, LEAST_MEASURED = 1e15, 1e-9
LONGEST = 40
_SPACES = re.compile(r"[\s\u00a0\u202f'’]")
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_ONE_COMMA = re.compile(r"[+-]?\d*,\d+")
_MARKED = {
    ",": re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?"),
    ".": re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?"),
}
_WHICH = (
    f'say which mark is the decimal one in the map, numbers: {{{COLUMN}: {{decimal: ","}}}} '
    f'or numbers: {{{COLUMN}: {{decimal: "."}}}}'
)


@dataclass(frozen=True)
class NumberStyle:
    """How a column writes its numbers. decimal: its decimal mark, None for what can be read in one way only.
    times: what each number is multiplied with (12 for a monthly amount that we keep by the year)."""

    decimal: str | None = None
    times: Decimal = Decimal(1)


AS_IS = NumberStyle()


def parse_money(text: str, style: NumberStyle = AS_IS) -> Decimal:
    """An amount with two decimals; never negative."""
    amount = Decimal(_plain(text, style.decimal, thousands_point=True)) * style.times
    if not 0 <= amount < MOST_MONEY:
        raise BadCell("is negative" if amount < 0 else "is too large")
    return amount.quantize(Decimal("0.01"))


def parse_months(text: str, style: NumberStyle = AS_IS) -> int:
    """Whole months, 1 to 600."""
    months = Decimal(_plain(text, style.decimal, thousands_point=True)) * style.times
    if not 1 <= months <= 600 or months != int(months):
        raise BadCell("isn't a number of whole months from 1 to 600")
    return int(months)


def parse_number(text: str, style: NumberStyle = AS_IS) -> float:
    """A measurement. A trailing % is its unit."""
    if style.decimal is None and text.isdecimal() and len(text) < LONGEST:
        value = float(text)  # by far the most common case
    else:
        value = float(_plain(text.removesuffix("%"), style.decimal, thousands_point=False))
    value = value if style.times == 1 else value * float(style.times)
    if not abs(value) < MOST_MEASURED:  # what isn't a number at all is no less either
        raise BadCell("is too large")
    return value if abs(value) >= LEAST_MEASURED else 0.0


def _plain(text: str, decimal: str | None, *, thousands_point: bool) -> str:
    """The number with a decimal point and no separators.

    thousands_point: whether "1.234" might mean a thousand and more; in money it might.
    """
    number = _SPACES.sub("", text)
    if decimal:
        if not _MARKED[decimal].fullmatch(number):
            raise BadCell(f'isn\'t a number with the decimal mark "{decimal}" that the map gives')
        number = number.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    elif "," in number or number.count(".") > 1 or (thousands_point and "." in number):
        number = _ungrouped(number)
    if len(number) > LONGEST or not _PLAIN.fullmatch(number):
        raise BadCell("isn't a number")
    return number


def _ungrouped(number: str) -> str:
    if not (match := _GROUPED.fullmatch(number)):  # 12,5 and 1200.50 have one reading only
        return number.replace(",", ".") if _ONE_COMMA.fullmatch(number) else number
    mark, other = match[1], "." if match[1] == "," else ","
    if number.count(mark) > 1 or other in number:
        return number.replace(mark, "").replace(other, ".")
    if number.lstrip("+-").startswith("0"):
        return number.replace(mark, ".")
    raise BadCell(f"could be {number.replace(mark, '.')} or {number.replace(mark, '')}: {_WHICH}")
