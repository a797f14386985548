"""Who leaves, how a contract goes on, and who is away."""

import pytest

from bot.language.plain_words.understand import understand
from tests.given.plain_words.hearing import hears_with


@pytest.fixture(scope="module")
def hears(library):
    return hears_with(library)


@pytest.mark.parametrize(
    "text",
    [
        "for the record, acme's service manager is leaving in January",
        "acme's champion quit last week",
        "Dana Reyes at acme is leaving us in spring",
    ],
)
def test_a_person_who_leaves_is_no_lost_account(hears, text):
    assert understand(hears(text)).does != "lost"
    assert understand(hears("acme is leaving us in spring, too expensive")).does == "lost"


def test_a_contract_that_goes_on_smaller_is_renewed_and_a_question_about_it_is_not(hears):
    assert understand(hears("acme stays but drops some seats, so 41k instead of 49k")).does == "renewed"
    assert understand(hears("does acme stay with fewer seats?")).does != "renewed"
    assert understand(hears("if acme stays with fewer seats, what do they pay")).does != "renewed"


def test_being_away_is_said_of_days_to_come(hears):
    assert understand(hears("i'm off from 21st december to 2nd jan, tim takes over my accounts")).about == "away"
    assert understand(hears("what happened at my accounts while I was on leave")).does == "changes"


def test_a_reminder_is_never_read_as_putting_off(hears):
    found = understand(hears("can you put a reminder for acme in two weeks, ask for the results"))
    assert found.does == "to-do"
    assert understand(hears("put acme off for two weeks")).does == "put-off"


def test_who_would_sign_is_asked(hears):
    found = understand(hears("who'd have to sign at acme"))
    assert (found.does, found.about) == ("fact", "decider")


def test_what_is_done_already_is_told_by_whoever_did_it(hears):
    assert understand(hears("I called acme already")).does == "reached-out"
    assert understand(hears("acme called their bank already")).does != "reached-out"
