"""Lists of what customers said, as people ask for them; and what only sounds like it."""

import pytest

from bot.language.plain_words.said_lists import said_list
from bot.playbook.load import load_library

LISTS = load_library().spoken.said_lists


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("who still waits for an answer?", "questions"),
        ("which customers are waiting for a reply", "questions"),
        ("any unanswered questions?", "questions"),
        ("whom do we owe an answer", "questions"),
        ("what do customers wish for?", "wishes"),
        ("show me the feature requests", "wishes"),
        ("who is at risk?", None),
        ("who haven't we talked to in a month", None),
        ("log: they wish for an offline mode", None),
        ("Dana still waits for an answer on the export", None),
    ],
)
def test_which_list(text: str, kind: str | None) -> None:  # method: A12, A14
    assert said_list(text, LISTS) == kind
