"""What a cell may say, and why one that can be read in two ways is refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.ingest.reading import cells
from bot.ingest.reading.cells import BadCell
from bot.ingest.reading.dates import parse_date, parse_moment
from bot.ingest.reading.numbers import NumberStyle, parse_money, parse_months, parse_number

COMMA = NumberStyle(decimal=",")


@pytest.mark.parametrize(
    "text", ["2026-03-14", "20260314", "2026/3/14", "2026-03-14T23:30:00-05:00", "2026-03-14 08:00"]
)
def test_iso_dates_are_read_as_the_day_that_is_written(text: str) -> None:
    assert parse_date(text) == date(2026, 3, 14)


def test_a_date_with_two_readings_is_refused_with_both() -> None:
    with pytest.raises(BadCell) as refused:
        parse_date("03/04/2026")
    assert "could be 3 April or 4 March: say which in the map, dates: " in str(refused.value)


@pytest.mark.parametrize(
    ("text", "likely"), [("14/03/2026", "%d/%m/%Y"), ("03/14/26", "%m/%d/%y"), ("14.3.2026", "%d.%m.%Y")]
)
def test_a_date_with_one_reading_names_the_format_to_give(text: str, likely: str) -> None:
    with pytest.raises(BadCell, match="isn't a date like 2026-03-14") as refused:
        parse_date(text)
    assert likely in str(refused.value)


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "0026-03-14", "9999-12-31", "31/31/2026"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        parse_date(text)


def test_the_maps_formats_are_tried_in_order() -> None:
    formats = ("%d.%m.%Y", "%d/%m/%y")
    assert parse_date("03.04.2026", formats) == parse_date("03/04/26", formats) == date(2026, 4, 3)
    with pytest.raises(BadCell, match="the map's format"):
        parse_date("2026-04-03", formats)


def test_moments_are_utc_and_a_zone_is_respected() -> None:
    assert parse_moment("2026-03-14") == datetime(2026, 3, 14, tzinfo=UTC)
    assert parse_moment("2026-03-14T01:30:00+02:00") == datetime(2026, 3, 13, 23, 30, tzinfo=UTC)
    assert parse_moment("2026-03-14T01:30:00Z").tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "amount"),
    [("120000", "120000"), ("1,200.50", "1200.50"), ("1.200,50", "1200.50"), ("1 200", "1200"), 
     ("1'234'567", "1234567"), ("1,234,567", "1234567"), ("12,5", "12.5"), ("1200.5", "1200.5"), ("0", "0")],
)  # fmt: skip
def test_an_amount_with_one_reading_is_read(text: str, amount: str) -> None:
    assert parse_money(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["1,200", "1.200", "120.000"])
def test_an_amount_with_two_readings_is_refused_unless_the_map_says(text: str) -> None:
    with pytest.raises(BadCell, match="could be"):
        parse_money(text)
    assert parse_money("1.200", COMMA) == 1200
    assert parse_money("1,200", NumberStyle(decimal=".")) == 1200


@pytest.mark.parametrize(
    "text", ["-5", "ten", "12,3,4", "NaN", "inf", "1e400", "5 m2", "€5£", "12.34.5", "9" * 50, "1e20"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        parse_money(text)


def test_the_maps_decimal_mark_is_checked_against_the_number() -> None:
    with pytest.raises(BadCell, match="decimal mark"):
        parse_money("1.5", COMMA)


def test_a_factor_makes_a_year_of_a_month() -> None:
    assert parse_money("29.85", NumberStyle(decimal=".", times=Decimal(12))) == Decimal("358.20")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("41", 41),
        ("41%", 41),
        ("1.2345", 1.2345),
        ("0.234", 0.234),
        ("-3.5", -3.5),
        ("12,5", 12.5),
        ("1e-3", 0.001),
        ("1e-286", 0.0),
        ("-1e-200", 0.0),
        ("9e14", 9e14),
    ],
)
def test_measurements_are_read(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["nan", "inf", "1_000", "1,234", "1.234", "5m", "1 2", "--3", "five", "1e999", "1e15", "-1e300", "٣,٣,٣"]
)
def test_what_is_no_measurement_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        parse_number(text)


@pytest.mark.parametrize("text", ["0", "12.5", "-1", "601", "a year"])
def test_terms_are_whole_months(text: str) -> None:
    assert parse_months("12") == 12
    with pytest.raises(BadCell):
        parse_months(text)


@pytest.mark.parametrize(
    ("parse", "good", "value", "bad"),
    [
        (cells.parse_currency, "eur", "EUR", "Taler"),
        (cells.parse_currency, "US Dollar", "USD", "Dollar"),
        (cells.parse_email, "Ana@X.example", "ana@x.example", "ana at x"),
        (cells.parse_channel, "CS-Ana", "#cs-ana", "two words"),
        (cells.parse_channel, "C0123ABCD", "C0123ABCD", "#"),
        (cells.parse_yes_no, "TRUE", True, "perhaps"),
        (cells.parse_yes_no, "0", False, "2"),
        (cells.parse_persona, "CEO type", "ceo", "boss"),
        (cells.parse_domain, "https://www.Acme.example/start", "acme.example", "x" * 501),
        (cells.parse_aliases, "A | B;A", ("A", "B"), "x" * 501),
        (cells.parse_name, " two\n words ", "two words", "x" * 501),
    ],
)
def test_texts_are_read(parse: Callable[[str], Any], good: str, value: Any, bad: str) -> None:
    assert parse(good.strip()) == value
    with pytest.raises(BadCell):
        parse(bad)
