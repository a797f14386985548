"""The line of a file that names its columns, among the titles, filters and blanks that may stand above it."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import UserError
from bot.text import clean, shorten

DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 40  # lines: titles, filters and blanks stand above the columns' names
LONGEST_TITLE = 10  # lines: a quoted title may have line breaks
Fits = Callable[[list[str]], bool]
_SEP_LINE = re.compile(r'^"?sep=([^\w"\r\n])"?[,;\t|]*[\r\n]*$', re.IGNORECASE)


@dataclass(frozen=True)
class HeaderLine:
    """titles: trimmed. end: of the lines, the one after it. above: what stands over it, in short."""

    titles: list[str]
    delimiter: str
    end: int
    above: list[str]


def lines_wanted(lines: list[str]) -> int:
    """How many more lines are needed to see the end of a title that the first ones have begun."""
    return LONGEST_TITLE if _open_quote("".join(lines)) else 0


def find_header(lines: list[str], file_name: str, fits: Fits) -> HeaderLine:
    """Of a file's first lines, the one that fits; else the first that isn't blank. Raises UserError for none."""
    given = _SEP_LINE.match(lines[0].removeprefix("\ufeff")) if lines else None  # Excel's own first line
    marks, place = ((given[1],), 1) if given else (DELIMITERS, 0)
    found: tuple[int, int, list[str], str] | None = None
    while place < len(lines):
        end = _record_end(lines, place)
        if lines[place].strip(" ,;|\t\r\n\ufeff"):
            titles, mark, fit = _titles(lines[place:end], marks, fits, file_name)
            if fit or found is None:
                found = place, end, titles, mark
            if fit:
                break
        place = end
    if found is None:
        raise UserError(f"{file_name} has no line that names the columns.")
    first, end, titles, mark = found
    above = (shorten(line.strip(f' "\r\n{mark}'), 60) for line in lines[1 if given else 0 : first])
    return HeaderLine(titles, mark, end, list(filter(None, above)))


def _titles(lines: list[str], marks: tuple[str, ...], fits: Fits, file_name: str) -> tuple[list[str], str, bool]:
    """The titles by each delimiter: those that fit, else the most; the first one where they tie, a comma."""
    splits = [(_parse(lines, mark, file_name), mark) for mark in marks]
    ranked = [(fits(titles), len(titles), titles, mark) for titles, mark in splits]
    fit, _, titles, mark = max(ranked, key=lambda each: each[:2])
    return titles, mark, fit


def _parse(lines: list[str], delimiter: str, file_name: str) -> list[str]:
    try:
        titles = next(csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        raise UserError(f"{file_name}: the line that names the columns can't be read ({error}).") from error
    return [clean(title) for title in titles]


def _open_quote(text: str) -> bool:
    return text.count('"') % 2 == 1


def _record_end(lines: list[str], place: int) -> int:
    """The line after the record that begins there: a quoted title may go over several lines."""
    end = place + 1
    while _open_quote("".join(lines[place:end])) and end < len(lines) and end - place < LONGEST_TITLE:
        end += 1
    return end
