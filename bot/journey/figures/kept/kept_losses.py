"""What lost accounts have in common and what left by value, as the last night reckoned it of all accounts.

Both go through every day of every account's life, which takes long where there are many. They hold for the day on which
they were reckoned, and only as long as the losses are those that they were reckoned from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from bot.journey.figures.common_traits import Trait
from bot.journey.figures.value_lost import ValueLost
from bot.statistics.matched import Matched
from bot.store.session import ReadSession
from bot.store.tables import KeptLosses

Worth = Mapping[tuple[str, int], tuple[ValueLost, ...]]


@dataclass(frozen=True)
class LossesSeen:
    """By which it is noticed that losses have come, gone or changed since. days: the sum of their days."""

    accounts: int
    lost: int
    since: date | None
    until: date | None
    dated: int
    days: int
    value: Mapping[str | None, Decimal]

    @property
    def plain(self) -> list[Any]:
        """As it is kept."""
        value = sorted([currency or "", str(amount)] for currency, amount in self.value.items())
        days = [day and day.isoformat() for day in (self.since, self.until)]
        return [self.accounts, self.lost, *days, self.dated, self.days, value]


@dataclass(frozen=True)
class Reckoned:
    """worth: by playbook and place on the way. at: when it was reckoned; None: just now."""

    traits: tuple[Trait, ...]
    worth: Worth
    at: datetime | None = None


async def kept_losses(db: ReadSession, today: date, seen: LossesSeen) -> Reckoned | None:
    """None where nothing is kept of that day and these losses, or where the session sees some of the accounts only."""
    if db.sight.limited:
        return None
    row = (await db.scalars(select(KeptLosses).where(KeptLosses.as_of == today).order_by(KeptLosses.id.desc()))).first()
    return Reckoned(_traits(row), _worth(row), row.at) if row and row.seen == seen.plain else None


def values(reckoned: Reckoned, seen: LossesSeen) -> dict[str, Any]:
    """Of a row."""
    return {
        "seen": seen.plain,
        "traits": [[one.what, one.value, *astuple(one.counted)] for one in reckoned.traits],
        "worth": list(_plain(reckoned.worth)),
    }


def _plain(worth: Worth) -> Iterator[list[Any]]:
    for (playbook, place), several in worth.items():
        yield from ([playbook, place, *astuple(one)] for one in several)


def _traits(row: KeptLosses) -> tuple[Trait, ...]:
    return tuple(Trait(what, value, Matched(*counted)) for what, value, *counted in row.traits)


def _worth(row: KeptLosses) -> Worth:
    found: dict[tuple[str, int], tuple[ValueLost, ...]] = {}
    for playbook, place, *one in row.worth:
        found[playbook, place] = (*found.get((playbook, place), ()), ValueLost(*one))
    return found


__all__ = ["LossesSeen", "Reckoned", "Worth", "kept_losses", "values"]
