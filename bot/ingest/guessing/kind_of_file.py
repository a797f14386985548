"""What a file that nobody has seen is about: accounts, contracts, contacts, measurements, events or tickets."""

from collections.abc import Sequence
from pathlib import Path

from bot.errors import UserError
from bot.ingest.guessing.guess import could_fit, guess
from bot.ingest.guessing.guess_file import read_records
from bot.ingest.guessing.guessed_map import Guess
from bot.ingest.reading.columns import KINDS, Kind
from bot.text import one_of

TELLING = 300  # rows: what a file is about stands in its titles and in the first of them
CALLED = {  # what files are called
    "accounts": ("account", "compan", "customer", "client", "firm", "kunde", "unternehm", "klant", "empresa"),
    "contracts": ("contract", "subscription", "vertr", "contrat", "abo", "order"),
    "stakeholders": ("contact", "stakeholder", "people", "person", "kontakt", "ansprech"),
    "kpis": ("kpi", "metric", "usage", "measure", "kennzahl", "nutzung", "survey"),
    "events": ("event", "activit", "log", "ereignis"),
    "tickets": ("ticket", "case", "issue", "support", "incident"),
}


def kind_of_file(file: Path, sheet: str | None = None) -> Kind | None:
    """The kind whose columns it has all of, and most others; None where it has none's, or as many of two.

    Raises UserError where the file can't be read at all."""
    best = kinds_of_file(file, sheet)
    return best[0] if len(best) == 1 else None


def kinds_of_file(file: Path, sheet: str | None = None) -> list[Kind]:
    """The same, and all that fit as well; read once."""
    table = read_records(file, _may_be_any, sheet, TELLING)
    counts = {kind: _columns(guess(kind, table.header, table.records, (), table.texts)) for kind in KINDS}
    most = max(counts.values())
    return [kind for kind, count in counts.items() if count == most] if most else []


def kind_called(file: Path) -> Kind | None:
    """By its name, for a file that doesn't tell otherwise."""
    name = file.stem.lower()
    return next((kind for kind in KINDS if any(word in name for word in CALLED[kind])), None)


def kind_meant(file: Path, sheet: str | None = None) -> tuple[Kind, str]:
    """The kind, and by what it was told, for who gave none. Raises UserError with the ways to say it."""
    best = kinds_of_file(file, sheet)
    if len(best) == 1:
        return best[0], "by what is in it"
    if (named := kind_called(file)) and (not best or named in best):
        return named, "by its name"
    what = f"may be {one_of(best)}" if best else "has no columns that I know"
    raise UserError(f"{file.name} {what}: say which, such as milepost import {(best or KINDS)[0]} {file}")


def _may_be_any(titles: Sequence[str]) -> bool:
    return any(could_fit(kind, titles) for kind in KINDS)


def _columns(found: Guess) -> int:
    """How many of ours it has. Any file has columns of numbers, so those say nothing of measurements without a day."""
    if found.missing:
        return 0
    if "melt" in found.raw:
        return len(found.taken) if "observed_at" in found.taken else 0
    return len(found.taken)


__all__ = ["kind_called", "kind_meant", "kind_of_file", "kinds_of_file"]
