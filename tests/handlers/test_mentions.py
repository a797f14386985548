"""A plain question means a command, or says what can be asked."""

import pytest

from handlers.mentions import command_for

QUESTIONS = [
    ("how is acme?", "/journey acme"),
    ("How's Acme Labs doing today?", "/journey Acme Labs"),
    ("what’s up with Acme Labs", "/journey Acme Labs"),
    ("tell me about acme", "/journey acme"),
    ("prep me for acme", "/journey prep acme"),
    ("please prep me for my call with Acme Labs", "/journey prep Acme Labs"),
    ("prepare for the meeting with acme the COO", "/journey prep acme the COO"),
    ("log for acme: met the COO", "/journey log acme: met the COO"),
    ("log for acme: met the COO.\n\nShe wants:  a slide?", "/journey log acme: met the COO.\n\nShe wants:  a slide?"),
    ("map of acme", "/journey map acme"),
    ("show me the journey map for acme", "/journey map acme"),
    ("my to-dos", "/cta"),
    ("what are my todos?", "/cta"),
    ("what's due today?", "/cta"),
    ("my accounts", "/journey"),
    ("show my portfolio", "/journey"),
    ("tasks for acme", "/journey tasks acme"),
    ("who is at acme?", "/persona acme"),
    ("acme", None),
    ("sing a song", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "command"), QUESTIONS)
def test_a_question_means_a_command(text, command):
    assert command_for(text) == command


def test_an_endless_question_is_read_in_no_time():
    assert command_for("how is " + "a " * 20_000) is not None
    assert command_for("prep " * 5_000) is not None
