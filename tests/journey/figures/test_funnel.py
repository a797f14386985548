"""The success funnel, learned time frames, and the funnel around a release."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.journey.accounts.selection import Among
from bot.journey.figures.expected_reaches import Spell, expected
from bot.journey.figures.funnel import Funnel, funnel
from bot.journey.figures.release_effect import compare
from bot.journey.figures.usual_times import ENOUGH
from bot.statistics.intervals import Share, difference, wilson
from bot.store.session import Store
from bot.store.tables import Account, LearnedTime, MilestoneReached
from tests.given.accounts import Accounts
from tests.given.book import TODAY, Book, ago


async def reached(accounts: Accounts, account: int, milestone: str, on: date | None, via: str = "import") -> None:
    await accounts.add(MilestoneReached(account_id=account, period=1, milestone=milestone, reached_on=on, via=via))


async def of_workspace(accounts: Accounts, among: Among = Among(), workspace: int | None = None) -> Funnel | None:  # noqa: B008
    async with accounts.store.read(workspace or accounts.workspace) as db:
        return await funnel(db, accounts.now.date(), among)


async def seen(accounts: Accounts, among: Among = Among()) -> Funnel:  # noqa: B008
    found = await of_workspace(accounts, among)
    assert found is not None
    return found


async def test_the_funnel_counts_who_came_who_went_on_who_waits_and_who_left(accounts: Accounts) -> None:
    # method: D6
    for number, took in enumerate((10, 20, 30, 40)):
        one = await accounts.account(f"went{number}", started_on=ago(100))
        await reached(accounts, one, "first-value", ago(100 - took))
    await accounts.account("Late", started_on=ago(80))
    await accounts.account("Early", started_on=ago(5))
    await accounts.account("Gone", started_on=ago(90), status="churned", churned_on=ago(30))
    await accounts.sweep()
    first, habit = (await seen(accounts)).steps[:2]
    assert (first.came, first.went, first.now, first.late, first.lost) == (7, 4, 2, 1, 1)
    assert (first.median, first.most, first.timed) == (20, 30, 4)
    assert (first.stopped, str(first.conversion.value)[:4]) == (2, "0.57")
    assert (habit.came, habit.went, habit.now) == (4, 0, 4)


async def test_milestones_passed_undated_are_reached_but_stay_out_of_conversion_and_days(accounts: Accounts) -> None:
    # method: D2, D6
    one = await accounts.account("Expanding", entry_stage="expand", started_on=ago(300))
    await accounts.sweep()
    steps = (await seen(accounts)).steps
    assert [(step.reached, step.undated, step.came, step.timed) for step in steps[:3]] == [(1, 1, 0, 0)] * 3
    assert (steps[3].came, steps[3].now) == (0, 1)
    assert (await seen(accounts)).ageless == 1
    assert await accounts.reached(one)


async def test_what_the_first_assessment_finds_reached_has_no_date_that_could_teach_anything(
    accounts: Accounts,
) -> None:
    # method: D6
    old = await accounts.account("Old", started_on=ago(400))
    await accounts.finish(old, "first-value")
    await accounts.sweep()
    first = (await seen(accounts)).steps[0]
    assert (first.went, first.timed, first.median) == (1, 0, None)


async def test_churn_goes_by_the_last_milestone_with_an_interval_for_small_numbers(accounts: Accounts) -> None:
    # method: B7, D6
    for number in range(5):
        one = await accounts.account(f"a{number}", started_on=ago(100))
        await reached(accounts, one, "first-value", ago(50))
        if number == 0:
            await accounts.set(Account, one, status="churned", churned_on=ago(3))
    await accounts.sweep()
    lost = {one.milestone: one.share for one in (await seen(accounts)).lost}
    assert (lost["first-value"].count, lost["first-value"].of) == (1, 5)
    assert (round(lost["first-value"].low, 2), round(lost["first-value"].high, 2)) == (0.04, 0.62)
    assert lost[None].of == 0


async def test_the_funnel_of_a_tier_a_segment_or_a_csm_counts_only_theirs(accounts: Accounts, book: Book) -> None:
    # method: D6
    await accounts.account("Mid", tier="mid", segment="retail")
    await accounts.account("Tims", tier="small", csm_id=book.teammate)
    assert (await seen(accounts)).accounts == 2
    for among in (Among(tier="mid"), Among(segment="retail"), Among(csm_id=book.teammate)):
        assert (await seen(accounts, among)).accounts == 1
    assert await of_workspace(accounts, Among(tier="none such")) is None


async def test_a_stranger_gets_no_funnel_of_ours(accounts: Accounts, book: Book) -> None:
    # method: D6
    await accounts.account(started_on=ago(30))
    await accounts.sweep()
    assert await of_workspace(accounts, workspace=book.other_workspace) is None


async def test_no_bottleneck_is_named_from_a_few_accounts(accounts: Accounts) -> None:
    # method: D6
    for number in range(9):
        await accounts.account(f"a{number}", started_on=ago(80))
    await accounts.sweep()
    assert (await seen(accounts)).bottleneck is None
    await accounts.account("Tenth", started_on=ago(80))
    await accounts.sweep()
    step = (await seen(accounts)).bottleneck
    assert step is not None
    assert (step.milestone, step.stopped, step.came) == ("first-value", 10, 10)


# What to expect


def test_the_forecast_moves_todays_accounts_at_the_pace_of_those_before_them() -> None:
    # method: B8, D6
    past = [Spell("reached", day, 10, 1) for day in range(0, 90, 3)]
    ahead = expected(["one", "two"], {"one": [*past, Spell("now", 0, 40, 1)], "two": []}, 90)
    assert ahead["two"] is None
    assert ahead["one"] is not None
    assert 35 <= ahead["one"] <= 40


def test_nothing_is_forecast_from_fewer_than_ten() -> None:
    # method: D6
    past = [Spell("reached", 30, 9, 1), Spell("now", 10, 50, 1)]
    assert expected(["one"], {"one": past}, 90) == {"one": None}


def test_accounts_that_stay_on_a_step_lower_what_is_expected() -> None:
    # method: D6
    went = [Spell("reached", 40, 30, 1)]
    fast = expected(["one"], {"one": [*went, Spell("now", 10, 20, 1)]}, 90)["one"]
    slow = expected(["one"], {"one": [*went, Spell("now", 10, 20, 1), Spell("lost", 40, 60, 1)]}, 90)["one"]
    assert fast is not None
    assert slow is not None
    assert slow < fast


@pytest.mark.parametrize(("count", "of", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (0, 0, 0.0, 1.0)])
def test_wilsons_interval_holds_for_small_numbers(count: int, of: int, low: float, high: float) -> None:
    # method: D6
    found = wilson(count, of)
    assert (round(found[0], 3), round(found[1], 3)) == (low, high)


def test_the_interval_of_a_difference_is_newcombes() -> None:
    # method: D10
    low, high = difference(Share(48, 80), Share(56, 70))
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


# Learned time frames


async def cohort(accounts: Accounts, count: int, days: int, **values: object) -> None:
    for number in range(count):
        one = await accounts.account(f"{values}{number}", started_on=ago(300), **({"tier": None} | values))
        await reached(accounts, one, "first-value", ago(300 - days - number))


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
    assert await learned(accounts) == {("segment", "retail"): (20, 19, 24)}
    mine, theirs = await accounts.facts(retail), await accounts.facts(media)
    assert mine is not None
    assert theirs is not None
    assert mine.milestone_due_on == ago(30 - 24)
    assert theirs.milestone_due_on == ago(30 - 45)  # the playbook's


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
    await reached(accounts, one, "first-value", ago(100))
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


# Releases


async def test_the_funnel_before_and_after_a_release_gives_both_sides_the_same_time(
    accounts: Accounts, store: Store
) -> None:
    # method: D10
    out = ago(100)
    for number in range(12):
        before = await accounts.account(f"b{number}", started_on=ago(200))
        after = await accounts.account(f"a{number}", started_on=ago(90))
        if number < 3:
            await reached(accounts, before, "first-value", ago(180))
        if number < 9:
            await reached(accounts, after, "first-value", ago(70))
    slow = await accounts.account("Slow", started_on=ago(200))
    await reached(accounts, slow, "first-value", ago(20))  # after its 45 days: doesn't count as reached in time
    await accounts.account("New", started_on=ago(10))
    await accounts.sweep()
    async with store.read(accounts.workspace) as db:
        found = {one.milestone: one for one in await compare(db, out, TODAY)}
    first = found["first-value"]
    assert (first.before, first.after, first.waiting) == (Share(3, 13), Share(9, 12), 1)
    assert first.tells
    assert not first.may_be_chance
    assert not found["habit"].tells


async def test_a_stranger_gets_no_comparison_of_ours(accounts: Accounts, book: Book, store: Store) -> None:
    await accounts.account(started_on=ago(200))
    async with store.read(book.other_workspace) as db:
        assert all(one.before.of == 0 for one in await compare(db, ago(100), TODAY))
