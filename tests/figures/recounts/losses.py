"""Who was lost, what they paid and for how long they were with us, counted from the files."""

import csv
import io
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from tests.figures.recounts.funnel import LOST, Spell
from tests.figures.recounts.terms import Term, last_terms


@dataclass
class Losses:
    """value: what they paid a year, by currency."""

    lost: int
    undated: int
    value: dict[str, Decimal]


def losses(accounts: str, terms: Sequence[Term]) -> Losses:
    """What they paid: the last term of each product."""
    rows = list(csv.DictReader(io.StringIO(accounts)))
    gone = {row["key"] for row in rows if row["status"] == "churned"}
    value: dict[str, Decimal] = defaultdict(Decimal)
    for one in last_terms(terms, date.max).values():
        if one.key in gone and one.amount:
            value[one.currency] += one.amount
    undated = sum(row["key"] in gone and not row["churned_on"] for row in rows)
    return Losses(len(gone), undated, dict(value))


def value_left(
    spells: Mapping[int, Sequence[Spell]], terms: Sequence[Term]
) -> dict[tuple[int, str], tuple[float, ...]]:
    """By step and currency: losses, the value that left, and of each 100 that customers pay how much leaves in a month,
    with Dobson's interval over Byar's limits."""
    paid: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one in last_terms(terms, date.max).values():
        paid[one.key][one.currency] += float(one.amount or 0)
    found = {}
    for step, those in spells.items():
        for currency in sorted({currency for one in those for currency in paid[one.key]}):
            of = [(paid[one.key][currency], one) for one in those if paid[one.key].get(currency)]
            left = np.array([value for value, one in of if one.cause == LOST])
            lived = sum(value * one.days for value, one in of) / (365.25 / 12)
            if lived:
                low, high = _byar(len(left))
                each = math.sqrt((left**2).mean()) if len(left) else 0.0
                ends = [max(0.0, left.sum() + each * (end - len(left))) for end in (low, high)] if len(left) else (0, 0)
                found[step, currency] = (len(left), *(100 * one / lived for one in (left.sum(), *ends)))
    return found


def _byar(count: int) -> tuple[float, float]:
    def limit(n: int, sign: int) -> float:
        return n * (1 - 1 / (9 * n) + sign * 1.96 / (3 * math.sqrt(n))) ** 3

    return limit(count, -1) if count else 0.0, limit(count + 1, 1)
