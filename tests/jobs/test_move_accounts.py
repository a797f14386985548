"""Accounts moved to another playbook, or to the version that theirs has today: who changes how, and nothing is news."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.errors import UserError
from bot.jobs.move_accounts import MoveReport, MoveWish, move_accounts
from bot.journey.playbooks.move_range import Mover
from bot.journey.playbooks.versions import keep_versions
from bot.playbook.models import Library, Milestone
from bot.store.session import Store
from bot.store.tables import (
    Account,
    Base,
    MilestoneReached,
    PlaybookVersion,
    Workspace,
)
from tests.given.accounts import Accounts
from tests.given.book import NOW, TODAY, Book

pytestmark = pytest.mark.slow


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


async def move(accounts: Accounts, *several: str, **wish: Any) -> MoveReport:
    size = wish.pop("size", 2000)
    return await move_accounts(
        accounts.store, accounts.library, accounts.workspace, MoveWish(several, **wish), accounts.now, size=size
    )


async def playbook_of(accounts: Accounts, account: int) -> tuple[str, bool]:
    query = select(PlaybookVersion.name, PlaybookVersion.current).join(
        Account, Account.playbook_version_id == PlaybookVersion.id
    )
    async with accounts.store.read(accounts.workspace) as db:
        return (await db.execute(query.where(Account.id == account))).one()


async def everything(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    async with store.everywhere() as connection:
        for name, table in Base.metadata.tables.items():
            found[name] = sorted(map(repr, await connection.execute(select(table))))
    return found


async def told(accounts: Accounts) -> list[tuple[str, str]]:
    return [(cta.rule, cta.tell) for cta in await accounts.ctas() if cta.tell]


async def settled_workspace(accounts: Accounts) -> None:
    """A workspace past its first day: what opens now would be told."""
    async with accounts.store.everywhere(writes=True) as connection:
        await connection.execute(update(Workspace).values(baseline_at=NOW - timedelta(days=30)))


async def on_the_way_to_a_habit(accounts: Accounts, key: str = "acme") -> int:
    """Has first value since 100 days and the habit's steps, without its figures."""
    account = await accounts.account(key.title(), started_on=TODAY - timedelta(days=150))
    await accounts.add(
        MilestoneReached(
            account_id=account, period=1, milestone="first-value", via="test", reached_on=TODAY - timedelta(days=100)
        )
    )
    habit = next(one for one in accounts.library.playbooks["laer"].milestones() if one.key == "habit")
    await accounts.task(account, *[task.key for task in habit.tasks if task.required])
    return account


async def test_accounts_keep_their_version_until_they_are_moved(accounts: Accounts) -> None:
    acme = await on_the_way_to_a_habit(accounts)
    await accounts.sweep()
    accounts.library = changed(accounts.library, "laer", easier)
    await keep_versions(accounts.store, accounts.library, accounts.workspace, accounts.now)
    await accounts.sweep(days=1)
    assert await playbook_of(accounts, acme) == ("laer", False)
    assert (await accounts.facts(acme)).milestone == "habit"  # type: ignore[union-attr]
    report = await move(accounts)
    assert await playbook_of(accounts, acme) == ("laer", True)
    assert (await accounts.facts(acme)).milestone == "proven-outcome"  # type: ignore[union-attr]
    assert report.lines() == [
        "1 account moved to laer as it is today:",
        "  1 · Adopt, towards a weekly habit → Adopt, towards a proven outcome (Acme)",
        "To-dos: 3 before, 1 after. None of it is announced.",
    ]


