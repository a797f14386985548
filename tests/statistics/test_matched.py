"""Groups against others of their age: counted by hand, and against other people's arithmetic."""

import numpy as np
import pytest
from scipy.stats import binom

from bot.statistics.matched import AgeTally, at_least, matched


def span(began: int, over: int, lost: int = 0) -> list[AgeTally]:
    return [
        AgeTally(began // 30, 1, 30 - began % 30),
        AgeTally(over // 30, -1, -(30 - over % 30), lost),
    ]


def test_a_loss_is_compared_with_who_was_there_at_its_age() -> None:
    # method: B7, C5
    found = matched(
        {
            "a": [*span(0, 45, 1), *span(0, 100)],  # days by month of age: 60, 45, 30, 10
            "b": [*span(0, 60), *span(10, 40, 1), *span(70, 75, 1)],  # 50, 40, 5
        }
    )
    a, b = found["a"], found["b"]
    assert (a.lost, a.days, b.lost, b.days) == (1, 145, 2, 95)
    assert a.usual == pytest.approx(2 * 45 / 85 + 1 * 30 / 35)
    assert b.usual == pytest.approx(2 * 40 / 85 + 1 * 5 / 35)


def test_a_loss_at_an_age_at_which_nobody_was_is_compared_with_nothing() -> None:
    found = matched({"a": span(30, 30, 1), "b": span(0, 20)})["a"]
    assert (found.lost, found.usual, found.chance) == (0, 0, 1)


@pytest.mark.parametrize("count", [1, 7, 12, 20])
def test_its_chance_is_that_of_several_binomials(count: int) -> None:
    strata = [(12, 0.3), (25, 0.1), (4, 0.8), (3, 0.0)]
    chances = np.ones(1)
    for losses, share in strata:
        chances = np.convolve(chances, binom.pmf(np.arange(losses + 1), losses, share))
    assert at_least(count, strata) == pytest.approx(float(chances[count:].sum()), abs=1e-12)


def test_of_thousands_the_normal_law_says_about_the_same() -> None:
    for count in (880, 920, 960):
        assert at_least(count, [(3_000, 0.3)]) == pytest.approx(float(binom.sf(count - 1, 3_000, 0.3)), abs=0.003)
