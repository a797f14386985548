"""The morning assessment: milestones by a strict test, stages, facts, history."""

import re
from datetime import date, timedelta

from sqlalchemy import event, func, select

from bot.journey.sweep.assess import assess
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.tables import Account, AccountFacts, AccountFactsHistory, Base
from tests.given.accounts import Accounts
from tests.given.book import NOW, TODAY, Book


async def test_a_milestone_is_reached_when_its_tasks_are_done_and_its_kpis_have_their_minimum(
    accounts: Accounts,
) -> None:
    # method: D3, D5
    acme = await accounts.account(started_on=TODAY - timedelta(days=20))
    await accounts.finish(acme, "first-value")
    done = await accounts.sweep()
    assert done.reached == 1
    assert await accounts.reached(acme) == {"first-value": (TODAY, "test")}
    facts = await accounts.facts(acme)
    assert facts is not None
    assert (facts.milestone, facts.milestone_since, facts.stage) == ("habit", TODAY, "adopt")


async def test_a_milestone_reached_out_of_turn_leaves_the_clock_of_the_one_before_alone(accounts: Accounts) -> None:
    # method: D2
    acme = await accounts.account(started_on=TODAY - timedelta(days=90))
    new = await accounts.account("New", started_on=TODAY - timedelta(days=40))
    await accounts.reach(acme, "first-value", TODAY - timedelta(days=50))
    for account in (acme, new):
        await accounts.reach(account, "proven-outcome", TODAY - timedelta(days=5))
    await accounts.sweep()
    on = [(await accounts.facts(account), days) for account, days in ((acme, 50), (new, 40))]
    assert [facts and facts.milestone for facts, _ in on] == ["habit", "first-value"]
    assert [facts and facts.milestone_since for facts, _ in on] == [TODAY - timedelta(days=days) for _, days in on]


async def test_one_missing_task_or_a_kpi_that_is_too_low_or_too_old_is_not_enough(accounts: Accounts) -> None:
    # method: D3
    short, low, old = [await accounts.account(key) for key in ("short", "low", "old")]
    milestone = accounts.library.playbooks["laer"].milestones()[0]
    for account in (short, low, old):
        await accounts.finish(account, milestone.key)
    asked = milestone.kpis[0]
    await accounts.kpi(low, asked.kpi, asked.at_least - 0.5, days_ago=-0.01)
    await accounts.sweep(days=-0.01, only=[])
    async with accounts.store.write(accounts.workspace) as db:
        from sqlalchemy import delete, update

        from bot.store.tables import KpiLatest, TaskDone

        await db.execute(delete(TaskDone).where(TaskDone.account_id == short, TaskDone.task == "goal-agreed"))
        stale = NOW - timedelta(days=asked.fresh_days + 1)
        await db.execute(update(KpiLatest).where(KpiLatest.account_id == old).values(observed_at=stale))
    await accounts.sweep()
    for account in (short, low, old):
        assert await accounts.reached(account) == {}


async def test_an_account_enters_where_it_is_and_earlier_milestones_count_as_passed_undated(accounts: Accounts) -> None:
    # method: D2
    acme = await accounts.account(entry_stage="expand", started_on=TODAY - timedelta(days=300))
    await accounts.sweep()
    assert set(await accounts.reached(acme)) == {"first-value", "habit", "proven-outcome"}
    assert set((await accounts.reached(acme)).values()) == {(None, "entry")}
    facts = await accounts.facts(acme)
    assert facts is not None
    assert (facts.stage, facts.milestone, facts.milestone_since) == ("expand", "shared-success", None)


async def test_without_dates_nothing_counts_as_late(accounts: Accounts) -> None:
    acme = await accounts.account(entry_stage="adopt")
    await accounts.sweep()
    facts = await accounts.facts(acme)
    assert facts is not None
    assert facts.milestone_due_on is None
    assert await accounts.ctas(acme) == []


async def test_ninety_days_before_notice_the_account_is_in_renew_whatever_its_milestone(accounts: Accounts) -> None:
    # method: A2
    acme = await accounts.account(started_on=TODAY - timedelta(days=30))
    await accounts.contract(acme, ends_on=TODAY + timedelta(days=150), notice_on=TODAY + timedelta(days=91))
    await accounts.sweep()
    before = await accounts.facts(acme)
    await accounts.sweep(days=1)
    after = await accounts.facts(acme)
    assert before is not None
    assert after is not None
    assert (before.stage, after.stage, after.milestone) == ("land", "renew", "first-value")
    assert after.stage_since == TODAY + timedelta(days=1)


async def test_health_weighs_the_fresh_kpis_and_stays_unknown_below_half_of_the_weights(accounts: Accounts) -> None:
    # method: C2
    acme, thin = await accounts.account("Acme"), await accounts.account("Thin")
    for kpi in accounts.library.playbooks["laer"].health.kpis:
        await accounts.kpi(acme, kpi.key, (kpi.worst + kpi.best) / 2)
    await accounts.kpi(thin, "weekly-use", 70)
    await accounts.sweep()
    full, sparse = await accounts.facts(acme), await accounts.facts(thin)
    assert full is not None
    assert sparse is not None
    assert (full.health, full.health_known, full.band) == (50, 1.0, 2)
    assert sparse.health is None
    assert sparse.health_known == 0.25


