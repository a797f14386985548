"""Life tables from counts, against lifelines where accounts came into sight late."""

from collections import Counter
from random import Random

import numpy as np
import pytest
from lifelines import KaplanMeierFitter, NelsonAalenFitter

from bot.statistics.intervals import poisson, wilson
from bot.statistics.life_table import Estimate, LifeTable, averaged, life_table


def test_without_censoring_a_share_is_a_share_and_its_interval_wilsons() -> None:
    life = life_table({"reached": [(3, 5), (7, 5)], "lost": [(5, 4)]})
    for cause, count in (("reached", 10), ("lost", 4)):
        share = life.share(cause)  # type: ignore[arg-type]
        assert (share.value, share.low, share.high) == pytest.approx((count / 14, *wilson(count, 14)))
    assert (life.within(0.5), life.within(0.75), life.within(0.75, lost_as_censored=True)) == (7, None, 7)
    assert (life.came, life.lived, life.known(4)) == (14, 15 + 35 + 20, 14)


def test_late_entry_counts_from_the_day_after_like_in_lifelines() -> None:
    random = Random(3)
    rows = []
    while len(rows) < 200:
        entry, days, cause = random.randrange(0, 40), random.randrange(1, 90), random.choice(("reached", "lost", None))
        if entry < days:
            rows.append((entry, days, cause))
    ended = {
        cause: Counter(day for _, day, what in rows if what == cause).items() for cause in ("reached", "lost", None)
    }
    life = life_table(ended, Counter(entry for entry, _, _ in rows if entry).items())  # type: ignore[arg-type]
    days, entries = [day for _, day, _ in rows], [entry for entry, _, _ in rows]
    stays = KaplanMeierFitter().fit(days, [cause is not None for *_, cause in rows], entry=entries).survival_function_
    hazard = NelsonAalenFitter(nelson_aalen_smoothing=False).fit(
        days, [cause == "reached" for *_, cause in rows], entry=entries
    )
    steps = np.diff(hazard.cumulative_hazard_.iloc[:, 0].to_numpy(), prepend=0.0)
    before = (
        stays.iloc[:, 0].shift(1, fill_value=1.0).reindex(hazard.cumulative_hazard_.index, method="ffill").to_numpy()
    )
    assert life.share("reached").value == pytest.approx(float((steps * before).sum()))
    assert life.share("reached").value + life.share("lost").value == pytest.approx(1 - float(stays.iloc[-1, 0]))


def test_a_number_of_losses_has_an_interval_too() -> None:
    assert poisson(0) == pytest.approx((0, 3.69), abs=0.03)  # the exact one ends at 3.69
    assert poisson(10) == pytest.approx((4.80, 18.39), abs=0.03)


def test_who_gets_stuck_is_reckoned_of_those_alone_who_are_still_there() -> None:
    # method: B8
    random = Random(8)
    rows = []
    while len(rows) < 120:
        entry, days, cause = random.randrange(0, 30), random.randrange(1, 70), random.choice(("reached", "lost", None))
        if entry < days:
            rows.append((entry * (random.random() < 0.3), days, cause))

    def table_of(chosen: list[tuple[int, int, str | None]], since: int) -> LifeTable:
        ended = {one: Counter(days for _, days, cause in chosen if cause == one) for one in ("reached", "lost", None)}
        entered = Counter(max(entry, since) for entry, _, _ in chosen if max(entry, since))
        return life_table({one: counts.items() for one, counts in ended.items()}, entered.items())  # type: ignore[misc]

    found = table_of(rows, 0).unreached(45)
    assert len(found) == 46
    for day, one in enumerate(found, -1):
        left = table_of([row for row in rows if row[1] > day], max(day, 0)).share("reached", 45)
        assert one.of == left.of
        assert (one.value, one.low, one.high) == pytest.approx((1 - left.value, 1 - left.high, 1 - left.low))
    assert life_table({"reached": [(3, 5)]}).unreached(9)[4] == Estimate(1.0, 0.0, 1.0, 0)  # nobody was there so long


def test_what_is_said_of_several_is_the_mean_of_each() -> None:
    found = averaged([(Estimate(0.2, 0.1, 0.3, 40), 3), (Estimate(0.6, 0.4, 0.8, 25), 1)])
    assert (found.value, found.low, found.high) == pytest.approx((0.3, 0.175, 0.425))
    assert found.of == 40
