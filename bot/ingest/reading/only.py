"""Rows that the map leaves out: a CRM's export has prospects and partners among the customers."""

from collections import Counter

from bot.calendar import plural
from bot.ingest.reading.mapping import Mapping
from bot.ingest.reading.records.row_parser import RowParser
from bot.ingest.sources.block import Block
from bot.text import one_of, shorten

SAID = 8


class Only:
    """What the map says under `only`: of each of those columns, the words whose rows are taken."""

    def __init__(self, parser: RowParser, mapping: Mapping) -> None:
        self._wanted = [(parser.place(title), title, set(words)) for title, words in mapping.only.items()]
        self.left: Counter[tuple[str, str]] = Counter()
        self.kept: Counter[tuple[str, str]] = Counter()

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(title for _, title, _ in self._wanted)

    def keep(self, block: Block) -> Block:
        """The block without the rows that are left out; broken ones stay, to be named."""
        if not self._wanted:
            return block
        lines, records = [], []
        for line, record in zip(block.lines, block.records, strict=True):
            if other := self._other(record):
                self.left[other] += 1
            else:
                lines.append(line)
                records.append(record)
        return Block(lines, records, block.broken)

    def _other(self, record: list[str]) -> tuple[str, str] | None:
        for place, title, words in self._wanted:
            cell = record[place].strip() if place < len(record) else ""
            if cell not in words:
                return title, cell
            self.kept[title, cell] += 1
        return None

    def lines(self) -> list[str]:
        """What was left out, for the terminal."""
        if not self.left:
            return []
        each = [
            f'{many:,} "{shorten(word)}"' if word else f"{many:,} empty" for (_, word), many in self.left.most_common()
        ]
        more = [f"{len(each) - SAID} other words"] if len(each) > SAID else []
        titles = one_of(list(dict.fromkeys(title for title, _ in self.left)))
        rows = plural(self.left.total(), "row")
        return [f"{rows} left out, as the map asks, by {titles}: {', '.join([*each[:SAID], *more])}."]
