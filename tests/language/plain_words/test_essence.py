"""What is said around a request: greetings, reasons, thanks and slips of the finger."""

import pytest

from bot.language.plain_words.understand import understand
from tests.given.plain_words.hearing import hears_with


@pytest.fixture(scope="module")
def hears(library):
    return hears_with(library)


# Greetings, reasons, thanks and slips of the finger around it change nothing.
AROUND = [
    ("hiya! quick one before I run into my 2 o'clock, when does acme renew", "fact", "renewal"),
    ("my manager is asking me, will acme leave us", "fact", "risk-view"),
    ("sorry to bother you, when did acme quit", "fact", "loss"),
    ("just back from holiday. who would sign the renewal at acme", "fact", "decider"),
    ("before my 1:1 with Rosa: health of acme real quick", "fact", "health"),
    ("could you help me please? how likely is acme to renew", "fact", "call"),
    ("how is acme doing? somebody asked me at lunch", "state", ""),
    ("I'm doing my planning for spring, what's coming up for renewal in Q1", "list", "renewals"),
]


@pytest.mark.parametrize(("words", "does", "about"), AROUND)
def test_what_is_said_around_it_changes_nothing(hears, words, does, about):
    got = understand(hears(words))
    assert (got.does, got.about) == (does, about)
