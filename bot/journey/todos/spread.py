"""What the rules find at a workspace's first assessment is spread over the working days ahead: else all of it would be
due on one day. The nearest deadline comes first, then what pays most; what is urgent keeps its day."""

import functools
from datetime import date
from typing import Any

from sqlalchemy import Executable, Select, bindparam, func, select, update

from bot.calendar import add_working_days
from bot.journey.todos.due_day import in_time
from bot.store.ranking import worth_of
from bot.store.session import Store
from bot.store.sql import spelled
from bot.store.tables import AccountFacts, Cta
from bot.store.tables.todos_and_outbox import HAND

A_DAY = 3
LONGEST = 60  # working days; who has more than so many days' worth gets more a day


async def spread(store: Store, workspace_id: int, today: date) -> tuple[Executable, list[dict[str, Any]]]:
    """A statement that gives to-dos of today their days, and its rows: no day before a to-do's own, none after a
    deadline ahead."""
    day_after = functools.cache(add_working_days)  # thousands share a day
    rows = []
    async with store.read(workspace_id) as db:
        for number, due, deadline, place, of in await db.execute(_ranked(today)):
            day = day_after(due, (place - 1) // max(A_DAY, -(-of // LONGEST)))
            day = day if deadline is None else min(day, max(due, in_time(today, deadline)))
            if day != due:
                rows.append({"number": number, "day": day})
    moved = update(Cta).where(Cta.id == bindparam("number")).values(due_on=bindparam("day"))
    return moved, rows


def _ranked(today: date) -> Select[*tuple[Any, ...]]:
    """Each owner's to-dos from rules that were opened today and aren't urgent, with their place among them."""
    f, whose = AccountFacts, func.coalesce(Cta.owner_id, 0)
    order = (f.deadline_on.is_(None), f.deadline_on, func.coalesce(worth_of(Cta.account_id), 0).desc(), Cta.id)
    place = func.row_number().over(partition_by=whose, order_by=order)
    return (
        select(Cta.id, Cta.due_on, f.deadline_on, place, func.count().over(partition_by=whose))
        .join(f, f.account_id == Cta.account_id)
        .where(Cta.state == spelled("open"), Cta.opened_on == today, Cta.rule != HAND, Cta.priority > 1)
    )
