"""The stakeholder that somebody means."""

import pytest

from bot.errors import UserError
from bot.usecases.finding.find_person import LookingForPerson, find_stakeholder


@pytest.fixture
async def acme(accounts):
    account = await accounts.account("Acme")
    await accounts.person(account, "Dana Reyes", title="COO", email="dana@acme.com")
    await accounts.person(account, "Dana Silva", title="Analyst")
    await accounts.person(account, "Ceo Park", title="CEO")
    await accounts.person(account, "Ana Left", title="Team lead", status="left")
    await accounts.person(account, "Ben New", title="Team lead")
    return account


async def find(accounts, account, text, **how):
    async with accounts.store.read(accounts.workspace) as db:
        looking = LookingForPerson(account, "Acme", text, f"persona #{account}", frozenset({"expert", "ceo"}), **how)
        return await find_stakeholder(db, looking)


FOUND = [
    ("Dana Reyes ceo", "Dana Reyes", "ceo"),
    ("the COO expert because she asks", "Dana Reyes", "expert because she asks"),
    ("dana@acme.com", "Dana Reyes", ""),
    ("analyst friend", "Dana Silva", "friend"),
    ("ceo ceo", "Ceo Park", "ceo"),
    ("team lead", "Ben New", ""),
    ("ana", "Ana Left", ""),
    ('"Dana Silva" expert', "Dana Silva", "expert"),
    ("anal", "Dana Silva", ""),
]


async def test_people_are_found_by_name_first_name_title_and_address(accounts, acme):
    for text, name, rest in FOUND:
        found = await find(accounts, acme, text)
        assert (found.stakeholder.name, found.rest) == (name, rest), text


async def test_two_of_one_first_name_are_asked_about(accounts, acme):
    with pytest.raises(UserError) as caught:
        await find(accounts, acme, "dana expert because she counts")
    assert [way.label for way in caught.value.ways] == ["Dana Reyes, COO", "Dana Silva, Analyst"]
    assert caught.value.ways[0].command.endswith("expert because she counts")


async def test_writing_takes_no_beginning(accounts, acme):
    with pytest.raises(UserError, match="Did you mean Dana Silva"):
        await find(accounts, acme, "analys friend", writes=True)


async def test_nobody_of_that_name_shows_who_is_there(accounts, acme):
    with pytest.raises(UserError) as caught:
        await find(accounts, acme, "zoltan expert")
    assert len(caught.value.ways) == 4
    with pytest.raises(UserError, match="I know nobody at Acme yet"):
        await find(accounts, acme + 999, "zoltan")
