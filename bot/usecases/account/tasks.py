"""Tasks of a milestone's list."""

from datetime import date

from bot.errors import UserError
from bot.playbook.models import Playbook, Task
from bot.store.tables.accounts import TaskDone
from bot.store.tables.playbooks import PlaybookVersion
from bot.text import possessive
from bot.usecases.finding.account_row import load
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.follow_messages import edit_where_there
from bot.usecases.writing.log_entries import entry
from bot.usecases.writing.write import Write


async def task_done(write: Write, account_id: int, task_key: str, done_on: date | None = None) -> int:
    """Tick a task of the account's playbook, in this life of it. Returns the change's id. Raises UserError."""
    async with write.transaction() as session:
        account = await load(session, account_id)
        version = await session.get(PlaybookVersion, account.playbook_version_id)
        if version is None or task_of(version, task_key) is None:
            raise UserError(f"{possessive(account.name)} playbook has no such task any more. Open its tasks again.")
        known = await session.get(TaskDone, (account_id, account.period, task_key))
        if known is not None:
            raise UserError("That task is done already.")
        recording = Recording(session)
        await recording.add(
            TaskDone(
                workspace_id=write.workspace_id,
                account_id=account_id,
                period=account.period,
                task=task_key,
                done_on=done_on or write.today,
                by_id=write.person_id,
            )
        )
        await recording.add(entry(write, account, "task_done", key=task_key))
        await edit_where_there(session, account_id, write.person_id, write.now)
        return await recording.save(write, "task-done", f"task:{account_id}:{account.period}:{task_key}", account_id)


def task_of(version: PlaybookVersion, task_key: str) -> Task | None:
    """The task of that key, in any milestone of the version."""
    milestones = Playbook.model_validate(version.source).milestones()
    return next((task for milestone in milestones for task in milestone.tasks if task.key == task_key), None)
