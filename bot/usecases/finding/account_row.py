"""What every write at an account begins with."""

from bot.errors import UserError
from bot.message import ask
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account


async def load(session: ReadSession, account_id: int) -> Account:
    """The account, or a UserError: buttons outlive what they were made for."""
    account = await session.get(Account, account_id)
    if account is None:
        raise UserError("I can't find that account any more. ", ask(), " shows yours.")
    return account
