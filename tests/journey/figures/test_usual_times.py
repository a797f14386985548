"""How long milestones usually take, learned from accounts of a kind."""

import pytest
from sqlalchemy import select

from bot.journey.figures.usual_times import ENOUGH
from bot.store.tables import LearnedTime
from tests.given.accounts import Accounts
from tests.given.book import Book, ago

pytestmark = pytest.mark.slow


async def cohort(accounts: Accounts, count: int, days: int, **values: object) -> None:
    for number in range(count):
        one = await accounts.account(f"{values}{number}", started_on=ago(300), **({"tier": None} | values))
        await accounts.reach(one, "first-value", ago(300 - days - number))


async def learned(accounts: Accounts, workspace: int | None = None) -> dict[tuple[str, str], tuple[int, int, int]]:
    async with accounts.store.read(workspace or accounts.workspace) as db:
        rows = await db.scalars(select(LearnedTime).where(LearnedTime.milestone == "first-value"))
        return {(row.cohort, row.name): (row.accounts, row.median_days, row.most_days) for row in rows}


async def test_twenty_accounts_of_a_segment_teach_what_is_usual_there(accounts: Accounts) -> None:
    # method: C6, D6
    await cohort(accounts, ENOUGH, 10, segment="retail")
    await cohort(accounts, ENOUGH - 1, 70, segment="media")
    retail = await accounts.account("R", segment="retail", started_on=ago(30))
    media = await accounts.account("M", segment="media", started_on=ago(30))
    await accounts.sweep()
    assert await learned(accounts) == {("segment", "retail"): (20, 20, 25)}
    mine, theirs = await accounts.facts(retail), await accounts.facts(media)
    assert mine is not None
    assert theirs is not None
    assert mine.milestone_due_on == ago(30 - 25)
    assert theirs.milestone_due_on == ago(30 - 45 - 4)  # the playbook's, with the slack that a guess has


async def test_where_the_segment_is_too_small_the_tier_teaches(accounts: Accounts) -> None:
    # method: C6
    await cohort(accounts, 12, 10, segment="retail", tier="mid")
    await cohort(accounts, 12, 10, segment="media", tier="mid")
    one = await accounts.account("One", segment="retail", tier="mid", started_on=ago(30))
    await accounts.sweep()
    assert list(await learned(accounts)) == [("tier", "mid")]
    facts = await accounts.facts(one)
    assert facts is not None
    assert facts.milestone_due_on is not None
    assert facts.milestone_due_on < ago(30 - 45)


async def test_learned_figures_stay_until_they_have_moved_by_more_than_a_tenth(accounts: Accounts) -> None:
    # method: C6
    await cohort(accounts, 20, 50, tier="mid")
    await accounts.sweep()
    before = await learned(accounts)
    one = await accounts.account("Slow", tier="mid", started_on=ago(300))
    await accounts.reach(one, "first-value", ago(100))
    await accounts.sweep(days=1)
    assert await learned(accounts) == before
    await cohort(accounts, 20, 120, tier="mid", segment="late")
    await accounts.sweep(days=1)
    after = await learned(accounts)
    assert after[("tier", "mid")][0] == 41
    assert after[("tier", "mid")][2] > before[("tier", "mid")][2]


async def test_another_workspace_learns_nothing_from_ours(accounts: Accounts, book: Book) -> None:
    await cohort(accounts, 20, 10, segment="retail")
    await accounts.sweep()
    assert await learned(accounts, book.other_workspace) == {}
