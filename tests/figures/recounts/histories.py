"""Made-up customers as files hold them: when each started, what it reached when, when it left, what it paid. Seeded.

`plain`: whole histories. `odd`: days on which many things happen at once, customers that came further on, that skipped
a milestone, that came back, and losses without a day."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

STEPS = (
    ("first-value", 40, 0.0006),
    ("habit", 35, 0.0012),
    ("proven-outcome", 90, 0.0009),
    ("shared-success", 130, 0.0007),
)
OWNERS = ("ana@milepost.example", "ben@milepost.example", "chloe@milepost.example", "dan@milepost.example")
SEGMENTS = ("retail", "banking", "health")
CURRENCIES = ("EUR", "USD", "GBP", "CHF")


@dataclass
class History:
    """One customer. stage, entered: where it came in, and the day on which a file says so. left: the day, None while
    it is with us; `tells_day`: whether the file has it. again: the day on which it came back."""

    key: str
    segment: str
    started: date
    reached: dict[str, date]
    left: date | None = None
    stage: str = "land"
    entered: date | None = None
    tells_day: bool = True
    again: date | None = None


def plain(seed: int, accounts: int, today: date) -> list[History]:
    random = Random(seed)
    return [_lived(random, f"c{number}", today, 1) for number in range(accounts)]


def odd(seed: int, accounts: int, today: date) -> list[History]:
    random = Random(seed)
    found = []
    for number in range(accounts):
        one = _lived(random, f"c{number}", today, 7)  # only once a week: many at a time
        kind = number % 10
        if kind == 0 and "first-value" in one.reached:  # came to us in the second stage, on a day or nobody knows when
            one.stage = "adopt"
            day = one.reached.pop("first-value")
            one.entered = day if number % 20 else None
        elif kind == 1 and len(one.reached) > 2:
            del one.reached["habit"]
        elif kind == 2 and one.left:
            one.tells_day = False
        elif kind == 3 and one.left and one.left + timedelta(days=30) < today:
            one.again = one.left + timedelta(days=21)
        found.append(one)
    return found


def _lived(random: Random, key: str, today: date, grain: int) -> History:
    day = today - timedelta(days=random.randrange(20, 900))
    one = History(key, random.choice(SEGMENTS), day, {})
    for step, usual, leaves in STEPS:
        took = round(random.gammavariate(2, usual / 2) / grain) * grain
        stayed = round(random.expovariate(leaves) / grain) * grain
        ends = day + timedelta(days=min(took, stayed))
        if ends > today:
            return one
        day = ends
        if stayed < took:
            one.left = day
            return one
        one.reached[step] = day
    gone = day + timedelta(days=round(random.expovariate(0.0005) / grain) * grain)
    one.left = gone if gone <= today else None
    return one


def owner_of(number: int) -> str:
    """Some carry more than others; a few customers are nobody's."""
    return "" if number % 29 == 0 else OWNERS[(0, 0, 0, 1, 1, 2, 2, 3)[number % 8]]


ACCOUNTS = ("key", "name", "csm_email", "segment", "started_on", "stage", "status", "churned_on",
            "arr", "currency", "renewal_on")  # fmt: skip


def accounts_file(histories: Sequence[History], *, back: bool = False) -> str:
    """back: as the file is after some of them have come back."""
    return as_csv(ACCOUNTS, _accounts(histories, back))


def _accounts(histories: Sequence[History], back: bool) -> Iterator[Sequence[object]]:
    for number, one in enumerate(histories):
        here = back and one.again is not None
        left = "" if one.left is None or here or not one.tells_day else one.left
        status = "churned" if one.left and not here else "active"
        started = one.again if here else one.started
        worth = _worth(number) if is_only_in_accounts(number) else ("", "", "")
        owner = owner_of(number)
        yield one.key, f"Customer {one.key}", owner, one.segment, started, one.stage, status, left, *worth


def is_only_in_accounts(number: int) -> bool:
    """Its contract stands in the accounts file, and nowhere else."""
    return number % 13 == 5


def events_file(histories: Sequence[History]) -> str:
    return as_csv(("account", "event", "at", "key"), _events(histories))


def _events(histories: Sequence[History]) -> Iterator[Sequence[object]]:
    for one in histories:
        if one.entered:
            yield one.key, "stage_entered", one.entered, one.stage
        for milestone, day in one.reached.items():
            yield one.key, "milestone_reached", day, milestone


CONTRACTS = ("account", "product", "starts_on", "ends_on", "amount", "currency", "auto_renew", "outcome")


def contracts_file(histories: Sequence[History], today: date) -> str:
    """Terms of a year each, in four currencies: some without an amount, some with a second product, some that pay more
    or less than the one before, some that follow after a while only, some that ended, and nobody has said how."""
    return as_csv(CONTRACTS, _contracts(Random(74), histories, today))


def _contracts(random: Random, histories: Sequence[History], today: date) -> Iterator[Sequence[object]]:
    for number, one in enumerate(histories):
        if is_only_in_accounts(number):
            continue
        start = one.again or one.started
        yield from _terms(random, number, one, "Suite", start, today)
        if number % 5 == 0:
            yield from _terms(random, number, one, "Reports", start + timedelta(days=random.randrange(200)), today)


def _terms(
    random: Random, number: int, one: History, product: str, start: date, today: date
) -> Iterator[Sequence[object]]:
    left = None if one.again else one.left
    (amount, currency, _), silent = _worth(number), number % 17 == 3
    while left is None or start < left:
        end = start + timedelta(days=365)
        gone = left is not None and end >= left
        value = (
            ""
            if number % 11 == 0
            else f"{Decimal(amount) * random.choice((1, 1, 1, Decimal('1.25'), Decimal('0.8'))):.2f}"
        )
        yield one.key, product, start, left if gone else end, value, currency, "", "lost" if gone else ""
        start = end + timedelta(days=random.choice((0, 1, 1, 1, 20)))
        if gone or start > (today - timedelta(days=60) if silent else today):
            return


def _worth(number: int) -> tuple[str, str, date]:
    """A year's amount, its currency, and an end of the term."""
    return (
        f"{1000 + number * 37 % 9000}.{number % 100:02}",
        CURRENCIES[number % 4],
        (date(2026, 11, 28), date(2026, 12, 28), date(2027, 1, 28))[number % 3],
    )


def as_csv(header: Sequence[str], rows: Iterator[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
