"""Favours asked in public: asked, granted or refused, and the next ask respects the answer."""  # method: B5

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.store.tables import AccountEvent, AdvocacyAsk
from bot.talk.card.card import card
from bot.talk.letters.favours import advocacy, answer_form, ask_form, confirm_ask
from bot.talk.phrases.reader import Reader
from bot.usecases.account.favours import answer, ask
from bot.usecases.account.sent_drafts import SentLetter
from bot.usecases.undo import undo
from bot.usecases.writing.write import Write
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, at
from tests.given.reading import buttons_of, lines_of, text_of

pytestmark = pytest.mark.one_database

LETTER = SentLetter("Dear Dana, would you?", "mail", 1)


@pytest.mark.both_databases
async def test_an_ask_is_noted_with_the_person_and_shown_on_the_card(accounts: Accounts) -> None:
    await acme(accounts)
    asked = await ask(accounts.write(), 1, "reference", LETTER)
    async with accounts.store.read(1) as db:
        said = await confirm_ask(db, asked.change_id, OLGA, NOW)
        shown = await advocacy(db, accounts.library, 1, OLGA, NOW)
        front = await card(db, accounts.library, 1, OLGA, NOW)
        event = await db.scalar(select(AccountEvent).where(AccountEvent.key == "mail"))
    assert lines_of(said)[0] == "Noted: you asked Acme for a reference call"
    assert "Reference call: asked Dana Reyes Tue 6 Jan; no answer yet" in lines_of(shown)
    assert "• Reference call: asked Dana Reyes Tue 6 Jan; no answer yet" in lines_of(front)
    assert "Ask for a reference call" not in buttons_of(shown)
    assert buttons_of(shown)["Ask for a talk"] == ("advocacy-ask", "1/talk")
    assert event is not None
    assert event.stakeholder_id == 1


async def test_nothing_stands_on_the_card_where_nothing_was_asked(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        assert "Telling others" not in lines_of(await card(db, accounts.library, 1, OLGA, NOW))


@pytest.mark.both_databases
async def test_after_a_no_the_same_is_left_alone_for_180_days(accounts: Accounts) -> None:
    await acme(accounts)
    asked = await ask(accounts.write(), 1, "talk", LETTER)
    with pytest.raises(UserError, match="Add their answer first"):
        await ask(accounts.write(now=at(-1)), 1, "talk", LETTER)
    await answer(accounts.write(now=at(-2)), asked.ask_id, "refused", None, "no time this year")
    with pytest.raises(UserError, match=r"Acme said no to a talk on Thu 8 Jan. Leave it until Tue 7 Jul, half a year"):
        await ask(accounts.write(now=at(-181)), 1, "talk", LETTER)
    async with accounts.store.read(1) as db:
        shown = text_of(await advocacy(db, accounts.library, 1, OLGA, NOW + timedelta(days=30)))
    assert "Talk: no from Dana Reyes, Thu 8 Jan, “no time this year”; not again before Tue 7 Jul" in shown
    await ask(accounts.write(now=at(-3)), 1, "review", LETTER)  # something else may be asked for
    await ask(accounts.write(now=at(-182)), 1, "talk", LETTER)


@pytest.mark.both_databases
async def test_what_was_granted_is_never_asked_for_again(accounts: Accounts) -> None:
    await acme(accounts)
    asked = await ask(accounts.write(), 1, "case-study", LETTER)
    noted = await answer(accounts.write(), asked.ask_id, "granted", date(2026, 1, 6))
    with pytest.raises(UserError, match=r"said yes to a case study on Tue 6 Jan 2026\. Thank them"):
        await ask(accounts.write(now=at(-900)), 1, "case-study", LETTER)
    async with accounts.store.read(1) as db:
        assert "said yes to a case study 🎉" in lines_of(await confirm_ask(db, noted.change_id, OLGA, NOW))[0]
    await undo(accounts.write(), noted.change_id)
    await undo(accounts.write(), asked.change_id)
    await ask(accounts.write(), 1, "case-study", LETTER)
    async with accounts.store.read(1) as db:
        assert await db.scalar(select(func.count()).select_from(AdvocacyAsk)) == 2  # history keeps the first


@pytest.mark.both_databases
async def test_answers_must_fit(accounts: Accounts) -> None:
    await acme(accounts)
    asked = await ask(accounts.write(), 1, "reference", LETTER)
    for state, on, field in (("maybe", None, "state"), ("granted", date(2026, 1, 5), "on"),
                             ("granted", date(2026, 1, 7), "on")):  # fmt: skip
        with pytest.raises(UserError) as caught:
            await answer(accounts.write(), asked.ask_id, state, on)
        assert caught.value.field == field
    with pytest.raises(UserError, match="can't be asked for"):
        await ask(accounts.write(), 1, "money", LETTER)
    with pytest.raises(UserError) as caught:
        await ask(accounts.write(), 1, "talk", SentLetter("Hi", "mail", 999))
    assert caught.value.field == "with"


async def test_a_stranger_sees_and_changes_nothing(accounts: Accounts) -> None:
    await acme(accounts)
    asked = await ask(accounts.write(), 1, "reference", LETTER)
    sam = Reader(accounts.book.other_workspace, accounts.book.stranger, "Sam", None)
    stranger = Write(accounts.store, accounts.book.other_workspace, accounts.book.stranger, NOW)
    async with accounts.store.read(accounts.book.other_workspace) as db:
        assert await advocacy(db, accounts.library, 1, sam, NOW) is None
        assert await ask_form(db, accounts.library, 1, "talk", sam, NOW) is None
        assert await answer_form(db, asked.ask_id, sam, NOW) is None
        assert await confirm_ask(db, asked.change_id, sam, NOW) is None
    with pytest.raises(UserError):
        await ask(stranger, 1, "talk", LETTER)
    with pytest.raises(UserError):
        await answer(stranger, asked.ask_id, "granted", None)
