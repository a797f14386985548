"""A share of `make simulate`: what the intervals are worth, where the truth is known."""

import pytest

from tests.figures.simulate import coverage, forecasts, speed_coverage

pytestmark = pytest.mark.slow
RUNS = 100


def test_intervals_of_95_in_100_hold_the_truth_about_as_often() -> None:
    # method: D6, D14
    found = [*coverage(RUNS), *speed_coverage(RUNS)]
    assert len(found) > 20
    assert min(held / of for _, held, of in found if of > RUNS / 2) > 0.87  # of a hundred, 95 ± 2.2
    assert 0.935 < sum(held for _, held, _ in found) / sum(of for _, _, of in found) < 0.965


def test_the_forecasts_range_holds_what_comes_in_four_of_five() -> None:
    # method: D6
    found = list(forecasts(RUNS // 3))
    many = [(held, of) for _, held, of, mean in found if mean >= 10]
    assert len(many) > 5
    assert 0.73 < sum(held for held, _ in many) / sum(of for _, of in many) < 0.9
