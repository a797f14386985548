"""The settings, as people say them."""

import pytest

from bot.talk.home.settings_form import say_days


@pytest.mark.parametrize(
    ("days", "said"),
    [("12345", "Mon–Fri"), ("1234567", "every day"), ("124", "Mon, Tue and Thu"), ("67", "Sat and Sun"), ("3", "Wed")],
)
def test_days_are_said_as_people_do(days: str, said: str) -> None:
    assert say_days(days) == said
