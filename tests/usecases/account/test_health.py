"""Health set by hand: what it needs, one at a time, and Undo."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.store.tables import Account, AccountEvent, ChangeRecord, HealthOverride
from bot.usecases.account.health import HealthWish, lift, set_health, wish_in
from bot.usecases.undo import undo
from bot.usecases.writing.write import Write
from tests.given.accounts import Accounts
from tests.given.book import TODAY, Book

LEFT = "the sponsor left"


async def test_only_one_score_stands_and_undo_brings_the_one_before_back(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme)
    await accounts.sweep()
    first = await set_health(accounts.write(), acme, HealthWish(40, accounts.now.date() + timedelta(days=10), LEFT))
    second = await set_health(accounts.write(), acme, HealthWish(20, accounts.now.date() + timedelta(days=20), "worse"))
    await accounts.sweep(only=[acme])
    assert (await accounts.facts(acme)).health == 20
    await undo(accounts.write(), second)
    await accounts.sweep(only=[acme])
    assert (await accounts.facts(acme)).health == 40
    lifted = await lift(accounts.write(), acme)
    await accounts.sweep(only=[acme])
    assert (await accounts.facts(acme)).health == 55
    await undo(accounts.write(), lifted)
    await undo(accounts.write(), first)
    await accounts.sweep(only=[acme])
    assert (await accounts.facts(acme)).health == 55
    with pytest.raises(UserError, match="isn't set by hand"):
        await lift(accounts.write(), acme)
    async with accounts.store.read(accounts.workspace) as db:
        kinds = (await db.scalars(select(ChangeRecord.kind))).all()
        standing = select(func.count()).select_from(AccountEvent).where(AccountEvent.undone_at.is_(None))
        assert await db.scalar(standing) == 0  # the log forgets what was undone
    assert kinds == ["health"] * 3


async def test_a_score_needs_a_number_a_day_and_a_reason(accounts: Accounts) -> None:
    acme = await accounts.account()
    day = accounts.now.date()
    for wish, field in (
        (HealthWish(101, day + timedelta(days=1), LEFT), "score"),
        (HealthWish(None, day, LEFT), "score"),
        (HealthWish(40, None, LEFT), "until"),
        (HealthWish(40, day, LEFT), "until"),
        (HealthWish(40, day + timedelta(days=91), LEFT), "until"),
        (HealthWish(40, day + timedelta(days=9), "  "), "reason"),
        (HealthWish(40, day + timedelta(days=9), "x" * 301), "reason"),
    ):
        with pytest.raises(UserError) as caught:
            await set_health(accounts.write(), acme, wish)
        assert caught.value.field == field
    await set_health(accounts.write(), acme, HealthWish(0, day + timedelta(days=90), LEFT))
    await accounts.set(Account, acme, status="churned")
    with pytest.raises(UserError, match="has left us"):
        await set_health(accounts.write(), acme, HealthWish(40, day + timedelta(days=9), LEFT))


async def test_a_stranger_can_neither_set_nor_lift_it(accounts: Accounts, book: Book) -> None:
    await accounts.let_colleagues_write()
    acme = await accounts.account()
    stranger = Write(accounts.store, book.other_workspace, book.stranger, accounts.now)
    with pytest.raises(UserError):
        await set_health(stranger, acme, HealthWish(40, accounts.now.date() + timedelta(days=9), LEFT))
    await set_health(accounts.write(book.teammate), acme, HealthWish(40, accounts.now.date() + timedelta(days=9), LEFT))
    with pytest.raises(UserError):
        await lift(stranger, acme)
    async with accounts.store.read(accounts.workspace) as db:
        assert (await db.scalars(select(HealthOverride.by_id))).all() == [book.teammate]


@pytest.mark.parametrize(
    ("typed", "score", "until", "reason"),
    [
        ("40 until 3 Feb because the sponsor left", 40, date(2026, 2, 3), LEFT),
        ("40 because the sponsor left until 3 Feb", 40, date(2026, 2, 3), LEFT),
        ("to 40/100, until Tue 3 Feb 2026: the sponsor left", 40, date(2026, 2, 3), LEFT),
        ("40% until Friday, the sponsor left", 40, date(2026, 1, 9), LEFT),
        ("40 for 3 weeks because the sponsor left", 40, date(2026, 1, 27), LEFT),
        ("40 because they wait until June until 3 Feb", 40, date(2026, 2, 3), "they wait until June"),
        ("40 since the sponsor left on Monday", 40, None, "the sponsor left on Monday"),
        ("40", 40, None, ""),
        ("40.5 until 3 Feb because x", None, None, ""),
        ("-5", None, None, ""),
        ("the sponsor left", None, None, ""),
    ],
)
def test_what_is_typed_is_understood_in_any_order(
    typed: str, score: int | None, until: date | None, reason: str
) -> None:
    assert wish_in(typed, TODAY, None) == HealthWish(score, until, reason)


def test_a_day_that_cannot_be_relied_on_is_kept_to_be_asked_about() -> None:
    for typed, words, days in (
        ("40 until someday because x", "someday", 0),
        ("40 until June because x", "June", 2),
        ("40 until 31 Feb: x", "31 Feb", 0),
    ):
        wish = wish_in(typed, TODAY, None)
        assert (wish.score, wish.until, wish.reason) == (40, None, "x")
        assert wish.unread is not None
        assert (wish.unread.words, len(wish.unread.days)) == (words, days)
