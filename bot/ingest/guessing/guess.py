"""A map proposed for a file that nobody here has seen: by the titles that CRMs use, and by what stands under them.

The same file gives the same map. What isn't sure isn't taken, and is named with the reason."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.ingest.guessing import shapes
from bot.ingest.guessing.shapes import Reading, filled, share
from bot.ingest.guessing.title_words import (
    ACTIVE,
    CHURNED,
    CUSTOMERS,
    GROUP_WORDS,
    MONTHLY,
    NOT_OURS,
    PROSPECTS,
    WORDS,
    folded_word,
    in_words,
)
from bot.ingest.reading import cells, numbers
from bot.ingest.reading.columns import COLUMNS, FileColumn, Kind, folded_title
from bot.text import one_of, shorten

MOSTLY = 0.95
SHARED = ("key", "name")  # one column of theirs may be both
FEW = 40  # different words in a column that sorts rows
_YES, _NO = in_words("yes|true|ja|oui|sí|y|1|j"), in_words("no|false|nein|non|nee|n|0")
_STATUS = {"active": in_words(ACTIVE), "churned": in_words(CHURNED)}


@dataclass
class Guess:
    """taken: our column → theirs, with how. left: their titles that nothing is taken from, with the reason, if any.
    raw: the map, as it is written."""

    kind: Kind
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)
    raw: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    groups: str = ""

    def lines(self) -> Iterator[str]:
        """For the terminal: what each column becomes, and what isn't taken."""
        widest = max((len(ours) for ours in self.taken), default=0)
        for ours, (title, how) in self.taken.items():
            yield f'  {ours:<{widest}}  from "{shorten(title)}"{how and f" ({how})"}'
        if self.groups:
            yield f"  {self.groups}"
        said = [f'"{shorten(title)}" {why}' for title, why in self.left if why]
        yield from (f"  Not taken: {each}." for each in said)
        if rest := [f'"{shorten(title)}"' for title, why in self.left if not why]:
            yield f"  Nothing of ours: {', '.join(rest)}."
        for name in self.missing:
            yield f"  Missing: no column that could be {name}. Name it in the map, columns: {{{name}: …}}."

    def text(self, file_name: str) -> str:
        """The map file."""
        body = yaml.safe_dump(self.raw, sort_keys=False, allow_unicode=True, default_flow_style=False)
        return f"# {self.kind} from {file_name}, as proposed by milepost import --guess\n{body}"


def guess(
    kind: Kind, header: Sequence[str], records: Iterable[Sequence[str]], everyone_by: Collection[str] = ()
) -> Guess:
    """The map for that file. records: its first ones, or all. everyone_by: folded titles that leave nobody out."""
    return _Guessing(kind, header, records, everyone_by).all()


def could_fit(kind: Kind, titles: Sequence[str]) -> bool:
    """Whether a line of a file may name the columns of that kind."""
    known = {word for words in WORDS[kind].values() for word in in_words(words)}
    return sum(folded_word(title) in known for title in titles) >= 2


