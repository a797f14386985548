"""Where accounts are on their way, as somebody says who knows; or that they don't know either."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, exists, select

from bot.errors import UserError
from bot.journey.accounts.place import is_placed
from bot.store.session import WriteSession
from bot.store.tables.accounts import Account, MilestoneReached
from bot.store.tables.playbooks import VersionStage
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.follow_messages import edit_where_placed
from bot.usecases.writing.write import Write

PLACED = "stages"  # the kind of the change


async def place(write: Write, stages: Mapping[int, str]) -> int:
    """The stage in which each of these accounts is; the way from there is counted from today where nothing else was
    known of it. Returns the change's id. Raises UserError where an account's playbook has no such stage."""
    async with write.transaction() as session:
        recording = Recording(session)
        for account_id, stage in stages.items():
            account = await load(session, account_id)
            await _must_have(session, account, stage)
            values = {} if await _is_placed(session, account_id) else {"turned_on": write.today}
            recording.set(account, entry_stage=stage, place_asked_on=None, **values)
        await forget_passed(session, stages)
        return await _save(recording, write, PLACED, stages)


async def leave_open(write: Write, account_id: int) -> int:
    """Somebody was asked and doesn't know. Returns the change's id."""
    async with write.transaction() as session:
        recording = Recording(session)
        recording.set(await load(session, account_id), place_asked_on=write.today)
        return await _save(recording, write, "place-open", [account_id])


async def _save(recording: Recording, write: Write, kind: str, account_ids: Collection[int]) -> int:
    subject = f"{PLACED}:{','.join(str(one) for one in sorted(account_ids))}"
    only = next(iter(account_ids)) if len(account_ids) == 1 else None
    change_id = await recording.save(write, kind, subject, only)
    await edit_where_placed(recording.session, account_ids, write.person_id, write.now)
    return change_id


async def forget_passed(session: WriteSession, account_ids: Collection[int]) -> None:
    """What counted as passed because of where the accounts were said to be: the next assessment sees what does now."""
    r = MilestoneReached
    await session.execute(delete(r).where(r.account_id.in_(account_ids), r.via == "entry"))


async def _must_have(session: WriteSession, account: Account, stage: str) -> None:
    s = VersionStage
    known = exists().where(s.version_id == account.playbook_version_id, s.stage == stage, s.before_sale.is_(False))
    if not await session.scalar(select(known)):
        raise UserError("That playbook has no such stage.", field=str(account.id))


async def _is_placed(session: WriteSession, account_id: int) -> bool:
    return bool(await session.scalar(select(is_placed()).select_from(Account).where(Account.id == account_id)))