async def test_a_dry_run_says_the_same_and_changes_nothing(accounts: Accounts) -> None:
    for key in ("acme", "beta", "gamma"):
        await on_the_way_to_a_habit(accounts, key)
    await accounts.account("Delta")
    await accounts.sweep()
    accounts.library = changed(accounts.library, "laer", easier)
    await keep_versions(accounts.store, accounts.library, accounts.workspace, accounts.now)
    accounts.now += timedelta(days=1)
    before = await everything(accounts.store)
    tried = await move(accounts, dry_run=True, size=2)
    assert await everything(accounts.store) == before
    done = await move(accounts, size=2)
    assert tried.counts == done.counts
    assert tried.lines()[0] == "4 accounts would move to laer as it is today:"
    assert tried.lines()[1] == (
        "  3 · Adopt, towards a weekly habit → Adopt, towards a proven outcome (Acme, Beta, Gamma)"
    )
    assert tried.lines()[2] == "  1 · Land, towards first value, as before (Delta)"
    assert tried.lines()[1:-2] == done.lines()[1:-1]
    assert tried.lines()[-1] == "Only tried: nothing was moved. Without --dry-run it is done."


async def test_a_move_is_no_news(accounts: Accounts) -> None:
    # method: B5, C4
    await settled_workspace(accounts)
    acme = await on_the_way_to_a_habit(accounts)
    await accounts.sweep()
    await accounts.sweep(days=1)
    accounts.library = changed(accounts.library, "laer", easier)
    await keep_versions(accounts.store, accounts.library, accounts.workspace, accounts.now)
    await accounts.sweep(days=1)
    before = await told(accounts)
    await move(accounts)
    assert await accounts.reached(acme) == {
        "first-value": (TODAY - timedelta(days=100), "test"), "habit": (None, "move"),
    }  # fmt: skip
    assert await told(accounts) == before
    facts = await accounts.facts(acme)
    assert facts is not None
    assert (facts.milestone, facts.milestone_since) == ("proven-outcome", accounts.now.date())
    moved_on = accounts.now.date()
    await accounts.sweep(days=100)  # 90 days are a guess, which has a slack of a tenth
    facts = await accounts.facts(acme)
    assert facts is not None
    assert facts.milestone_since == moved_on
    late = [cta.tell for cta in await accounts.ctas(acme, "stuck-in-milestone") if cta.state == "open"]
    assert late == ["due"], "later delays are news again"


async def test_a_milestone_that_stays_the_same_counts_on(accounts: Accounts) -> None:
    acme = await accounts.account(started_on=TODAY - timedelta(days=30))
    await accounts.sweep()
    accounts.library = changed(accounts.library, "laer", easier)
    await keep_versions(accounts.store, accounts.library, accounts.workspace, accounts.now)
    await accounts.sweep(days=10)
    await move(accounts)
    for _ in range(2):
        facts = await accounts.facts(acme)
        assert facts is not None
        assert (facts.milestone, facts.milestone_since) == ("first-value", TODAY - timedelta(days=30))
        await accounts.sweep(days=1)


@pytest.mark.one_database
async def test_another_measure_of_health_is_no_fall(accounts: Accounts) -> None:
    # method: C2
    await settled_workspace(accounts)
    acme = await accounts.account(started_on=TODAY, entry_stage="adopt")
    await accounts.kpi(acme, "nps", 60)
    for kpi in ("weekly-use", "active-seats", "logins", "feature-adoption", "open-tickets", "response-hours"):
        worst = next(one.worst for one in accounts.library.playbooks["laer"].health.kpis if one.key == kpi)
        await accounts.kpi(acme, kpi, worst)
    await accounts.sweep()
    first = await accounts.facts(acme)
    laer = accounts.library.playbooks["laer"]
    kpis = laer.health.kpis
    weights = tuple(each.model_copy(update={"weight": 1000.0}) if each.key == "nps" else each for each in kpis)
    kind = laer.model_copy(update={"health": laer.health.model_copy(update={"kpis": weights})})
    harsh = accounts.library
    accounts.library = accounts.library.model_copy(update={"playbooks": {**accounts.library.playbooks, "laer": kind}})
    await keep_versions(accounts.store, accounts.library, accounts.workspace, accounts.now)
    await move(accounts)
    better = await accounts.facts(acme)
    accounts.library = harsh
    await keep_versions(accounts.store, accounts.library, accounts.workspace, accounts.now)
    accounts.now += timedelta(days=1)
    await move(accounts)
    worse = await accounts.facts(acme)
    assert first is not None
    assert better is not None
    assert worse is not None
    assert (better.health or 0) - (worse.health or 0) > 60
    assert (worse.band, worse.band_before, worse.band_since) == (1, None, None)
    await accounts.sweep(days=1)
    assert await accounts.ctas(acme, "health-fell") == []


