"""How people write days: guessed once, then said, and handed to every reader of a day that somebody types."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.language.day_order import guess_order

ROOT = Path(__file__).parents[2]

# Where a day is read: how many arguments there are once the order is among them.
READERS = {
    "find_day": 3,
    "read_day": 3,
    "day_in": 3,
    "follow_up": 3,
    "promises_heard": 3,
    "since_in": 3,
    "past_day": 3,
    "day_to_come": 3,
    "name_and_day": 3,
    "wish_in": 3,
}
# Stretches of time that a question is about; they change nothing, and are said back.
ASKED_ABOUT = ("bot/language/plain_words/periods.py", "bot/language/plain_words/period_readings.py")


@pytest.mark.parametrize(
    ("locale", "timezone", "order"),
    [
        ("de-DE", "Europe/Berlin", "dm"),
        ("en-GB", None, "dm"),
        ("en_US", "America/Chicago", "md"),
        ("en-US", "Europe/Berlin", None),
        ("ja-JP", "Asia/Tokyo", "md"),
        ("en-CA", "America/Toronto", None),
        ("fr", "Europe/Paris", None),
        (None, "America/Chicago", None),
    ],
)
def test_the_first_guess_is_none_where_either_may_be_meant(locale, timezone, order):
    assert guess_order(locale, timezone) == order


def test_whoever_reads_a_typed_day_is_told_how_the_person_writes_it():
    found = [f"{path}:{call.lineno}: {name}" for path, name, call in calls()]
    assert len(found) >= 12
    forgot = [
        f"{path}:{call.lineno}: {name} reads 3/12 without asking how its writer writes it"
        for path, name, call in calls()
        if len(call.args) < READERS[name] and not any(one.arg == "order" for one in call.keywords)
    ]
    assert not forgot, "\n".join(forgot)


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    for path in sorted([*Path(ROOT, "bot").rglob("*.py"), *Path(ROOT, "handlers").rglob("*.py")]):
        where = path.relative_to(ROOT).as_posix()
        if where in ASKED_ABOUT:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in READERS:
                    yield where, name, node
