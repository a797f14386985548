"""Figures that have stopped coming in: one to-do for a manager, while the rules that ask for them say nothing of any
account (bot/journey/rules/silent_feeds.py). It closes by itself."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from bot.journey.rules.silent_feeds import SilentFeed
from bot.journey.todos.data_gaps import Grouped, quarter_of
from bot.store.session import ReadSession
from bot.store.tables import Person
from bot.store.todo_states import SILENT_FEEDS

DUE_IN = 2  # working days


def silent_feeds_todo(broken: Sequence[SilentFeed], day: date) -> Grouped:
    """Other figures are another matter: who said of one feed that it is no problem hears of the next."""
    kpis = ",".join(sorted(feed.kpi for feed in broken))
    return Grouped(SILENT_FEEDS, f"{quarter_of(day)}:{kpis}", "medium", DUE_IN)


async def manager_of(db: ReadSession) -> int | None:
    """Whom it is for: the first of the managers. None where there is no manager."""
    return await db.scalar(select(func.min(Person.id)).where(Person.role == "manager"))


__all__ = ["manager_of", "silent_feeds_todo"]
