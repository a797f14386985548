"""The digest's own words, whatever stands in it."""

from dataclasses import replace

import pytest

from bot.message import Message
from bot.surfaces.plain.text import plain_text
from bot.talk.digest.digest_message import EXAMPLES, MORNING, Digest, greeting, render_digest
from bot.talk.phrases.todo_words import shortly
from bot.talk.todos.alert import visible_words
from tests.given.book import TODAY


@pytest.mark.parametrize(
    ("due", "late", "items", "expected"),
    [
        (1, 0, 1, "Good morning. One today."),
        (1, 1, 1, "Good morning. One today, late."),
        (2, 2, 2, "Good morning. Two today, both late."),
        (3, 3, 3, "Good morning. Three today, all late."),
        (3, 1, 3, "Good morning. Three today, one late."),
        (12, 2, 3, "Good morning. Three first, of 12 today, two late."),
        (0, 0, 0, "Good morning. Nothing due today."),
    ],
)
def test_the_greeting_counts_as_people_do(due: int, late: int, items: int, expected: str) -> None:
    assert greeting(Digest(TODAY, 1, items=MORNING.items[:items], due=due, late=late)) == expected


def test_the_walk_is_announced_in_words_that_are_true_on_any_day() -> None:
    said = plain_text(render_digest(replace(MORNING, revisit=True)) or Message())
    assert "Once a quarter: walk the journey as a customer." in said
    assert "New quarter" not in said


@pytest.mark.parametrize(("name", "message"), EXAMPLES)
def test_a_digest_is_short_and_shouts_at_nobody(name: str, message: Message) -> None:
    text = plain_text(message)
    assert visible_words(message) <= 150
    assert "!" not in text
    assert all(len(line) <= 110 for line in text.splitlines())


def test_names_that_try_to_be_markup_stay_names() -> None:
    hostile = replace(MORNING.items[0], name="<!channel> & *Co*\u202e")
    message = render_digest(replace(MORNING, items=(hostile,), reached=()))
    assert message is not None
    assert any(span.text == hostile.name and span.style == "bold" for block in message.blocks if block.kind == "text"
               for each in block.lines for span in each)  # fmt: skip


def test_a_reason_that_is_cut_ends_after_a_whole_figure() -> None:
    why = "health 58, was 79 a week ago: weekly use 58% → 42%, NPS 39 → 10, active seats 80% → 62%"
    assert shortly(why, 64) == "health 58, was 79 a week ago: weekly use 58% → 42%…"
    assert shortly("30 days to notice (Thu 5 Feb)", 64) == "30 days to notice"
    assert len(shortly("x" * 200, 64)) <= 64
