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
    assert (first.life.came, first.life.reached, first.now, first.now_late, first.gone) == (7, 4, 2, 1, 1)
    assert (first.median, first.most) == (30, None)  # three of the six that were seen for so long
    assert (round(first.in_time.value, 2), first.in_time.of) == (0.67, 6)
    assert (round(first.in_the_end.value, 2), round(first.leaving.value, 2)) == (0.67, 0.17)
    assert (habit.life.came, habit.life.reached, habit.now) == (4, 0, 4)


async def test_milestones_passed_undated_are_reached_but_stay_out_of_shares_and_days(accounts: Accounts) -> None:
    # method: D2, D6
    one = await accounts.account("Expanding", entry_stage="expand", started_on=ago(300))
    await accounts.sweep()
    steps = (await seen(accounts)).steps
    assert [(step.reached, step.undated, step.life.came) for step in steps[:3]] == [(1, 1, 0)] * 3
    assert (steps[3].life.came, steps[3].now) == (0, 1)
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
    assert (first.reached, first.undated, first.life.came, first.median) == (1, 1, 0, None)


async def test_where_the_past_is_not_told_only_what_we_saw_ourselves_counts(accounts: Accounts) -> None:
    # method: D6
    for number in range(3):
        old = await accounts.account(f"Old{number}", started_on=ago(400))
        await accounts.finish(old, "first-value")
        await accounts.account(f"There{number}", started_on=ago(40))
    await accounts.sweep()
    again = await accounts.account("New, seen ten days later", started_on=accounts.now.date())
    await accounts.sweep(days=10)
    await accounts.finish(again, "first-value")
    await accounts.sweep(days=10)
    life = (await seen(accounts)).steps[0].life
    assert [(day.day, day.at_risk, day.reached) for day in life.days] == [(20, 1, 1)]
    assert (life.came, life.at_risk(45), life.lived) == (4, 3, 20 - 11 + 3 * 19)


async def test_an_account_is_lost_at_one_step_the_first_that_it_had_not_reached(accounts: Accounts) -> None:
    # method: B7, D6
    skipped = await accounts.account("Skipped", started_on=ago(100), status="churned", churned_on=ago(3))
    await accounts.reach(skipped, "first-value", ago(80))
    await accounts.reach(skipped, "proven-outcome", ago(60))
    told = {"entry_stage": "expand", "status": "churned", "churned_on": ago(3)}
    imported = await accounts.account("Imported", started_on=ago(100), **told)
    await accounts.event(imported, "stage_entered", 40, "expand")
    await accounts.sweep()
    found = await seen(accounts)
    lost = [(one.milestone, one.lost) for one in found.leaving if one.lost]
    assert lost == [("first-value", 1), ("proven-outcome", 1)]
    assert [(step.milestone, step.life.lost, step.life.lived) for step in found.steps if step.gone] == [
        ("habit", 1, 77),
        (found.steps[3].milestone, 1, 37),
    ]


async def test_churn_goes_by_the_last_milestone_with_an_interval_for_small_numbers(accounts: Accounts) -> None:
    # method: B7, D6
    for number in range(5):
        one = await accounts.account(f"a{number}", started_on=ago(100))
        await accounts.reach(one, "first-value", ago(50))
        if number == 0:
            await accounts.set(Account, one, status="churned", churned_on=ago(3))
    await accounts.sweep()
    by_last = {one.milestone: one for one in (await seen(accounts)).leaving}
    share = by_last["first-value"].share
    assert share is not None
    assert (round(share.value, 3), round(share.low, 2), round(share.high, 2)) == (0.2, 0.04, 0.62)
    assert round(by_last["first-value"].rate.per_hundred, 1) == round(100 / ((47 + 4 * 50) / 30.4375), 1)
    assert by_last[None].lost == 0


async def test_who_was_slow_is_followed_for_a_year_like_who_was_in_time(accounts: Accounts) -> None:
    # method: D14
    for number in range(24):
        slow = number < 12
        one = await accounts.account(f"a{number}", started_on=ago(800))
        await accounts.reach(one, "first-value", ago(800 - (60 if slow else 20)))
        if number % 2:
            await accounts.set(Account, one, status="churned", churned_on=ago(600 if slow else 100))
    await accounts.sweep()
    first = (await seen(accounts)).speed[0]
    assert (first.milestone, first.slow.of, first.in_time.of) == ("first-value", 12, 12)
    assert (round(first.slow.value, 3), first.in_time.value) == (0.5, 0.0)
    assert first.interval[0] > 0


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
    assert (step.milestone, step.stopped.value, step.stopped.of) == ("first-value", 1, 10)
