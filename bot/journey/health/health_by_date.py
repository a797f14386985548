"""An account's health before it was assessed for the first time (method C2): worked out afterwards, from the figures
of that time, so that a workspace that brings half a year of them sees half a year of health at once."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.journey.accounts.progress import HealthPart, Measure, health_of
from bot.journey.health.health_history import YEAR, HealthSpan, Measured
from bot.journey.health.why_health_moved import HealthMove, explain, notable, score_of, whole_score
from bot.journey.sweep.facts_row import ENOUGH_WEIGHT
from bot.playbook.models import Playbook

STEP = timedelta(days=7)


def scored_before(playbook: Playbook, figures: Measured, first: datetime, now: datetime) -> tuple[HealthSpan, ...]:
    """Its weeks until the first assessment, as that playbook scores them, from the first that is known."""
    since = max(min((values[0][0] for values in figures.values()), default=first), now - YEAR)
    weeks = int(max(timedelta(), first - since) / STEP)
    starts = [first - STEP * back for back in range(weeks, 0, -1)]
    scores = [_score(playbook, figures, at) for at in starts]
    known = next((at for at, score in enumerate(scores) if score is not None), len(scores))
    return tuple(
        HealthSpan(at, at + STEP, score, score) for at, score in list(zip(starts, scores, strict=True))[known:]
    )


def whole_year(
    playbook: Playbook, year: Sequence[HealthSpan], figures: Measured, now: datetime
) -> tuple[HealthSpan, ...]:
    """The scores on record, and those of the time before that were worked out."""
    return (*scored_before(playbook, figures, year[0].since, now), *year) if year else ()


def moved_lately(
    playbook: Playbook, parts: Sequence[HealthPart], year: Sequence[HealthSpan], figures: Measured
) -> HealthMove | None:
    """The last notable change up to today's measured score, and what made it; None where there was none.

    parts: those of today."""
    score, before = year[-1].measured if year else None, notable(year)
    if score is None or before is None:
        return None
    at = before.told or before.since
    return explain(before, score, health_of(playbook, as_of(figures, at), at), parts)


def _score(playbook: Playbook, figures: Measured, at: datetime) -> int | None:
    parts = health_of(playbook, as_of(figures, at), at)
    fresh = sum(part.weight for part in parts if part.fresh)
    score = score_of(parts)
    enough = score is not None and fresh / sum(part.weight for part in parts) >= ENOUGH_WEIGHT
    return whole_score(score) if score is not None and enough else None


def as_of(figures: Measured, at: datetime) -> dict[str, Measure]:
    """The newest value of each KPI at that moment."""
    found = {}
    for kpi, values in figures.items():
        until = bisect_right(values, at, key=lambda one: one[0])
        if until:
            found[kpi] = Measure(values[until - 1][1], values[until - 1][0])
    return found
