"""The CSM's own word on an account."""

from bot.errors import UserError
from bot.store.tables.accounts import Account
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.write import Write

VIEWS = ("good", "unsure", "worried")


async def set_view(write: Write, account_id: int, view: str, note: str = "") -> int:
    """Keep my view of the account, and why in its log. Returns the change's id. Raises UserError."""
    if view not in VIEWS:
        raise UserError("Choose how you see it: good, unsure or worried.", field="view")
    async with write.transaction() as session:
        account: Account = await load(session, account_id)
        recording = Recording(session)
        recording.set(account, view=view, view_at=write.now, view_by=write.person_id)
        if note.strip():
            await recording.add(entry(write, account, "note", note.strip()))
        return await recording.save(write, "view", f"view:{account_id}", account_id)
