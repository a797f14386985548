"""Tasks that the product ticks: by a figure at the assessment, by an action in the events file."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.playbook.models import Library, Playbook
from bot.playbook.models.ticks import Tick, check_ticks
from bot.store.tables import TaskDone
from bot.surfaces.plain.text import plain_text
from bot.talk.plan.plan import plan
from bot.usecases.account.tasks import task_done
from bot.usecases.writing.write import Write
from tests.given.accounts import Accounts
from tests.given.book import OLGA, TODAY

pytestmark = pytest.mark.slow


def ticking(library: Library, key: str, tick: Tick) -> Library:
    """The library, in which that task of laer ticks itself so."""
    laer = library.playbooks["laer"]

    stages = []
    for stage in laer.stages:
        milestones = []
        for milestone in stage.milestones:
            tasks = [
                task.model_copy(update={"ticked_by": tick}) if task.key == key else task for task in milestone.tasks
            ]
            milestones.append(milestone.model_copy(update={"tasks": tuple(tasks)}))
        stages.append(stage.model_copy(update={"milestones": tuple(milestones)}))
    own = laer.model_copy(update={"stages": tuple(stages)})
    return library.model_copy(update={"playbooks": {**library.playbooks, "laer": own}})


async def done(accounts: Accounts, account: int) -> list[tuple[str, int | None]]:
    async with accounts.store.read(accounts.workspace) as db:
        rows = await db.scalars(select(TaskDone).where(TaskDone.account_id == account).order_by(TaskDone.task))
        return [(row.task, row.by_id) for row in rows]


@pytest.mark.both_databases
async def test_a_figure_ticks_the_task_of_the_milestone_at_hand_and_of_no_other(accounts: Accounts) -> None:
    # method: D13, D3
    accounts.library = ticking(accounts.library, "first-users-invited", Tick(kpi="weekly-users", at_least=5))
    acme, few, later = [
        await accounts.account(name, started_on=TODAY - timedelta(days=9)) for name in ("Acme", "Few", "Later")
    ]
    await accounts.reach(later, "first-value", TODAY - timedelta(days=3))
    for account, users in ((acme, 5), (few, 4), (later, 9)):
        await accounts.kpi(account, "weekly-users", users, 1)
    await accounts.sweep()
    await accounts.sweep(days=1)
    assert [await done(accounts, one) for one in (acme, few, later)] == [[("first-users-invited", None)], [], []]


async def test_the_plan_says_what_ticks_itself_and_who_ticked_by_hand(accounts: Accounts) -> None:
    # method: D13
    acme = await accounts.account(started_on=TODAY - timedelta(days=9))
    await accounts.sweep()
    write = Write(accounts.store, accounts.workspace, accounts.owner, accounts.now)
    await task_done(write, acme, "kick-off-held")
    async with accounts.store.read(accounts.workspace) as db:
        message = await plan(db, accounts.library, acme, OLGA, accounts.now)
    said = plain_text(message)
    assert "by hand, Olga" in said
    assert "when your product says so" in said


def test_a_tick_that_nobody_could_follow_is_refused(library: Library, laer: Playbook) -> None:
    # method: D13
    assert list(check_ticks(laer)) == []

    def problem(key: str, tick: Tick) -> str:
        (found,) = check_ticks(ticking(library, key, tick).playbooks["laer"])
        return found.problem

    assert "give one of them" in problem("kick-off-held", Tick())
    assert "give one of them" in problem("kick-off-held", Tick(action="a", kpi="logins"))
    assert "did you mean 'logins'?" in problem("kick-off-held", Tick(kpi="login"))
    assert "ticks kick-off-held already" in problem("kick-off-held", Tick(action="source-connected"))


def test_every_playbook_has_tasks_that_the_product_ticks_and_words_for_each(library: Library) -> None:
    # method: D13
    for playbook in library.playbooks.values():
        tasks = [task for milestone in playbook.milestones() for task in milestone.tasks]
        assert sum(task.ticked_by is not None for task in tasks) >= 3, playbook.name
        assert all(task.customer_words for task in tasks)
