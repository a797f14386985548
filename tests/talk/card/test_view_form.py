"""My own view of an account, asked for and confirmed."""

import pytest

from bot.talk.card.view_form import confirm_view, view_form
from bot.usecases.account.view import set_view
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA
from tests.given.reading import lines_of, names_of

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_my_view_is_asked_for_and_confirmed(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        assert names_of(await view_form(db, accounts.library, 1, OLGA, NOW)) == ["view", "note"]
    change = await set_view(accounts.write(once="x"), 1, "good")
    async with accounts.store.read(1) as db:
        message = await confirm_view(db, accounts.library, change, OLGA, NOW)
    assert lines_of(message)[0] == "Saved your view of Acme: good"
