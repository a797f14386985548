"""The playbook of a workspace's new accounts."""

from bot.usecases.workspace.playbooks import choose_playbook, playbooks_in_use
from tests.given.accounts import Accounts
from tests.given.book import Book


async def test_a_workspace_chooses_the_playbook_of_its_new_accounts(accounts: Accounts, book: Book) -> None:
    await accounts.account()
    async with accounts.store.write(accounts.workspace) as db:
        await choose_playbook(db, "subscription")
        in_use = await playbooks_in_use(db)
    assert in_use.chosen == "subscription"
    assert in_use.elsewhere("subscription") == 1
    assert in_use.lines(accounts.library)[0] == "laer: Land, adopt, expand, renew, 1 account"
    assert in_use.lines(accounts.library)[2] == "subscription: Subscription, 0 accounts, new accounts start with it"
    async with accounts.store.read(book.other_workspace) as db:
        assert (await playbooks_in_use(db)).chosen == "laer"
