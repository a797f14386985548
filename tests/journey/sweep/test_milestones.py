"""Accounts on each of the four playbooks go their way by the sweep, on both databases, side by side."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.playbook.models import Library, Milestone, Playbook
from bot.store.session import Store
from bot.store.tables import Cta
from tests.given.accounts import Accounts
from tests.given.book import NOW, PLAYBOOKS, TODAY, Book

pytestmark = pytest.mark.slow

LATE = "stuck-in-milestone"  # told at each level; where a review is due, that takes the to-do over
EBRS = ("ebr-second-milestone", "ebr-after-three-months")


def stage_of(playbook: Playbook, milestone: Milestone) -> str:
    return next(stage.key for stage in playbook.stages if milestone in stage.milestones)


async def done_before(accounts: Accounts, account: int, playbook: Playbook, upto: int) -> None:
    """Finish the milestones before that place, without the days that it takes."""
    for milestone in playbook.milestones()[:upto]:
        await accounts.finish(account, milestone)
        await accounts.sweep(days=0.01)


@pytest.mark.slow
@pytest.mark.one_database
@pytest.mark.parametrize("name", PLAYBOOKS)
async def test_an_account_goes_through_the_milestones_of_its_playbook(accounts: Accounts, name: str) -> None:
    # method: B1, B3, C1, D2, D3, D5
    playbook = accounts.library.playbooks[name]
    acme = await accounts.account(playbook=name, started_on=TODAY)
    milestones = playbook.milestones()
    for at, milestone in enumerate(milestones):
        await accounts.sweep(days=1)
        facts = await accounts.facts(acme)
        assert facts is not None
        assert (facts.milestone, facts.stage) == (milestone.key, stage_of(playbook, milestone))
        await accounts.finish(acme, milestone)
        assert (await accounts.sweep(days=1)).reached == 1
        assert set(await accounts.reached(acme)) == {each.key for each in milestones[: at + 1]}
    facts = await accounts.facts(acme)
    assert facts is not None
    assert facts.milestone == ""


@pytest.mark.one_database
@pytest.mark.parametrize("name", PLAYBOOKS)
async def test_each_required_step_and_each_minimum_is_needed(accounts: Accounts, name: str) -> None:
    # method: D3, B3
    first = accounts.library.playbooks[name].milestones()[0]
    required = [task.key for task in first.tasks if task.required]
    lacks_step, lacks_figure = [
        await accounts.account(key, playbook=name, started_on=TODAY) for key in ("step", "figure")
    ]
    await accounts.task(lacks_step, *required[:-1])
    await accounts.task(lacks_figure, *required)
    for asked in first.kpis:
        await accounts.kpi(lacks_step, asked.kpi, asked.at_least)
        await accounts.kpi(lacks_figure, asked.kpi, asked.at_least - 0.5)
    await accounts.sweep(days=0.1)
    assert await accounts.reached(lacks_step) == await accounts.reached(lacks_figure) == {}


async def test_a_trial_is_not_yet_a_purchase(accounts: Accounts) -> None:
    # method: B3
    saas = accounts.library.playbooks["saas-lifecycle"]
    acme = await accounts.account(playbook=saas.name, started_on=TODAY)
    await done_before(accounts, acme, saas, 1)
    await accounts.task(acme, *[task.key for task in saas.milestones()[1].tasks])
    await accounts.kpi(acme, "paid-seats", 0)
    await accounts.sweep(days=1)
    facts = await accounts.facts(acme)
    assert facts is not None
    assert facts.stage == "purchase"


async def test_ninety_days_before_notice_an_account_without_the_habits_is_in_retention(accounts: Accounts) -> None:
    # method: B1, C6
    acme = await accounts.account(playbook="saas-lifecycle", started_on=TODAY, entry_stage="adoption")
    await accounts.contract(acme, ends_on=TODAY + timedelta(days=150), notice_on=TODAY + timedelta(days=91))
    await accounts.sweep()
    before = await accounts.facts(acme)
    await accounts.sweep(days=1)
    after = await accounts.facts(acme)
    assert before is not None
    assert after is not None
    assert (before.stage, after.stage, after.milestone) == ("adoption", "retention", "core-action")
    assert (await accounts.cta(acme, "renewal-without-habits")).state == "open"


async def test_a_full_basket_and_good_health_make_a_lead_for_sales(accounts: Accounts) -> None:
    # method: B3, C7
    saas = accounts.library.playbooks["saas-lifecycle"]
    well, poorly = [
        await accounts.account(key, playbook=saas.name, entry_stage="loyalty") for key in ("well", "poorly")
    ]
    for account, better in ((well, 1.0), (poorly, 0.3)):
        for kpi in saas.health.kpis:
            await accounts.kpi(account, kpi.key, kpi.worst + (kpi.best - kpi.worst) * better)
    for kpi in ("active-seats", "feature-adoption"):
        await accounts.kpi(poorly, kpi, 90, days_ago=-0.01)
    await accounts.sweep(days=0.1)
    assert [cta.rule for cta in await accounts.ctas(well, "ready-for-sales")] == ["ready-for-sales"]
    assert await accounts.ctas(poorly, "ready-for-sales") == []


async def test_a_quiet_first_week_is_noticed_on_day_four_and_handed_on_when_it_is_over(accounts: Accounts) -> None:
    # method: C1
    acme = await accounts.account(playbook="subscription", started_on=TODAY)
    await accounts.sweep(days=3)
    assert await accounts.ctas(acme) == []
    await accounts.sweep(days=1)
    assert (await accounts.cta(acme, "quiet-start")).state == "open"
    await accounts.sweep(days=5)  # two days over a guess are none
    assert (await accounts.cta(acme, "quiet-start")).state == "open"
    await accounts.sweep(days=1)
    assert (await accounts.cta(acme, "quiet-start")).state == "closed"
    assert (await accounts.cta(acme, "stuck-in-milestone")).state == "open"


async def test_a_value_note_waits_four_weeks_after_any_contact(accounts: Accounts) -> None:
    # method: C1
    subscription = accounts.library.playbooks["subscription"]
    acme = await accounts.account(
        playbook="subscription", entry_stage="adoption", started_on=TODAY - timedelta(days=200)
    )
    await accounts.event(acme, "contact", days_ago=20)
    await use_well(accounts, acme, subscription)
    await accounts.sweep(days=8)
    assert await accounts.ctas(acme, "value-note") == []
    await use_well(accounts, acme, subscription)
    await accounts.sweep(days=1)
    assert (await accounts.cta(acme, "value-note")).state == "open"
    await accounts.event(acme, "contact", days_ago=0)
    await accounts.sweep(days=1)
    assert (await accounts.cta(acme, "value-note")).state == "closed"


async def use_well(accounts: Accounts, account: int, playbook: Playbook) -> None:
    for kpi in playbook.health.kpis:
        await accounts.kpi(account, kpi.key, kpi.best)


@pytest.mark.parametrize(
    ("level", "second", "third"),
    [(1, [LATE], [LATE]), (2, [EBRS[0]], [LATE]), (3, [EBRS[0]], [EBRS[1]])],
)
async def test_executive_reviews_come_with_the_level(
    store: Store, book: Book, library: Library, level: int, second: list[str], third: list[str]
) -> None:
    # method: D7
    accounts = Accounts(store, at_level(library, level), book)
    late = TODAY - timedelta(days=100)
    stuck, still = [await accounts.account(key, playbook="success-milestones") for key in ("stuck", "still")]
    for account, stage in ((stuck, "everyday"), (still, "results")):
        await accounts.event(account, "stage_entered", days_ago=100, key=stage)
        await accounts.event(account, "review", days_ago=5)
    await accounts.sweep()
    facts = await accounts.facts(still)
    assert facts is not None
    assert facts.milestone_since == late
    opened = [
        [cta.rule for cta in await accounts.ctas(one) if not cta.rule.startswith("survey-")] for one in (stuck, still)
    ]
    assert opened == [second, third]


def at_level(library: Library, level: int) -> Library:
    one = library.playbooks["success-milestones"]
    rules = (*one.rules, *one.rules_waiting)
    used = tuple(rule for rule in rules if rule.level <= level)
    changed = one.model_copy(update={"rule_level": level, "rules": used})
    return library.model_copy(update={"playbooks": {**library.playbooks, one.name: changed}})


@pytest.mark.one_database
async def test_accounts_on_different_playbooks_keep_their_todos_apart(accounts: Accounts) -> None:
    several = {name: await accounts.account(name, playbook=name, started_on=date(2025, 9, 1)) for name in PLAYBOOKS}
    for account in several.values():
        await accounts.event(account, "survey", 5, "nps 9")
    await accounts.sweep()
    opened = {name: await todos(accounts, several[name]) for name in PLAYBOOKS}
    for _ in range(3):
        await accounts.sweep(days=1)
    for name in PLAYBOOKS:
        assert await todos(accounts, several[name]) == opened[name]
        assert ("no-review", "open", TODAY) in opened[name]


async def todos(accounts: Accounts, account: int) -> list[tuple[str, str, date]]:
    return [(cta.rule, cta.state, cta.opened_on) for cta in await accounts.ctas(account)]


async def test_an_enterprise_needs_more_than_a_start_up_to_go_on(accounts: Accounts) -> None:
    # method: B3
    saas = accounts.library.playbooks["saas-lifecycle"]
    named = {"start-up": "start-up", "enterprise": "enterprise", "none": None, "other": "farming"}
    several = {key: await accounts.account(key, playbook=saas.name, segment=segment) for key, segment in named.items()}
    first = saas.milestones()[0]
    for account in several.values():
        await accounts.finish(account, first)
    await accounts.sweep(days=0.1)
    reached = {key for key, account in several.items() if await accounts.reached(account)}
    assert reached == {"start-up", "none", "other"}
    for asked in first.minimums("enterprise"):
        await accounts.kpi(several["enterprise"], asked.kpi, asked.at_least)
    await accounts.sweep(days=0.1)
    assert set(await accounts.reached(several["enterprise"])) == {first.key}


@pytest.mark.slow
async def test_a_subscription_is_in_use_by_day_seven_a_habit_by_day_28_and_independent_by_day_90(
    accounts: Accounts,
) -> None:
    # method: C1
    subscription = accounts.library.playbooks["subscription"]
    acme = await accounts.account(playbook="subscription", started_on=TODAY)
    due = []
    for milestone, day in zip(subscription.milestones(), (7, 28, 90), strict=False):
        await accounts.sweep()
        facts = await accounts.facts(acme)
        assert facts is not None
        assert facts.milestone_due_on is not None
        due.append((facts.milestone, (facts.milestone_due_on - TODAY).days))
        accounts.now = NOW + timedelta(days=day)
        await accounts.finish(acme, milestone)
        await accounts.sweep()
    # Late is what is three days, or a tenth, over the playbook's guess.
    assert due == [("first-use", 7 + 2), ("weekly-rhythm", 28 + 2), ("independence", 90 + 6)]
    facts = await accounts.facts(acme)
    assert facts is not None
    assert facts.stage == "adoption"


@pytest.mark.slow
@pytest.mark.one_database
async def test_half_a_year_of_value_notes_is_never_a_flood(accounts: Accounts) -> None:
    # method: C1
    subscription = accounts.library.playbooks["subscription"]
    acme = await accounts.account(
        playbook="subscription", entry_stage="adoption", started_on=TODAY - timedelta(days=200)
    )
    await accounts.event(acme, "contact", days_ago=40)
    sent: list[date] = []
    for _ in range(26):
        await use_well(accounts, acme, subscription)
        await accounts.sweep()
        if any(cta.state == "open" for cta in await accounts.ctas(acme, "value-note")):
            await accounts.event(acme, "contact", days_ago=0)
            sent.append(accounts.now.date())
        await accounts.sweep(days=7)
    gaps = [(later - earlier).days for earlier, later in pairwise(sent)]
    assert len(sent) >= 4, "it does nurture"
    assert min(gaps) > 28, sent


async def test_a_value_note_that_was_turned_down_is_not_asked_for_again_within_four_weeks(accounts: Accounts) -> None:
    # method: C1
    subscription = accounts.library.playbooks["subscription"]
    acme = await accounts.account(
        playbook="subscription", entry_stage="adoption", started_on=TODAY - timedelta(days=200)
    )
    await accounts.event(acme, "contact", days_ago=40)
    accounts.now = NOW.replace(month=3, day=20)
    await use_well(accounts, acme, subscription)
    await accounts.sweep()
    note = await accounts.cta(acme, "value-note")
    async with accounts.store.write(accounts.workspace) as db:
        row = await db.get_one(Cta, note.id)
        row.state, row.closed_why = "closed", "not a problem"
    for day, notes in ((14, 1), (13, 1), (2, 2)):  # the new quarter begins in between
        accounts.now += timedelta(days=day)
        await use_well(accounts, acme, subscription)
        await accounts.sweep()
        assert len(await accounts.ctas(acme, "value-note")) == notes, accounts.now
