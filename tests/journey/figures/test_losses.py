"""Lost accounts: where they were, what they paid, what sets them apart, what we learned."""

from base64 import b64decode
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from bot.journey.accounts.selection import EVERYONE
from bot.journey.figures.kept.keep_losses import keep_losses
from bot.journey.figures.losses import Churn, churn
from bot.journey.figures.survey_results import By, Feedback, feedback
from bot.playbook.models import Library
from bot.store.access.sight import Sight
from bot.store.session import Store
from bot.store.tables import Account, AccountEvent, Contract, PostMortem, Saying
from bot.surfaces.plain.text import plain_text
from bot.talk.said.lacked import lacked, lacked_file
from bot.talk.said.wishes import wishes
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA, TODAY, Book

pytestmark = pytest.mark.slow


async def read(accounts: Accounts) -> Churn:
    async with accounts.store.read(accounts.workspace) as db:
        return await churn(db, TODAY)


async def lose(accounts: Accounts, account: int, days_ago: int = 10) -> None:
    await accounts.set(Account, account, status="churned", churned_on=TODAY - timedelta(days=days_ago))


async def test_losses_count_by_stage_and_last_milestone_with_their_value_per_currency(accounts: Accounts) -> None:
    # method: B7
    first, second, third = [await accounts.account(key, started_on=TODAY - timedelta(days=200)) for key in "ABC"]
    await accounts.finish(second, "first-value")
    await accounts.contract(first, amount=Decimal(1000), currency="EUR")
    await accounts.contract(first, "Old", amount=Decimal(7), currency="EUR", retired=True)  # replaced by another
    await accounts.contract(second, amount=Decimal(500), currency="USD", retired=True, outcome="lost")
    await accounts.contract(third, amount=Decimal(50), currency="EUR")
    await accounts.sweep()
    await lose(accounts, first)
    await lose(accounts, second, 40)
    found = await read(accounts)
    assert (found.accounts, found.lost, found.undated) == (3, 2, 0)
    assert (found.since, found.until) == (TODAY - timedelta(days=40), TODAY - timedelta(days=10))
    assert found.value == {"EUR": Decimal(1000), "USD": Decimal(500)}
    assert {(one.key, one.lost): one.value for one in found.stages} == {
        ("land", 1): {"EUR": Decimal(1000)},
        ("adopt", 1): {"USD": Decimal(500)},
    }
    assert {(one.key, one.position, one.lost) for one in found.milestones} == {("", 0, 1), ("first-value", 1, 1)}


async def test_past_churn_of_an_import_counts_where_the_file_put_it_and_is_not_called_early(accounts: Accounts) -> None:
    # method: B7
    old = await accounts.account("Old", status="churned", entry_stage="adopt")
    moved = await accounts.account("Moved", status="churned", entry_stage="land")
    await accounts.event(moved, "stage_entered", 300, "expand")
    await accounts.sweep()
    found = await read(accounts)
    assert {one.key: one.lost for one in found.stages} == {"adopt": 1, "expand": 1}
    assert [(one.key, one.position, one.lost) for one in found.milestones] == [
        ("first-value", 1, 1),
        ("proven-outcome", 3, 1),
    ]  # what lies before the stage that the file names is passed
    assert (found.since, found.undated, found.value, found.told) == (None, 2, {}, True)
    assert dict(found.lessons.missing_first) == {old: "Old", moved: "Moved"}


@pytest.mark.both_databases
async def test_a_loss_that_only_told_its_milestones_was_lost_in_the_stage_after_the_last(accounts: Accounts) -> None:
    # method: B7
    told = {"A": "first-value", "B": "proven-outcome", "C": "shared-success"}
    for name, milestone in told.items():
        left = {"status": "churned", "churned_on": TODAY - timedelta(days=30)}
        account = await accounts.account(name, entry_stage=None, **left)
        await accounts.reach(account, milestone, TODAY - timedelta(days=90))
    found = await read(accounts)
    assert {one.key: one.lost for one in found.stages} == {"adopt": 1, "expand": 2}


@pytest.mark.both_databases
async def test_what_those_who_left_lacked_is_a_list_for_the_product_team(accounts: Accounts) -> None:
    # method: B12, A14
    gone, other, here = [await accounts.account(name) for name in ("Acme", "Globex", "Hooli")]
    for account, amount, currency in ((gone, 1000, "EUR"), (other, 500, "USD"), (here, 70, "EUR")):
        own = {"retired": True, "outcome": "lost"} if account != here else {}
        await accounts.contract(account, amount=Decimal(amount), currency=currency, **own)
        await wish(accounts, account, "an offline mode" if account != other else "An  offline mode")
    for account in (gone, other):
        await lose(accounts, account)
    told = {"period": 1, "at": NOW, "by_id": accounts.owner, "foreseeable": True, "differently": ""}
    await accounts.add(PostMortem(account_id=gone, reason="product", words="No way to work offline", **told))
    async with accounts.store.read(accounts.workspace) as db:
        found = await lacked(db, EVERYONE)
        said = plain_text(await wishes(db, EVERYONE, OLGA, NOW))
    assert [(one.is_wish, sorted(one.accounts.values()), one.worth) for one in found] == [
        (True, ["Acme", "Globex"], {"EUR": Decimal(1000), "USD": Decimal(500)}),
        (False, ["Acme"], {"EUR": Decimal(1000)}),
    ]
    assert "What those who left lacked" in said
    assert "Something the product can't do: “No way" in said
    assert "1k EUR, 500 USD" in said
    file = lacked_file(found, TODAY)
    assert file is not None
    rows = b64decode(file.base64).decode("utf-8-sig").splitlines()
    assert rows[0] == 'Lacked,Kind,Account,"A year, EUR","A year, USD"'
    assert "an offline mode,wish,acme,1000.00," in [row.casefold() for row in rows]


