"""The success funnel, learned time frames, and the funnel around a release."""

from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.funnel import Funnel, funnel
from bot.store.tables import Account
from tests.given.accounts import Accounts
from tests.given.book import Book, ago


async def of_workspace(
    accounts: Accounts, selection: Selection = EVERYONE, workspace: int | None = None
) -> Funnel | None:
    async with accounts.store.read(workspace or accounts.workspace) as db:
        return await funnel(db, accounts.now.date(), selection)


async def seen(accounts: Accounts, selection: Selection = EVERYONE) -> Funnel:
    found = await of_workspace(accounts, selection)
    assert found is not None
    return found


async def test_the_funnel_counts_who_came_who_went_on_who_waits_and_who_left(accounts: Accounts) -> None:
    # method: D6
    for number, took in enumerate((10, 20, 30, 40)):
        one = await accounts.account(f"went{number}", started_on=ago(100))
        await accounts.reach(one, "first-value", ago(100 - took))
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
        await accounts.reach(one, "first-value", ago(50))
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
    for selection in (Selection(tier="mid"), Selection(segment="retail"), Selection(csm_id=book.teammate)):
        assert (await seen(accounts, selection)).accounts == 1
    assert await of_workspace(accounts, Selection(tier="none such")) is None


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
