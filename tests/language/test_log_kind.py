"""What somebody logs is guessed from the words."""

import pytest

from bot.language.log_kind import kind_of_note


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("met the COO, wants the board slide", "contact"),
        ("called them at 9, all good", "contact"),
        ("they gave us NPS 9", "answer"),
        ("csat was 2, slow replies", "answer"),
        ("answered 4 of 5", "answer"),
        ("I'm worried, nobody answers", "view"),
        ("they are worried about the price", "contact"),
    ],
)
def test_what_was_it(note: str, kind: str) -> None:
    assert kind_of_note(note) == kind
