"""What a file that nobody has seen is about: accounts, contracts, contacts, measurements, events or tickets."""

from pathlib import Path

from bot.ingest.guessing.guess_file import guess_file
from bot.ingest.guessing.guessed_map import Guess
from bot.ingest.reading.columns import KINDS, Kind


def kind_of_file(file: Path, sheet: str | None = None) -> Kind | None:
    """The kind whose columns it has all of, and most others; None where it has none's, or as many of two.

    Raises UserError where the file can't be read at all."""
    counts = {kind: _columns(guess_file(kind, file, sheet)) for kind in KINDS}
    most = max(counts.values())
    best = [kind for kind, count in counts.items() if count == most]
    return best[0] if most and len(best) == 1 else None


def _columns(guess: Guess) -> int:
    """How many of ours it has. Any file has columns of numbers, so those say nothing of measurements without a day."""
    if guess.missing:
        return 0
    if "melt" in guess.raw:
        return len(guess.taken) if "observed_at" in guess.taken else 0
    return len(guess.taken)
