"""The digest's own words, whatever stands in it."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.message import Message
from bot.surfaces.plain.text import plain_text
from bot.talk.digest.digest_message import EXAMPLES, MORNING, greeting, render_digest, words_without_buttons
from bot.talk.digest.reading.digest_parts import Digest, DigestItem
from bot.talk.phrases.todo_words import shortly
from bot.talk.todos.brief import TalkTo
from tests.given.book import TODAY


@pytest.mark.parametrize(
    ("items", "waiting", "expected"),
    [
        (1, 0, "Good morning. One new; start with Initech."),
        (2, 1, "Good morning. Two new, one waiting; start with Initech."),
        (0, 12, "Good morning. Nothing new, 12 waiting."),
        (0, 0, "Good morning. Nothing due today."),
    ],
)
def test_the_greeting_counts_as_people_do(items: int, waiting: int, expected: str) -> None:
    assert greeting(Digest(TODAY, 1, items=MORNING.items[1 : items + 1], waiting=waiting)) == expected


def test_the_greeting_parts_what_is_new_from_what_only_changed_and_what_was_there() -> None:
    acme, renewal, umbrella = (replace(entry, new=1, more=0, beside=()) for entry in MORNING.items)
    mixed = (acme, replace(renewal, changed=1), replace(umbrella, new=0))
    assert greeting(Digest(TODAY, 1, items=mixed, waiting=2)) == (
        "Good morning. One new, one changed, one older, two waiting; start with Acme."
    )
    assert greeting(Digest(TODAY, 1, items=(replace(renewal, changed=1),), waiting=2)) == (
        "Good morning. One changed, two waiting; start with Initech."
    )
    assert greeting(Digest(TODAY, 1, items=(replace(umbrella, new=0),))) == (
        "Good morning. One to look at; start with Umbrella."
    )


def test_its_notification_says_the_worst_of_what_one_starts_with() -> None:
    said = (render_digest(replace(MORNING, items=MORNING.items[2:])) or Message()).plain()
    assert said.endswith("start with Umbrella: health 61, was 78 a week ago: weekly use 62% → 41%, 45k GBP.")


def test_each_item_stands_under_its_day_with_money_and_next_step_and_none_is_cut() -> None:
    step = "ask Dana Frost, COO, who can connect the source"
    acme, renewal, umbrella = (entry.briefs[0] for entry in MORNING.items)
    soon = DigestItem((replace(umbrella, step=step, due_on=TODAY + timedelta(days=8)),))
    late = DigestItem((replace(acme, step=step, due_on=TODAY - timedelta(days=1)),), new=0)
    lines = plain_text(render_digest(Digest(TODAY, 1, items=(DigestItem((renewal,)), late, soon))) or Message())
    heads = [line for line in lines.splitlines() if line in ("Today", "This week", "Next week", "Later", "Overdue")]
    assert heads == ["Today", "Overdue", "Next week"]
    assert "2 Acme · 57 days without first value; 45 is usual · 120k EUR\nAsk Dana" in lines
    assert f"By Wed 14 Jan: {step}" in lines
    assert "…" not in lines


def test_a_crowded_morning_keeps_a_step_for_each_of_its_three() -> None:
    champion, renewal, growth = (entry.briefs[0] for entry in MORNING.items)
    amara = TalkTo("the CFO", "", "", "", 4, "Amara Adeyemi, CFO", "Amara")
    left = replace(
        champion,
        name="Halcyon Labs",
        why="no champion since Freya Mbeki left Fri 20 Nov",
        step="ask Amara Adeyemi (CFO, decides) who takes over from Freya Mbeki (last talk Fri 6 Nov)",
        talk=amara,
    )
    bea = TalkTo("the Head of data", "", "", "", 5, "Bea Ferro, Head of data", "Bea")
    call = replace(renewal, step="set a date with Bea Ferro (Head of data, decides)", talk=bea)
    grow = replace(
        growth,
        why="ready to grow: health 85, a proven outcome reached Tue 29 Sep",
        step="ask Amara Adeyemi (CFO, decides) which team would gain next, with a proven outcome as the proof",
        talk=amara,
        due_on=TODAY + timedelta(days=20),
    )
    items = tuple(DigestItem((one,)) for one in (left, call, grow))
    crowd = replace(MORNING, items=items, also=(DigestItem((champion,)), DigestItem((growth,))), good=(), week=())
    message = render_digest(replace(crowd, renewals=(), waiting=0, late=())) or Message()
    lines = plain_text(message).splitlines()
    assert words_without_buttons(message) <= 90
    steps = ("ask Amara", "set a date with Bea", "ask Amara")
    assert [step for step, line in zip(steps, _steps(lines), strict=True) if step not in line] == [], lines
    assert "who takes over" in _steps(lines)[0]


def _steps(lines: list[str]) -> list[str]:
    """What stands under each numbered line."""
    return [after[:1].lower() + after[1:] for line, after in pairwise(lines) if re.match(r"\d ", line)]


def test_places_that_were_asked_for_in_vain_stay_in_small_print_with_their_button() -> None:
    message = render_digest(replace(MORNING, unplaced=9)) or Message()
    assert "9 accounts have no place on the journey yet." in plain_text(message)
    assert "[Where are they?]" in plain_text(message)
    assert render_digest(Digest(TODAY, 1, unplaced=9)) is None  # no digest comes for its sake


def test_the_walk_is_announced_in_words_that_are_true_on_any_day() -> None:
    said = plain_text(render_digest(replace(MORNING, items=(), revisit=True)) or Message())
    assert "Once a quarter: walk the journey" in said
    assert "New quarter" not in said


@pytest.mark.parametrize(("name", "message"), EXAMPLES)
def test_a_digest_is_short_and_shouts_at_nobody(name: str, message: Message) -> None:
    text = plain_text(message)
    assert words_without_buttons(message) <= 90
    assert "!" not in text
    assert all(len(line) <= 110 for line in text.splitlines() if not line.startswith("["))  # buttons wrap


def test_names_that_try_to_be_markup_stay_names() -> None:
    hostile = replace(MORNING.items[0].briefs[0], name="<!channel> & *Co*\u202e")
    message = render_digest(replace(MORNING, items=(DigestItem((hostile,)),), reached=()))
    assert message is not None
    assert any(span.text == hostile.name and span.style == "bold" for block in message.blocks if block.kind == "text"
               for each in block.lines for span in each)  # fmt: skip


def test_a_reason_that_is_cut_ends_after_a_whole_figure() -> None:
    why = "health 58, was 79 a week ago: weekly use 58% → 42%, NPS 39 → 10, active seats 80% → 62%"
    assert shortly(why, 64) == "health 58, was 79 a week ago: weekly use 58% → 42%, NPS 39 → 10"
    assert shortly("30 days to notice (Thu 5 Feb)", 64) == "30 days to notice"
    assert len(shortly("x" * 200, 64)) <= 64
    drives = "what drives the decision maker isn't known yet"
    assert shortly(drives, 20) == drives  # no part of it says enough
    assert shortly("health 85, reached a proven outcome Tue 29 Sep; ready", 20) == (
        "health 85, reached a proven outcome Tue 29 Sep"
    )
    assert shortly("99 days without a proven outcome; 90 is usual", 40) == "99 days without a proven outcome"
