"""The log as it is read, and the form for an entry."""

import pytest

from bot.talk.account.read_account import load_account
from bot.talk.card.log import log, saved
from bot.talk.card.log_form import log_form
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, TIM, at
from tests.given.reading import buttons_of, lines_of, names_of
from tests.given.rows import event

pytestmark = pytest.mark.one_database


async def test_the_log_reads_newest_first(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        lines = lines_of(await log(db, accounts.library, 1, TIM, NOW))
    assert lines[0] == "Acme · what happened"
    assert lines[1] == "Sun 4 Jan · Done: team training (Olga)"
    assert "Fri 2 Jan · Spoke with Dana Reyes: wants the board slide (Olga)" in lines
    assert "Fri 2 Jan · Promised: schema notes, by Fri (Olga)" in lines
    assert "Fri 2 Jan · Next step: intro to our architect (Olga)" in lines
    assert "Tue 2 Dec 2025 · Survey, answered 9 of 10 (Olga)" in lines
    assert lines[-1] == "Tue 21 Oct 2025 · Reached first value"


async def test_every_kind_of_event_has_words(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(
        event("stage_entered", 9, key="adopt"),
        event("review", 8, "went well", key="ebr"),
        event("renewal", 7, key="reduced"),
        event("churned", 6, "price", by_id=None, by_text="Sales\nteam"),
        event("note", 5, "Quiet week"),
        event("note", 4, "Gone", undone_at=at(1)),
        event("something-new", 3),
    )
    async with accounts.store.read(1) as db:
        assert lines_of(await log(db, accounts.library, 1, OLGA, NOW))[1:] == [
            "Sat 3 Jan · something-new (you)",
            "Thu 1 Jan · Quiet week (you)",
            "Wed 31 Dec 2025 · Left us: price (Sales team)",
            "Tue 30 Dec 2025 · Renewed for less (you)",
            "Mon 29 Dec 2025 · Executive review held: went well (you)",
            "Sun 28 Dec 2025 · Entered Adopt (you)",
        ]


async def test_a_long_log_shows_the_last_fifteen(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(*(event("note", number, f"note {number}") for number in range(20)))
    async with accounts.store.read(1) as db:
        lines = lines_of(await log(db, accounts.library, 1, OLGA, NOW))
    assert len(lines) == 1 + 15 + 1
    assert lines[-1] == "The last 15 are shown."


@pytest.mark.both_databases
async def test_an_empty_log_teaches(accounts: Accounts) -> None:
    await accounts.account()
    async with accounts.store.read(1) as db:
        assert "One line after each call is enough." in lines_of(await log(db, accounts.library, 1, OLGA, NOW))


def test_saving_is_said_in_the_past_tense_with_undo() -> None:
    message = saved("Acme", "met the COO,\nwants the board slide", 17, 4)
    assert lines_of(message) == ["Saved to Acme's log", "“met the COO, wants the board slide”"]
    assert buttons_of(message) == {"Add details": ("log-add", "event/17"), "Undo": ("undo", "4")}


async def test_the_form_asks_for_review_people_and_next_step(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        view = await load_account(db, accounts.library, 1, NOW)
    assert view is not None
    form = log_form(view, note="met the COO")
    assert names_of(form) == ["note", "kind", "words", "review", "with", "next_step", "next_on"]
    assert form.target == "1"
    assert len(form.title) <= 24
