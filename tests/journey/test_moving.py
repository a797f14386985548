"""Accounts moved to another playbook, or to the version that theirs has today: who changes how, and nothing is news."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.errors import UserError
from bot.jobs.move_accounts import MoveReport, MoveWish, move_accounts
from bot.journey.figures.milestone_steps import REACHED, StepQuery, steps
from bot.journey.playbooks.move_range import Mover
from bot.journey.playbooks.move_sql import StageRow, entry_of
from bot.journey.playbooks.versions import keep_versions
from bot.playbook.models import Library, Milestone
from bot.store.session import Store
from bot.store.tables import (
    Account,
    AccountName,
    Base,
    Cta,
    MilestoneReached,
    PlaybookVersion,
    Workspace,
)
from bot.usecases.workspace.playbooks import choose_playbook, playbooks_in_use
from tests.conftest import NOW, Book
from tests.journey.world import World

TODAY = NOW.date()


def changed(library: Library, name: str, change: Callable[[Milestone], Milestone]) -> Library:
    """The library with each milestone of that playbook changed."""
    playbook = library.playbooks[name]
    stages = tuple(
        stage.model_copy(update={"milestones": tuple(change(one) for one in stage.milestones)})
        for stage in playbook.stages
    )
    new = playbook.model_copy(update={"stages": stages})
    return library.model_copy(update={"playbooks": {**library.playbooks, name: new}})


def easier(milestone: Milestone) -> Milestone:
    """A habit no longer needs any figure, only its steps."""
    return milestone.model_copy(update={"kpis": ()}) if milestone.key == "habit" else milestone


async def move(world: World, *accounts: str, **wish: Any) -> MoveReport:
    size = wish.pop("size", 2000)
    return await move_accounts(
        world.store, world.library, world.workspace, MoveWish(accounts, **wish), world.now, size=size
    )


async def playbook_of(world: World, account: int) -> tuple[str, bool]:
    query = select(PlaybookVersion.name, PlaybookVersion.current).join(
        Account, Account.playbook_version_id == PlaybookVersion.id
    )
    async with world.store.read(world.workspace) as db:
        return (await db.execute(query.where(Account.id == account))).one()


async def everything(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    async with store.everywhere() as connection:
        for name, table in Base.metadata.tables.items():
            found[name] = sorted(map(repr, await connection.execute(select(table))))
    return found


async def told(world: World) -> list[tuple[str, str]]:
    return [(cta.rule, cta.tell) for cta in await world.ctas() if cta.tell]


async def settled_workspace(world: World) -> None:
    """A workspace past its first day: what opens now would be told."""
    async with world.store.everywhere(writes=True) as connection:
        await connection.execute(update(Workspace).values(baseline_at=NOW - timedelta(days=30)))


async def on_the_way_to_a_habit(world: World, key: str = "acme") -> int:
    """Has first value since 100 days and the habit's steps, without its figures."""
    account = await world.account(key, started_on=TODAY - timedelta(days=150))
    await world.add(MilestoneReached, account, period=1, milestone="first-value", via="test",
                    reached_on=TODAY - timedelta(days=100))  # fmt: skip
    habit = next(one for one in world.library.playbooks["laer"].milestones() if one.key == "habit")
    await world.task(account, *[task.key for task in habit.tasks if task.required])
    return account


async def test_accounts_keep_their_version_until_they_are_moved(world: World) -> None:
    acme = await on_the_way_to_a_habit(world)
    await world.sweep()
    world.library = changed(world.library, "laer", easier)
    await keep_versions(world.store, world.library, world.workspace, world.now)
    await world.sweep(days=1)
    assert await playbook_of(world, acme) == ("laer", False)
    assert (await world.facts(acme)).milestone == "habit"  # type: ignore[union-attr]
    report = await move(world)
    assert await playbook_of(world, acme) == ("laer", True)
    assert (await world.facts(acme)).milestone == "proven-outcome"  # type: ignore[union-attr]
    assert report.lines() == [
        "1 account moved to laer as it is today:",
        "  1 · Adopt, towards a weekly habit → Adopt, towards a proven outcome (Acme)",
        "To-dos: 2 before, 1 after. None of it is announced.",
    ]


