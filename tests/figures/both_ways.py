"""Spells as figures read them, and as they are when each is worked out anew."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from bot.journey.steps.kept_spells import behind
from bot.journey.steps.spells import spells
from bot.journey.steps.step_query import StepQuery
from bot.journey.steps.ways import read_ways
from bot.store.tables import KeptSpell, SpellsBehind
from tests.given.accounts import Accounts

COLUMNS = ("account_id", "place", "number", "state", "turned", "ended", "days", "since", "unseen", "late", "limit",
           "left", "until", "csm_id", "tier", "segment")  # fmt: skip
Rows = list[tuple[Any, ...]]


async def both_ways(accounts: Accounts) -> tuple[Rows, Rows]:
    """(as read, as worked out), of every playbook, in one order."""
    read, worked_out = list[tuple[Any, ...]](), list[tuple[Any, ...]]()
    today = accounts.now.date()
    async with accounts.store.read(accounts.workspace) as db:
        stale = await behind(db)
        for ways in await read_ways(db):
            for rows, how in ((read, stale), (worked_out, None)):
                found = await db.one_statement(spells(StepQuery(today, ways, behind=how), COLUMNS))
                rows += [(ways.playbook, *row) for row in found.all()]
    return in_order(read), in_order(worked_out)


def in_order(rows: Iterable[tuple[Any, ...]]) -> Rows:
    """Days of what was passed aren't known, and say nothing."""
    return sorted(rows, key=str)


async def kept(accounts: Accounts) -> tuple[int, int]:
    """How many spells are kept, and of how many accounts they aren't up to date."""
    async with accounts.store.read(accounts.workspace) as db:
        spells = await db.scalar(select(func.count()).select_from(KeptSpell))
        return spells or 0, await db.scalar(select(func.count(SpellsBehind.account_id.distinct()))) or 0
