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
from bot.store.as_json.value_list import is_one_of
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Account, Base, Contract
from bot.text import shorten

CONTRACTS: Table = Base.metadata.tables["contracts"]
AT_ONCE = 2000
IN_FULL, NAMED = 3, 12  # of one kind
MANY = 3
UNPRICED = "have several contracts, and none says what it pays, so nothing counts"
OTHER_VALUE = "pay another value by their contracts than by the accounts file"
OTHER_END = "end on another day by their contracts than by the accounts file"


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
        every, doubts = list(self._of), Doubts()
        for start in range(0, len(every), AT_ONCE):
            ids = every[start : start + AT_ONCE]
            counting = {number: [one for one in self._real[number].values() if one.counts] for number in ids}
            fills = {number: self._of[number].fills(real[0]) for number, real in counting.items() if len(real) == 1}
            await _fill(session, {number: gaps for number, gaps in fills.items() if gaps})
            names = await _names(session, ids)
            for number, real in counting.items():
                doubts.add(names[number], self._of[number], real)
        outcome.warnings += doubts.lines()


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


class Doubts:
    """What to look at: the contracts count in any case. Of each kind a few in full, of the others the names."""

    def __init__(self) -> None:
        self._of: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)  # by what the others have in common

    def add(self, name: str, before: StandIn, real: Sequence[Real]) -> None:
        """real: the account's contracts that count."""
        sums: defaultdict[str | None, Decimal] = defaultdict(Decimal)
        for one in real:
            if one.amount is not None:
                sums[one.currency] += one.amount
        said = _said({before.currency: before.amount}) if before.amount is not None else ""
        if said and not sums and real[1:]:
            why = f"none of its {len(real)} contracts says what it pays, so nothing counts"
            self._of[UNPRICED].append((name, f"{name}: {why}; the accounts file said {said} a year"))
        elif said and sums and sums.get(before.currency) != before.amount:
            pays = f"{name} pays {_said(sums)} a year by its contracts and {said} by the accounts file"
            self._of[OTHER_VALUE].append((name, f"{pays}: the contracts count"))
        ends = sorted({one.ends_on for one in real if one.ends_on is not None})
        if before.ends_on is not None and ends and before.ends_on not in ends:
            days = ", ".join(day.isoformat() for day in ends[:MANY])
            more = f" and {len(ends) - MANY} more days" if len(ends) > MANY else ""
            ended = f"{name} ends {days}{more} by its contracts and {before.ends_on} by the accounts file"
            self._of[OTHER_END].append((name, f"{ended}: the contracts count"))

    def lines(self) -> Iterator[str]:
        for what, found in self._of.items():
            full = found if len(found) <= IN_FULL + 1 else found[:IN_FULL]
            yield from (sentence for _, sentence in full)
            if others := [name for name, _ in found[len(full) :]]:
                more = f" and {len(others) - NAMED:,} more" if len(others) > NAMED else ""
                yield f"{len(others):,} others {what}: {', '.join(others[:NAMED])}{more}"


def _said(sums: dict[str | None, Decimal]) -> str:
    """ "12,000 EUR + 500 USD"."""
    return " + ".join(
        f"{amount:,.2f}".removesuffix(".00") + f" {currency or '(no currency)'}" for currency, amount in sums.items()
    )


__all__ = ["ReplacedStandIns", "StandIn"]
