"""Who was lost, what they paid and for how long they were with us, counted from the files."""

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.figures.recounts.terms import Term, last_terms


@dataclass
class Losses:
    """value: what they paid a year, by currency. time: losses and days with us, by segment."""

    lost: int
    undated: int
    value: dict[str, Decimal]
    time: dict[str, tuple[int, int]]


def losses(accounts: str, terms: Sequence[Term], today: date) -> Losses:
    """What they paid: the last term of each product."""
    rows = list(csv.DictReader(io.StringIO(accounts)))
    gone = {row["key"] for row in rows if row["status"] == "churned"}
    value: dict[str, Decimal] = defaultdict(Decimal)
    for one in last_terms(terms, date.max).values():
        if one.key in gone and one.amount:
            value[one.currency] += one.amount
    time = {row["segment"]: (0, 0) for row in rows}
    for row in rows:
        left = row["key"] in gone
        if left and not row["churned_on"]:
            continue
        until = date.fromisoformat(row["churned_on"]) if left else today
        lost, days = time[row["segment"]]
        time[row["segment"]] = lost + left, days + (until - date.fromisoformat(row["started_on"])).days
    undated = sum(row["key"] in gone and not row["churned_on"] for row in rows)
    return Losses(len(gone), undated, dict(value), time)
