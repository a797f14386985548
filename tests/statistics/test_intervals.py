"""Intervals that hold for small numbers."""

import pytest

from bot.statistics.intervals import Share, difference, wilson


@pytest.mark.parametrize(("count", "of", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (0, 0, 0.0, 1.0)])
def test_wilsons_interval_holds_for_small_numbers(count: int, of: int, low: float, high: float) -> None:
    # method: D6
    found = wilson(count, of)
    assert (round(found[0], 3), round(found[1], 3)) == (low, high)


def test_the_interval_of_a_difference_is_newcombes() -> None:
    # method: D10
    low, high = difference(Share(48, 80), Share(56, 70))
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)
