"""Made-up customers as files hold them: when each started, what it reached when, when it left, what it paid. Seeded.

`plain`: whole histories. `odd`: days on which many things happen at once, customers that came further on, that skipped
a milestone, that came back, and losses without a day."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

STEPS = (
    ("first-value", 40, 0.0006),
    ("habit", 35, 0.0012),
    ("proven-outcome", 90, 0.0009),
    ("shared-success", 130, 0.0007),
)
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


def accounts_file(histories: Sequence[History], *, back: bool = False) -> str:
    """back: as the file is after some of them have come back."""
    return _csv(("key", "name", "segment", "started_on", "stage", "status", "churned_on"), _accounts(histories, back))


def _accounts(histories: Sequence[History], back: bool) -> Iterator[Sequence[object]]:
    for one in histories:
        here = back and one.again is not None
        left = "" if one.left is None or here or not one.tells_day else one.left
        status = "churned" if one.left and not here else "active"
        started = one.again if here else one.started
        yield one.key, f"Customer {one.key}", one.segment, started, one.stage, status, left


def events_file(histories: Sequence[History]) -> str:
    return _csv(("account", "event", "at", "key"), _events(histories))


def _events(histories: Sequence[History]) -> Iterator[Sequence[object]]:
    for one in histories:
        if one.entered:
            yield one.key, "stage_entered", one.entered, one.stage
        for milestone, day in one.reached.items():
            yield one.key, "milestone_reached", day, milestone


def contracts_file(histories: Sequence[History]) -> str:
    """One each, in four currencies; some without an amount."""
    return _csv(("account", "product", "ends_on", "amount", "currency"), _contracts(histories))


def _contracts(histories: Sequence[History]) -> Iterator[Sequence[object]]:
    for number, one in enumerate(histories):
        amount = "" if number % 11 == 0 else f"{1000 + number * 37 % 9000}.{number % 100:02}"
        yield one.key, "Suite", date(2028, 1, 31), amount, CURRENCIES[number % 4]


def _csv(header: Sequence[str], rows: Iterator[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
