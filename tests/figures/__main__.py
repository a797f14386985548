"""`make simulate`: what the intervals are worth, as a table. It takes some minutes; ARGS="200" for fewer runs."""

import sys

from tests.figures.simulate import coverage, forecast_holds, forecasts, speed_coverage, value_coverage
from tests.figures.simulate_claims import SEEDS, noise
from tests.figures.warning.calibration import calibration

RUNS, WORLDS = 2_000, 120


def main(runs: int) -> None:
    print("95% intervals: how often they held the truth (93 to 98% is right)")
    for what, held, of in (*coverage(runs), *speed_coverage(runs), *value_coverage(runs)):
        print(f"{what:<60} {held / of if of else float('nan'):>7.1%} of {of:,}", flush=True)
    print("80% ranges of the forecast (at least 75%; at most 88% where 10 or more are expected)")
    for what, held, of, mean in forecasts(runs):
        fits = "holds" if forecast_holds(held, of, mean) else "DOESN'T HOLD"
        print(f"{what:<60} {held / of:>7.1%} of {of:,}, {mean:.1f} expected: {fits}", flush=True)
    print("Claims where there is nothing (not above what is allowed, by an exact binomial test at 1%)")
    for what, claimed, of, most, holds in noise(min(SEEDS, runs)):
        print(f"{what:<60} {claimed / of:>7.1%} of {of:,}, {most:.0%} allowed: {'holds' if holds else 'TOO OFTEN'}")
    print("What an early warning says, and what happens (not above what is allowed, by the same test)")
    for what, missed, of, most, holds in calibration(range(min(WORLDS, runs))):
        print(f"{what:<60} {missed / of:>7.1%} of {of:,}, {most:.0%} allowed: {'holds' if holds else 'TOO OFTEN'}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else RUNS)