async def test_a_playbook_changed_back_is_on_its_old_version(accounts: Accounts) -> None:
    acme = await accounts.account()
    shipped = accounts.library
    accounts.library = changed(shipped, "laer", easier)
    await keep_versions(accounts.store, accounts.library, accounts.workspace, accounts.now)
    await move(accounts)
    accounts.library = shipped
    await keep_versions(accounts.store, accounts.library, accounts.workspace, accounts.now)
    async with accounts.store.read(accounts.workspace) as db:
        current = select(PlaybookVersion.name).where(PlaybookVersion.current.is_(True))
        assert sorted(await db.scalars(current)) == sorted(shipped.playbooks)
        assert await db.scalar(select(func.count()).where(PlaybookVersion.name == "laer")) == 2
    assert sum((await move(accounts)).counts.values()) == 1
    assert await playbook_of(accounts, acme) == ("laer", True)
    assert (await move(accounts)).lines() == ["Nobody to move: these accounts are on that playbook as it is today."]


async def test_a_customer_enters_another_playbook_where_it_already_is(accounts: Accounts) -> None:
    # method: B1, D2
    stages = {"land": "onboarding", "adopt": "adoption", "expand": "expansion"}
    several = {stage: await accounts.account(stage.title(), entry_stage=stage) for stage in stages}
    never = await accounts.account("Never", entry_stage="adopt")
    await accounts.sweep(only=list(several.values()))
    report = await move(accounts, to="saas-lifecycle")
    for stage, expected in stages.items():
        facts = await accounts.facts(several[stage])
        assert facts is not None
        assert facts.stage == expected, stage
    facts = await accounts.facts(never)
    assert facts is not None
    assert facts.stage == "adoption"
    reached = await accounts.reached(several["land"])
    assert reached == {"good-match": (None, "entry"), "paid-plan": (None, "entry")}
    assert (
        "  1 · laer: Land, towards first value → Onboarding, towards a team that has started (Land)" in report.lines()
    )


async def test_milestones_of_the_old_playbook_stay_on_record_and_count_again_after_the_way_back(
    accounts: Accounts,
) -> None:
    # method: D2
    acme = await on_the_way_to_a_habit(accounts)
    await accounts.sweep()
    before = await accounts.facts(acme)
    await move(accounts, to="subscription")
    assert "first-value" in await accounts.reached(acme)
    assert (await accounts.facts(acme)).stage == "adoption"  # type: ignore[union-attr]
    await move(accounts, to="laer")
    after = await accounts.facts(acme)
    assert before is not None
    assert after is not None
    assert (after.milestone, after.stage) == (before.milestone, before.stage)


async def test_todos_that_the_new_playbook_does_not_know_close_and_come_back_with_it(
    accounts: Accounts,
) -> None:
    # method: C4
    subscription = accounts.library.playbooks["subscription"]
    acme = await accounts.account(entry_stage="adopt", started_on=TODAY - timedelta(days=200))
    await move(accounts, to="subscription")
    for kpi in subscription.health.kpis:
        await accounts.kpi(acme, kpi.key, kpi.best)
    await accounts.event(acme, "contact", days_ago=40)
    await accounts.todo(acme, "hand", subject="hand", priority=3, title="Send the cake")
    await accounts.sweep(days=0.1)
    assert (await accounts.cta(acme, "value-note")).state == "open"
    report = await move(accounts, to="laer")
    note = await accounts.cta(acme, "value-note")
    assert (note.state, note.closed_why) == ("closed", "moved")
    assert (await accounts.cta(acme, "hand")).state == "open"
    assert report.closed == 1
    assert "1 closed because the playbook has no such rule" in report.lines()[-1]
    await move(accounts, to="subscription")
    assert (await accounts.cta(acme, "value-note")).state == "open"


