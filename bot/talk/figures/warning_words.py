"""How good the early warning is (method C12): what became of those that were warned of, in a few sentences."""

from __future__ import annotations

from datetime import date

from bot.calendar import plural, say_date
from bot.journey.risk.record import WarningRecord
from bot.statistics.intervals import Share
from bot.statistics.life_table import Cause, life_table
from bot.text import rounded

ENOUGH = 10  # losses, or warnings: of fewer no share is worth saying


def record_words(this: WarningRecord, today: date) -> tuple[str, ...]:
    """ "8 of the 12 that left since 3 Mar 2025 had been warned of, half of them 74 days before or more."; then how many
    warned of left, and how soon somebody acted. () before the first warning."""
    if this.since is None:
        return ()
    told = (*_foreseen(this, today), *_over(this), *_acted(this))
    return told or (_too_few(this, today),)


def _too_few(this: WarningRecord, today: date) -> str:
    since = say_date(this.since, today, weekday=False) if this.since else ""
    left = plural(this.lost, "account has", "accounts have") if this.lost else "no account has"
    over = plural(this.over.of, "warning is", "warnings are") if this.over.of else "no warning is"
    return (
        f"How good my warnings are I can't say yet: since the first one on {since}, {left} left, and {over} half a "
        "year old."
    )


def _foreseen(this: WarningRecord, today: date) -> tuple[str, ...]:
    if this.lost < ENOUGH or this.since is None:
        return ()
    since = say_date(this.since, today, weekday=False)
    if not this.ahead:
        return (f"None of the {this.lost:,} that left since {since} had been warned of.",)
    ahead = f", half of them {plural(this.half_ahead or 0, 'day')} before or more" if len(this.ahead) > 1 else ""
    return (f"{len(this.ahead):,} of the {this.lost:,} that left since {since} had been warned of{ahead}.",)


def _over(this: WarningRecord) -> tuple[str, ...]:
    over = this.over
    if over.of < ENOUGH:
        return ()
    low, high = (rounded(share * 100) for share in (over.low, over.high))
    expected = f"I had expected {rounded(this.expected)}; {low} to {high}% is likely"
    stayed = over.of - over.count
    return (
        f"Of {over.of:,} that I warned of half a year ago or earlier, {over.count:,} left within that time "
        f"({expected}) and {stayed:,} {'was a false alarm' if stayed == 1 else 'were false alarms'}.",
    )


def _acted(this: WarningRecord) -> tuple[str, ...]:
    """Half of all: some have had too few days yet, and some left first; see `LifeTable.within`."""
    if this.acted.came < ENOUGH:
        return ()
    half = this.acted.within(0.5)
    if half is None:
        return ("After fewer than half of the warnings somebody has acted so far.",)
    return (f"After half of the warnings somebody acted within {plural(half, 'day')}.",)


_ACTED: dict[Cause | None, list[tuple[int, int]]] = {
    "reached": [(1, 9), (3, 12), (9, 6)],
    "lost": [(60, 2)],
    None: [(12, 4), (40, 3)],
}
WARNED = WarningRecord(  # of the examples
    date(2025, 3, 3), 12, (12, 30, 41, 74, 88, 101, 120, 166), Share(11, 31), 11.8, life_table(_ACTED)
)

__all__ = ["WARNED", "record_words"]
