"""Whether shares differ by more than chance, and which of many claims may be made."""

import gc
from collections.abc import Iterator
from random import Random

import pytest
from scipy.stats import fisher_exact
from statsmodels.stats.multitest import multipletests

from bot.statistics.claims import few_false, none_false, unlike


def test_chances_are_fishers() -> None:
    for count, of, other, other_of in ((14, 40, 12, 200), (0, 12, 3, 9), (9, 9, 1, 8), (5, 20, 10, 40)):
        table = [[count, of - count], [other, other_of - other]]
        assert unlike(count, of, other, other_of) == pytest.approx(fisher_exact(table).pvalue)


@pytest.fixture
def nothing_to_look_through() -> Iterator[None]:
    """statsmodels collects garbage at each call; what other tests keep makes that seconds."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("nothing_to_look_through")
def test_claims_are_those_that_benjamini_and_hochberg_or_holm_would_make() -> None:
    random = Random(1)
    for _ in range(50):
        chances = [random.random() ** 4 for _ in range(random.randrange(1, 12))]
        assert few_false(chances, 0.1) == list(multipletests(chances, 0.1, "fdr_bh")[0])
        assert none_false(chances, 0.05) == list(multipletests(chances, 0.05, "holm")[0])
