"""Requests that no phrase says as a whole: all their words together decide."""

import pytest

from bot.language.plain_words.understand import understand
from bot.language.plain_words.word_model import word_model
from tests.given.plain_words.hearing import hears_with


@pytest.fixture(scope="module")
def hears(library):
    return hears_with(library)


@pytest.mark.parametrize(
    ("text", "does", "about"),
    [
        ("Acme: everything in order over there?", "state", ""),
        ("please inform me of the actual condition of acme", "state", ""),
        ("which angle or argument pulls best with Dana Reyes at acme", "say", ""),
        ("what to take along to the acme meeting", "prepare", ""),
        ("text for Dana Reyes at acme to ask for a date", "draft", ""),
        ("when were the figures of acme last refreshed or updated", "fact", "data-age"),
        ("anything of mine expiring in the next fortnight", "list", "renewals"),
        ("which of mine are past their usual days", "list", "stuck"),
        ("whose type don't we know yet", "list", "untagged"),
        ("mine without a touchpoint for more than 8 days", "list", "silent"),
        ("any churn candidates in my book", "list", "risk"),
        ("compare the csms: who has most late to-dos", "load", ""),
    ],
)
def test_what_all_the_words_together_speak_for_is_meant(hears, text, does, about):
    found = understand(hears(text))
    assert (found.does, found.about) == (does, about)


def test_words_of_which_hardly_any_is_known_mean_nothing(hears):
    assert understand(hears("a good curry near the station")).does == "unknown"


def test_what_a_phrase_says_plainly_is_not_outvoted(hears):
    assert understand(hears("when does acme renew")).about == "renewal"
    assert understand(hears("who is Dana Reyes at acme")).about == "title"


def test_a_word_speaks_for_what_it_is_an_example_of_and_against_the_rest():
    model = word_model(
        {"lists": {"risk": ["in danger", "on fire"], "new": ["just joined"]}}, {}, {"state": ["all well"]}
    )
    weights = model.weigh(["fire", "never seen"], one=False)
    assert weights["list risk"] > 0 > weights["list new"]
    assert "state" not in weights
    assert set(model.weigh(["well"], one=True)) == {"state"}
    assert model.whole[frozenset({"all", "well"})] == "state"
