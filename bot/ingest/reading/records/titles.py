"""The line that names a file's columns: where each stands, and how it is called in what people read."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.errors import UserError
from bot.ingest.reading.columns import folded_title
from bot.text import clean, shorten

ONE_PRODUCT = "; where all rows are of one product, the map can say it, constants: {product: …}"
WIDEST_TITLE, MOST_TITLES = 40, 20  # in what people read


class Titles:
    """The titles of one file. A title that stands more than once is "Title (2)" at its second place."""

    def __init__(self, header: list[str], file_name: str) -> None:
        self.header, self.file_name = header, file_name
        self._places, self._twice = _titled(header)

    def place(self, title: str) -> int:
        """Of the file's column that the map calls so."""
        return self._places[clean(title)]

    def shown(self, places: Sequence[int]) -> str:
        """How the file calls what is read from there."""
        return " + ".join(_shown(self.header[place]) for place in places)

    def unused(self, used: set[int]) -> list[str]:
        """The titles of all other places."""
        return [_shown(title) for place, title in enumerate(self.header) if place not in used and title]

    def of_ours(self, name: str) -> tuple[int, ...]:
        """Where the file has that column of ours. Raises UserError where two could be it."""
        wanted = folded_title(name)
        found = {title: place for title, place in self._places.items() if folded_title(self.header[place]) == wanted}
        if len(found) > 1:
            ways = " or ".join(f"columns: {{{name}: {quoted(title)}}}" for title in found)
            raise UserError(
                f"{self.file_name} has the column {name} twice. Rename one of the two, or say in a map which "
                f"it is: {ways}."
            )
        return tuple(found.values())

    def check_sources(self, sources: Mapping[str, str]) -> None:
        """That the file has what the map takes, once. sources: each title with its place in the map."""
        for title, where in sources.items():
            if at := self._twice.get(clean(title)):
                section, _, ours = where.partition(": ")
                ways = " or ".join(f"{title} ({number})" for number in range(1, len(at) + 1))
                columns = " and ".join(str(place + 1) for place in at)
                raise UserError(
                    f'{self.file_name} has "{_shown(title)}" {_times(len(at))}, as its columns {columns}, and the map '
                    f"doesn't say which one {ours} is. Write {ways} there, under {section}."
                )
            if clean(title) not in self._places:
                raise UserError(
                    f'The map takes "{_shown(title)}" ({where}) from {self.file_name}, which has no such column. '
                    f"It has: {_listed(self.header)}."
                )

    def lack(self, missing: Sequence[str]) -> UserError:
        """For a file without those columns of ours."""
        return UserError(
            f"{self.file_name} has no column {' and no column '.join(missing)}. It has: {_listed(self.header)}. "
            f"Rename the column that is meant, or name it in a map, columns: {{{missing[0]}: …}}, with its title "
            f"in place of …{ONE_PRODUCT if 'product' in missing else ''}"
        )


def _titled(header: list[str]) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Title → place; and titles that stand more than once, with their places: there the second is "Title (2)"."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(header):
        places[title].append(place)
    once = {title: at[0] for title, at in places.items() if len(at) == 1}
    twice = {title: at for title, at in places.items() if len(at) > 1 and title}
    numbered = {f"{title} ({number})": place for title, at in twice.items() for number, place in enumerate(at, start=1)}
    return numbered | once, twice


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def _shown(title: str) -> str:
    return shorten(title, WIDEST_TITLE)


def _listed(header: Iterable[str]) -> str:
    titles = [_shown(title) for title in header if title]
    more = f" and {len(titles) - MOST_TITLES} more" if len(titles) > MOST_TITLES else ""
    return ", ".join(titles[:MOST_TITLES]) + more


def quoted(text: str) -> str:
    """As YAML reads it, whatever it is."""
    return json.dumps(text, ensure_ascii=False)
