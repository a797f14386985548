"""Groups of accounts: a parent and all below it, as the accounts file has them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from bot.store.session import ReadSession
from bot.store.tables import Account

DEEPEST = 8  # levels; files have two or three, and one that goes round ends here


@dataclass(frozen=True)
class AccountsTogether:
    """name: of the account at the top. account_ids: all that the reader may see of it, the top among them."""

    name: str
    account_ids: frozenset[int]


async def groups_of(db: ReadSession, account_ids: Collection[int]) -> Mapping[int, AccountsTogether]:
    """The group of each of those accounts, by its id; none for those that stand alone."""
    tops = await _tops(db, account_ids)
    names = await _names(db, set(tops.values()))
    below = await _below(db, names)
    groups = {top: AccountsTogether(names[top], frozenset(found)) for top, found in below.items() if len(found) > 1}
    return {one: groups[top] for one, top in tops.items() if top in groups}


async def _tops(db: ReadSession, account_ids: Collection[int]) -> dict[int, int]:
    """The highest account above each that the reader may see."""
    parents: dict[int, int] = {}
    upper, ahead = aliased(Account), set(account_ids)
    for _ in range(DEEPEST):
        pairs = select(Account.id, upper.id).join(upper, upper.id == Account.parent_id).where(Account.id.in_(ahead))
        found = {child: parent for child, parent in await db.execute(pairs)}  # noqa: C416
        parents |= found
        ahead = set(found.values()) - parents.keys()
        if not ahead:
            break
    return {one: _top(one, parents) for one in account_ids}


def _top(account_id: int, parents: Mapping[int, int]) -> int:
    """Of a file that goes round, the same one whichever is asked for."""
    way = [account_id]
    while (above := parents.get(way[-1])) is not None:
        if above in way:
            return min(way[way.index(above) :])
        way.append(above)
    return way[-1]


async def _names(db: ReadSession, account_ids: Collection[int]) -> dict[int, str]:
    rows = await db.execute(select(Account.id, Account.name).where(Account.id.in_(account_ids)))
    return {row.id: row.name for row in rows}


async def _below(db: ReadSession, tops: Collection[int]) -> dict[int, set[int]]:
    found = {top: {top} for top in tops}
    of = {top: top for top in tops}
    level = set(tops)
    for _ in range(DEEPEST):
        rows = (await db.execute(select(Account.id, Account.parent_id).where(Account.parent_id.in_(level)))).all()
        level = {row.id for row in rows if row.id not in of}
        for row in rows:
            if row.id in level and row.parent_id is not None:
                of[row.id] = of[row.parent_id]
                found[of[row.id]].add(row.id)
        if not level:
            break
    return found


__all__ = ["AccountsTogether", "groups_of"]
