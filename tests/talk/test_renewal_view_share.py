"""The renewal's form, my own view, and sharing."""

from datetime import date
from decimal import Decimal

import pytest

from bot.errors import UserError
from bot.message import ChoiceInput
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.tables import Contract
from bot.talk.card.share import ask_to_share, not_shared, shared_card
from bot.talk.card.view_form import confirm_view, view_form
from bot.talk.phrases.reader import Reader
from bot.talk.renewal.renewal import confirm_renewal, renewal_form
from bot.usecases.account.renewal import RenewalOutcome, my_call, settle
from bot.usecases.account.view import set_view
from bot.usecases.writing.write import Write
from tests.conftest import Book
from tests.talk.reading import buttons_of, lines_of, names_of
from tests.talk.seed import NOW, OLGA, account, acme, add, ago

pytestmark = pytest.mark.one_database


def olga(store: Store, once: str = "x") -> Write:
    return Write(store, 1, 11, NOW, once, "Europe/Berlin")


@pytest.mark.both_databases
async def test_before_the_end_the_form_asks_for_my_call(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    async with store.read(1) as db:
        form = await renewal_form(db, library, 1, OLGA, NOW)
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


async def test_past_the_end_it_asks_how_it_came_out(store: Store, library: Library, book: Book) -> None:
    await account(store, library, name="Soylent")
    await add(
        store,
        Contract(account_id=1, product="Reports", ends_on=ago(3), amount=Decimal(45000), currency="GBP"),
        Contract(account_id=1, product="Alerts", ends_on=ago(9), auto_renew=True),
    )
    async with store.read(1) as db:
        form = await renewal_form(db, library, 1, OLGA, NOW)
    assert "call" not in names_of(form)
    assert form is not None
    assert form.inputs[1].label == "How did it come out?"
    assert not form.inputs[1].optional
    assert "".join(span.text for span in form.intro[1]) == "It ended Sat 3 Jan. How did it come out?"


async def test_without_a_contract_it_says_what_is_missing(store: Store, library: Library, book: Book) -> None:
    await account(store, library, name="Hooli")
    async with store.read(1) as db:
        with pytest.raises(UserError, match="Hooli has no contract on record"):
            await renewal_form(db, library, 1, OLGA, NOW)


async def test_what_was_saved_is_said_with_undo(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    called = await my_call(olga(store), 1, "at risk")
    async with store.read(1) as db:
        message = await confirm_renewal(db, library, called.change_id, OLGA, NOW)
    assert lines_of(message)[0] == "Saved: Acme, your call is at risk"
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
async def test_each_outcome_has_its_words(
    store: Store, library: Library, book: Book, outcome: RenewalOutcome, said: str
) -> None:
    await acme(store, library)
    settled = await settle(olga(store), 1, outcome, ("renewal",))
    async with store.read(1) as db:
        assert lines_of(await confirm_renewal(db, library, settled.change_id, OLGA, NOW))[0] == said


@pytest.mark.both_databases
async def test_my_view_is_asked_for_and_confirmed(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    async with store.read(1) as db:
        assert names_of(await view_form(db, library, 1, OLGA, NOW)) == ["view", "note"]
    change = await set_view(olga(store), 1, "good")
    async with store.read(1) as db:
        message = await confirm_view(db, library, change, OLGA, NOW)
    assert lines_of(message)[0] == "Saved your view of Acme: good"


def test_sharing_says_first_who_will_read_it() -> None:
    message = ask_to_share(1, "Acme", "#sales", 14)
    assert lines_of(message)[0] == "Share Acme's card here? 14 people in #sales will read it."
    assert buttons_of(message)["Share"] == ("share-now", "1")
    assert "1 person in #sales will read it." in lines_of(ask_to_share(1, "Acme", "sales", 1))[0]


def test_it_is_not_shared_where_outsiders_read() -> None:
    assert lines_of(not_shared(1, "Acme", "joint", outsiders=True))[1].startswith("#joint has people from outside")
    assert lines_of(not_shared(1, "Acme", "joint", outsiders=False))[1].startswith("I can't see who reads #joint")


@pytest.mark.both_databases
async def test_a_stranger_finds_nothing(store: Store, library: Library, book: Book) -> None:
    await acme(store, library)
    called = await my_call(olga(store), 1, "commit")
    sam = Reader(book.other_workspace, book.stranger, "Sam", None)
    async with store.read(book.other_workspace) as db:
        assert await renewal_form(db, library, 1, sam, NOW) is None
        assert await view_form(db, library, 1, sam, NOW) is None
        assert await shared_card(db, library, 1, sam, NOW) is None
        assert await confirm_renewal(db, library, called.change_id, sam, NOW) is None
