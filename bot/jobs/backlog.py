"""What waits in the whole database, and since when: for whoever watches the process from outside."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.delivery.claims import UNFINISHED
from bot.store.session import Store
from bot.store.tables import Outgoing, SpellsBehind, WebhookCall


@dataclass(frozen=True)
class Backlog:
    """kind: delivery | edit | call | figures. state: of a delivery, as the outbox has it."""

    kind: str
    state: str
    count: int
    oldest: datetime | None = None


async def backlog(store: Store) -> list[Backlog]:
    """Of all workspaces together; nothing that names anybody."""
    o, c = Outgoing, WebhookCall
    by_state = select(o.state, func.count(), func.min(o.created_at)).where(o.state.in_(UNFINISHED))
    async with store.everywhere() as connection:
        rows = await connection.execute(by_state.group_by(o.state))
        found = [Backlog("delivery", state, count, oldest) for state, count, oldest in rows]
        edits = await connection.scalar(select(func.count()).where(o.edit.is_(True)))
        calls, since = (
            await connection.execute(select(func.count(), func.min(c.created_at)).where(c.state == "pending"))
        ).one()
        behind = await connection.scalar(select(func.count(SpellsBehind.account_id.distinct())))
    found += [Backlog("edit", "due", edits or 0), Backlog("call", "pending", calls, since)]
    return [*found, Backlog("figures", "behind", behind or 0)]


__all__ = ["Backlog", "backlog"]
