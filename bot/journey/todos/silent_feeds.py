"""Figures that have stopped coming in: one to-do for each manager, while the rules that ask for them say nothing of any
account (bot/journey/rules/silent_feeds.py). It closes by itself."""

from collections.abc import Sequence
from datetime import date

from bot.journey.rules.silent_feeds import SilentFeed
from bot.journey.todos.data_gaps import Grouped, quarter_of
from bot.store.people.members import members_of
from bot.store.session import ReadSession
from bot.store.todo_states import SILENT_FEEDS

DUE_IN = 2  # working days


def silent_feeds_todo(broken: Sequence[SilentFeed], day: date) -> Grouped:
    """Other figures are another matter: who said of one feed that it is no problem hears of the next."""
    kpis = ",".join(sorted(feed.kpi for feed in broken))
    return Grouped(SILENT_FEEDS, f"{quarter_of(day)}:{kpis}", "medium", DUE_IN)


async def managers_of_all(db: ReadSession) -> list[int]:
    """Whose it is: every manager who stands for all; else every manager, or else the last resort."""
    return [one.id for one in (await members_of(db)).leads_of(None)]


__all__ = ["managers_of_all", "silent_feeds_todo"]
