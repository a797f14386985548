"""Numbers, money and months out of cells, as programs write them and as spreadsheets show them.

What can be read in two ways is refused with both readings, unless the rest of the column says which it is
(`decimal_evidence`)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.ingest.reading.cells import COLUMN, BadCell

MOST_MONEY = Decimal(10) ** 15  # in hundredths this is what both databases still add up exactly
# PostgreSQL refuses sums and quotients that come out larger or smaller than it can hold, and with them a whole sweep.
MOST_MEASURED, LEAST_MEASURED = 1e15, 1e-9
LONGEST = 40
DOLLARS = ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN")
SIGNS: dict[str, tuple[str, ...]] = {
    "US$": ("USD",),
    "CA$": ("CAD",),
    "C$": ("CAD",),
    "AU$": ("AUD",),
    "A$": ("AUD",),
    "NZ$": ("NZD",),
    "HK$": ("HKD",),
    "S$": ("SGD",),
    "R$": ("BRL",),
    "MX$": ("MXN",),
    "$": DOLLARS,
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₺": ("TRY",),
    "₽": ("RUB",),
    "₪": ("ILS",),
    "zł": ("PLN",),
    "Kč": ("CZK",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "Fr.": ("CHF",),
    "฿": ("THB",),
    "₫": ("VND",),
}
_CODES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL "
    "HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL "
    "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON "
    "RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH "
    "UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
CODES = frozenset(_CODES.split())
SCALES = {"k": 1_000, "K": 1_000, "M": 1_000_000, "m": 1_000_000, "mn": 1_000_000, "bn": 10**9} | {
    f"{word}{dot}": times for word, times in {"Tsd": 1_000, "Mio": 1_000_000, "Mrd": 10**9}.items() for dot in ("", ".")
}
MEASURED_SCALES = ("k", "K", "M")  # of a measurement, "m" may be minutes or metres

_MINUS = str.maketrans({"\u2212": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\uff0d": "-"})
_MONTHS_SAID = re.compile(
    r"(\d{1,3})[\s-]*(?:(?P<years>years?|yrs?|y|jahre?n?|ann?[eé]e?s?|ans?|años?|jaar|jaren|anni|anno|anos?|lata|lat|rok|年)"
    r"|months?|mths?|mos?|m|monate?n?|mon\.|mois|mes(?:es)?|maand(?:en)?|mes[ei]|miesi[ąa]c[ey]?|miesięcy|か月|ヶ月|カ月|ヵ月)",
    re.IGNORECASE,
)
_NO_CENTS = re.compile(r"(?<=\d)([.,:])--?(?![\d-])")  # 500.- and 500,-- and 500:-
_GROUPED_BY_SPACES = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?:\D|$))")
_QUICK = re.compile(r"-?\d+(?:\.(?:\d\d?|\d{4,15}))?")
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_INDIAN = re.compile(r"[+-]?\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")  # 12,34,567
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d{1,3}")
_ONE_COMMA = re.compile(r"[+-]?\d*,\d+")
_MARKED = {
    ",": re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?"),
    ".": re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d\d)+,\d{3})(?:\.\d+)?"),
}
_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_CURRENCY = f"(?:{_SIGN}|{'|'.join(sorted(CODES))})"
_SHOWN = re.compile(
    rf"(?P<first>[-+]?)\s*(?P<before>{_CURRENCY})?\s*(?P<open>\(?)\s*(?P<inner>{_CURRENCY})?"
    r"\s*(?P<number>[-+]?[\d.,\s'’]*\d[.]?)"
    rf"\s*(?P<scale>{'|'.join(sorted(SCALES, key=len, reverse=True))})?\s*(?P<within>{_CURRENCY})?\s*(?P<close>\)?)"
    rf"\s*(?P<after>{_CURRENCY})?\s*(?P<last>-?)"
)
_NOTHING = re.compile(rf"(?:{_CURRENCY}\s*-+|-+\s*{_CURRENCY})")  # "$ -": how a spreadsheet shows 0
_WHICH = (
    f'say which mark is the decimal one in the map, numbers: {{{COLUMN}: {{decimal: ","}}}} '
    f'or numbers: {{{COLUMN}: {{decimal: "."}}}}'
)


@dataclass(frozen=True)
class NumberStyle:
    """How a column writes its numbers. decimal: its decimal mark, None for what can be read in one way only.
    times: what each number is multiplied with (12 for a monthly amount that we keep by the year). cents: the mark was
    told by rows that write cents, so that an amount with three decimals may as well be thousands."""

    decimal: str | None = None
    times: Decimal = Decimal(1)
    cents: bool = False


AS_IS = NumberStyle()


class TwoReadings(BadCell):
    """A number that only the rest of its column can tell. plain: without signs and spaces."""

    def __init__(self, plain: str, mark: str) -> None:
        self.readings = f"could be {plain.replace(mark, '.')} or {plain.replace(mark, '')}"
        super().__init__(f"{self.readings}: {_WHICH}")


class ShownMoney(Decimal):
    """An amount that says its currency. currencies: what its sign can stand for."""

    currencies: tuple[str, ...]


class Percent(float):
    """A measurement that was written with its %."""


def parse_money(text: str, style: NumberStyle = AS_IS) -> Decimal:
    """An amount with two decimals; never negative. One that says its currency is a ShownMoney."""
    number, scale, currencies = _unshown(text)
    if style.cents and style.decimal and has_thirds(number, style.decimal) and _is_two(_ungroup_spaces(number)):
        raise TwoReadings(_ungroup_spaces(number), style.decimal)
    amount = Decimal(_plain(number, style.decimal)) * scale * style.times
    if not 0 <= amount < MOST_MONEY:
        raise BadCell("is negative" if amount < 0 else "is too large")
    amount = amount.quantize(Decimal("0.01"))
    if currencies:
        shown = ShownMoney(amount)
        shown.currencies = currencies
        return shown
    return amount


def parse_months(text: str, style: NumberStyle = AS_IS) -> int:
    """Whole months, 1 to 600; also "24 months" and "2 Jahre"."""
    if match := _MONTHS_SAID.fullmatch(text.strip()):
        text, style = str(int(match[1]) * (12 if match["years"] else 1)), AS_IS
    months = Decimal(_plain(text, style.decimal)) * style.times
    if not 1 <= months <= 600 or months != int(months):
        raise BadCell("isn't a number of whole months from 1 to 600")
    return int(months)


def parse_number(text: str, style: NumberStyle = AS_IS) -> float:
    """A measurement. A trailing % is its unit, and makes it a Percent."""
    if style.decimal is None and _QUICK.fullmatch(text) and len(text) < LONGEST:
        value = float(text)  # by far the most common case
    else:
        number, scale, _ = _unshown(text.removesuffix("%"))
        if scale != 1 and text.rstrip(" -)")[-1] not in MEASURED_SCALES:
            raise BadCell("isn't a number")
        value = float(_plain(number, style.decimal)) * scale
    value = value if style.times == 1 else value * float(style.times)
    if not abs(value) < MOST_MEASURED:  # what isn't a number at all is no less either
        raise BadCell("is too large")
    value = value if abs(value) >= LEAST_MEASURED else 0.0
    return Percent(value) if text.endswith("%") else value


def decimal_evidence(text: str) -> str | None:
    """The decimal mark that this cell can only have; None where it has none, or could have either."""
    try:
        number = _ungroup_spaces(_unshown(text.removesuffix("%"))[0])
    except BadCell:
        return None
    marks = [char for char in number if char in ".,"]
    if not marks or not re.fullmatch(r"[+-]?[\d.,]+", number):
        return None
    last = marks[-1]
    other = "." if last == "," else ","
    if len(set(marks)) == 2:
        return last if marks.count(last) == 1 and _MARKED[last].fullmatch(number) else None
    if len(marks) > 1:
        return other if _MARKED[other].fullmatch(number) else None
    return None if _is_two(number) else last


def has_thirds(text: str, decimal: str) -> bool:
    """Whether three digits and no more follow the only mark, and that is the decimal one."""
    return text.count(decimal) == 1 and re.search(rf"{re.escape(decimal)}\d{{3}}\D*$", text) is not None


def _unshown(text: str) -> tuple[str, int, tuple[str, ...]]:
    """Of "($12.5k)": "-12.5", 1000, and what $ can stand for."""
    text = text.strip().translate(_MINUS)
    if _PLAIN.fullmatch(text):
        return text, 1, ()
    text = _NO_CENTS.sub(_cents, text)
    if _NOTHING.fullmatch(text):
        return "0", 1, _meant(text.replace("-", "").strip())
    if not (match := _SHOWN.fullmatch(text)) or bool(match["open"]) != bool(match["close"]):
        return text, 1, ()
    signs = [match["first"], match["last"], match["open"], match["number"][0] if match["number"][0] in "+-" else ""]
    said = [match[name] for name in ("before", "inner", "within", "after") if match[name]]
    if sum(map(bool, signs)) > 1 or len(said) > 2:
        return text, 1, ()
    number = match["number"].lstrip("+-").strip()
    meant = [_meant(one) for one in said]
    currencies = meant[0] if meant else ()
    if len(meant) == 2:
        currencies = tuple(code for code in meant[0] if code in meant[1])
        if not currencies:
            raise BadCell(f"says two currencies, {said[0]} and {said[1]}")
    minus = "-" if "-" in signs or "(" in signs else ""
    return minus + number, SCALES.get(match["scale"] or "", 1), currencies


def _cents(match: re.Match[str]) -> str:
    """Those of an amount that was written without: its mark stays, since it tells of the column's."""
    return "" if match[1] == ":" else f"{match[1]}00"


