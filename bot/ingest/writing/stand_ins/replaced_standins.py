"""Where an account's first real contracts say something else than the accounts file did, or say less."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Table, select

from bot.ingest.reading.report import ChunkOutcome
from bot.ingest.writing.bulk import update_rows
from bot.ingest.writing.value_list import is_one_of
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Account, Base, Contract
from bot.text import shorten

CONTRACTS: Table = Base.metadata.tables["contracts"]
AT_ONCE = 2000
MANY = 3


class Real(NamedTuple):
    """A contract that counts today."""

    id: int
    amount: Decimal | None
    currency: str | None
    ends_on: date | None


@dataclass(frozen=True)
class StandIn:
    """What the accounts file said of an account's contract."""

    amount: Decimal | None
    currency: str | None
    ends_on: date | None

    def fills(self, real: Real) -> dict[str, Any]:
        """What that contract doesn't say, and this did."""
        gaps: dict[str, Any] = {}
        if real.amount is None and self.amount is not None:
            gaps |= {"amount": self.amount, "currency": real.currency or self.currency}
        if real.ends_on is None and self.ends_on is not None:
            gaps["ends_on"] = self.ends_on
        return gaps


class ReplacedStandIns:
    """Those that this import retired, until its end, when all contracts of theirs are here."""

    def __init__(self) -> None:
        self._of: dict[int, StandIn] = {}

    def add(self, account_id: int, stand_in: StandIn) -> None:
        self._of[account_id] = stand_in

    async def finish(self, session: WriteSession, outcome: ChunkOutcome) -> None:
        """A single contract takes over what it leaves open; what contradicts is named."""
        every = list(self._of)
        for start in range(0, len(every), AT_ONCE):
            ids = every[start : start + AT_ONCE]
            contracts, names = await _real(session, ids), await _names(session, ids)
            fills = [
                (real[0].id, self._of[number].fills(real[0])) for number, real in contracts.items() if not real[1:]
            ]
            await update_rows(session, CONTRACTS, fills)
            for number, real in contracts.items():
                outcome.warnings += _doubts(names[number], self._of[number], real)


async def _real(session: ReadSession, ids: Sequence[int]) -> dict[int, list[Real]]:
    query = (
        select(Contract.account_id, Contract.id, Contract.amount, Contract.currency, Contract.ends_on)
        .where(is_one_of(Contract.account_id, ids), Contract.retired.is_(False), Contract.stand_in.is_(False))
        .order_by(Contract.id)
    )
    found: defaultdict[int, list[Real]] = defaultdict(list)
    for account_id, number, amount, currency, ends_on in await session.execute(query):
        found[account_id].append(Real(number, amount, currency, ends_on))
    return found


async def _names(session: ReadSession, ids: Sequence[int]) -> dict[int, str]:
    rows = await session.execute(select(Account.id, Account.name).where(is_one_of(Account.id, ids)))
    return {number: shorten(name, 60) for number, name in rows}


def _doubts(name: str, before: StandIn, real: Sequence[Real]) -> Iterator[str]:
    """What to look at: the contracts count in any case."""
    sums: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    for one in real:
        if one.amount is not None:
            sums[one.currency] += one.amount
    if before.amount is not None and not sums and real[1:]:
        yield (
            f"{name}: none of its {len(real)} contracts says what it pays, so nothing counts; the accounts file said "
            f"{_said({before.currency: before.amount})} a year"
        )
    elif before.amount is not None and sums and dict(sums) != {before.currency: before.amount}:
        yield (
            f"{name} pays {_said(sums)} a year by its contracts and {_said({before.currency: before.amount})} by the "
            "accounts file: the contracts count"
        )
    ends = sorted({one.ends_on for one in real if one.ends_on is not None})
    if before.ends_on is not None and ends and before.ends_on not in ends:
        listed = ", ".join(day.isoformat() for day in ends[:MANY])
        more = f" and {len(ends) - MANY} more days" if len(ends) > MANY else ""
        yield (
            f"{name} ends {listed}{more} by its contracts and {before.ends_on} by the accounts file: "
            "the contracts count"
        )


def _said(sums: dict[str | None, Decimal]) -> str:
    """ "12,000 EUR + 500 USD"."""
    return " + ".join(
        f"{amount:,.2f}".removesuffix(".00") + f" {currency or '(no currency)'}" for currency, amount in sums.items()
    )


__all__ = ["ReplacedStandIns", "StandIn"]
