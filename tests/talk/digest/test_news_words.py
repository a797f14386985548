"""What a digest tells beside to-dos: renewals that want a word, those that ended apart."""

from datetime import date

from bot.talk.digest.news_words import renewals_words
from bot.talk.digest.reading.digest_parts import RenewalDue
from tests.given.book import TODAY

ENDED = RenewalDue(1, "Glimmerton", date(2026, 1, 3), "26k SGD", ended=True)
OPEN = RenewalDue(2, "Soylent", date(2026, 1, 28), "45k GBP")


def test_one_that_has_ended_stands_apart_from_those_that_want_a_forecast() -> None:
    assert list(renewals_words((ENDED, OPEN, OPEN), TODAY)) == [
        "Ended 3 Jan: Glimmerton, 26k SGD. Renewed or lost?",
        "2 renewals, your forecasts are missing: Soylent 45k GBP by 28 Jan and Soylent 45k GBP by 28 Jan",
    ]
    assert list(renewals_words((ENDED, ENDED, OPEN), TODAY)) == [
        "2 contracts ended, and how? Glimmerton 26k SGD 3 Jan and Glimmerton 26k SGD 3 Jan",
        "Renews 28 Jan: Soylent, 45k GBP. How do you see it?",
    ]
    assert list(renewals_words((), TODAY)) == []
