"""Taking a loss back after the round has drawn its consequence: the contract and the account are with us again."""

from sqlalchemy import select

from bot.journey.sweep.contract_ends import FINGERPRINT
from bot.store.session import WriteSession
from bot.store.tables.accounts import Account, AccountEvent, Contract
from bot.store.tables.people import ChangeRecord
from bot.store.tables.todos_and_outbox import Cta
from bot.usecases.writing.write import Write


async def come_back(session: WriteSession, write: Write, change: ChangeRecord) -> None:
    """After Undo of a lost renewal: what `end_terms` made of it since is undone too."""
    contract = await session.get(Contract, int(change.subject.partition(":")[2]))
    was_lost = any(
        row["values"].get("outcome") == "lost" for row in change.after["rows"] if row["table"] == "contracts"
    )
    account = await session.get(Account, change.account_id) if change.account_id is not None else None
    if contract is None or account is None or not was_lost:
        return
    contract.retired = False
    left = await session.scalar(
        select(AccountEvent)
        .where(
            AccountEvent.account_id == account.id,
            AccountEvent.period == account.period,
            AccountEvent.kind == "churned",
            AccountEvent.fingerprint == FINGERPRINT,
            AccountEvent.undone_at.is_(None),
            AccountEvent.at >= change.at,
        )
        .limit(1)
    )
    if account.status != "churned" or left is None:
        return
    account.status, account.churned_on, account.churn_reason = "active", None, None
    left.undone_at = write.now
    await _reopen(session, write, account, left)


async def _reopen(session: WriteSession, write: Write, account: Account, left: AccountEvent) -> None:
    """The to-dos that closed because it was gone."""
    closed = select(Cta).where(
        Cta.account_id == account.id, Cta.state == "closed", Cta.closed_why == "churned", Cta.closed_at >= left.at
    )
    for cta in await session.scalars(closed):
        cta.state, cta.closed_why, cta.closed_at, cta.changed_at = "open", None, None, write.now
