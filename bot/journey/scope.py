"""Which accounts a pass is about, cut into ranges that are short to write."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, and_, bindparam, select

from bot.store.session import Store
from bot.store.tables import Account

RANGE = 8_000  # accounts in one transaction: under half a second of writing
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
        return column.between(bindparam("first_id", type_=BigInteger), bindparam("last_id", type_=BigInteger))

    def of(self, workspace: Any, account: Any) -> Any:
        """Of this workspace, and an account of the range."""
        return and_(workspace == self.workspace_id, self.covers(account))


Bounds = dict[str, int]


def is_few(account_ids: Collection[int] | None) -> bool:
    return account_ids is not None and len(account_ids) <= FEW


async def ranges(
    store: Store, workspace_id: int, account_ids: Collection[int] | None, size: int = RANGE
) -> AsyncIterator[Bounds]:
    """The bounds of every range: of all accounts of the workspace, or of those in which the named ones lie."""
    last = max(account_ids) if account_ids else None
    after = min(account_ids) - 1 if account_ids else 0
    while True:
        ids = await _next_range(store, workspace_id, after, last, size)
        if ids is None:
            return
        yield {"first_id": ids[0], "last_id": ids[1]}
        after = ids[1]


async def _next_range(
    store: Store, workspace_id: int, after: int, last: int | None, size: int
) -> tuple[int, int] | None:
    query = select(Account.id).where(Account.id > after).order_by(Account.id).limit(size)
    if last is not None:
        query = query.where(Account.id <= last)
    async with store.read(workspace_id) as db:
        ids = (await db.scalars(query)).all()
    return (ids[0], ids[-1]) if ids else None