class _Guessing:
    def __init__(
        self, kind: Kind, header: Sequence[str], records: Iterable[Sequence[str]], everyone_by: Collection[str]
    ) -> None:
        self.kind, self.header, self.everyone_by = kind, header, everyone_by
        self.records = [[*record, *[""] * (len(header) - len(record))] for record in records]
        self.sorted_by: int | None = None
        self._see(self.records)
        self.folded = [folded_word(title) for title in header]
        self.guess = Guess(kind)
        self.used: dict[int, str] = {}
        self.why_not: dict[int, str] = {}  # what is never taken
        self.reasons: dict[int, str] = {}  # what was tried in vain; said where nothing else is taken from it

    def _see(self, rows: list[list[str]]) -> None:
        self.rows = len(rows)
        self.cells = [filled(row[place] for row in rows) for place in range(len(self.header))]
        self.day_first = shapes.day_comes_first(self.cells)

    def all(self) -> Guess:
        self._refuse_twice()
        if self.kind == "accounts":
            self._customers_only()
        for column in COLUMNS[self.kind]:
            self._find(column)
        self._fall_back()
        self._melt()
        self._close()
        return self.guess

    def _refuse_twice(self) -> None:
        for place, title in enumerate(self.header):
            if title and self.header.count(title) > 1:
                self.why_not[place] = "stands twice: rename one of the two"
        for why, words in NOT_OURS.items():
            for place, folded in enumerate(self.folded):
                if folded in in_words(words):
                    self.why_not.setdefault(place, f"is {why}")

    def _customers_only(self) -> None:
        """A column may tell customers from prospects: its customers are proposed, and what nobody knows with them."""
        customers, others = in_words(CUSTOMERS), in_words(PROSPECTS)
        for place in self._called(GROUP_WORDS):
            counts = Counter(self.column(place))
            meant = {word: folded_word(word) for word in counts}
            prospects = [word for word, folded in meant.items() if folded in others]
            known = [word for word, folded in meant.items() if folded in customers or folded in _STATUS["active"]]
            if len(counts) > FEW or not prospects or not known:
                continue
            kept = sorted(word for word in counts if word and word not in prospects)
            title = self.header[place]
            if folded_title(title) in self.everyone_by:
                self.guess.groups = f'All rows, whatever "{shorten(title)}" says, as was said in chat.'
                return
            self.guess.raw["only"] = {title: kept}
            mine = [f"{counts[word]} {shorten(word)}" for word in kept]
            left = [f"{counts[word]} {shorten(word) or 'empty'}" for word in counts if word not in kept]
            self.guess.groups = (
                f'Customers only, by "{shorten(title)}": {", ".join(mine)}; left out: {", ".join(left)}.'
            )
            self.sorted_by = place
            # What stands in the other rows says nothing of how customers' cells are to be read.
            self._see([row for row in self.records if row[place].strip() in kept])
            return

    def column(self, place: int) -> list[str]:
        return [row[place].strip() for row in self.records]

    def _find(self, column: FileColumn) -> None:
        """The surest title whose cells can be read."""
        words, monthly = WORDS[self.kind].get(column.name), MONTHLY.get(self.kind, {}).get(column.name)
        for place in self._called(words) if words else ():
            if self._try(column, place):
                return
        for place in self._called(monthly) if monthly else ():
            if self._try(column, place, times=12):
                return

    def _called(self, words: str) -> list[int]:
        ranks = in_words(words)
        found = [place for place, folded in enumerate(self.folded) if folded in ranks and place not in self.why_not]
        return sorted(found, key=lambda place: (ranks[self.folded[place]], place))

    def _try(self, column: FileColumn, place: int, times: int = 1) -> bool:
        shared = column.name in SHARED and self.used.get(place) in SHARED
        if (place in self.used and not shared) or not self.cells[place]:
            return False
        reading = self._reading(column, self.cells[place])
        if reading.why_not:
            self.reasons[place] = reading.why_not
            return False
        self._take(column.name, place, reading.section, times)
        return True

    def _take(self, ours: str, place: int, section: dict[str, Any], times: int = 1, how: str = "") -> None:
        title = self.header[place]
        self.used[place] = ours
        raw = self.guess.raw
        if folded_title(title) != folded_title(ours):
            raw.setdefault("columns", {})[ours] = title
        said = [how] if how else []
        if form := section.get("dates"):
            raw.setdefault("dates", {})[ours] = form
            said.append(f"dates as {form}")
        style = dict(section.get("numbers", {})) | ({"times": times} if times != 1 else {})
        if style:
            raw.setdefault("numbers", {})[ours] = style
            said += [f'decimal mark "{style["decimal"]}"'] if "decimal" in style else []
            said += [f"a month's, times {times}"] if times != 1 else []
        if words := section.get("values"):
            raw.setdefault("values", {})[ours] = words
            said.append(", ".join(f"{theirs} is {mine}" for theirs, mine in words.items()))
        self.guess.taken[ours] = (title, "; ".join(said))

    def _reading(self, column: FileColumn, texts: list[str]) -> Reading:
        match column.what:
            case "date" | "moment":
                return shapes.date_reading(texts, self.day_first)
            case "money":
                return shapes.number_reading(texts, numbers.parse_money)
            case "months":
                return shapes.number_reading(texts, numbers.parse_months)
            case "number":
                return shapes.number_reading(texts, numbers.parse_number)
            case "yes-no":
                return _words(texts, {"yes": _YES, "no": _NO})
            case "choice":
                return _words(texts, _STATUS) if column.choices == ("active", "churned") else _choice(texts, column)
            case "email":
                return _mostly(texts, shapes.is_email, "holds no e-mail addresses")
            case "domain":
                return _mostly(texts, shapes.is_domain, "holds no domains")
            case "currency":
                return _mostly(texts, lambda text: shapes.reads(cells.parse_currency, text), "holds no currency codes")
            case "channel":
                return _mostly(texts, lambda text: shapes.reads(cells.parse_channel, text), "holds no channels")
        return self._text_reading(column.name, texts)

    def _text_reading(self, ours: str, texts: list[str]) -> Reading:
        if ours == "key" and (len(texts) < MOSTLY * self.rows or len(set(texts)) < MOSTLY * len(texts)):
            return Reading({}, "isn't in every row, once: an account's key is")
        if ours in ("name", "csm_name") and share(texts, shapes.is_id) > 0.5:
            return Reading({}, "holds ids, not names")
        if ours == "parent":
            keys = next((self.cells[place] for place, mine in self.used.items() if mine == "key"), [])
            return _mostly(texts, set(keys).__contains__, "names no keys of this file's accounts")
        if ours in ("tier", "segment") and len(set(texts)) > max(12, self.rows // 2):
            return Reading({}, "has a word of its own in nearly each row, so it sorts nothing")
        return Reading({})

    def _fall_back(self) -> None:
        """An account without an id goes by its domain, or its name; a name may be known by its shape alone."""
        if self.kind != "accounts":
            return
        if "name" not in self.guess.taken:
            names = [place for place in range(len(self.header)) if self._looks_like_names(place)]
            if len(names) == 1:
                self._take("name", names[0], {}, how="by what stands in it")
        if "key" in self.guess.taken:
            return
        for ours, risk in (("domain", "domain"), ("name", "name")):
            place = next((place for place, mine in self.used.items() if mine == ours), None)
            if place is not None and not self._text_reading("key", self.cells[place]).why_not:
                self._take("key", place, {}, how=f"no column with ids: who changes the {risk} is a new account")
                self.used[place] = ours
                break

    def _looks_like_names(self, place: int) -> bool:
        texts = self.cells[place]
        odd = share(texts, lambda text: shapes.is_number(text) or shapes.is_id(text) or "@" in text or "://" in text)
        is_date = bool(texts) and not shapes.date_reading(texts, self.day_first).why_not
        return (
            place not in self.used
            and place not in self.why_not
            and len(texts) >= MOSTLY * self.rows
            and len(set(texts)) >= MOSTLY * len(texts)
            and odd < 0.1
            and not is_date
        )

    def _melt(self) -> None:
        """A wide file: each column of numbers is a KPI."""
        if self.kind != "kpis" or {"kpi", "value"} <= self.guess.taken.keys():
            return
        for ours in ("kpi", "value"):
            if ours in self.guess.taken:
                title, _ = self.guess.taken.pop(ours)
                self.used.pop(self.header.index(title))
                self.guess.raw.get("columns", {}).pop(ours, None)
                self.guess.raw.get("numbers", {}).pop(ours, None)
        for place, title in enumerate(self.header):
            texts = self.cells[place]
            if place in self.used or place in self.why_not or not title or not texts:
                continue
            reading = shapes.number_reading(texts, numbers.parse_number)
            if reading.why_not:
                self.reasons[place] = reading.why_not
                continue
            kpi = "-".join("".join(char if char.isalnum() else " " for char in title.casefold()).split())
            self.used[place] = kpi
            self.guess.raw.setdefault("melt", {})[kpi] = title
            if style := reading.section.get("numbers"):
                self.guess.raw.setdefault("numbers", {})[kpi] = style
            self.guess.taken[kpi] = (title, "a KPI")

    def _close(self) -> None:
        melted = ("kpi", "value") if "melt" in self.guess.raw else ()
        needed = [each.name for each in COLUMNS[self.kind] if each.required and each.name not in melted]
        needed += ["name"] if self.kind == "accounts" else []  # of accounts that are new, as most are in such a file
        self.guess.missing = [name for name in needed if name not in self.guess.taken]
        for place, title in enumerate(self.header):
            if title and place not in self.used and place != self.sorted_by:
                empty = "is empty" if not self.cells[place] else ""
                why = self.why_not.get(place) or self.reasons.get(place) or empty
                self.guess.left.append((title, why))


def _mostly(texts: list[str], is_one: Any, why_not: str) -> Reading:
    return Reading({}) if share(texts, is_one) >= shapes.MOST else Reading({}, why_not)


def _words(texts: list[str], known: dict[str, dict[str, int]]) -> Reading:
    """Words of theirs for ours; all of them must be known."""
    counts = Counter(texts)
    meant = {text: next((ours for ours, words in known.items() if folded_word(text) in words), None) for text in counts}
    if unknown := [text for text, ours in meant.items() if ours is None]:
        more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        return Reading({}, f'has words that I don\'t know as {one_of(list(known))}: "{shorten(unknown[0])}"{more}')
    said = {text: ours for text, ours in sorted(meant.items()) if ours and text.lower() != ours}
    return Reading({"values": said} if said else {})


def _choice(texts: list[str], column: FileColumn) -> Reading:
    return _mostly(texts, lambda text: text.lower() in column.choices, f"isn't one of {', '.join(column.choices)}")


__all__ = ["Guess", "could_fit", "guess"]
