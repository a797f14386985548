"""The profile of a kind of company, and what success is to it, where a CSM prepares."""

import pytest

from bot.playbook.models import Library
from bot.store.tables import Account
from bot.surfaces.plain.text import plain_text
from bot.talk.card.card import card
from bot.talk.people.prep import prep
from bot.talk.pictures.journey_map import journey_map
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA

pytestmark = pytest.mark.one_database
SUCCESS = "Success in Adopt, as they'd say it (Logistics company): “Dispatch opens it before the phone rings"
FIELDS = (
    "Who they are: ",
    "What they do: ",
    "What they value: ",
    "What they want: ",
    "What hurts: ",
    "Whom they listen",
)


@pytest.mark.both_databases
async def test_card_prep_and_map_say_what_success_is_to_such_a_company_and_who_they_are(accounts: Accounts) -> None:
    # method: B11, B2, B3
    await acme(accounts)
    await accounts.change(Account, 1, segment="Logistics")
    async with accounts.store.read(1) as db:
        library = accounts.library
        one = plain_text(await prep(db, library, 1, OLGA, NOW, stakeholder_id=1))
        shown, on_map = (
            plain_text(await card(db, library, 1, OLGA, NOW)),
            plain_text(await journey_map(db, library, 1, OLGA, NOW)),
        )
    for said in (one, shown, on_map):
        assert SUCCESS in said
    for said in (one, on_map):
        assert all(field in said for field in FIELDS)


async def test_without_a_profile_nothing_is_said_of_it(accounts: Accounts) -> None:
    await acme(accounts)
    await accounts.change(Account, 1, segment="fishery")
    async with accounts.store.read(1) as db:
        assert "as they'd say it" not in plain_text(await card(db, accounts.library, 1, OLGA, NOW))


def test_every_playbook_has_kinds_of_companies_with_their_own_words(library: Library) -> None:
    # method: B2, B3, B11
    for playbook in library.playbooks.values():
        assert len(playbook.segments) >= 3, playbook.name
        said = [words for one in playbook.segments for words in one.success.values()]
        assert len(set(said)) == len(said)
