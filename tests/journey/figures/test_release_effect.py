"""The funnel before and after a release."""

from bot.journey.figures.release_effect import compare
from bot.statistics.intervals import Share
from bot.store.session import Store
from tests.given.accounts import Accounts
from tests.given.book import TODAY, Book, ago


async def test_the_funnel_before_and_after_a_release_gives_both_sides_the_same_time(
    accounts: Accounts, store: Store
) -> None:
    # method: D10
    out = ago(100)
    for number in range(12):
        before = await accounts.account(f"b{number}", started_on=ago(200))
        after = await accounts.account(f"a{number}", started_on=ago(90))
        if number < 3:
            await accounts.reach(before, "first-value", ago(180))
        if number < 9:
            await accounts.reach(after, "first-value", ago(70))
    slow = await accounts.account("Slow", started_on=ago(200))
    await accounts.reach(slow, "first-value", ago(20))  # after its 45 days: doesn't count as reached in time
    await accounts.account("New", started_on=ago(10))
    await accounts.sweep()
    async with store.read(accounts.workspace) as db:
        found = {one.milestone: one for one in await compare(db, out, TODAY)}
    first = found["first-value"]
    assert (first.before, first.after, first.waiting) == (Share(3, 13), Share(9, 12), 1)
    assert first.tells
    assert first.beyond_chance
    assert not found["habit"].tells


async def test_a_stranger_gets_no_comparison_of_ours(accounts: Accounts, book: Book, store: Store) -> None:
    await accounts.account(started_on=ago(200))
    async with store.read(book.other_workspace) as db:
        assert all(one.before.of == 0 for one in await compare(db, ago(100), TODAY))
