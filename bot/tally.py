"""What this process has done since it began, counted where it happens; read by `/metrics`. Numbers only, no names."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

Labels = tuple[tuple[str, str], ...]
_COUNTS: Counter[tuple[str, Labels]] = Counter()
_SECONDS: dict[tuple[str, Labels], tuple[int, float]] = {}


def count(name: str, by: int = 1, **labels: str) -> None:
    """One more. labels: of few values each, as each combination is a row of its own."""
    _COUNTS[name, tuple(sorted(labels.items()))] += by


@dataclass
class Timing:
    """counts: whether this time is kept; whoever measures knows at the end only."""

    counts: bool = True


@contextmanager
def timed(name: str, **labels: str) -> Iterator[Timing]:
    """How long what is within takes, also where it fails."""
    began, key, timing = monotonic(), (name, tuple(sorted(labels.items()))), Timing()
    try:
        yield timing
    finally:
        if timing.counts:
            times, seconds = _SECONDS.get(key, (0, 0.0))
            _SECONDS[key] = times + 1, seconds + monotonic() - began


def counted() -> dict[tuple[str, Labels], int]:
    """By name and labels."""
    return dict(_COUNTS)


def timings() -> dict[tuple[str, Labels], tuple[int, float]]:
    """How often, and how many seconds in all, by name and labels."""
    return dict(_SECONDS)


__all__ = ["Labels", "Timing", "count", "counted", "timed", "timings"]