async def wish(accounts: Accounts, account: int, words: str) -> None:
    event = AccountEvent(account_id=account, kind="note", period=1, at=NOW, note=words)
    await accounts.add(event)
    async with accounts.store.read(accounts.workspace) as db:
        newest = await db.scalar(select(func.max(AccountEvent.id)).where(AccountEvent.account_id == account))
    own = {"kind": "wish", "words": words, "said_on": TODAY, "by_id": accounts.owner, "event_id": newest}
    await accounts.add(Saying(account_id=account, **own))


async def test_post_mortems_are_counted_and_the_missing_ones_named_newest_first(accounts: Accounts) -> None:
    # method: B7, B12
    several = [await accounts.account(key) for key in "ABC"]
    for product, currency in (("Suite", "EUR"), ("Alerts", "EUR"), ("Maps", "USD")):
        await accounts.contract(several[1], product, amount=Decimal(100), currency=currency)
    for number, account in enumerate(several):
        await lose(accounts, account, number + 1)
    told = {"period": 1, "at": NOW, "by_id": accounts.owner}
    await accounts.add(
        PostMortem(account_id=several[1], reason="price", differently="a pilot", foreseeable=True, **told)
    )
    lessons = (await read(accounts)).lessons
    assert lessons.reasons == (("price", 1),)
    assert lessons.worth == {"price": {"EUR": Decimal(200), "USD": Decimal(100)}}
    assert (lessons.foreseeable, lessons.asked, lessons.missing) == (1, 1, 2)
    assert [name for _, name in lessons.missing_first] == ["A", "C"]
    assert [(one.account, one.differently) for one in lessons.words] == [("B", "a pilot")]
    await accounts.set(Account, several[1], status="active", period=2)
    assert (await read(accounts)).lessons.reasons == ()


async def test_the_strangers_losses_and_answers_stay_theirs(store: Store, book: Book, library: Library) -> None:
    ours = Accounts(store, library, book)
    theirs = Accounts(store, library, book).elsewhere()
    for number in range(6):
        account = await ours.account(f"a{number}", segment="secret")
        await ours.contract(account, amount=Decimal(1000), currency="EUR")
        await ours.event(account, "survey", 3, "nps 9")
        await lose(ours, account)
    await theirs.account("b")
    found = await read(theirs)
    assert (found.accounts, found.lost, found.value, found.traits) == (1, 0, {}, ())
    assert (await answers(theirs, "segment")).groups == ()


async def answers(accounts: Accounts, by: By | None = None) -> Feedback:
    async with accounts.store.read(accounts.workspace) as db:
        return await feedback(db, accounts.now, by)


async def test_contracts_without_an_amount_are_no_value(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.add(Contract(account_id=acme, product="Suite", currency="EUR"))
    await lose(accounts, acme)
    assert (await read(accounts)).value == {}


@pytest.mark.both_databases
async def test_what_was_reckoned_at_night_is_told_until_losses_change(accounts: Accounts) -> None:
    # method: B7
    for number in range(40):
        own = {"segment": "retail" if number % 4 else "banking", "started_on": TODAY - timedelta(days=400)}
        account = await accounts.account(f"Account {number}", **own)
        await accounts.contract(account, amount=Decimal(1000 + number), currency="EUR")
    await accounts.sweep()
    for account in range(1, 9):
        await lose(accounts, account * 4 + 1, 10 * account)
    fresh = await read(accounts)
    assert fresh.reckoned_at is None
    await keep_losses(accounts.store, accounts.workspace, TODAY, NOW)
    kept = await read(accounts)
    assert kept == replace(fresh, reckoned_at=NOW)
    assert any(one.worth for one in kept.milestones)
    await lose(accounts, 2)
    assert (await read(accounts)).reckoned_at is None
    async with accounts.store.read(accounts.workspace) as db:
        assert (await churn(db, TODAY + timedelta(days=1))).reckoned_at is None
    await keep_losses(accounts.store, accounts.workspace, TODAY, NOW)
    sight = Sight(frozenset({accounts.owner}))  # all of these, and yet not of everybody's
    async with accounts.store.read(accounts.workspace, sight) as db:
        found = await churn(db, TODAY)
    assert (found.lost, found.reckoned_at) == (9, None)
