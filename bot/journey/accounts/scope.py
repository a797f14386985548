"""Which accounts a pass is about, cut into ranges that are short to write."""

import time
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, and_, bindparam, func, select

from bot.store.session import Store
from bot.store.tables import Account

RANGE = 8_000  # accounts in one transaction: under half a second of writing on a usual machine
SHORTEST = 250  # where a slow machine takes longer
LONG, SHORT = 1.0, 0.5  # seconds: a range that would take longer than the first is cut to take the second
FIRST = 1_000  # accounts in the first one: what a first sweep fills with it lets PostgreSQL plan for the rest
BOUNDS = ("first_id", "last_id")  # as statements name them; unbound they cover nothing
FEW = 500  # up to so many accounts are named one by one


@dataclass(frozen=True)
class Scope:
    """Accounts of one workspace as a condition of statements: a few named ones, or the range that is bound as
    `first_id` and `last_id` when a statement runs, so that one statement serves all ranges."""

    workspace_id: int
    ids: tuple[int, ...] = ()

    def covers(self, column: Any) -> Any:
        if self.ids:
            return column.in_(self.ids)
        return column.between(*[bindparam(name, None, type_=BigInteger) for name in BOUNDS])

    def of(self, workspace: Any, account: Any) -> Any:
        """Of this workspace, and an account of the range."""
        return and_(workspace == self.workspace_id, self.covers(account))


Bounds = dict[str, int]


def is_few(account_ids: Collection[int] | None) -> bool:
    return account_ids is not None and len(account_ids) <= FEW


async def ranges(
    store: Store, workspace_id: int, account_ids: Collection[int] | None, size: int = RANGE
) -> AsyncIterator[Bounds]:
    """The bounds of every range: of all accounts of the workspace, or of those in which the named ones lie. The first
    is a small one; those after it are as long as the time allows that whoever is between them took for the one before,
    as people wait meanwhile."""
    if account_ids is not None:
        first, last = min(account_ids), max(account_ids)
    else:
        async with store.read(workspace_id) as db:
            first, last = (await db.execute(select(func.min(Account.id), func.max(Account.id)))).one()
    ahead = min(FIRST, size)
    while first is not None and first <= last:
        end = await _end_of_range(store, workspace_id, first, last, ahead)
        began = time.monotonic()
        yield {"first_id": first, "last_id": end}
        first, ahead = end + 1, _next_size(ahead, time.monotonic() - began, size)


def _next_size(last: int, seconds: float, most: int) -> int:
    """How many accounts are next, where that many have just taken so long."""
    if seconds * most <= LONG * last:
        return most
    return min(most, max(SHORTEST, int(last * SHORT / seconds)))


async def _end_of_range(store: Store, workspace_id: int, first: int, last: int, size: int) -> int:
    """The id of the account that is `size` accounts on, or `last`."""
    ahead = select(Account.id).where(Account.id.between(first, last)).order_by(Account.id).offset(size - 1).limit(1)
    async with store.read(workspace_id) as db:
        return await db.scalar(ahead) or last