async def test_only_those_named_are_moved(accounts: Accounts, book: Book) -> None:
    acme, beta = await accounts.account("Acme Labs", key="acme"), await accounts.account("Beta")
    theirs = accounts.elsewhere()
    other = await theirs.account("acme")
    await accounts.sweep()
    await move(accounts, "ACME  labs", to="subscription")
    assert [await playbook_of(accounts, one) for one in (acme, beta)] == [("subscription", True), ("laer", True)]
    assert (await playbook_of(theirs, other))[0] == "laer"
    with pytest.raises(UserError, match="No account is called 'acm'"):
        await move(accounts, "acm", to="subscription")
    with pytest.raises(UserError, match="did you mean 'subscription'"):
        await move(accounts, "acme", to="subscriptions")


async def test_a_key_as_it_is_written_wins_over_one_in_other_letters(accounts: Accounts) -> None:
    small, large = await accounts.account("Small", key="dup"), await accounts.account("Large", key="DUP")
    with pytest.raises(UserError, match="2 accounts are called 'Dup'"):
        await move(accounts, "Dup", to="subscription")
    await move(accounts, "DUP", to="subscription")
    assert [(await playbook_of(accounts, one))[0] for one in (small, large)] == ["laer", "subscription"]


async def test_accounts_that_are_lost_stay_as_they_were(accounts: Accounts) -> None:
    # method: B7
    gone = await accounts.account("Gone", status="churned", churned_on=TODAY)
    assert (await move(accounts, to="subscription")).counts == {}
    assert await playbook_of(accounts, gone) == ("laer", True)


async def test_a_lost_account_that_was_named_is_said_to_be_lost(accounts: Accounts) -> None:
    # method: B7
    for name in ("Gone", "Far"):
        await accounts.account(name, status="churned", churned_on=TODAY)
    await accounts.account("Acme")
    report = await move(accounts, "gone", to="subscription")
    assert report.lines() == ["Gone is no longer a customer; only active accounts move."]
    moved = (await move(accounts, "acme", "gone", "far", to="subscription")).lines()
    assert moved[0] == "1 account moved to subscription as it is today:"
    assert moved[-1] == "Far, Gone are no longer customers; only active accounts move."
    again = (await move(accounts, "acme", "gone", to="subscription")).lines()
    assert again[-1] == "Nobody to move: the others are on that playbook as it is today."


async def test_a_move_that_was_cut_off_goes_on_with_the_same_command(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    await settled_workspace(accounts)
    several = [await on_the_way_to_a_habit(accounts, f"a{number}") for number in range(6)]
    await accounts.sweep()
    await accounts.sweep(days=1)
    before, run, runs = await told(accounts), Mover.run, 0

    async def cut(self: Mover, bounds: dict[str, int], *, dry_run: bool) -> Any:
        nonlocal runs
        runs += 1
        if runs == 3:
            raise KeyboardInterrupt
        return await run(self, bounds, dry_run=dry_run)

    monkeypatch.setattr(Mover, "run", cut)
    with pytest.raises(KeyboardInterrupt):
        await move(accounts, to="subscription", size=2)
    monkeypatch.undo()
    names = [(await playbook_of(accounts, one))[0] for one in several]
    assert names == ["subscription"] * 4 + ["laer"] * 2
    assert sum((await move(accounts, to="subscription", size=2)).counts.values()) == 2
    assert {(await playbook_of(accounts, one))[0] for one in several} == {"subscription"}
    assert await told(accounts) == before
    async with accounts.store.read(accounts.workspace) as db:
        assert await db.scalar(select(func.count()).where(Account.settling.is_(True))) == 0


async def test_accounts_whose_playbook_is_gone_are_not_called_up_to_date(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.sweep()
    accounts.library = accounts.library.model_copy(
        update={"playbooks": {name: one for name, one in accounts.library.playbooks.items() if name != "laer"}}
    )
    (said,) = (await move(accounts)).lines()
    assert said.startswith("1 account follows laer, which is no longer among the playbooks")
    assert "--to" in said