async def test_a_dry_run_says_the_same_and_changes_nothing(world: World) -> None:
    for key in ("acme", "beta", "gamma"):
        await on_the_way_to_a_habit(world, key)
    await world.account("delta")
    await world.sweep()
    world.library = changed(world.library, "laer", easier)
    await keep_versions(world.store, world.library, world.workspace, world.now)
    world.now += timedelta(days=1)
    before = await everything(world.store)
    tried = await move(world, dry_run=True, size=2)
    assert await everything(world.store) == before
    done = await move(world, size=2)
    assert tried.counts == done.counts
    assert tried.lines()[0] == "4 accounts would move to laer as it is today:"
    assert tried.lines()[1] == (
        "  3 · Adopt, towards a weekly habit → Adopt, towards a proven outcome (Acme, Beta, Gamma)"
    )
    assert tried.lines()[2] == "  1 · Land, towards first value, as before (Delta)"
    assert tried.lines()[1:-2] == done.lines()[1:-1]
    assert tried.lines()[-1] == "Only tried: nothing was moved. Without --dry-run it is done."


async def test_a_move_is_no_news(world: World) -> None:
    # method: B5, C4
    await settled_workspace(world)
    acme = await on_the_way_to_a_habit(world)
    await world.sweep()
    await world.sweep(days=1)
    world.library = changed(world.library, "laer", easier)
    await keep_versions(world.store, world.library, world.workspace, world.now)
    await world.sweep(days=1)
    before = await told(world)
    await move(world)
    assert await world.reached(acme) == {
        "first-value": (TODAY - timedelta(days=100), "test"), "habit": (None, "move"),
    }  # fmt: skip
    assert await told(world) == before
    facts = await world.facts(acme)
    assert facts is not None
    assert (facts.milestone, facts.milestone_since) == ("proven-outcome", world.now.date())
    moved_on = world.now.date()
    await world.sweep(days=91)
    facts = await world.facts(acme)
    assert facts is not None
    assert facts.milestone_since == moved_on
    late = [cta.tell for cta in await world.ctas(acme, "stuck-in-milestone") if cta.state == "open"]
    assert late == ["due"], "later delays are news again"


async def test_a_milestone_that_stays_the_same_counts_on(world: World) -> None:
    acme = await world.account(started_on=TODAY - timedelta(days=30))
    await world.sweep()
    world.library = changed(world.library, "laer", easier)
    await keep_versions(world.store, world.library, world.workspace, world.now)
    await world.sweep(days=10)
    await move(world)
    for _ in range(2):
        facts = await world.facts(acme)
        assert facts is not None
        assert (facts.milestone, facts.milestone_since) == ("first-value", TODAY - timedelta(days=30))
        await world.sweep(days=1)


@pytest.mark.one_database
async def test_another_measure_of_health_is_no_fall(world: World) -> None:
    # method: C2
    await settled_workspace(world)
    acme = await world.account(started_on=TODAY, entry_stage="adopt")
    await world.kpi(acme, "nps", 60)
    for kpi in ("weekly-use", "active-seats", "logins", "feature-adoption", "open-tickets", "response-hours"):
        worst = next(one.worst for one in world.library.playbooks["laer"].health.kpis if one.key == kpi)
        await world.kpi(acme, kpi, worst)
    await world.sweep()
    first = await world.facts(acme)
    laer = world.library.playbooks["laer"]
    kpis = laer.health.kpis
    weights = tuple(each.model_copy(update={"weight": 1000.0}) if each.key == "nps" else each for each in kpis)
    kind = laer.model_copy(update={"health": laer.health.model_copy(update={"kpis": weights})})
    harsh = world.library
    world.library = world.library.model_copy(update={"playbooks": {**world.library.playbooks, "laer": kind}})
    await keep_versions(world.store, world.library, world.workspace, world.now)
    await move(world)
    better = await world.facts(acme)
    world.library = harsh
    await keep_versions(world.store, world.library, world.workspace, world.now)
    world.now += timedelta(days=1)
    await move(world)
    worse = await world.facts(acme)
    assert first is not None
    assert better is not None
    assert worse is not None
    assert (better.health or 0) - (worse.health or 0) > 60
    assert (worse.band, worse.band_before, worse.band_since) == (1, None, None)
    await world.sweep(days=1)
    assert await world.ctas(acme, "health-fell") == []


async def test_a_playbook_changed_back_is_on_its_old_version(world: World) -> None:
    acme = await world.account()
    shipped = world.library
    world.library = changed(shipped, "laer", easier)
    await keep_versions(world.store, world.library, world.workspace, world.now)
    await move(world)
    world.library = shipped
    await keep_versions(world.store, world.library, world.workspace, world.now)
    async with world.store.read(world.workspace) as db:
        current = select(PlaybookVersion.name).where(PlaybookVersion.current.is_(True))
        assert sorted(await db.scalars(current)) == sorted(shipped.playbooks)
        assert await db.scalar(select(func.count()).where(PlaybookVersion.name == "laer")) == 2
    assert sum((await move(world)).counts.values()) == 1
    assert await playbook_of(world, acme) == ("laer", True)
    assert (await move(world)).lines() == ["Nobody to move: these accounts are on that playbook as it is today."]


