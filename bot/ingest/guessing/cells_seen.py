"""What stands in the records of a file that nobody has seen: those that are records, and columns of few words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from bot.ingest.guessing import shapes
from bot.ingest.guessing.shapes import Reading, filled, share
from bot.ingest.reading.columns import FileColumn
from bot.ingest.reading.leftovers import is_footer, is_total
from bot.text import folded_word, one_of, shorten


def as_wide(header: Sequence[str], records: Iterable[Sequence[str]]) -> list[list[str]]:
    """As many cells as there are titles, without what a report adds up or says about itself."""
    return [[*row, *[""] * (len(header) - len(row))] for row in records if not _is_leftover(row)]


def _is_leftover(row: Sequence[str]) -> bool:
    cells = filled(row)
    return bool(cells) and (is_total(cells[0]) or (is_footer(cells[0]) and 2 * len(cells) < len(row)))


def mostly(texts: list[str], is_one: Any, why_not: str) -> Reading:
    return Reading({}) if share(texts, is_one) >= shapes.MOST else Reading({}, why_not)


def by_words(texts: list[str], known: dict[str, dict[str, int]]) -> Reading:
    """Words of theirs for ours; all of them must be known."""
    counts = Counter(texts)
    meant = {text: next((ours for ours, words in known.items() if folded_word(text) in words), None) for text in counts}
    if unknown := [text for text, ours in meant.items() if ours is None]:
        more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        return Reading({}, f'has words that I don\'t know as {one_of(list(known))}: "{shorten(unknown[0])}"{more}')
    said = {text: ours for text, ours in sorted(meant.items()) if ours and text.lower() != ours}
    return Reading({"values": said} if said else {})


def by_choice(texts: list[str], column: FileColumn) -> Reading:
    return mostly(texts, lambda text: text.lower() in column.choices, f"isn't one of {', '.join(column.choices)}")
