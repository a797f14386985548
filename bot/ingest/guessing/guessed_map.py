"""A map that was proposed, with what is said of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.ingest.reading.columns import Kind
from bot.ingest.reading.records.titles import quoted
from bot.text import clean, shorten

ONE_FOR_ALL = ", or one for all rows, constants: {product: …}"


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
    notes: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """For the terminal: what each column becomes, and what isn't taken."""
        widest = max((len(ours) for ours in self.taken), default=0)
        for ours, (title, how) in self.taken.items():
            yield f'  {ours:<{widest}}  from "{shorten(title)}"{how and f" ({how})"}'
        if self.groups:
            yield f"  {self.groups}"
        yield from (f"  {note}" for note in self.notes)
        said = [f'"{shorten(title)}" {why}' for title, why in self.left if why]
        yield from (f"  Not taken: {each}." for each in said)
        if rest := [f'"{shorten(title)}"' for title, why in self.left if not why]:
            yield f"  Nothing of ours: {', '.join(rest)}."
        if self.kind == "accounts" and "arr" not in self.taken and not self.missing:
            yield "  Nothing says what they pay a year: if a column does, name it in the map, columns: {arr: …}."
        for name in self.missing:
            told = f"  Missing: no column that could be {name}. Name it in the map, columns: {{{name}: …}}"
            yield f"{told}{ONE_FOR_ALL if name == 'product' else ''}."

    def text(self, file_name: str, strangers: Sequence[str] = ()) -> str:
        """The map file. strangers: owners' names, whose addresses somebody has to give."""
        raw = {"columns": self._all_columns(), **{name: part for name, part in self.raw.items() if name != "columns"}}
        body = yaml.safe_dump(raw, sort_keys=False, allow_unicode=True, default_flow_style=False, width=1000)
        body += "".join(f"# {line}\n" for line in self._rest())
        asks = "".join(f"# {line}\n" for line in self._owners(strangers)) if strangers else ""
        return f"# {self.kind} from {file_name}, as proposed by milepost import --guess\n{body}{asks}"

    def _all_columns(self) -> dict[str, Any]:
        """Also those that are called as ours are."""
        named = self.raw.get("columns", {})
        taken = {ours: title for ours, (title, _) in self.taken.items() if ours not in self.raw.get("melt", {})}
        return {**{ours: named.get(ours, title) for ours, title in taken.items()}, **named}

    def _rest(self) -> Iterator[str]:
        """What becomes of the other columns."""
        if self.groups:
            yield clean(self.groups)
        for note in self.notes:
            yield clean(note)
        for title, why in self.left:
            yield f'Not taken: "{clean(shorten(title))}"{f" {clean(why)}" if why else ", nothing of ours"}.'

    def _owners(self, strangers: Sequence[str]) -> Iterator[str]:
        where = "under the values above" if "values" in self.raw else "as it stands"
        yield f"Nobody here is called like these owners. Give their addresses, and take the # away ({where}):"
        if "values" not in self.raw:
            yield "values:"
        yield "  csm_name:"
        yield from (f"    {quoted(name)}: person{number}@example.com" for number, name in enumerate(strangers, 1))
