"""How lost accounts are told: by value, each currency for itself, and beside others of the same age."""

from bot.surfaces.plain.text import plain_text
from bot.talk.figures.losses import EXAMPLES


def test_what_leaves_by_value_stands_with_its_range_and_currencies_are_never_added() -> None:
    # method: B7
    said = plain_text(dict(EXAMPLES)["journey churn"])
    assert (
        "After First value: of 100 EUR 3.2 leave a month (1.6 to 5.6 is likely) and of 100 USD 2 (0.5 to 5.2)" in said
    )
    assert said.count("too little was lost to say") == 1  # once, not for each currency and milestone
    assert "Value that leaves" not in plain_text(dict(EXAMPLES)["journey churn, too few to tell"])


def test_a_trait_says_what_would_be_usual_for_accounts_of_that_age() -> None:
    # method: C5
    said = plain_text(dict(EXAMPLES)["journey churn"])
    assert "No review in 90 days: left 2.5 times as often as others with us for as long" in said
    assert "(1.4 to 4.2 is likely; 14 lost, 5.6 usual)" in said
