"""A group's renewals together: how many, forecast by forecast, per currency; what one decides the others may follow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from bot.calendar import plural, say_date
from bot.journey.accounts.groups import groups_of
from bot.message import Line, bold, line
from bot.store.contract_terms import CALLS
from bot.store.session import ReadSession
from bot.store.tables import Account, Contract
from bot.talk.phrases.words import called, listed, money

SAID = (*((call, call) for call in CALLS), ("", "no forecast"))
MOST = 4  # groups that are told
NAME = 30


@dataclass(frozen=True)
class InGroup:
    """A contract that runs. by: its next notice, else its end."""

    account: str
    by: date | None
    amount: Decimal | None
    currency: str | None
    call: str


@dataclass(frozen=True)
class GroupRenewals:
    """accounts: how many there are in the group."""

    name: str
    accounts: int
    contracts: tuple[InGroup, ...]


async def group_renewals(db: ReadSession, account_ids: Collection[int], today: date) -> tuple[GroupRenewals, ...]:
    """The groups that any of those accounts belong to, in their order."""
    groups = dict.fromkeys((await groups_of(db, list(account_ids))).values())
    members = {one for group in groups for one in group.account_ids}
    if not members:
        return ()
    rows = await db.execute(
        select(Contract, Account.name)
        .join(Account, Account.id == Contract.account_id)
        .where(Contract.account_id.in_(members), Contract.retired.is_(False), Account.status == "active")
        .order_by(Contract.id)
    )
    found: dict[int, list[InGroup]] = {}
    for contract, name in rows:
        notice = contract.notice_on if contract.notice_on and contract.notice_on >= today else None
        by = notice or contract.ends_on
        one = InGroup(name, by, contract.amount, contract.currency, contract.call or "")
        found.setdefault(contract.account_id, []).append(one)
    return tuple(
        GroupRenewals(
            group.name,
            len(group.account_ids),
            tuple(one for number in sorted(group.account_ids) for one in found.get(number, ())),
        )
        for group in groups
    )


def group_lines(groups: Sequence[GroupRenewals], today: date) -> tuple[Line, ...]:
    """ "Brightwater Group · 3 accounts: commit 240k EUR; no forecast 90k EUR, 20k USD. Next by Wed 13 Jan: Nord"."""
    told = [group for group in groups if group.contracts]
    lines = [_line(group, today) for group in told[:MOST]]
    if len(told) > MOST:
        lines.append(line(f"… and {plural(len(told) - MOST, 'more group')}"))
    return tuple(lines)


def _line(group: GroupRenewals, today: date) -> Line:
    said = "; ".join(_sums(group.contracts)) or f"{plural(len(group.contracts), 'contract')} without an amount"
    ahead = [one for one in group.contracts if one.by is not None and one.by >= today]
    first = min(ahead, key=lambda one: one.by or date.max, default=None)
    then = f". Next by {say_date(first.by, today)}: {called(first.account, NAME)}" if first and first.by else ""
    return line(bold(called(group.name, NAME)), f" · {plural(group.accounts, 'account')}: {said}{then}")


def _sums(contracts: Sequence[InGroup]) -> Iterator[str]:
    """Per currency: they are never added up."""
    for call, words in SAID:
        by: dict[str | None, Decimal] = {}
        for one in contracts:
            if one.amount is not None and one.call == call:
                by[one.currency] = by.get(one.currency, Decimal(0)) + one.amount
        if by:
            largest = sorted(by.items(), key=lambda item: -item[1])
            yield f"{words} {listed([money(amount, currency) for currency, amount in largest])}"


__all__ = ["GroupRenewals", "InGroup", "group_lines", "group_renewals"]
