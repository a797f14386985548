"""What is expected of today's accounts, from those before them."""

from bot.journey.figures.expected_reaches import Spell, expected


def test_the_forecast_moves_todays_accounts_at_the_pace_of_those_before_them() -> None:
    # method: B8, D6
    past = [Spell("reached", day, 10, 1) for day in range(0, 90, 3)]
    ahead = expected(["one", "two"], {"one": [*past, Spell("now", 0, 40, 1)], "two": []}, 90)
    assert ahead["two"] is None
    assert ahead["one"] is not None
    assert 35 <= ahead["one"] <= 40


def test_nothing_is_forecast_from_fewer_than_ten() -> None:
    # method: D6
    past = [Spell("reached", 30, 9, 1), Spell("now", 10, 50, 1)]
    assert expected(["one"], {"one": past}, 90) == {"one": None}


def test_accounts_that_stay_on_a_step_lower_what_is_expected() -> None:
    # method: D6
    went = [Spell("reached", 40, 30, 1)]
    fast = expected(["one"], {"one": [*went, Spell("now", 10, 20, 1)]}, 90)["one"]
    slow = expected(["one"], {"one": [*went, Spell("now", 10, 20, 1), Spell("lost", 40, 60, 1)]}, 90)["one"]
    assert fast is not None
    assert slow is not None
    assert slow < fast
