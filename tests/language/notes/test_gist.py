"""Of a long note its point is told, in its own words."""

import pytest

from bot.language.notes.gist import gist

LUNCH = "Long lunch with Dana and her team in the new office, nice people, good food. They want a discount of 20%."
BOARD = (
    "We went through the last quarter in detail, he showed me the board paper that they prepare for February, and "
    "said that unless single sign-on works for the new site by mid January the board will look at the alternative "
    "that their parent company uses"
)
WEATHER = "They cancel if it isn't fixed. " + "Then we spoke of the weather. " * 8


@pytest.mark.parametrize(
    ("note", "most", "told"),
    [
        ("Short call.", 140, "Short call."),
        (BOARD, 140, "…unless single sign-on works for the new site by mid January the board will look at the"),
        (LUNCH, 60, "…They want a discount of 20%."),
        (WEATHER, 60, "They cancel if it isn't fixed."),
        ("word " * 60, 40, "word word word word word word word…"),
        ("", 40, ""),
    ],
)
def test_the_point_of_a_note_is_told(note: str, most: int, told: str) -> None:
    said = gist(note, most)
    assert said.startswith(told), said
    assert len(said) <= most


def test_nothing_is_told_that_was_not_written() -> None:
    for most in range(20, 300, 7):
        for piece in gist(BOARD, most).split("…"):
            assert piece.strip() in BOARD
