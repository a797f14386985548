"""What every write about a stakeholder begins with."""

from sqlalchemy import select

from bot.errors import UserError
from bot.store.session import ReadSession
from bot.store.tables.accounts import Stakeholder


async def account_of(session: ReadSession, stakeholder_id: int) -> int:
    """The account at which that person is. Raises UserError for nobody of this workspace."""
    found = await session.scalar(select(Stakeholder.account_id).where(Stakeholder.id == stakeholder_id))
    if found is None:
        raise UserError("I can't find that person any more. Open the account again to see who is there.")
    return found
