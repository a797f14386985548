"""How long a term is, in a file that nobody has seen: the column that says so, and in what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.ingest.guessing import shapes
from bot.ingest.reading.cells import BadCell
from bot.ingest.reading.numbers import NumberStyle, parse_months
from bot.text import folded_word, shorten

FEW_YEARS = 10  # a column of no higher numbers may be of years
_TITLE = re.compile(
    r"(?:contract|subscription|initial|order|renewal|vertrags?)?"
    r"(?:term|length|duration|laufzeit|vertragsdauer|dauer|duree|duracion|looptijd|durata|okres)"
    r"(?:ducontrat|delcontrato|contract)?(?:in|en)?"
    r"(?:(?P<months>months?|mths?|monate?n?|mois|meses|maand(?:en)?|mesi|m)"
    r"|(?P<years>years?|yrs?|jahre?n?|ans?|annees?|anos?|jaar|jaren|anni|y))?"
)


@dataclass(frozen=True)
class Term:
    """unit: what its plain numbers count, None where nobody can tell. months: of its cells, where they can be read."""

    place: int
    title: str
    unit: str | None
    months: tuple[int, ...]

    @property
    def is_always_a_year(self) -> bool:
        return self.unit is not None and set(self.months) <= {12}


def find_term(header: Sequence[str], cells: Sequence[Sequence[str]]) -> Term | None:
    """cells: those that say something, of each column."""
    for place, title in enumerate(header):
        match = _TITLE.fullmatch(folded_word(title))
        if match and cells[place] and any(map(_reads, cells[place])):
            unit = "months" if match["months"] else "years" if match["years"] else term_unit(cells[place])
            factor = 12 if unit == "years" else 1
            months = tuple(found for text in cells[place] if (found := _months(text, factor)))
            return Term(place, title, unit, months)
    return None


def term_unit(texts: Sequence[str]) -> str | None:
    """What plain numbers below a title without a unit count."""
    plain = [int(text) for text in texts if text.isdecimal()]
    return "months" if not plain or max(plain) > FEW_YEARS else None


def says_years(title: str) -> bool:
    match = _TITLE.fullmatch(folded_word(title))
    return bool(match and match["years"])


def which(ours: str, title: str, term: Term) -> str:
    """The question, with the lines of the map that answer it."""
    longer = sorted({months for months in term.months if months != 12})
    said = f'"{shorten(term.title)}" has {longer[0] if term.unit else "terms of another length"}'
    unit = ", unit: years" if term.unit == "years" else ""
    return (
        f"may be what they pay a year or for a whole term, and {said}: say which in the map, for a year "
        f"columns: {{{ours}: {_quoted(title)}}}, for a term also "
        f"numbers: {{{ours}: {{over: {_quoted(term.title)}{unit}}}}}"
    )


def _quoted(title: str) -> str:
    return f'"{title}"'


def _reads(text: str) -> bool:
    return shapes.reads(lambda one: parse_months(one, NumberStyle()), text)


def _months(text: str, factor: int) -> int | None:
    try:
        found = parse_months(text, NumberStyle())
    except BadCell:
        return None
    return found * factor if text.isdecimal() else found
