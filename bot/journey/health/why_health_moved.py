"""Why a health score moved (method C2): which KPIs moved it by how many points between two assessments. Pure.

A part that doesn't count (too old, never measured) has its weight shared out among the others: it counts as if it
scored what they score together. So what its going and coming does to the score is a part of the sum like any other,
and the parts add up to the movement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.journey.accounts.progress import HealthPart
from bot.journey.health.health_history import HealthSpan
from bot.text import rounded

NOTABLE = 5  # points; less is the daily up and down
RECKONED = 9  # decimals
ROUNDED = 1.0  # points that vanish because both scores are whole numbers
How = Literal["moved", "stale", "back", "new"]


@dataclass(frozen=True)
class Move:
    """What a KPI did to the score, in whole points. how: its value moved; it grew too old; it counts again; it was
    measured for the first time. was, value: its values then and now."""

    kpi: str
    points: int
    how: How
    was: float | None
    value: float | None


@dataclass(frozen=True)
class HealthMove:
    """The measured score since a day: from `was` to `score`. moves: the heaviest first. rest: points that the figures
    on record don't explain."""

    since: datetime
    was: int
    score: int
    moves: tuple[Move, ...]
    rest: int = 0


def notable(spans: Sequence[HealthSpan]) -> HealthSpan | None:
    """The score before the last notable change: at least five points from today's, and where it began its way from
    there. None where there was none, or where nothing was known before."""
    runs = _runs(spans)
    if not runs or runs[-1].measured is None:
        return None
    now = runs[-1].measured
    for at in range(len(runs) - 2, -1, -1):
        was = runs[at].measured
        if was is None:
            return None
        if abs(was - now) >= NOTABLE:
            return runs[_start(runs, at, up=was > now)]
    return None


def _start(runs: Sequence[HealthSpan], at: int, *, up: bool) -> int:
    """The first of an unbroken way down (up: of higher scores before) or up."""
    while at:
        before, here = runs[at - 1].measured, runs[at].measured
        if before is None or here is None or before == here or (before > here) != up:
            return at
        at -= 1
    return at


def _runs(spans: Sequence[HealthSpan]) -> list[HealthSpan]:
    """Neighbours that measured the same, as one; a score set by hand changes nothing here."""
    runs: list[HealthSpan] = []
    for one in spans:
        if runs and runs[-1].measured == one.measured:
            last = runs.pop()
            one = HealthSpan(last.since, one.until, last.score, last.measured, told=one.told)
        runs.append(one)
    return runs


def unknown_since(spans: Sequence[HealthSpan]) -> HealthSpan | None:
    """Where health isn't known today: the last known score before. None where it is known, or never was."""
    runs = _runs(spans)
    if not runs or runs[-1].measured is not None:
        return None
    return runs[-2] if len(runs) > 1 else None


def explain(span: HealthSpan, score: int, then: Sequence[HealthPart], now: Sequence[HealthPart]) -> HealthMove | None:
    """What moved the score from that span's to today's, from the parts as they were then and as they are."""
    if span.until is None or span.measured is None:
        return None
    exact = _exact(then, now)
    exactly = [points for _, points, _, _, _ in exact]
    rest = score - span.measured - sum(exactly)
    if exact and abs(rest) <= ROUNDED:
        heaviest = max(range(len(exactly)), key=lambda at: abs(exactly[at]))
        exactly[heaviest], rest = exactly[heaviest] + rest, 0.0
    points = whole_parts([*exactly, rest], score - span.measured)
    moves = [Move(kpi, whole, how, was, value) for (kpi, _, how, was, value), whole in zip(exact, points, strict=False)]
    told = sorted((one for one in moves if one.points or one.how != "moved"), key=lambda one: -abs(one.points))
    return HealthMove(span.until, span.measured, score, tuple(told), points[-1])


def _exact(
    then: Sequence[HealthPart], now: Sequence[HealthPart]
) -> list[tuple[str, float, How, float | None, float | None]]:
    before, after = {part.kpi: part for part in then}, {part.kpi: part for part in now}
    counted = [key for key in after if after[key].fresh or (key in before and before[key].fresh)]
    weight = sum(after[key].weight for key in counted)
    was, score = score_of(then), score_of(now)
    if was is None or score is None or not weight:
        return []
    found = []
    for key in counted:
        old, new = before.get(key), after[key]
        left = old.score if old is not None and old.score is not None else was
        right = new.score if new.score is not None else score
        points = new.weight / weight * (right - left)
        found.append((key, points, _how(old, new), old.value if old else None, new.value))
    return found


def score_of(parts: Sequence[HealthPart]) -> float | None:
    """0-100, from the parts that count; None where none does."""
    known = [(part.weight, part.score) for part in parts if part.score is not None]
    weight = sum(each for each, _ in known)
    return sum(each * score for each, score in known) / weight if weight else None


def whole_score(score: float) -> int:
    """As the assessment rounds it (bot/store/sql.py: `whole`)."""
    return int(rounded(float(rounded(score, RECKONED))))


def _how(old: HealthPart | None, new: HealthPart) -> How:
    if new.score is None:
        return "stale"
    if old is None or old.value is None:
        return "new"
    return "moved" if old.score is not None else "back"


def whole_parts(exact: Sequence[float], total: int) -> list[int]:
    """Whole numbers close to those, that add up to the total: who lost most by rounding down gets the next one."""
    floors = [int(each // 1) for each in exact]
    order = sorted(range(len(exact)), key=lambda at: floors[at] - exact[at])
    for at in order[: max(0, total - sum(floors))]:
        floors[at] += 1
    return floors


__all__ = [
    "NOTABLE",
    "HealthMove",
    "Move",
    "explain",
    "notable",
    "score_of",
    "unknown_since",
    "whole_parts",
    "whole_score",
]
