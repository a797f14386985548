"""Which accounts a pass is about, cut into ranges that are short to write."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from bot.store.session import Store
from bot.store.tables import Account

RANGE = 5_000  # accounts in one transaction: well under half a second of writing
FEW = 500  # up to so many accounts are named one by one


@dataclass(frozen=True)
class Scope:
    """Accounts of one workspace: a range of ids (both ends included), or a few named ones."""

    workspace_id: int
    first: int = 0
    last: int = 0
    ids: tuple[int, ...] = ()

    def covers(self, column: Any) -> ColumnElement[bool]:
        return column.in_(self.ids) if self.ids else column.between(self.first, self.last)

    def of(self, workspace: Any, account: Any) -> ColumnElement[bool]:
        """Of this workspace, and an account of the range."""
        return and_(workspace == self.workspace_id, self.covers(account))


async def scopes(store: Store, workspace_id: int, account_ids: Collection[int] | None) -> AsyncIterator[Scope]:
    """All accounts of the workspace in ranges, or those named; many named ones count as the ranges they lie in."""
    if account_ids is not None and len(account_ids) <= FEW:
        if account_ids:
            yield Scope(workspace_id, ids=tuple(sorted(account_ids)))
        return
    last = max(account_ids) if account_ids else None
    after = min(account_ids) - 1 if account_ids else 0
    while True:
        ids = await _next_range(store, workspace_id, after, last)
        if ids is None:
            return
        yield Scope(workspace_id, first=ids[0], last=ids[1])
        after = ids[1]


async def _next_range(store: Store, workspace_id: int, after: int, last: int | None) -> tuple[int, int] | None:
    query = select(Account.id).where(Account.id > after).order_by(Account.id).limit(RANGE)
    if last is not None:
        query = query.where(Account.id <= last)
    async with store.read(workspace_id) as db:
        ids = (await db.scalars(query)).all()
    return (ids[0], ids[-1]) if ids else None
