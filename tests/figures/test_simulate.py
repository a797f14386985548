"""A share of `make simulate`: what the intervals are worth, where the truth is known."""

import pytest

from tests.figures.simulate import coverage, coverage_holds, forecast_holds, forecasts, speed_coverage, value_coverage
from tests.figures.simulate_claims import noise
from tests.figures.simulate_stuck import stuck_coverage

pytestmark = pytest.mark.slow
RUNS = 100


def test_intervals_of_95_in_100_hold_the_truth_about_as_often() -> None:
    # method: B8, D6, D14
    found = [*coverage(RUNS), *stuck_coverage(RUNS // 2), *speed_coverage(RUNS), *value_coverage(RUNS // 2)]
    assert len(found) > 60
    assert all(coverage_holds(held, of) for _, held, of in found)
    assert min(held / of for _, held, of in found if of > RUNS / 2) > 0.87  # of a hundred, 95 ± 2.2
    assert 0.935 < sum(held for _, held, _ in found) / sum(of for _, _, of in found) < 0.965


def test_the_forecasts_range_holds_what_comes_in_four_of_five() -> None:
    # method: D6
    found = list(forecasts(RUNS // 3))
    assert len(found) == 18  # also where few are expected
    for what, held, of, mean in found:
        assert forecast_holds(held, of, mean), f"{what}: {held} of {of}, {mean:.1f} expected"
    many = [(held, of) for _, held, of, mean in found if mean >= 10]
    assert len(many) > 5
    assert 0.73 < sum(held for held, _ in many) / sum(of for _, of in many) < 0.9


def test_where_there_is_nothing_hardly_anything_is_claimed() -> None:
    # method: B7, C5, D10
    for what, claimed, of, most, holds in noise(60, warned=16):
        assert holds, f"{what}: {claimed} of {of}, {most:.0%} are allowed"
