"""A share of `make simulate`: what an early warning says happens about as often."""

import pytest

from tests.figures.warning.calibration import QUIET, calibration

pytestmark = pytest.mark.slow
WORLDS = range(5, 10)


def test_what_is_said_of_those_warned_of_is_what_happens() -> None:
    # method: B8, C12
    for what, misses, of, most, holds in calibration(WORLDS, (QUIET,)):
        assert of == len(WORLDS)  # somebody is warned of in each
        assert holds, f"{what}: {misses} of {of}, {most:.0%} are allowed"
