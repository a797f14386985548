"""Education: the right piece for the task at hand, as a draft in the persona's voice."""  # method: D9

import pytest

from bot.talk.letters.draft import material_form
from bot.talk.phrases.reader import Reader
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA

pytestmark = pytest.mark.one_database


async def test_the_draft_holds_the_piece_for_the_champion(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        form = await material_form(db, accounts.library, 1, "own-admin-named", OLGA, NOW)
        nothing = await material_form(db, accounts.library, 1, "team-trained", OLGA, NOW)
    assert form is not None
    subject, text = (form.inputs[at].value for at in (0, 1))
    assert subject == "For the step at hand: the handbook for your own admin"
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
