"""Health from the KPI file in whole fractions, a half rounded up."""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from math import floor

KPIS = {  # weight, worst, best, days that it counts for
    "weekly-use": (25, 10, 70, 14),
    "active-seats": (15, 20, 90, 30),
    "logins": (10, 0, 4, 14),
    "feature-adoption": (15, 10, 70, 30),
    "open-tickets": (10, 10, 0, 14),
    "response-hours": (10, 24, 2, 30),
    "nps": (15, -50, 60, 120),
}
Values = Sequence[tuple[datetime, Fraction]]


def read(kpis: str) -> Mapping[str, Mapping[str, Values]]:
    """By customer and KPI, the oldest first."""
    found: dict[str, dict[str, list[tuple[datetime, Fraction]]]] = defaultdict(lambda: defaultdict(list))
    for row in csv.DictReader(io.StringIO(kpis)):
        found[row["account"]][row["kpi"]].append((datetime.fromisoformat(row["observed_at"]), Fraction(row["value"])))
    return {key: {kpi: sorted(values) for kpi, values in of.items()} for key, of in found.items()}


def exact(measured: Mapping[str, Values], at: datetime) -> Fraction | None:
    """The score at that moment; None where less than half of the weights is known."""
    points, known = Fraction(0), 0
    for kpi, (weight, worst, best, days) in KPIS.items():
        newest = [value for moment, value in measured.get(kpi, ()) if at - timedelta(days=days) <= moment <= at]
        if newest:
            share = Fraction(newest[-1] - worst, best - worst)
            points += weight * min(Fraction(1), max(Fraction(0), share))
            known += weight
    return 100 * points / known if 2 * known >= sum(weight for weight, *_ in KPIS.values()) else None


def score(measured: Mapping[str, Values], at: datetime) -> int | None:
    value = exact(measured, at)
    return None if value is None else floor(value + Fraction(1, 2))


__all__ = ["exact", "read", "score"]
