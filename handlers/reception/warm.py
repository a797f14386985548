"""Asked once before anybody listens, so that the first people after a start don't wait for what is made only once."""

import logging
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.exc import SQLAlchemyError

from bot.conversation import Caller, Inbound
from bot.errors import SendError, UserError
from bot.store.session import Store
from bot.store.tables.accounts import Account
from bot.store.tables.people import Identity, Installation
from handlers.reception.answering import Answering

READS = (
    "journey",
    "cta",
    "journey #{account}",
    "journey #{account} log",
    "persona #{account}",
    "journey #{account} prep",
)
log = logging.getLogger(__name__)


async def warm_up(store: Store, surface: str, answering: Answering, now: datetime) -> None:
    """Have the commonest questions answered for somebody, and nobody told. Changes nothing."""
    try:
        somebody = await _somebody(store, surface)
        if somebody is None:
            return
        caller, account = somebody
        for read in READS:
            name, _, text = read.format(account=account).partition(" ")
            await answering.answer(Inbound("command", caller, "", name=name, text=text), now)
    except (UserError, SendError, SQLAlchemyError) as error:
        log.warning("the first answers may take longer: %s", error)


async def _somebody(store: Store, surface: str) -> tuple[Caller, int] | None:
    """A person of a workspace that has accounts, and one of these."""
    here = and_(Identity.workspace_id == Installation.workspace_id, Identity.installation_id == Installation.id)
    found = (
        select(Installation.team_id, Identity.user_id, Account.id)
        .join(Identity, here)
        .join(Account, and_(Account.workspace_id == Identity.workspace_id, Account.csm_id == Identity.person_id))
        .where(Installation.surface == surface, Identity.lives())
        .order_by(Account.id, Identity.person_id)
        .limit(1)
    )
    async with store.everywhere() as connection:
        row = (await connection.execute(found)).first()
    return (Caller(row.team_id, row.user_id), row.id) if row else None


__all__ = ["warm_up"]
