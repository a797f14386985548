"""What a digest would say word for word each morning: told twice, then with the question whether to go on, then not any
more until something about it changes."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import select

from bot.store.session import ReadSession
from bot.store.tables import Outgoing

LOOK_BACK = 90  # days
TWICE = 2
Turn = Literal["told", "asked", "over"]


async def mornings(db: ReadSession, person_id: int, today: date) -> Sequence[dict[str, Any]]:
    """The refs of that person's digests before today, the newest first."""
    days = (today - timedelta(days=number) for number in range(1, LOOK_BACK + 1))
    once = [f"digest:person:{person_id}:{day.isoformat()}" for day in days]
    found = await db.execute(select(Outgoing.once, Outgoing.refs).where(Outgoing.once.in_(once)))
    return [refs for _, refs in sorted(found.all(), key=lambda row: str(row[0]), reverse=True)]


def turn_of(before: Sequence[dict[str, Any]], key: str, value: int) -> Turn:
    """Whose turn it is. key: where a digest's refs keep the figure that it told; value: today's."""
    told = [refs[key] for refs in before if refs.get(key)]
    same = next((at for at, one in enumerate(told) if one != value), len(told))
    return "told" if same < TWICE else "asked" if same == TWICE else "over"


__all__ = ["Turn", "mornings", "turn_of"]
