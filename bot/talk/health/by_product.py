"""Adoption of each product of an account (method C14): where contracts name products, and figures say of which they
are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.calendar import say_date, say_near
from bot.journey.health.health_history import Measured
from bot.message import Line, bold, line
from bot.store.kpi_keys import product_of
from bot.store.tables import Contract
from bot.talk.account.view import AccountView, kpi_of
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, listed
from bot.text import compared, measured, measured_pair

EARLIER = timedelta(days=28)  # the last figure from then, or before, is what today's is compared with
FIGURES = 3  # of a product


@dataclass(frozen=True)
class ProductUse:
    """said: "weekly use 62% → 41% since Mon 8 Dec, measured yesterday"; "" where nobody measures it."""

    name: str
    said: str = ""


def products_in_use(view: AccountView, figures: Measured, reader: Reader, now: datetime) -> tuple[ProductUse, ...]:
    """Those of the contracts that run, in their order, then what is measured besides. Nothing where there is one
    product and no figure of its own: the account's figures are its."""
    of_products: dict[str, dict[str, Sequence[tuple[datetime, float]]]] = {}
    for key, values in figures.items():
        kpi, product = product_of(key)
        if product and values:
            of_products.setdefault(product, {})[kpi] = values
    names = _names(view.contracts, of_products)
    if len(names) < 2 and not of_products:
        return ()
    by_name = {compared(product): found for product, found in of_products.items()}
    return tuple(ProductUse(name, _said(view, by_name.get(compared(name), {}), reader, now)) for name in names)


def _names(contracts: Iterable[Contract], measured_ones: Iterable[str]) -> tuple[str, ...]:
    bought = [one.product for one in contracts if not one.stand_in and not one.retired and one.product]
    found: dict[str, str] = {}
    for name in (*bought, *sorted(measured_ones)):
        found.setdefault(compared(name), name)
    return tuple(found.values())


def _said(
    view: AccountView, figures: Mapping[str, Sequence[tuple[datetime, float]]], reader: Reader, now: datetime
) -> str:
    order = {kpi.key: -kpi.weight for kpi in view.current.health.kpis}
    chosen = sorted(figures, key=lambda key: (order.get(key, 1.0), key))[:FIGURES]
    if not chosen:
        return ""
    newest = max(figures[key][-1][0] for key in chosen)
    return f"{listed([_figure(view, key, figures[key], reader, now) for key in chosen])}, {_age(newest, reader, now)}"


def _figure(
    view: AccountView, key: str, values: Sequence[tuple[datetime, float]], reader: Reader, now: datetime
) -> str:
    """ "weekly use 62% → 41% since Mon 8 Dec", or only what it is."""
    kpi, value = kpi_of(view, key), values[-1][1]
    then, before = next(((at, one) for at, one in reversed(values) if at <= now - EARLIER), (now, None))
    if before is None or before == value:
        return f"{kpi.name} {measured(value, kpi.unit)}"
    was, is_now = measured_pair(before, value, kpi.unit)
    return f"{kpi.name} {was} → {is_now} since {say_date(reader.day(then), reader.today(now))}"


def _age(newest: datetime, reader: Reader, now: datetime) -> str:
    return f"measured {say_near(reader.day(newest), reader.today(now))}"


def product_lines(products: Sequence[ProductUse]) -> tuple[Line, ...]:
    return tuple(
        line(bold(called(one.name, 40)), f": {one.said or 'nobody measures its use by itself'}") for one in products
    )


__all__ = ["ProductUse", "product_lines", "products_in_use"]
