"""Money, figures, movements and names, the way they are said everywhere."""

from decimal import Decimal

import pytest

from bot.store.tables import Contract
from bot.talk.phrases import words


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("120000", "120k EUR"),
        ("1234567", "1.2M EUR"),
        ("999600", "1M EUR"),
        ("9960", "10k EUR"),
        ("1499", "1.5k EUR"),
        ("850.40", "850 EUR"),
        ("0", "0 EUR"),
        ("2500000000", "2.5bn EUR"),
        ("-4000", "−4k EUR"),
    ],
)
def test_money_has_a_currency_and_no_false_precision(amount: str, said: str) -> None:
    assert words.money(Decimal(amount), "EUR") == said


def test_money_without_a_currency_says_so() -> None:
    assert words.money(Decimal(120000), None) == "120k"


def test_currencies_are_never_added_up() -> None:
    contracts = [
        Contract(amount=Decimal(amount), currency=currency)
        for amount, currency in ((45000, "GBP"), (90000, "EUR"), (30000, "EUR"))
    ]
    assert words.totals([*contracts, Contract(amount=None)]) == ("120k EUR", "45k GBP")


def test_health_says_where_it_comes_from() -> None:
    assert words.health_words(61, 74) == "61 ↓, was 74 a week ago"
    assert words.health_words(61, 61) == "61 →, as a week ago"
    assert words.health_words(61, None) == "61"


@pytest.mark.parametrize(
    ("name", "given"),
    [("Dana Reyes", "Dana"), ("Dr. Dana Reyes", "Dana"), ("Reyes, Dana", "Dana"), ("Madonna", "Madonna"),
     ("Prof. Dr. Ute Lang", "Ute"), ("", "them"), ("王小明", "王小明")],
)  # fmt: skip
def test_people_are_called_by_their_given_name(name: str, given: str) -> None:
    assert words.given_name(name) == given


def test_a_hostile_name_stays_on_its_line() -> None:
    assert words.called("Acme\n\u202eevil\u0000 *bold*\t<!channel>") == "Acme evil *bold* <!channel>"


def test_a_name_from_right_to_left_is_fenced_in() -> None:
    assert words.called("שלום") == "\u2068שלום\u2069"
    assert words.called("Größe") == "Größe"


def test_lists_end_with_and() -> None:
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed(["a", "b", "c", "d"], 3) == "a, b and 2 more"
