"""How customers see us and what they tell in interviews: for our own people, where the stage is at hand."""

import pytest
from sqlalchemy import select

from bot.language.repeats import repeated
from bot.playbook.page import playbook_page
from bot.store.tables import Account
from bot.talk.pictures.journey_map import journey_map
from bot.talk.quotes.heard_in_stage import for_the_page, in_the_walk
from bot.usecases.account.log import Details, log
from bot.usecases.said.keep import SaidByThem
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA
from tests.given.reading import text_of

SLOW, IMPORTS = "Answers about imports take days", "Nobody answered our tickets on imports"


async def told(accounts: Accounts) -> list[int]:
    """Two accounts of one stage see us alike, a third was asked what success is."""
    ids = await accounts.several(
        {"name": "Acme", "entry_stage": "land"},
        {"name": "Globex", "entry_stage": "land"},
        {"name": "Hooli", "entry_stage": "adopt", "segment": "retail"},
    )
    for account, kind, note in zip(
        ids, ("perception", "perception", "interview"), (SLOW, IMPORTS, "Calm"), strict=True
    ):
        await log(accounts.write(), account, note, Details(said=SaidByThem(kind)))
    return ids


@pytest.mark.both_databases
async def test_what_repeats_over_accounts_comes_up_in_the_walk_and_on_the_page(accounts: Accounts) -> None:
    # method: B6, B9, B13, D17
    await told(accounts)
    async with accounts.store.read(1) as db:
        [heard, again] = ["".join(span.text for span in one) for one in await in_the_walk(db, "land", NOW.date())]
        assert await in_the_walk(db, "adopt", NOW.date()) == ()
        page = playbook_page(accounts.library, "laer", await for_the_page(db, accounts.library.playbooks["laer"]))
    assert heard.startswith("Heard here at 2 accounts: “Nobody answered our tickets on imports” (Globex)")
    assert "imports (2 accounts)" in again
    assert "2 notes on how they see us and 0 interviews, at 2 accounts." in page
    assert "Calm" in page
    assert "interview, Hooli, retail" in page
    assert SLOW not in playbook_page(accounts.library, "laer")  # nothing of it unless it is asked for


async def test_the_map_says_how_they_see_us_beside_the_picture(accounts: Accounts) -> None:
    # method: B9
    [acme, *_] = await told(accounts)
    async with accounts.store.read(1) as db:
        message = await journey_map(db, accounts.library, acme, OLGA, NOW)
    assert message is not None
    assert "Land: “Answers about imports take days” Tue 6 Jan" in text_of(message)
    assert SLOW not in message.summary
    assert await accounts.one(select(Account.name).where(Account.id == acme)) == "Acme"


def test_everyday_words_and_what_one_account_says_twice_repeat_nothing() -> None:
    assert repeated([(1, "the import is slow"), (1, "slow import"), (2, "they want more things")]) == ()
    assert repeated([(1, "imports are slow"), (2, "the import failed"), (3, "slow imports")]) == (
        ("imports", 3),
        ("slow", 2),
    )
