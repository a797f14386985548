"""What waits is named: how late it is, how many days are left, and how many more there are."""

from dataclasses import replace
from datetime import timedelta

from bot.message import Line, Message
from bot.surfaces.plain.text import plain_text
from bot.talk.digest.digest_message import MORNING, render_digest, words_without_buttons
from bot.talk.digest.reading.digest_parts import Digest, DigestItem, Waits
from bot.talk.digest.says.greeting import greeting
from bot.talk.digest.says.room import Brevity
from bot.talk.digest.says.waiting_words import waiting_lines
from tests.given.book import TODAY

NEAR = Waits(
    "Saltmarsh", "80k USD", TODAY - timedelta(days=7), "80k USD ends in 4 days", "ends in 4 days", "call Leila"
)
LATE = Waits("Hartsease", "76k SGD", TODAY - timedelta(days=10), "health 44 → 38")
QUIET = Digest(TODAY, 1, waiting=4, late=(NEAR, LATE), to="Chloe")


def said(lines: list[Line]) -> list[str]:
    return ["".join(span.text for span in line) for line in lines]


def test_the_first_are_named_with_days_and_the_rest_is_counted() -> None:
    # method: C4
    assert said(list(waiting_lines(QUIET, Brevity()))) == [
        "Overdue",
        "• Saltmarsh · 80k USD ends in 4 days, 7 days late. Call Leila",
        "• Hartsease · health 44 → 38 · 76k SGD, 10 days late",
        "Two more wait.",
    ]
    short = Brevity(late_why=False)
    assert said(list(waiting_lines(QUIET, short))) == ["Overdue: Saltmarsh (ends in 4 days), Hartsease (10 days late)"]
    assert list(waiting_lines(replace(QUIET, waiting=0), Brevity())) == []


def test_a_morning_with_nothing_new_says_what_is_nearest_and_another_says_another() -> None:
    assert greeting(QUIET) == "Good morning, Chloe. Nothing new, four waiting; nearest: Saltmarsh ends in 4 days."
    tomorrow = replace(NEAR, left="ends in 3 days")
    assert greeting(replace(QUIET, late=(tomorrow, LATE))) != greeting(QUIET)
    assert greeting(replace(QUIET, late=(LATE,))) == "Good morning, Chloe. Nothing new, four waiting."
    assert "nearest" not in greeting(replace(MORNING, late=(NEAR,)))  # what is new says where to start


def test_what_is_new_beyond_three_is_named_with_its_reason_and_no_forecast_stands_within_the_list() -> None:
    [entry] = MORNING.items[2:]
    also = tuple(DigestItem((replace(entry.briefs[0], name=name),)) for name in ("Wonka", "Zephyrine"))
    message = render_digest(replace(MORNING, also=also, good=(), week=())) or Message()
    text = plain_text(message)
    assert words_without_buttons(message) <= 90
    assert "see Answer" not in text
    assert "\n• Wonka: health 61" in text
    assert "Zephyrine" in text
    assert [block.kind for block in message.blocks].count("actions") == 1
