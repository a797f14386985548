"""What is paid on a day, retention and a quarter's renewals, from the contracts' file: in cents, each currency for
itself."""

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol


@dataclass
class Term:
    key: str
    product: str
    starts: date
    ends: date
    amount: Decimal | None
    currency: str
    lost: bool
    call: str = ""
    settled: str = ""  # by hand
    before: tuple[date, Decimal | None] | None = None  # the term and amount that a renewal by hand took the place of
    renewed_on: date | None = None


@dataclass
class Customer:
    """owner: an e-mail. left: the day, where the file has it."""

    owner: str
    gone: bool
    left: date | None


class Quarter(Protocol):
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...


def read(accounts: str, contracts: str) -> tuple[dict[str, Customer], list[Term]]:
    """The contracts that stand in the accounts file, too."""
    customers, terms = {}, []
    for row in csv.DictReader(io.StringIO(accounts)):
        left = date.fromisoformat(row["churned_on"]) if row["churned_on"] else None
        customers[row["key"]] = Customer(row["csm_email"], row["status"] == "churned", left)
        if row["arr"]:
            days = date.fromisoformat(row["started_on"]), date.fromisoformat(row["renewal_on"])
            terms.append(Term(row["key"], "Subscription", *days, Decimal(row["arr"]), row["currency"], False))
    for row in csv.DictReader(io.StringIO(contracts)):
        days = date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])
        amount = Decimal(row["amount"]) if row["amount"] else None
        terms.append(Term(row["account"], row["product"], *days, amount, row["currency"], row["outcome"] == "lost"))
    return customers, terms


def last_terms(terms: Sequence[Term], by: date) -> dict[tuple[str, str], Term]:
    """Of each customer and product the one that began last."""
    last: dict[tuple[str, str], Term] = {}
    for one in terms:
        at = one.key, one.product
        if one.starts <= by and (at not in last or last[at].starts < one.starts):
            last[at] = one
    return last


def paid(
    customers: Mapping[str, Customer], terms: Sequence[Term], day: date, today: date, unknown: Collection[int]
) -> dict[tuple[str, str], Decimal]:
    """By customer and currency. A term that another one followed, or that is lost, runs to its last day. unknown: which
    terms count for nothing."""
    now, found = last_terms(terms, today), defaultdict[tuple[str, str], Decimal](Decimal)
    for at, one in last_terms(terms, day).items():
        customer = customers[one.key]
        over = (one.lost or (now[at] is not one and not customer.gone)) and one.ends < day
        left = customer.gone and (customer.left is None or customer.left < day)
        amount = one.amount
        if one.before and one.renewed_on and day < one.renewed_on:
            amount = one.before[1]
        if amount is not None and not over and not left and id(one) not in unknown:
            found[one.key, one.currency] += amount
    return found


def untold(customers: Mapping[str, Customer], terms: Sequence[Term], day: date, today: date) -> list[Term]:
    """Those that ended before that day, followed by none, and nobody has said how."""
    now = last_terms(terms, today)
    return [
        one
        for at, one in last_terms(terms, day).items()
        if one.ends < day and now[at] is one and not one.lost and not customers[one.key].gone
    ]


def retained(
    customers: Mapping[str, Customer], terms: Sequence[Term], first: date, until: date, today: date
) -> dict[str, tuple[int, Decimal, Decimal, Decimal]]:
    """By currency: customers that paid at the start, what they paid, what they pay, and what of the start is kept."""
    unknown = {id(one) for one in untold(customers, terms, until, today)}
    start, now = (paid(customers, terms, day, today, unknown) for day in (first, until))
    found: dict[str, tuple[int, Decimal, Decimal, Decimal]] = {}
    for (key, currency), was in start.items():
        if was > 0:
            pays = now.get((key, currency), Decimal(0))
            count, before, after, kept = found.get(currency, (0, Decimal(0), Decimal(0), Decimal(0)))
            found[currency] = count + 1, before + was, after + pays, kept + min(was, pays)
    return found


Kind = tuple[str, str, str, str, str]  # whose, as called, by the data, how it came out, currency
Sum = tuple[int, Decimal | None, int]  # contracts, what they pay, how many of them without an amount


def renewals(
    customers: Mapping[str, Customer], terms: Sequence[Term], quarter: Quarter, by_data: Mapping[str, str]
) -> dict[Kind, Sum]:
    """Contracts whose term ends in the quarter, or ended then and is settled."""
    found: dict[Kind, Sum] = {}
    for one in terms:
        then = one.before is not None and quarter.first <= one.before[0] <= quarter.last
        if not then and not quarter.first <= one.ends <= quarter.last:
            continue
        customer = customers[one.key]
        until = (customer.left or one.ends) if customer.gone else date.max  # what begins later never came about
        same = (other for other in terms if (other.key, other.product) == (one.key, one.product))
        followed = any(one.starts < other.starts <= until for other in same)
        ended = "renewed" if followed else "lost" if customer.gone else ""
        settled = "lost" if one.lost else one.settled if then else ended
        owner = customers[one.key].owner.partition("@")[0]
        kind = owner, one.call, by_data[one.key], settled, one.currency
        count, amount, unpriced = found.get(kind, (0, None, 0))
        if one.amount is not None:
            amount = (amount or Decimal(0)) + one.amount
        found[kind] = count + 1, amount, unpriced + (one.amount is None)
    return found


__all__ = ["Customer", "Kind", "Sum", "Term", "last_terms", "read", "renewals", "retained", "untold"]
