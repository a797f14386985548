"""The success funnel, learned time frames, and the funnel around a release."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.journey.accounts.selection import Selection
from bot.journey.figures.expected_reaches import Spell, expected
from bot.journey.figures.funnel import Funnel, funnel
from bot.journey.figures.release_effect import compare
from bot.journey.figures.usual_times import ENOUGH
from bot.statistics.intervals import Share, difference, wilson
from bot.store.session import Store
from bot.store.tables import Account, LearnedTime, MilestoneReached
from tests.conftest import NOW, Book
from tests.journey.world import World

TODAY = NOW.date()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


async def reached(world: World, account: int, milestone: str, on: date | None, via: str = "import") -> None:
    await world.add(MilestoneReached, account, period=1, milestone=milestone, reached_on=on, via=via)


async def of_workspace(world: World, selection: Selection = Selection(), workspace: int | None = None) -> Funnel | None:  # noqa: B008
    async with world.store.read(workspace or world.workspace) as db:
        return await funnel(db, world.now.date(), selection)


async def seen(world: World, selection: Selection = Selection()) -> Funnel:  # noqa: B008
    found = await of_workspace(world, selection)
    assert found is not None
    return found


async def test_the_funnel_counts_who_came_who_went_on_who_waits_and_who_left(world: World) -> None:
    # method: D6
    for number, took in enumerate((10, 20, 30, 40)):
        one = await world.account(f"went{number}", started_on=ago(100))
        await reached(world, one, "first-value", ago(100 - took))
    await world.account("late", started_on=ago(80))
    await world.account("early", started_on=ago(5))
    await world.account("gone", started_on=ago(90), status="churned", churned_on=ago(30))
    await world.sweep()
    first, habit = (await seen(world)).steps[:2]
    assert (first.came, first.went, first.now, first.late, first.lost) == (7, 4, 2, 1, 1)
    assert (first.median, first.most, first.timed) == (20, 30, 4)
    assert (first.stopped, str(first.conversion.value)[:4]) == (2, "0.57")
    assert (habit.came, habit.went, habit.now) == (4, 0, 4)


async def test_milestones_passed_undated_are_reached_but_stay_out_of_conversion_and_days(world: World) -> None:
    # method: D2, D6
    one = await world.account("expanding", entry_stage="expand", started_on=ago(300))
    await world.sweep()
    steps = (await seen(world)).steps
    assert [(step.reached, step.undated, step.came, step.timed) for step in steps[:3]] == [(1, 1, 0, 0)] * 3
    assert (steps[3].came, steps[3].now) == (0, 1)
    assert (await seen(world)).ageless == 1
    assert await world.reached(one)


async def test_what_the_first_assessment_finds_reached_has_no_date_that_could_teach_anything(world: World) -> None:
    # method: D6
    old = await world.account("old", started_on=ago(400))
    await world.finish(old, "first-value")
    await world.sweep()
    first = (await seen(world)).steps[0]
    assert (first.went, first.timed, first.median) == (1, 0, None)


async def test_churn_goes_by_the_last_milestone_with_an_interval_for_small_numbers(world: World) -> None:
    # method: B7, D6
    for number in range(5):
        one = await world.account(f"a{number}", started_on=ago(100))
        await reached(world, one, "first-value", ago(50))
        if number == 0:
            await world.set(Account, one, status="churned", churned_on=ago(3))
    await world.sweep()
    lost = {one.milestone: one.share for one in (await seen(world)).lost}
    assert (lost["first-value"].count, lost["first-value"].of) == (1, 5)
    assert (round(lost["first-value"].low, 2), round(lost["first-value"].high, 2)) == (0.04, 0.62)
    assert lost[None].of == 0


async def test_the_funnel_of_a_tier_a_segment_or_a_csm_counts_only_theirs(world: World, book: Book) -> None:
    # method: D6
    await world.account("mid", tier="mid", segment="retail")
    await world.account("tims", tier="small", csm_id=book.teammate)
    assert (await seen(world)).accounts == 2
    for selection in (Selection(tier="mid"), Selection(segment="retail"), Selection(csm_id=book.teammate)):
        assert (await seen(world, selection)).accounts == 1
    assert await of_workspace(world, Selection(tier="none such")) is None


async def test_a_stranger_gets_no_funnel_of_ours(world: World, book: Book) -> None:
    # method: D6
    await world.account(started_on=ago(30))
    await world.sweep()
    assert await of_workspace(world, workspace=book.other_workspace) is None


async def test_no_bottleneck_is_named_from_a_few_accounts(world: World) -> None:
    # method: D6
    for number in range(9):
        await world.account(f"a{number}", started_on=ago(80))
    await world.sweep()
    assert (await seen(world)).bottleneck is None
    await world.account("tenth", started_on=ago(80))
    await world.sweep()
    step = (await seen(world)).bottleneck
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


async def cohort(world: World, count: int, days: int, **values: object) -> None:
    for number in range(count):
        one = await world.account(f"{values}{number}", started_on=ago(300), **values)
        await reached(world, one, "first-value", ago(300 - days - number))


async def learned(world: World, workspace: int | None = None) -> dict[tuple[str, str], tuple[int, int, int]]:
    async with world.store.read(workspace or world.workspace) as db:
        rows = await db.scalars(select(LearnedTime).where(LearnedTime.milestone == "first-value"))
        return {(row.cohort, row.name): (row.accounts, row.median_days, row.most_days) for row in rows}


async def test_twenty_accounts_of_a_segment_teach_what_is_usual_there(world: World) -> None:
    # method: C6, D6
    await cohort(world, ENOUGH, 10, segment="retail")
    await cohort(world, ENOUGH - 1, 70, segment="media")
    retail = await world.account("r", segment="retail", started_on=ago(30))
    media = await world.account("m", segment="media", started_on=ago(30))
    await world.sweep()
    assert await learned(world) == {("segment", "retail"): (20, 19, 24)}
    mine, theirs = await world.facts(retail), await world.facts(media)
    assert mine is not None
    assert theirs is not None
    assert mine.milestone_due_on == ago(30 - 24)
    assert theirs.milestone_due_on == ago(30 - 45)  # the playbook's


async def test_where_the_segment_is_too_small_the_tier_teaches(world: World) -> None:
    # method: C6
    await cohort(world, 12, 10, segment="retail", tier="mid")
    await cohort(world, 12, 10, segment="media", tier="mid")
    one = await world.account("one", segment="retail", tier="mid", started_on=ago(30))
    await world.sweep()
    assert list(await learned(world)) == [("tier", "mid")]
    facts = await world.facts(one)
    assert facts is not None
    assert facts.milestone_due_on is not None
    assert facts.milestone_due_on < ago(30 - 45)


async def test_learned_figures_stay_until_they_have_moved_by_more_than_a_tenth(world: World) -> None:
    # method: C6
    await cohort(world, 20, 50, tier="mid")
    await world.sweep()
    before = await learned(world)
    one = await world.account("slow", tier="mid", started_on=ago(300))
    await reached(world, one, "first-value", ago(100))
    await world.sweep(days=1)
    assert await learned(world) == before
    await cohort(world, 20, 120, tier="mid", segment="late")
    await world.sweep(days=1)
    after = await learned(world)
    assert after[("tier", "mid")][0] == 41
    assert after[("tier", "mid")][2] > before[("tier", "mid")][2]


async def test_another_workspace_learns_nothing_from_ours(world: World, book: Book) -> None:
    await cohort(world, 20, 10, segment="retail")
    await world.sweep()
    assert await learned(world, book.other_workspace) == {}


# Releases


async def test_the_funnel_before_and_after_a_release_gives_both_sides_the_same_time(world: World, store: Store) -> None:
    # method: D10
    out = ago(100)
    for number in range(12):
        before = await world.account(f"b{number}", started_on=ago(200))
        after = await world.account(f"a{number}", started_on=ago(90))
        if number < 3:
            await reached(world, before, "first-value", ago(180))
        if number < 9:
            await reached(world, after, "first-value", ago(70))
    slow = await world.account("slow", started_on=ago(200))
    await reached(world, slow, "first-value", ago(20))  # after its 45 days: doesn't count as reached in time
    await world.account("new", started_on=ago(10))
    await world.sweep()
    async with store.read(world.workspace) as db:
        found = {one.milestone: one for one in await compare(db, out, TODAY)}
    first = found["first-value"]
    assert (first.before, first.after, first.waiting) == (Share(3, 13), Share(9, 12), 1)
    assert first.tells
    assert not first.may_be_chance
    assert not found["habit"].tells


async def test_a_stranger_gets_no_comparison_of_ours(world: World, book: Book, store: Store) -> None:
    await world.account(started_on=ago(200))
    async with store.read(book.other_workspace) as db:
        assert all(one.before.of == 0 for one in await compare(db, ago(100), TODAY))
