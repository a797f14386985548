"""Steps that are done."""

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.store.tables import TaskDone
from bot.usecases.account import tasks
from bot.usecases.undo import undo


async def test_tasks_are_those_of_the_accounts_playbook(accounts):  # method: D3
    account = await accounts.account("Acme")
    task = accounts.library.playbooks["laer"].milestones()[0].tasks[0].key
    change = await tasks.task_done(accounts.write(), account, task)
    with pytest.raises(UserError, match="done already"):
        await tasks.task_done(accounts.write(), account, task)
    with pytest.raises(UserError, match="no such task"):
        await tasks.task_done(accounts.write(), account, "dance")
    await undo(accounts.write(), change)
    assert await accounts.one(select(func.count()).select_from(TaskDone)) == 0
