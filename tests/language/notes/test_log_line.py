"""What a log line says about itself."""

import pytest

from bot.language.notes.log_line import read_log_line
from bot.store.tables import Stakeholder

DANA = Stakeholder(id=1, name="Dana Reyes", email="dana@acme.example", title="COO", role="decision maker",
                   status="active")  # fmt: skip
JO = Stakeholder(id=2, name="Jo Lund", title="Data analyst", role="user", status="active")
ADA = Stakeholder(id=3, name="Ada Berg", title="Head of Sales and Marketing", role="champion", status="active")
KIM = Stakeholder(id=4, name="Kim Ito", title="Chief Financial Officer", role="user", status="active")
GONE = Stakeholder(id=5, name="Pat Gone", title="CTO", role="champion", status="left")
PEOPLE = [DANA, JO, ADA, KIM, GONE]


@pytest.mark.parametrize(
    ("note", "who"),
    [
        ("met the COO, wants the board slide", DANA),
        ("Met with Dana", DANA),
        ("we spoke to Dana Reyes about the slide", DANA),
        ("called their analyst: the test load is through", JO),
        ("just talked with the champion", ADA),
        ("visited the head of sales and marketing", ADA),
        ("had lunch with the CFO", KIM),
        ("Had a quick call with Kim.", KIM),
        ("coffee with ito", KIM),
        ("demoed the import to their Data Analyst", JO),
        ("demoed to Jo", JO),
        ("met the COO's", DANA),
        ("the COO called, she wants the slide", DANA),
        ("Dana phoned", DANA),
        ("I met dana@acme.example", DANA),
    ],
)
def test_a_contact_is_heard_with_the_one_person_who_fits(note: str, who: Stakeholder | None) -> None:
    # method: C4
    heard = read_log_line(note, PEOPLE)
    assert heard is not None
    assert (heard.person, heard.several, heard.key) == (who, (), "")


def test_what_was_written_is_a_contact_in_writing() -> None:
    for note in ("emailed the COO the schema notes", "E-mailed Dana", "wrote to Dana", "pinged the coo"):
        heard = read_log_line(note, PEOPLE)
        assert heard is not None
        assert (heard.person, heard.key) == (DANA, "mail")


def test_where_several_fit_they_are_all_named() -> None:
    heard = read_log_line("met a user", PEOPLE)
    assert heard is not None
    assert (heard.person, [one.id for one in heard.several], heard.called) == (None, [2, 4], "user")


@pytest.mark.parametrize("note", ["met the CTO", "called", "met somebody new", "spoke with Zoe, their lawyer"])
def test_where_nobody_fits_it_is_a_contact_all_the_same(note: str) -> None:
    heard = read_log_line(note, PEOPLE)
    assert heard is not None
    assert (heard.person, heard.several) == (None, ())


@pytest.mark.parametrize(
    "note",
    [
        "met the deadline",
        "met all their goals",
        "called off the workshop",
        "called the COO, no answer",
        "called Dana: left a message",
        "saw a drop in use",
        "wrote the schema notes",
        "call them on Monday",
        "the COO wants the slide",
        "meeting moved to Friday",
        "all quiet",
        "",
    ],
)
def test_a_note_stays_a_note(note: str) -> None:
    assert read_log_line(note, PEOPLE) is None


def test_nothing_breaks_on_odd_text() -> None:
    for note in ("met <!channel> & *Co*", "met " + "x" * 3900, "met ‮", "… , ;", "met the of and"):
        heard = read_log_line(note, [])
        assert heard is None or heard.person is None
