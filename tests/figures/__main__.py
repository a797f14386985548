"""`make simulate`: what the intervals are worth, as a table. It takes some minutes; ARGS="200" for fewer runs.

It ends with an error where something doesn't hold."""

import sys
from collections.abc import Iterator

from tests.figures.simulate import coverage, coverage_holds, forecast_holds, forecasts, speed_coverage, value_coverage
from tests.figures.simulate_claims import SEEDS, noise
from tests.figures.simulate_stuck import stuck_coverage
from tests.figures.warning.calibration import calibration

RUNS, WORLDS = 2_000, 120
Row = tuple[str, int, int, str, bool]


def rows(runs: int) -> Iterator[str | Row]:
    """Headings, and (what, how often, of how many, what is to be said of it, whether it holds)."""
    yield "95% intervals: how often they held the truth (93 to 98%, by an exact binomial test at 1%)"
    for what, held, of in (*coverage(runs), *stuck_coverage(runs), *speed_coverage(runs), *value_coverage(runs)):
        yield what, held, of, "", coverage_holds(held, of)
    yield "80% ranges of the forecast (at least 75%; at most 88% where 10 or more are expected; by the same test)"
    for what, held, of, mean in forecasts(runs):
        yield what, held, of, f", {mean:.1f} expected", forecast_holds(held, of, mean)
    yield "Claims where there is nothing (not above what is allowed, by the same test)"
    for what, claimed, of, most, holds in noise(min(SEEDS, runs)):
        yield what, claimed, of, f", {most:.0%} allowed", holds
    yield "What an early warning says, and what happens (not above what is allowed, by the same test)"
    for what, missed, of, most, holds in calibration(range(min(WORLDS, runs))):
        yield what, missed, of, f", {most:.0%} allowed", holds


def main(runs: int) -> int:
    """How many don't hold."""
    failed = 0
    for row in rows(runs):
        if isinstance(row, str):
            print(row, flush=True)
            continue
        what, count, of, more, holds = row
        failed += not holds
        print(f"{what:<70} {count / of:>7.1%} of {of:,}{more}: {'holds' if holds else 'DOESN’T HOLD'}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if sys.argv[1:] else RUNS) else 0)