async def test_a_fresh_kpi_that_grows_old_makes_health_unknown_instead_of_low(accounts: Accounts) -> None:
    # method: C2
    acme = await accounts.account()
    for kpi in accounts.library.playbooks["laer"].health.kpis:
        await accounts.kpi(acme, kpi.key, kpi.best)
    await accounts.sweep()
    await accounts.sweep(days=200)
    facts = await accounts.facts(acme)
    assert facts is not None
    assert facts.health is None
    assert facts.kpis_stale == 7


async def test_facts_are_written_only_when_something_changed_and_the_old_ones_are_kept(accounts: Accounts) -> None:
    acme = await accounts.account(started_on=TODAY)
    assert (await accounts.sweep()).changed == 1
    assert (await accounts.sweep(days=1)).changed == 0
    await accounts.event(acme, "review", days_ago=0)
    assert (await accounts.sweep(days=1)).changed == 1
    async with accounts.store.read(accounts.workspace) as db:
        old = (await db.scalars(select(AccountFactsHistory))).one()
    assert (old.last_review_on, old.valid_from, old.valid_to) == (None, NOW, accounts.now)


async def test_the_contract_that_ends_first_gives_the_deadline_and_a_past_notice_gives_way_to_the_end(
    accounts: Accounts,
) -> None:
    acme = await accounts.account()
    await accounts.contract(acme, "A", ends_on=TODAY + timedelta(days=40), notice_on=TODAY - timedelta(days=5))
    await accounts.contract(acme, "B", ends_on=TODAY + timedelta(days=300), notice_on=TODAY + timedelta(days=60))
    await accounts.sweep()
    facts = await accounts.facts(acme)
    assert facts is not None
    assert facts.deadline_on == TODAY + timedelta(days=40)
    assert facts.next_notice_on == TODAY + timedelta(days=60)


async def test_a_contract_that_ended_without_a_word_is_asked_for(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.contract(acme, ends_on=TODAY - timedelta(days=2))
    await accounts.sweep()
    facts = await accounts.facts(acme)
    assert facts is not None
    assert facts.outcome_missing_since == TODAY - timedelta(days=2)
    assert [cta.rule for cta in await accounts.ctas(acme)] == ["outcome-missing"]


async def test_an_imported_stage_entry_dates_the_stage_and_passes_what_came_before(accounts: Accounts) -> None:
    # method: D2
    acme = await accounts.account(started_on=date(2025, 1, 7))
    await accounts.event(acme, "stage_entered", days_ago=30, key="adopt")
    await accounts.sweep()
    facts = await accounts.facts(acme)
    assert facts is not None
    assert (facts.stage, facts.stage_since) == ("adopt", TODAY - timedelta(days=30))
    assert facts.milestone_since == TODAY - timedelta(days=30)
    assert await accounts.reached(acme) == {"first-value": (None, "entry")}


async def test_a_lost_account_is_no_longer_assessed(accounts: Accounts) -> None:
    acme = await accounts.account(status="churned")
    await accounts.sweep()
    assert await accounts.facts(acme) is None


async def test_many_ranges_give_the_same_as_one(accounts: Accounts, monkeypatch: object) -> None:
    from bot.journey.accounts import scope

    several = [await accounts.account(f"a{n}", started_on=TODAY) for n in range(7)]
    monkeypatch.setattr(scope, "RANGE", 3)  # type: ignore[attr-defined]
    assert (await accounts.sweep()).changed == len(several)


async def test_no_statement_has_to_be_planned_anew_for_what_is_bound(accounts: Accounts) -> None:
    """SQLite does so where a bound value is compared with a column that a partial index asks about, or with LIKE."""
    asked = [
        rf"{table.name}\w*\.{column}"
        for table in Base.metadata.tables.values()
        for index in table.indexes
        for column in re.findall(r"(\w+) (?:=|IN\b)", str(index.dialect_options["sqlite"]["where"]))
    ]
    assert r"accounts\w*\.status" in asked
    anew = re.compile(rf"(\b({'|'.join(asked)}) (=|IN) \(?|\bLIKE )(\?|\$\d)")
    said: list[str] = []
    event.listen(accounts.store.engine.sync_engine, "before_cursor_execute", lambda _c, _x, sql, *_: said.append(sql))
    acme = await accounts.account(started_on=TODAY - timedelta(days=20))
    for day, only in ((0, None), (1, None), (2, [acme])):
        await assess(accounts.store, accounts.library, accounts.workspace, NOW + timedelta(days=day), only)
    assert any("INSERT INTO reactions" in sql for sql in said)
    assert [sql for sql in said if anew.search(sql)] == []


async def test_the_strangers_workspace_is_left_alone(store: Store, book: Book, library: Library) -> None:
    ours = Accounts(store, library, book)
    theirs = Accounts(store, library, book).elsewhere()
    await ours.account("acme", started_on=TODAY)
    other = await theirs.account("acme", started_on=TODAY)
    await ours.sweep()
    assert await theirs.facts(other) is None
    async with store.read(book.other_workspace) as db:
        assert await db.scalar(select(func.count()).select_from(AccountFacts)) == 0
        assert await db.scalar(select(func.count()).select_from(Account)) == 1
