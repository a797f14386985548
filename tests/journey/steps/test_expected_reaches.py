"""What is expected of today's accounts, from those before them."""

from collections.abc import Mapping

from bot.journey.steps.expected_reaches import Expected, expected
from bot.statistics.life_table import LifeTable, life_table


def of(
    reached: Mapping[int, int], lost: Mapping[int, int] | None = None, now: Mapping[int, int] | None = None
) -> LifeTable:
    return life_table({"reached": reached.items(), "lost": (lost or {}).items(), None: (now or {}).items()})


def ahead(life: LifeTable, ages: Mapping[int, int]) -> Expected:
    (found,) = expected([(life, ages)], 90)
    assert found is not None
    return found


def test_the_forecast_moves_todays_accounts_at_the_pace_of_those_before_them() -> None:
    # method: B8, D6
    past = of(dict.fromkeys(range(0, 90, 3), 10))
    one, two = expected([(past, {0: 40}), (of({}), {})], 90)
    assert two is None
    assert one is not None
    assert 38 <= one.value <= 40
    assert one.low <= one.value <= one.high <= 40


def test_who_goes_on_now_may_reach_the_next_one_too() -> None:
    # method: D6
    quick = of({10: 100})
    first, second, third = expected([(quick, {0: 8}), (quick, {4: 1}), (quick, {})], 90)
    assert first is not None
    assert second is not None
    assert third is not None
    assert [round(one.value, 6) for one in (first, second, third)] == [8, 9, 9]
    assert (third.low, third.high) <= (9, 9)


def test_the_range_is_that_of_chance_where_much_is_known_and_wider_where_little_is() -> None:
    # method: D6
    much = ahead(of({50: 5000}, {60: 5000}), {0: 100})
    little = ahead(of({50: 12}, {60: 12}), {0: 100})
    assert round(much.value) == round(little.value) == 50
    assert (much.low, much.high) == (44, 56)  # 1.28 times the square root of 25
    assert (little.low, little.high) == (36, 64)  # and of the uneven twelve of twenty-four: 5.0 and 10.2


def test_nothing_is_forecast_from_fewer_than_ten() -> None:
    # method: D6
    assert expected([(of({30: 9}, now={10: 50}), {10: 50})], 90) == [None]


def test_accounts_that_leave_lower_what_is_expected() -> None:
    # method: D6
    fast = ahead(of({40: 30}, now={10: 20}), {10: 20})
    slow = ahead(of({40: 30}, {40: 60}, {10: 20}), {10: 20})
    assert slow.value < fast.value
