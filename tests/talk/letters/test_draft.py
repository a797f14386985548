"""Education: the right piece for the task at hand, as a draft in the persona's voice."""  # method: D9

import shutil
from pathlib import Path

import pytest

from bot.playbook.load import SHIPPED, check_library
from bot.store.tables import TaskDone
from bot.talk.card.tasks import tasks
from bot.talk.letters.draft import material_form
from bot.talk.phrases.reader import Reader
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, ago
from tests.given.reading import buttons_of

pytestmark = pytest.mark.one_database


async def test_the_next_open_task_has_its_piece(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        buttons = buttons_of(await tasks(db, accounts.library, 1, OLGA, NOW))
    assert buttons["Send this: the handbook for your own admin"] == ("send-this", "1/own-admin-named")
    await accounts.add(TaskDone(account_id=1, period=1, task="own-admin-named", done_on=ago(1)))
    async with accounts.store.read(1) as db:
        buttons = buttons_of(await tasks(db, accounts.library, 1, OLGA, NOW))
    assert "Send this: switching the old way off" in buttons


async def test_the_draft_holds_the_piece_for_the_champion(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        form = await material_form(db, accounts.library, 1, "own-admin-named", OLGA, NOW)
        nothing = await material_form(db, accounts.library, 1, "team-trained", OLGA, NOW)
    assert form is not None
    text = form.inputs[0].value
    assert isinstance(text, str)
    assert text.startswith("Hello Ivo,\n\nFor the step at hand: the handbook for your own admin.\n\nWeek one:")
    assert text.endswith("Tell me where it isn't exact enough, and I'll sharpen it.\n\nBest regards,\nOlga")
    assert nothing is None


@pytest.mark.both_databases
async def test_a_stranger_is_sent_nothing(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(accounts.book.other_workspace) as db:
        sam = Reader(accounts.book.other_workspace, accounts.book.stranger, "Sam", None)
        assert await material_form(db, accounts.library, 1, "own-admin-named", sam, NOW) is None


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("        task: weekly-job-chosen\n", "        task: no-such-task\n", "is no task of 'habit'"),
        (
            "        task: weekly-job-chosen\n",
            "        task: weekly-job-chosen\n        link: http://x.example\n",
            "link",
        ),
    ],
)
def test_material_that_fits_nothing_is_named(tmp_path: Path, before: str, after: str, problem: str) -> None:
    shutil.copytree(SHIPPED, tmp_path / "p")
    path = tmp_path / "p" / "laer" / "stages" / "2-adopt.yaml"
    path.write_text(path.read_text().replace(before, after, 1))
    found = [str(error) for error in check_library(tmp_path / "p")]
    assert any("2-adopt.yaml" in one and problem in one for one in found), found
