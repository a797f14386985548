"""The renewal's form, my own view, and sharing."""

from datetime import date
from decimal import Decimal

import pytest

from bot.errors import UserError
from bot.message import ChoiceInput
from bot.store.tables import Contract
from bot.talk.card.share import shared_card
from bot.talk.card.view_form import view_form
from bot.talk.phrases.reader import Reader
from bot.talk.renewal.renewal import confirm_renewal, renewal_form
from bot.usecases.account.renewal import RenewalOutcome, my_call, settle
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, ago
from tests.given.reading import buttons_of, lines_of, names_of

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_before_the_end_the_form_asks_for_my_call(accounts: Accounts) -> None:
    await acme(accounts)
    async with accounts.store.read(1) as db:
        form = await renewal_form(db, accounts.library, 1, OLGA, NOW)
    assert names_of(form) == ["contract", "call", "outcome", "until", "amount", "reason", "note"]
    assert form is not None
    contract, call = form.inputs[:2]
    assert isinstance(contract, ChoiceInput)
    assert isinstance(call, ChoiceInput)
    assert [one.label for one in contract.options] == [
        "Reports · 90k EUR · ends Sat 14 Mar",
        "Alerts · 30k EUR · ends Tue 1 Sep",
    ]
    assert call.value == ("probable",)
    assert "".join(span.text for span in form.intro[1]) == "Notice by Tue 13 Jan, in 7 days."


async def test_past_the_end_it_asks_how_it_came_out(accounts: Accounts) -> None:
    await accounts.account("Soylent")
    await accounts.add(
        Contract(account_id=1, product="Reports", ends_on=ago(3), amount=Decimal(45000), currency="GBP"),
        Contract(account_id=1, product="Alerts", ends_on=ago(9), auto_renew=True),
    )
    async with accounts.store.read(1) as db:
        form = await renewal_form(db, accounts.library, 1, OLGA, NOW)
    assert "call" not in names_of(form)
    assert form is not None
    assert form.inputs[1].label == "How did it come out?"
    assert not form.inputs[1].optional
    assert "".join(span.text for span in form.intro[1]) == "It ended Sat 3 Jan. How did it come out?"


async def test_without_a_contract_it_says_what_is_missing(accounts: Accounts) -> None:
    await accounts.account("Hooli")
    async with accounts.store.read(1) as db:
        with pytest.raises(UserError, match="Hooli has no contract on record"):
            await renewal_form(db, accounts.library, 1, OLGA, NOW)


async def test_what_was_saved_is_said_with_undo(accounts: Accounts) -> None:
    await acme(accounts)
    called = await my_call(accounts.write(once="x"), 1, "at risk")
    async with accounts.store.read(1) as db:
        message = await confirm_renewal(db, accounts.library, called.change_id, OLGA, NOW)
    assert lines_of(message)[0] == "Saved: Acme, your forecast is at risk"
    assert buttons_of(message)["Undo"] == ("undo", str(called.change_id))


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (RenewalOutcome("renewed", date(2027, 3, 14)), "Saved: Acme, renewed until Sun 14 Mar 2027 🎉"),
        (
            RenewalOutcome("reduced", date(2027, 3, 14), Decimal(60000)),
            "Saved: Acme, renewed for less until Sun 14 Mar 2027, 60k EUR a year",
        ),
        (RenewalOutcome("lost", reason="price"), "Saved: Acme, not renewed, ends Sat 14 Mar"),
    ],
)
async def test_each_outcome_has_its_words(accounts: Accounts, outcome: RenewalOutcome, said: str) -> None:
    await acme(accounts)
    settled = await settle(accounts.write(once="x"), 1, outcome, ("renewal",))
    async with accounts.store.read(1) as db:
        assert lines_of(await confirm_renewal(db, accounts.library, settled.change_id, OLGA, NOW))[0] == said


@pytest.mark.both_databases
async def test_a_stranger_finds_nothing(accounts: Accounts) -> None:
    await acme(accounts)
    called = await my_call(accounts.write(once="x"), 1, "commit")
    sam = Reader(accounts.book.other_workspace, accounts.book.stranger, "Sam", None)
    async with accounts.store.read(accounts.book.other_workspace) as db:
        assert await renewal_form(db, accounts.library, 1, sam, NOW) is None
        assert await view_form(db, accounts.library, 1, sam, NOW) is None
        assert await shared_card(db, accounts.library, 1, sam, NOW) is None
        assert await confirm_renewal(db, accounts.library, called.change_id, sam, NOW) is None
