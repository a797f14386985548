"""What every write at an account begins with."""

from sqlalchemy import select

from bot.errors import UserError, Way
from bot.message import ask
from bot.store.people.members import members_of
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account
from bot.usecases.writing.roles import out_of_sight


async def load(session: ReadSession, account_id: int) -> Account:
    """The account, or a UserError: buttons outlive what they were made for, and some are another team's."""
    account = await session.get(Account, account_id)
    if account is None:
        await refuse_unseen(session, account_id)
        raise UserError("I can't find that account any more. ", ask(), " shows yours.")
    return account


async def refuse_unseen(session: ReadSession, account_id: int, *ways: Way) -> None:
    """Raises OutOfSight where that account is another team's: whose, and whom to ask."""
    if session.sight.limited:
        asked = select(Account.name, Account.csm_id).where(Account.id == account_id)
        found = (await session.beyond_sight(asked)).first()
        if found is not None:
            raise out_of_sight(await members_of(session), found.name, found.csm_id, *ways)
