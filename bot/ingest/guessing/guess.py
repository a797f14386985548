"""A map proposed for a file that nobody here has seen: by the titles that CRMs use, and by what stands under them.

The same file gives the same map. What isn't sure isn't taken, and is named with the reason."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from bot.ingest.guessing import shapes
from bot.ingest.guessing.cells_seen import as_wide, by_choice, by_words, mostly
from bot.ingest.guessing.guessed_map import Guess
from bot.ingest.guessing.references import currency_places, reference_reading
from bot.ingest.guessing.shapes import Reading, filled, share
from bot.ingest.guessing.terms import Term, find_term, says_years, which
from bot.ingest.guessing.title_forms import currency_in, title_forms
from bot.ingest.guessing.title_words import (
    ACTIVE,
    CHURNED,
    CONTRACT_STATUS,
    CUSTOMERS,
    DRAFTS,
    FIRST_NAMES,
    GROUP_WORDS,
    IN_FORCE,
    LAST_NAMES,
    MONTHLY,
    NOT_OURS,
    PROSPECTS,
    WHOLE_TERM,
    WORDS,
    YEAR_OR_TERM,
    in_words,
)
from bot.ingest.reading import cells, numbers
from bot.ingest.reading.columns import COLUMNS, FileColumn, Kind, folded_title
from bot.ingest.reading.leftovers import PLACEHOLDERS
from bot.ingest.reading.records.cells_by_column import MAY_BE_OPEN
from bot.ingest.reading.records.not_known import says_not_known, says_nothing
from bot.ingest.reading.records.titles import quoted
from bot.text import folded_word, shorten

MOSTLY = 0.95
SHARED = ("key", "name")  # one column of theirs may be both
FEW = 40  # different words in a column that sorts rows
_YES, _NO = in_words("yes|true|ja|oui|sí|y|1|j"), in_words("no|false|nein|non|nee|n|0")
_STATUS = {"active": in_words(ACTIVE), "churned": in_words(CHURNED)}


def guess(
    kind: Kind,
    header: Sequence[str],
    records: Iterable[Sequence[str]],
    everyone_by: Collection[str] = (),
    texts: Iterable[Sequence[str]] | None = None,
) -> Guess:
    """The map for that file. records: its first ones, or all. everyone_by: folded titles that leave nobody out.

    texts: of a workbook, the same records without its numbers and dates, which say nothing of how texts are written."""
    return _Guessing(kind, header, records, everyone_by, texts).all()


def could_fit(kind: Kind, titles: Sequence[str]) -> bool:
    """Whether a line of a file may name the columns of that kind."""
    known = {word for words in WORDS[kind].values() for word in in_words(words)}
    return sum(folded_word(title) in known for title in titles) >= 2


class _Guessing:
    def __init__(
        self,
        kind: Kind,
        header: Sequence[str],
        records: Iterable[Sequence[str]],
        everyone_by: Collection[str],
        texts: Iterable[Sequence[str]] | None,
    ) -> None:
        self.kind, self.header, self.everyone_by = kind, header, everyone_by
        self.records = as_wide(header, records)
        self.texts = as_wide(header, texts) if texts is not None else None
        self.sorted_by: int | None = None
        self._see(self.records)
        self.forms = [title_forms(title) for title in header]
        self.guess = Guess(kind)
        self.term = find_term(header, self.cells)
        self.used: dict[int, str] = {}
        self.why_not: dict[int, str] = {}  # what is never taken
        self.reasons: dict[int, str] = {}  # what was tried in vain; said where nothing else is taken from it

    def _see(self, rows: list[list[str]]) -> None:
        self.rows = len(rows)
        self.cells = [filled(row[place] for row in rows) for place in range(len(self.header))]
        self.day_first = shapes.day_comes_first(self.cells)

    def _as_written(self, place: int) -> list[str]:
        """The cells that say how the column is written; of a workbook its texts, where it has some."""
        texts = filled(row[place] for row in self.texts) if self.texts is not None else []
        return texts or self.cells[place]

    def all(self) -> Guess:
        self._refuse_twice()
        if self.kind == "accounts":
            self._customers_only()
        if self.kind == "contracts":
            self._signed_only()
        for column in COLUMNS[self.kind]:
            self._find(column)
        self._beside_the_value()
        self._join_names()
        self._fall_back()
        self._melt()
        self._look_at_owners()
        self._close()
        return self.guess

    def _refuse_twice(self) -> None:
        for place, title in enumerate(self.header):
            if title and self.header.count(title) > 1:
                number = self.header[: place + 1].count(title)
                ways = f'say in the map which one is meant, "{shorten(title)} ({number})" for this one'
                self.why_not[place] = f"stands {self.header.count(title)} times: {ways}"
        for why, words in NOT_OURS.items():
            for place, forms in enumerate(self.forms):
                if in_words(words).keys() & {*forms}:
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
            self._former(place, [word for word in kept if meant[word] in _STATUS["churned"]], kept)
            self._take_only("Customers only", place, counts, kept)
            return

    def _signed_only(self) -> None:
        """A column may tell contracts from drafts of them, which nobody has signed."""
        drafts, in_force = in_words(DRAFTS), in_words(IN_FORCE)
        for place in self._called(CONTRACT_STATUS):
            counts = Counter(self.column(place))
            left = [word for word in counts if folded_word(word) in drafts]
            if len(counts) > FEW or not left or not any(folded_word(word) in in_force for word in counts):
                continue
            kept = sorted(word for word in counts if word and word not in left)
            self._take_only("No drafts", place, counts, kept)
            return

    def _take_only(self, whom: str, place: int, counts: Counter[str], kept: list[str]) -> None:
        """The rows with those words, and no others."""
        title = self.header[place]
        self.guess.raw["only"] = {title: kept}
        mine = [f"{counts[word]} {shorten(word)}" for word in kept]
        left = [f"{counts[word]} {shorten(word) or 'empty'}" for word in counts if word not in kept]
        self.guess.groups = f'{whom}, by "{shorten(title)}": {", ".join(mine)}; left out: {", ".join(left)}.'
        self.sorted_by = place
        if empty := counts[""]:
            words = ", ".join(quoted(word) for word in [*kept, ""])
            who = "1 has nothing there" if empty == 1 else f"{empty} have nothing there"
            what = "customers" if self.kind == "accounts" else "contracts"
            self.guess.notes.append(f"{who}: {what}, too? Then in the map, only: {{{quoted(title)}: [{words}]}}")
        # What stands in the other rows says nothing of how the cells of these are to be read.
        self._see([row for row in self.records if row[place].strip() in kept])

    def _former(self, place: int, former: Sequence[str], kept: Sequence[str]) -> None:
        """Customers who have left stand among them: that column is their status, too."""
        if former:
            self.guess.raw.setdefault("columns", {})["status"] = self.header[place]
            means = {word: "churned" if word in former else "active" for word in kept}
            self.guess.raw.setdefault("values", {})["status"] = means
            self.guess.taken["status"] = (self.header[place], f"{', '.join(former)}: left us")

    def column(self, place: int) -> list[str]:
        return [row[place].strip() for row in self.records]

    def _find(self, column: FileColumn) -> None:
        """The surest title whose cells can be read."""
        words, monthly = WORDS[self.kind].get(column.name), MONTHLY.get(self.kind, {}).get(column.name)
        if column.what == "money":
            words = self._a_years(column.name, words or "")
        for place in self._called(words) if words else ():
            if self._try(column, place):
                return
        for place in self._called(monthly) if monthly else ():
            if self._try(column, place, times=12):
                return
        if column.what == "money" and column.name not in self.guess.taken:
            self._find_whole_terms(column)

    def _a_years(self, ours: str, words: str) -> str:
        """The titles that mean a year's amount, as long as no term is of another length."""
        if self.term is None or self.term.is_always_a_year:
            return words
        unsure = in_words(YEAR_OR_TERM)
        for place in self._called(YEAR_OR_TERM):
            self.reasons[place] = which(ours, self.header[place], self.term)
        return "|".join(word for word in words.split("|") if folded_word(word) not in unsure)

    def _find_whole_terms(self, column: FileColumn) -> None:
        """An amount that is a whole term's, with the term."""
        for place in self._called(WHOLE_TERM):
            if self.term is None or self.term.unit is None:
                lacks = "says how long that is" if self.term is None else "says whether terms are months or years"
                self.reasons[place] = f"is what they pay for a whole term, and no column {lacks}"
            elif self._try(column, place, over=self.term):
                return

    def _called(self, words: str) -> list[int]:
        """The places of the columns with one of those titles, the surest first; as it stands before its kind."""
        ranks = in_words(words)
        found = [
            (ranks[form], number, place)
            for place, forms in enumerate(self.forms)
            for number, form in enumerate(forms)
            if form in ranks and place not in self.why_not
        ]
        return list(dict.fromkeys(place for *_, place in sorted(found)))

    def _try(self, column: FileColumn, place: int, times: int = 1, over: Term | None = None) -> bool:
        shared = column.name in SHARED and self.used.get(place) in SHARED
        if (place in self.used and not shared) or not self.cells[place]:
            return False
        written = column.what in ("date", "moment", "money", "months", "number")
        texts = self._as_written(place) if written else self.cells[place]
        known = texts if column.what not in MAY_BE_OPEN else [text for text in texts if not says_nothing(text)]
        if not known:
            self.reasons[place] = "says nothing in any row"
            return False
        reading = self._reading(column, known)
        words = sorted({text for text in texts if says_not_known(text) and text not in PLACEHOLDERS})
        if words and not reading.why_not and column.what in MAY_BE_OPEN:
            reading = Reading({**reading.section, "values": dict.fromkeys(words, "")})
        if reading.why_not:
            self.reasons[place] = reading.why_not
            return False
        if over:
            style = {"over": over.title} | ({"unit": "years"} if over.unit == "years" else {})
            reading = Reading({**reading.section, "numbers": {**reading.section.get("numbers", {}), **style}})
        if column.what == "months" and says_years(self.header[place]):
            times = 12
        if column.name == "account":
            self._take_reference(place)
        else:
            self._take(column.name, place, reading.section, times)
        return True

    def _take_reference(self, place: int) -> None:
        said, how = reference_reading(self.header[place], self.cells[place])
        self._take("account", place, {}, how=how)
        for section, value in said.items():
            self.guess.raw.setdefault(section, {})["account"] = value

    def _take(self, ours: str, place: int, section: dict[str, Any], times: int = 1, how: str = "") -> None:
        title = self.header[place]
        self.used[place] = ours
        raw = self.guess.raw
        if folded_title(title) != folded_title(ours):
            raw.setdefault("columns", {})[ours] = title
        said = [how] if how else []
        if form := section.get("dates"):
            raw.setdefault("dates", {})[ours] = form
            said.append(f"dates as {form if isinstance(form, str) else ' or '.join(form)}")
        style = dict(section.get("numbers", {})) | ({"times": times} if times != 1 else {})
        if style:
            raw.setdefault("numbers", {})[ours] = style
            said += [f'decimal mark "{style["decimal"]}"'] if "decimal" in style else []
            said += [f"a whole term's, over {shorten(style['over'])}"] if "over" in style else []
            said += [f"years, times {times}" if ours == "term_months" else f"a month's, times {times}"] * (times != 1)
        if words := section.get("values"):
            raw.setdefault("values", {})[ours] = words
            said.append(", ".join(f"{theirs} is {mine or 'not known'}" for theirs, mine in words.items()))
        self.guess.taken[ours] = (title, "; ".join(said))

    def _reading(self, column: FileColumn, texts: list[str]) -> Reading:
        match column.what:
            case "date" | "moment":
                return shapes.date_reading(texts, self.day_first)
            case "money":
                return shapes.number_reading(texts, numbers.parse_money)
            case "months":
                if self.term and self.term.unit is None and texts == self.cells[self.term.place]:
                    return Reading({}, "may be of months or of years: say in the map what it is")
                return shapes.number_reading(texts, numbers.parse_months)
            case "number":
                return shapes.number_reading(texts, numbers.parse_number)
            case "yes-no":
                return by_words(texts, {"yes": _YES, "no": _NO})
            case "choice":
                return by_words(texts, _STATUS) if column.choices == ("active", "churned") else by_choice(texts, column)
            case "email":
                return mostly(texts, shapes.is_email, "holds no e-mail addresses")
            case "domain":
                return mostly(texts, shapes.is_domain, "holds no domains")
            case "currency":
                return mostly(texts, lambda text: shapes.reads(cells.parse_currency, text), "holds no currency codes")
            case "channel":
                return mostly(texts, lambda text: shapes.reads(cells.parse_channel, text), "holds no channels")
        return self._text_reading(column.name, texts)

    def _text_reading(self, ours: str, texts: list[str]) -> Reading:
        if ours == "key" and (len(texts) < MOSTLY * self.rows or len(set(texts)) < MOSTLY * len(texts)):
            return Reading({}, "isn't in every row, once: an account's key is")
        if ours in ("name", "csm_name") and share(texts, shapes.is_id) > 0.5:
            return Reading({}, "holds ids, not names")
        if ours == "parent":
            keys = next((self.cells[place] for place, mine in self.used.items() if mine == "key"), [])
            return mostly(texts, set(keys).__contains__, "names no keys of this file's accounts")
        if ours in ("tier", "segment") and len(set(texts)) > max(12, self.rows // 2):
            return Reading({}, "has a word of its own in nearly each row, so it sorts nothing")
        return Reading({})

    def _beside_the_value(self) -> None:
        """The currency that stands beside what is paid: "Annual Contract Value Currency"."""
        beside = next((self.guess.taken[one][0] for one in ("arr", "amount") if one in self.guess.taken), None)
        if beside is None or "currency" in self.guess.taken:
            return
        if code := currency_in(beside):
            self.guess.raw.setdefault("values", {})["currency"] = {"": code}
            self.guess.notes.append(f'"{shorten(beside)}" is in {code}, as its title says.')
            return
        ours = next(each for each in COLUMNS[self.kind] if each.name == "currency")
        for place in currency_places(self.header, beside):
            if place not in self.why_not and self._try(ours, place):
                return

    def _join_names(self) -> None:
        """A person whose first and last name stand in two columns."""
        if self.kind != "stakeholders" or "name" in self.guess.taken:
            return
        parts = [self._called(words)[:1] for words in (FIRST_NAMES, LAST_NAMES)]
        if all(part and self.cells[part[0]] for part in parts):
            places = [part[0] for part in parts]
            titles = [self.header[place] for place in places]
            self.guess.raw.setdefault("columns", {})["name"] = titles
            self.guess.taken["name"] = (" + ".join(titles), "joined")
            self.used |= dict.fromkeys(places, "name")

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

    def _look_at_owners(self) -> None:
        """A report that is grouped by owner names each in the first row of the group."""
        place = next((place for place, ours in self.used.items() if ours == "csm_name"), None)
        if place is None or not (owners := self.cells[place]):
            return
        if len(set(owners)) == len(owners) > 1 and 2 * len(owners) < self.rows:
            title = shorten(self.header[place])
            self.guess.notes.append(
                f'"{title}" stands in {len(owners)} of {self.rows} rows, as where a report is grouped: the others go '
                "in without an owner, unless you fill the column down, or export the details without groups."
            )

    def _close(self) -> None:
        melted = ("kpi", "value") if "melt" in self.guess.raw else ()
        needed = [each.name for each in COLUMNS[self.kind] if each.required and each.name not in melted]
        needed += ["name"] if self.kind == "accounts" else []  # of accounts that are new, as most are in such a file
        self.guess.missing = [name for name in needed if name not in self.guess.taken]
        for place, title in enumerate(self.header):
            over = self.term is not None and place == self.term.place and self._is_over_a_term()
            if title and not over and place not in self.used and place != self.sorted_by:
                empty = "is empty" if not self.cells[place] else ""
                why = self.why_not.get(place) or self.reasons.get(place) or empty
                self.guess.left.append((title, why))

    def _is_over_a_term(self) -> bool:
        return any("over" in style for style in self.guess.raw.get("numbers", {}).values())


__all__ = ["Guess", "could_fit", "guess"]
