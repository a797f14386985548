"""What one customer of the sample was offered, as its CSM wrote it down with a talk that is in its log."""

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.store.session import Store
from bot.store.tables import Account, AccountEvent, PutForward

ACCOUNT = "alderfen"


async def write_offer(store: Store, workspace_id: int, now: datetime) -> None:
    """A place in the user group, of which nobody has said what came; nothing where that customer isn't there."""
    async with store.write(workspace_id) as db:
        account = await db.scalar(select(Account).where(Account.key == ACCOUNT))
        if account is None or account.csm_id is None:
            return
        e = AccountEvent
        talk = await db.scalar(
            select(e).where(e.account_id == account.id, e.kind == "contact").order_by(e.at.desc()).limit(1)
        )
        if talk is None:
            return
        db.add(
            PutForward(
                workspace_id=workspace_id,
                account_id=account.id,
                kind="offer",
                what="user-group",
                name="a place in the user group",
                stakeholder_id=talk.stakeholder_id,
                made_on=now.date() - timedelta(days=4),
                by_id=account.csm_id,
                event_id=talk.id,
                note="",
                whom="",
                why="",
            )
        )
