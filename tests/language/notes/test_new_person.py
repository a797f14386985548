"""Somebody new is found in a note by a title beside the name, or by having joined."""

import pytest

from bot.language.notes.new_person import NewPerson, new_person

KNOWN = ("Dana Reyes", "Acme Foods", "Olga Owner")


@pytest.mark.parametrize(
    ("note", "name", "title"),
    [
        ("met the new CFO of Acme today, Erik Sund, he wants a cost comparison", "Erik Sund", "CFO"),
        ("met the new CFO, Erik Sund", "Erik Sund", "CFO"),
        ("the cfo joined today: Erik Sund is their new cfo", "Erik Sund", "CFO"),
        ("Spoke with Lena van der Berg, head of data, about access", "Lena van der Berg", "head of data"),
        ("Zoë Ørsted (IT manager) asked for single sign-on", "Zoë Ørsted", "IT manager"),
        ("Anna Holm joined this week and takes the project", "Anna Holm", ""),
        ("Call with Dana, Mark O'Neill takes over from her in January", "Mark O'Neill", ""),
    ],
)
def test_who_is_new_is_found(note: str, name: str, title: str) -> None:
    assert new_person(note, KNOWN) == NewPerson(name, title)


@pytest.mark.parametrize(
    "note",
    [
        "met the COO, wants the board slide",
        "Dana Reyes, the new COO, wants the board slide",
        "Acme Foods is the new champion of the group",
        "Olga Owner, CSM, joined the call",
        "They want Power BI before Black Friday",
        "the new site opens in New York",
        "",
    ],
)
def test_nobody_is_made_up(note: str) -> None:
    assert new_person(note, KNOWN) is None
