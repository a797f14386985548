"""Who was lost, what they paid and for how long they were with us, counted from the files."""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from scipy.stats import gamma, norm

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
    with Bohm and Zech's interval, over a gamma law."""
    paid: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one in last_terms(terms, date.max).values():
        paid[one.key][one.currency] += float(one.amount or 0)
    found = {}
    for step, those in spells.items():
        for currency in sorted({currency for one in those for currency in paid[one.key]}):
            of = [(paid[one.key][currency], one) for one in those if paid[one.key].get(currency)]
            left = np.array([value for value, one in of if one.cause == LOST])
            lived = sum(value * one.days for value, one in of)
            if lived:
                weight = sum(value**2 * one.days for value, one in of) / lived
                ends = _scaled(left.sum() / weight, weight)
                month = 100 * 365.25 / 12 / lived
                found[step, currency] = (len(left), *(month * one for one in (left.sum(), *ends)))
    return found


def _scaled(events: float, weight: float) -> tuple[float, float]:
    low = weight * _gamma(events, -1.96) if events else 0.0
    return max(0.0, low), weight * _gamma(events + 1, 1.96)


def _gamma(events: float, deviations: float) -> float:
    """By Wilson and Hilferty, as near to scipy's as three digits."""
    found = float(events * (1 - 1 / (9 * events) + deviations / (3 * np.sqrt(events))) ** 3)
    exact = float(gamma.ppf(norm.cdf(deviations), events))
    assert events < 3 or abs(found - exact) < 0.01 + 0.02 * exact
    return found
