"""From a card to the CRM, the help desk and the product."""

import pytest

from bot.store.tables.tickets import Ticket
from bot.surfaces.slack.render.message import render_message
from bot.talk.account.links_out import address_of
from bot.talk.card.card import card
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA, at

pytestmark = pytest.mark.one_database
LINKS = {
    "crm": "https://crm.example/a/{key}",
    "tickets": "https://desk.example/?org={name}",
    "product": "https://app.example/{domain}",
}


def test_what_stands_in_a_name_stays_a_part_of_the_address() -> None:
    hostile = "a/../b?x=1&y=<z>|#\u202e {key}"
    address = address_of(LINKS["crm"], {"key": hostile})
    assert address == "https://crm.example/a/a%2F..%2Fb%3Fx%3D1%26y%3D%3Cz%3E%7C%23%E2%80%AE%20%7Bkey%7D"
    assert address_of(LINKS["product"], {"domain": None}) is None


@pytest.mark.both_databases
async def test_a_card_links_to_each_and_tickets_to_the_help_desk(accounts: Accounts) -> None:
    await accounts.account("R&D <Lab>", id=1)
    await accounts.add(Ticket(account_id=1, key="T-1", subject="Import stops", opened_at=at(12)))
    library = accounts.library.model_copy(update={"links": LINKS})
    async with accounts.store.read(1) as db:
        shown = await card(db, library, 1, OLGA, NOW)
        without = await card(db, accounts.library, 1, OLGA, NOW)
    assert shown is not None
    assert without is not None
    text = str(render_message(shown))
    assert "<https://crm.example/a/r%26d%20%3Clab%3E|CRM>" in text
    assert "<https://desk.example/?org=R%26D%20%3CLab%3E|1 open ticket>" in text
    assert "|Tickets>" in text
    assert "|Product>" not in text  # nobody knows its domain
    assert "CRM" not in str(render_message(without))
