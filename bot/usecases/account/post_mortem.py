"""What we make of a loss (method B7): one post-mortem for each life of an account that has left, or is leaving."""

from dataclasses import dataclass

from sqlalchemy import func, select

from bot.errors import UserError, Way
from bot.store.contract_terms import is_lost
from bot.store.session import ReadSession
from bot.store.tables.accounts import Account, Contract
from bot.store.tables.losses import PostMortem
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write

REASONS = ("value", "adoption", "price", "product", "service", "people", "competitor", "business", "other")
LONGEST = 2000  # characters


@dataclass(frozen=True)
class Learned:
    """foreseeable: could we have known? None: not said."""

    reason: str
    words: str = ""
    differently: str = ""
    foreseeable: bool | None = None


async def learn(write: Write, account_id: int, learned: Learned) -> int:
    """Keep it, or change what was kept. Returns the change's id. Raises UserError naming the field to fix."""
    _check(learned)
    async with write.transaction() as session:
        account: Account = await load(session, account_id)
        if account.status != "churned" and not await is_leaving(session, account_id):
            raise UserError(
                f"{account.name} is with us, so there is no loss to look back on. Record how its term ended first.",
                ways=(Way("Record the renewal", f"journey #{account_id} renewal"),),
            )
        recording = Recording(session)
        values = {
            "reason": learned.reason,
            "words": learned.words.strip(),
            "differently": learned.differently.strip(),
            "foreseeable": learned.foreseeable,
            "by_id": write.person_id,
            "at": write.now,
        }
        known = await session.scalar(
            select(PostMortem).where(PostMortem.account_id == account_id, PostMortem.period == account.period)
        )
        if known is None:
            row = PostMortem(workspace_id=write.workspace_id, account_id=account_id, period=account.period, **values)
            await recording.add(row)
        else:
            recording.set(known, **values)
        return await recording.save(write, "post-mortem", f"post-mortem:{account_id}:{account.period}", account_id)


async def is_leaving(session: ReadSession, account_id: int) -> bool:
    """Each of its contracts is lost, though some still run."""
    running = Contract.account_id == account_id, Contract.retired.is_(False)
    counted = select(func.count(), func.count().filter(is_lost())).where(*running)
    contracts, lost = (await session.execute(counted)).one()
    return bool(contracts) and contracts == lost


def _check(learned: Learned) -> None:
    if learned.reason not in REASONS:
        raise UserError("Choose the reason that weighed most.", field="reason")
    for field, text in (("words", learned.words), ("differently", learned.differently)):
        if len(text) > LONGEST:
            raise UserError(f"That is {len(text):,} characters; there is room for {LONGEST:,}.", field=field)