def _meant(sign: str) -> tuple[str, ...]:
    return SIGNS.get(sign, (sign,))


def _ungroup_spaces(number: str) -> str:
    """Spaces and apostrophes between thousands; two numbers in one cell stay two."""
    return _GROUPED_BY_SPACES.sub("", number.strip())


def _is_two(number: str) -> bool:
    """Whether a number with one mark can be read in two ways: 1.250, but not 0.250, 12.50 or 1234.567."""
    match = _GROUPED.fullmatch(number)
    return bool(match) and not number.lstrip("+-").startswith("0")


def _plain(text: str, decimal: str | None) -> str:
    """The number with a decimal point and no separators."""
    number = _ungroup_spaces(text)
    if _SCIENTIFIC.fullmatch(number):  # its one mark is the decimal one, whatever the column's is
        number = number.replace(",", ".")
    elif decimal:
        if not _MARKED[decimal].fullmatch(number):
            raise BadCell(f'isn\'t a number with the decimal mark "{decimal}"')
        number = number.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    elif "," in number or "." in number:
        number = _ungrouped(number)
    if len(number) > LONGEST or not _PLAIN.fullmatch(number):
        raise BadCell("isn't a number")
    return number


def _ungrouped(number: str) -> str:
    if _INDIAN.fullmatch(number):
        return number.replace(",", "")
    if not (match := _GROUPED.fullmatch(number)):  # 12,5 and 1200.50 have one reading only
        return number.replace(",", ".") if _ONE_COMMA.fullmatch(number) else number
    mark, other = match[1], "." if match[1] == "," else ","
    if number.count(mark) > 1 or other in number:
        return number.replace(mark, "").replace(other, ".")
    if not _is_two(number):
        return number.replace(mark, ".")
    raise TwoReadings(number, mark)
