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
    """A contract of the account's own. counts: it is the one of its product's terms that counts today."""

    amount: Decimal | None
    currency: str | None
    ends_on: date | None
    counts: bool


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
    """Those that this import retired, until its end, when all contracts of theirs are here. Kept in memory: of a file
    that is only tried nothing else stays."""

    def __init__(self) -> None:
        self._of: dict[int, StandIn] = {}
        self._real: defaultdict[int, dict[str, Real]] = defaultdict(dict)

    def __contains__(self, account_id: int) -> bool:
        return account_id in self._of

    def add(self, account_id: int, stand_in: StandIn) -> None:
        self._of[account_id] = stand_in

    def see(self, account_id: int, row_key: str, real: Real) -> None:
        """A contract of one of them, as it stands after its chunk."""
        self._real[account_id][row_key] = real

    async def finish(self, session: WriteSession, outcome: ChunkOutcome) -> None:
        """A single contract takes over what it leaves open; what contradicts is named."""
        every = list(self._of)
        for start in range(0, len(every), AT_ONCE):
            ids = every[start : start + AT_ONCE]
            counting = {number: [one for one in self._real[number].values() if one.counts] for number in ids}
            fills = {number: self._of[number].fills(real[0]) for number, real in counting.items() if len(real) == 1}
            await _fill(session, {number: gaps for number, gaps in fills.items() if gaps})
            names = await _names(session, ids)
            for number, real in counting.items():
                outcome.warnings += _doubts(names[number], self._of[number], real)


async def _fill(session: WriteSession, gaps: dict[int, dict[str, Any]]) -> None:
    """gaps: what the only contract of those accounts leaves open."""
    query = select(Contract.account_id, Contract.id).where(
        is_one_of(Contract.account_id, list(gaps)), Contract.retired.is_(False), Contract.stand_in.is_(False)
    )
    rows = (await session.execute(query)).all() if gaps else []
    await update_rows(session, CONTRACTS, [(number, gaps[account_id]) for account_id, number in rows])


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
    elif before.amount is not None and sums and sums.get(before.currency) != before.amount:
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