async def test_a_customer_enters_another_playbook_where_it_already_is(world: World) -> None:
    # method: B1, D2
    stages = {"land": "onboarding", "adopt": "adoption", "expand": "expansion"}
    accounts = {stage: await world.account(stage, entry_stage=stage) for stage in stages}
    never = await world.account("never", entry_stage="adopt")
    await world.sweep(only=list(accounts.values()))
    report = await move(world, to="saas-lifecycle")
    for stage, expected in stages.items():
        facts = await world.facts(accounts[stage])
        assert facts is not None
        assert facts.stage == expected, stage
    facts = await world.facts(never)
    assert facts is not None
    assert facts.stage == "adoption"
    reached = await world.reached(accounts["land"])
    assert reached == {"good-match": (None, "entry"), "paid-plan": (None, "entry")}
    assert (
        "  1 · laer: Land, towards first value → Onboarding, towards a team that has started (Land)" in report.lines()
    )


async def test_milestones_of_the_old_playbook_stay_on_record_and_count_again_after_the_way_back(world: World) -> None:
    # method: D2
    acme = await on_the_way_to_a_habit(world)
    await world.sweep()
    before = await world.facts(acme)
    await move(world, to="subscription")
    assert "first-value" in await world.reached(acme)
    assert (await world.facts(acme)).stage == "adoption"  # type: ignore[union-attr]
    await move(world, to="laer")
    after = await world.facts(acme)
    assert before is not None
    assert after is not None
    assert (after.milestone, after.stage) == (before.milestone, before.stage)


async def test_todos_that_the_new_playbook_does_not_know_close_and_come_back_with_it(
    world: World,
) -> None:
    # method: C4
    subscription = world.library.playbooks["subscription"]
    acme = await world.account(entry_stage="adopt", started_on=TODAY - timedelta(days=200))
    await move(world, to="subscription")
    for kpi in subscription.health.kpis:
        await world.kpi(acme, kpi.key, kpi.best)
    await world.event(acme, "contact", days_ago=40)
    await world.add(Cta, acme, subject="hand", rule="hand", occurrence="1", type="objective", priority=3,
                    opened_on=TODAY, due_on=TODAY, title="Send the cake", changed_at=NOW)  # fmt: skip
    await world.sweep(days=0.1)
    assert (await world.cta(acme, "value-note")).state == "open"
    report = await move(world, to="laer")
    note = await world.cta(acme, "value-note")
    assert (note.state, note.closed_why) == ("closed", "moved")
    assert (await world.cta(acme, "hand")).state == "open"
    assert report.closed == 1
    assert "1 closed because the playbook has no such rule" in report.lines()[-1]
    await move(world, to="subscription")
    assert (await world.cta(acme, "value-note")).state == "open"


async def test_only_those_named_are_moved(world: World, book: Book) -> None:
    acme, beta = await world.account("acme", name="Acme Labs"), await world.account("beta")
    theirs = World(world.store, world.library, book.other_workspace, book.stranger, NOW)
    other = await theirs.account("acme")
    await world.sweep()
    from bot.ingest.writing.names import account_names

    for account, key, name in ((acme, "acme", "Acme Labs"), (beta, "beta", "Beta")):
        for folded, kind, shown in account_names(key, name, None, ()):
            await world.add(AccountName, account, folded=folded, kind=kind, shown=shown)
    await move(world, "ACME  labs", to="subscription")
    assert [await playbook_of(world, one) for one in (acme, beta)] == [("subscription", True), ("laer", True)]
    assert (await playbook_of(theirs, other))[0] == "laer"
    with pytest.raises(UserError, match="No account is called 'acm'"):
        await move(world, "acm", to="subscription")
    with pytest.raises(UserError, match="did you mean 'subscription'"):
        await move(world, "acme", to="subscriptions")


async def test_a_key_as_it_is_written_wins_over_one_in_other_letters(world: World) -> None:
    small, large = await world.account("dup"), await world.account("DUP")
    for account, key in ((small, "dup"), (large, "DUP")):
        await world.add(AccountName, account, folded="dup", kind="key", shown=key)
    with pytest.raises(UserError, match="2 accounts are called 'Dup'"):
        await move(world, "Dup", to="subscription")
    await move(world, "DUP", to="subscription")
    assert [(await playbook_of(world, one))[0] for one in (small, large)] == ["laer", "subscription"]


async def test_accounts_that_are_lost_stay_as_they_were(world: World) -> None:
    # method: B7
    gone = await world.account("gone", status="churned", churned_on=TODAY)
    assert (await move(world, to="subscription")).counts == {}
    assert await playbook_of(world, gone) == ("laer", True)


