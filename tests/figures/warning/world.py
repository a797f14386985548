"""Customers with a clock: use that drifts, answers, talks and terms, and a chance to leave that hangs on these, day by
day. What happens in the half-year after today is known, and in no file. Seeded."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp
from random import Random

MONTH = 30
HALF_YEAR = 180


@dataclass
class Customer:
    """use: (day, share of weekly users, their number); answers: (day, of 10). left: the day, which may lie ahead.
    told: how the files tell of it: on its day, only by the end of its last term, or not at all."""

    key: str
    tier: str
    started: date
    use: list[tuple[date, float, float]] = field(default_factory=list)
    answers: list[tuple[date, int]] = field(default_factory=list)
    talks: list[date] = field(default_factory=list)
    terms: list[tuple[date, date]] = field(default_factory=list)
    left: date | None = None
    told: str = "day"


@dataclass(frozen=True)
class World:
    """signal: how strongly the chance to leave hangs on what is seen; 0: not at all. yearly: the share that leaves in a
    year, about. days: of history."""

    seed: int
    accounts: int
    today: date
    signal: float = 1.0
    yearly: float = 0.06
    days: int = 1080

    def customers(self) -> list[Customer]:
        random = Random(self.seed)
        return [self._live(random, number) for number in range(self.accounts)]

    def _live(self, random: Random, number: int) -> Customer:
        start = self.today - timedelta(days=random.randrange(10, self.days))
        one = Customer(f"c{number}", random.choice(("mid", "base", "large")), start)
        one.told = "term" if number % 12 == 0 else "day"
        mood, drift = random.gauss(0, 1), 0.0
        talked, low, day = start, -999, start
        one.talks.append(start)
        while day < self.today + timedelta(days=HALF_YEAR):
            drift = 0.8 * drift + random.gauss(0, 0.25)
            mood = 0.97 * mood + drift
            fell = drift < -0.5
            if day < self.today:
                share = 100 / (1 + exp(-(0.4 + 0.8 * mood))) + random.gauss(0, 4)
                one.use.append((day, min(100, max(0, share)), max(0, 40 + 15 * mood + random.gauss(0, 5))))
            if random.random() < 0.3:
                answer = min(10, max(0, round(7 + 1.5 * mood + random.gauss(0, 1.5))))
                one.answers.append((day, answer))
                low = (day - start).days if answer <= 6 else low
            if random.random() < (0.6 if mood > -0.5 else 0.35):
                talked = day
                one.talks.append(day)
            age = (day - start).days
            soon = 365 - age % 365 <= 60
            odds = 0.9 * (fell + (age - low < 120)) + 0.8 * (((day - talked).days > 75) + soon) - mood
            odds += 0.7 * (one.tier == "base") * (mood < 0)
            chance = self.yearly / 12 * exp(self.signal * (odds - 0.9))
            if random.random() < chance:
                one.left = day + timedelta(days=random.randrange(1, MONTH))
                break
            day += timedelta(days=MONTH)
        one.terms = list(self._terms(one))
        return one

    def _terms(self, one: Customer) -> Iterator[tuple[date, date]]:
        """Of a year each; the last one of a customer that left is cut short."""
        start = one.started
        until = one.left or self.today + timedelta(days=1)
        while start < min(until, self.today):
            end = start + timedelta(days=365)
            cut = one.left if one.left and one.left <= self.today else None
            yield start, min(end, cut) if cut else end
            start = end


def has_left(one: Customer, today: date) -> bool:
    return one.left is not None and one.left < today


def accounts_file(customers: Sequence[Customer], today: date) -> str:
    rows = []
    for one in customers:
        gone = has_left(one, today)
        day = one.left if gone and one.told == "day" else ""
        status = "churned" if gone else "active"
        rows.append((one.key, f"Customer {one.key}", one.tier, one.started, "land", status, day))
    return _csv(("key", "name", "tier", "started_on", "stage", "status", "churned_on"), rows)


def contracts_file(customers: Sequence[Customer]) -> str:
    rows = ((one.key, "Suite", starts, ends) for one in customers for starts, ends in one.terms)
    return _csv(("account", "product", "starts_on", "ends_on"), rows)


def kpis_file(customers: Sequence[Customer], today: date) -> str:
    """Measured until it left."""
    rows = (
        (one.key, kpi, f"{value:.2f}", day)
        for one in customers
        for day, share, users in one.use
        if day < today and (one.left is None or day < one.left)
        for kpi, value in (("weekly-use", share), ("weekly-users", users))
    )
    return _csv(("account", "kpi", "value", "observed_at"), rows)


def events_file(customers: Sequence[Customer], today: date) -> str:
    rows = (
        row
        for one in customers
        for row in (
            *((one.key, "survey", day, f"nps {answer}") for day, answer in one.answers if day < today),
            *((one.key, "contact", day, "") for day in one.talks if day < today),
        )
        if one.left is None or row[2] < one.left
    )
    return _csv(("account", "event", "at", "key"), rows)


def files(customers: Sequence[Customer], today: date) -> dict[str, str]:
    """By kind, in the order in which they come in."""
    return {
        "accounts": accounts_file(customers, today),
        "contracts": contracts_file(customers),
        "kpis": kpis_file(customers, today),
        "events": events_file(customers, today),
    }


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
