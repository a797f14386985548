"""Text as it is cleaned and cut, and figures as they are said."""

import pytest

from bot.talk.phrases import words
from bot.text import measured, measured_pair, possessive, shorten


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [(41.0, "%", "41%"), (3.0, "", "3"), (5.5, "h", "5.5 h"), (5.5, " h", "5.5 h"), (12400.0, "", "12,400"),
     (-0.01, "", "0"), (-12.0, "", "−12")],
)  # fmt: skip
def test_a_measured_value_carries_its_unit(value: float, unit: str, said: str) -> None:
    assert measured(value, unit) == said


def test_two_values_get_as_many_decimals_as_tell_them_apart() -> None:
    assert measured_pair(39.96, 40, "%") == ("39.96%", "40%")
    assert measured_pair(3, 5) == ("3", "5")


def test_a_joiner_that_persian_is_spelt_with_stays() -> None:
    assert "\u200c" in words.called("می\u200cخواهم")


def test_a_long_name_is_cut_at_a_word() -> None:
    cut = shorten("The Extraordinarily Long Named Consolidated Holdings", 30)
    assert cut == "The Extraordinarily Long…"
    assert len(shorten("x" * 100, 30)) == 30


def test_whose_something_is() -> None:
    names = ("Acme", "Alderfen Textiles", "ACME LABS")
    assert [possessive(name) for name in names] == ["Acme's", "Alderfen Textiles'", "ACME LABS'"]