async def test_a_lost_account_that_was_named_is_said_to_be_lost(world: World) -> None:
    # method: B7
    for key in ("gone", "far"):
        await world.account(key, status="churned", churned_on=TODAY)
    await world.account("acme")
    report = await move(world, "gone", to="subscription")
    assert report.lines() == ["Gone is no longer a customer; only active accounts move."]
    moved = (await move(world, "acme", "gone", "far", to="subscription")).lines()
    assert moved[0] == "1 account moved to subscription as it is today:"
    assert moved[-1] == "Far, Gone are no longer customers; only active accounts move."
    again = (await move(world, "acme", "gone", to="subscription")).lines()
    assert again[-1] == "Nobody to move: the others are on that playbook as it is today."


async def test_a_move_that_was_cut_off_goes_on_with_the_same_command(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await settled_workspace(world)
    accounts = [await on_the_way_to_a_habit(world, f"a{number}") for number in range(6)]
    await world.sweep()
    await world.sweep(days=1)
    before, run, runs = await told(world), Mover.run, 0

    async def cut(self: Mover, bounds: dict[str, int], *, dry_run: bool) -> Any:
        nonlocal runs
        runs += 1
        if runs == 3:
            raise KeyboardInterrupt
        return await run(self, bounds, dry_run=dry_run)

    monkeypatch.setattr(Mover, "run", cut)
    with pytest.raises(KeyboardInterrupt):
        await move(world, to="subscription", size=2)
    monkeypatch.undo()
    names = [(await playbook_of(world, one))[0] for one in accounts]
    assert names == ["subscription"] * 4 + ["laer"] * 2
    assert sum((await move(world, to="subscription", size=2)).counts.values()) == 2
    assert {(await playbook_of(world, one))[0] for one in accounts} == {"subscription"}
    assert await told(world) == before
    async with world.store.read(world.workspace) as db:
        assert await db.scalar(select(func.count()).where(Account.settling.is_(True))) == 0


async def test_the_time_on_the_old_playbook_does_not_count_for_the_new_ones_steps(world: World) -> None:
    # method: D6
    acme = await world.account(started_on=TODAY - timedelta(days=300))
    await world.sweep()
    world.now += timedelta(days=1)
    await move(world, to="subscription")
    moved_on = world.now.date()
    for task in world.library.playbooks["subscription"].milestones()[0].tasks:
        await world.task(acme, task.key)
    await world.kpi(acme, "weekly-users", 3, days_ago=-5)
    await world.sweep(days=5)
    async with world.store.read(world.workspace) as db:
        asked = StepQuery(world.now.date(), playbook="subscription")
        found = await db.one_statement(steps(asked, ("place", "state", "turned_on", "days")))
    rows = {row["place"]: row for row in found.mappings()}
    assert (rows[1]["state"], rows[1]["turned_on"], rows[1]["days"]) == (REACHED, moved_on, 5)


async def test_accounts_whose_playbook_is_gone_are_not_called_up_to_date(world: World) -> None:
    await world.account()
    await world.sweep()
    world.library = world.library.model_copy(
        update={"playbooks": {name: one for name, one in world.library.playbooks.items() if name != "laer"}}
    )
    (said,) = (await move(world)).lines()
    assert said.startswith("1 account follows laer, which is no longer among the playbooks")
    assert "--to" in said


def test_the_stage_to_enter_is_never_one_before_the_sale() -> None:
    rows = [
        StageRow("awareness", "land", True, True), StageRow("onboarding", "land", False, True),
        StageRow("adoption", "adopt", False, True), StageRow("renewal", "renew", False, False),
    ]  # fmt: skip
    assert entry_of(rows) == {
        "land": "onboarding", "adopt": "adoption", "expand": "adoption", "renew": "adoption",
    }  # fmt: skip
    assert entry_of(rows[:1]) == {}


async def test_a_workspace_chooses_the_playbook_of_its_new_accounts(world: World, book: Book) -> None:
    await world.account()
    async with world.store.write(world.workspace) as db:
        await choose_playbook(db, "subscription")
        in_use = await playbooks_in_use(db)
    assert in_use.chosen == "subscription"
    assert in_use.elsewhere("subscription") == 1
    assert in_use.lines(world.library)[0] == "laer: Land, adopt, expand, renew, 1 account"
    assert in_use.lines(world.library)[2] == "subscription: Subscription, 0 accounts, new accounts start with it"
    async with world.store.read(book.other_workspace) as db:
        assert (await playbooks_in_use(db)).chosen == "laer"
