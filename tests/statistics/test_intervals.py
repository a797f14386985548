"""Intervals that hold for small numbers."""

import numpy as np
import pytest

from bot.statistics.intervals import Share, difference, mean_score, net_score, poisson, weighted_poisson, wilson


@pytest.mark.parametrize(("count", "of", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (0, 0, 0.0, 1.0)])
def test_wilsons_interval_holds_for_small_numbers(count: int, of: int, low: float, high: float) -> None:
    # method: D6
    found = wilson(count, of)
    assert (round(found[0], 3), round(found[1], 3)) == (low, high)


def test_the_interval_of_a_difference_is_newcombes() -> None:
    # method: D10
    low, high = difference(Share(48, 80), Share(56, 70))
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_events_of_one_weight_are_as_sure_as_their_number_and_a_large_one_among_them_is_not() -> None:
    low, high = poisson(9)
    assert weighted_poisson(9 * 5.0, 5.0) == pytest.approx((5 * low, 5 * high))
    one_large = weighted_poisson(45.0, 20.0)
    assert one_large[1] - one_large[0] > 2 * 5 * (high - low)
    assert weighted_poisson(0.0, 0.0) == (0.0, 0.0)


@pytest.mark.parametrize(("promoters", "detractors", "of"), [(0.5, 0.2, 12), (0.3, 0.4, 40), (0.8, 0.05, 100)])
def test_a_net_scores_interval_holds_the_truth_about_95_times_in_100(
    promoters: float, detractors: float, of: int
) -> None:
    # method: C5
    answers = np.random.default_rng(1).multinomial(of, (promoters, detractors, 1 - promoters - detractors), 2_000)
    ranges = [net_score(int(up), int(down), of) for up, down, _ in answers]
    assert 0.93 < np.mean([low <= promoters - detractors <= high for low, high in ranges]) < 0.98
    assert net_score(5, 0, 5)[1] == 1.0


@pytest.mark.parametrize("of", [5, 12, 40, 150])
@pytest.mark.parametrize(
    "chances", [(0.02, 0.05, 0.13, 0.35, 0.45), (0.1, 0.2, 0.3, 0.25, 0.15), (0.01, 0.01, 0.03, 0.15, 0.8)]
)
def test_a_mean_scores_interval_holds_the_truth_about_95_times_in_100(chances: tuple[float, ...], of: int) -> None:
    # method: C5
    scores = np.arange(5) / 4
    drawn = np.random.default_rng(3).choice(scores, (2_000, of), p=chances)
    ranges = [mean_score(float(one.sum()), float((one * one).sum()), of) for one in drawn]
    assert 0.93 < np.mean([low <= scores @ chances <= high for low, high in ranges]) <= 0.985
    low, high = mean_score(5.0, 5.0, 5)  # all answered the best: that is no certainty
    assert (low < 0.8, high) == (True, 1.0)
    assert mean_score(0.0, 0.0, 0) == (0.0, 1.0)
