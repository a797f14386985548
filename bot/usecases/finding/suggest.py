"""Account names near what was typed: to be offered, never to be taken silently."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import ColumnElement, and_, select

from bot.store.session import ReadSession
from bot.store.tables.accounts import Account, AccountName

MOST = 200  # names looked at; a bound, whatever the portfolio
LAST = "\U0010ffff"
CLOSE = 0.55
BEST = 3


@dataclass(frozen=True)
class Near:
    """kind: of the folded name, as account_names has it."""

    account_id: int
    name: str
    folded: str
    kind: str


async def beginning_with(session: ReadSession, prefix: str, most: int = 6) -> list[Near]:
    """Accounts with a name that begins so, each once; those whose domain does only where no name does."""
    found = await _range(session, prefix, most * 4) if prefix else []
    called = [near for near in found if not near.kind.startswith("domain")]
    return _once(called or found)[:most]


async def nearest(session: ReadSession, typed: str) -> list[Near]:
    """The few accounts whose names are most like it, the nearest first."""
    candidates: list[Near] = []
    for length in range(min(len(typed) - 1, 12), 0, -1):
        candidates = await _range(session, typed[:length], MOST)
        if candidates and (length < 3 or len(candidates) >= BEST or _best(typed, candidates)):
            break
    return _once(_best(typed, candidates))[:BEST]


def _best(typed: str, candidates: list[Near]) -> list[Near]:
    scored = [(_likeness(typed, near.folded), near) for near in candidates]
    good = [(score, near) for score, near in scored if score >= CLOSE]
    return [near for _, near in sorted(good, key=lambda pair: (-pair[0], len(pair[1].folded), pair[1].folded))]


def _likeness(typed: str, name: str) -> float:
    """How like the name is to as many leading words of what was typed as it has itself."""
    words = len(name.split())
    begun = " ".join(typed.split()[:words])
    return max(SequenceMatcher(None, text, name).ratio() for text in (begun, typed[:80]))


def _once(matches: list[Near]) -> list[Near]:
    seen: dict[int, Near] = {}
    for near in matches:
        seen.setdefault(near.account_id, near)
    return list(seen.values())


async def _range(session: ReadSession, prefix: str, most: int) -> list[Near]:
    rows = await session.execute(
        select(AccountName.account_id, Account.name, AccountName.folded, AccountName.kind)
        .join(Account, and_(Account.workspace_id == AccountName.workspace_id, Account.id == AccountName.account_id))
        .where(_begins(session, prefix))
        .order_by(AccountName.folded, AccountName.account_id)
        .limit(most)
    )
    return [Near(account_id, name, folded, kind) for account_id, name, folded, kind in rows]


def _begins(session: ReadSession, prefix: str) -> ColumnElement[bool]:
    """SQLite reads an index by range only, PostgreSQL's order depends on its collation: each in its own words."""
    if session.dialect == "sqlite":
        return and_(AccountName.folded >= prefix, AccountName.folded < prefix + LAST)
    return AccountName.folded.startswith(prefix, autoescape=True)
