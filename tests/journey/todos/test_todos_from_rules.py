"""A CTA's life: rules open it, close it, wake it, and tell people once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.calendar import add_working_days
from bot.store.session import Store
from bot.store.tables import Cta
from bot.usecases.account.renewal import my_call
from tests.given.accounts import Accounts
from tests.given.book import TODAY, Book


async def change(accounts: Accounts, cta: Cta, **values: object) -> None:
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(update(Cta).where(Cta.id == cta.id).values(**values))


async def stuck(accounts: Accounts, key: str = "acme") -> int:
    return await accounts.account(key, started_on=TODAY - timedelta(days=57))


async def test_an_account_past_the_usual_days_opens_a_risk_with_owner_priority_and_due_date(accounts: Accounts) -> None:
    # method: C4, D7
    acme = await stuck(accounts)
    await accounts.sweep()
    cta = await accounts.cta(acme, "stuck-in-milestone")
    assert (cta.type, cta.priority, cta.owner_id, cta.state) == ("risk", 2, accounts.owner, "open")
    assert cta.due_on == add_working_days(TODAY, 5)
    assert cta.occurrence == "first-value"


@pytest.mark.parametrize(("days", "due"), [(3, 1), (5, 2), (9, 3), (13, 6), (14, 7), (0, 0), (60, 7), (-1, 7)])
async def test_half_of_the_time_to_what_ends_at_its_account_is_left(accounts: Accounts, days: int, due: int) -> None:
    acme = await stuck(accounts)
    await accounts.contract(acme, ends_on=TODAY + timedelta(days=days), notice_on=None)
    await accounts.sweep()
    cta = await accounts.cta(acme, "stuck-in-milestone")
    assert cta.due_on == TODAY + timedelta(days=due)  # a Tuesday; Saturday's half is Friday's


async def test_the_first_sweep_is_calm_and_what_comes_later_is_to_be_told(accounts: Accounts) -> None:
    acme = await stuck(accounts)
    late = await accounts.account("Late", started_on=TODAY - timedelta(days=49))
    await accounts.sweep()
    assert (await accounts.cta(acme, "stuck-in-milestone")).tell == ""
    await accounts.sweep(days=1)
    assert (await accounts.cta(late, "stuck-in-milestone")).tell == "due"


async def test_an_account_imported_later_has_a_calm_first_day_too(accounts: Accounts) -> None:
    await stuck(accounts)
    await accounts.sweep()
    newcomer = await stuck(accounts, "newcomer")
    await accounts.sweep(days=1)
    assert (await accounts.cta(newcomer, "stuck-in-milestone")).tell == ""


async def test_sweeping_again_opens_nothing_twice(accounts: Accounts) -> None:
    acme = await stuck(accounts)
    for _ in range(3):
        await accounts.sweep(days=1)
    assert len(await accounts.ctas(acme, "stuck-in-milestone")) == 1


async def test_reaching_the_milestone_closes_it(accounts: Accounts) -> None:
    acme = await stuck(accounts)
    await accounts.sweep()
    await accounts.finish(acme, "first-value")
    await accounts.sweep(days=1)
    cta = await accounts.cta(acme, "stuck-in-milestone")
    assert (cta.state, cta.closed_why) == ("closed", "itself")


async def test_closed_by_itself_and_true_again_the_same_one_reopens_without_a_new_alert(accounts: Accounts) -> None:
    # method: D7
    acme = await accounts.account()
    await accounts.event(acme, "review", days_ago=100)
    await accounts.sweep()
    first = await accounts.cta(acme, "no-review")
    await accounts.set(Cta, acme, state="closed", closed_why="itself", tell="told")
    await accounts.sweep(days=1)
    again = await accounts.cta(acme, "no-review")
    assert (again.id, again.state, again.tell) == (first.id, "open", "told")


async def test_not_a_problem_stays_closed_for_this_occurrence(accounts: Accounts) -> None:
    acme = await stuck(accounts)
    await accounts.sweep()
    await change(accounts, await accounts.cta(acme, "stuck-in-milestone"), state="closed", closed_why="not a problem")
    await accounts.sweep(days=3)
    assert (await accounts.cta(acme, "stuck-in-milestone")).state == "closed"


async def test_what_sleeps_wakes_on_its_day_and_what_was_snoozed_too(accounts: Accounts) -> None:
    acme = await stuck(accounts)
    await accounts.sweep()
    cta = await accounts.cta(acme, "stuck-in-milestone")
    await change(accounts, cta, state="asleep", wake_on=TODAY + timedelta(days=7), note="called the COO")
    await accounts.sweep(days=6)
    assert (await accounts.cta(acme, "stuck-in-milestone")).state == "asleep"
    await accounts.sweep(days=1)
    back = await accounts.cta(acme, "stuck-in-milestone")
    assert (back.state, back.note, back.due_on) == ("open", "called the COO", accounts.now.date())


async def test_while_it_sleeps_a_cleared_reason_closes_it(accounts: Accounts) -> None:
    acme = await stuck(accounts)
    await accounts.sweep()
    cta = await accounts.cta(acme, "stuck-in-milestone")
    await change(accounts, cta, state="asleep", wake_on=TODAY + timedelta(days=7))
    await accounts.finish(acme, "first-value")
    await accounts.sweep(days=1)
    assert (await accounts.cta(acme, "stuck-in-milestone")).state == "closed"


async def test_unknown_neither_opens_nor_closes(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.event(acme, "review", days_ago=100)
    await accounts.sweep()
    assert [cta.rule for cta in await accounts.ctas(acme)] == ["no-review"]
    unknown = await accounts.account("Unknown")
    await accounts.sweep()
    assert await accounts.ctas(unknown) == []


async def test_no_review_counts_from_the_start_where_none_is_known(accounts: Accounts) -> None:
    # method: C4, D7
    acme = await accounts.account(entry_stage="adopt", started_on=TODAY - timedelta(days=91))
    await accounts.sweep()
    assert "no-review" in [cta.rule for cta in await accounts.ctas(acme)]
    await accounts.event(acme, "review", days_ago=0)
    await accounts.sweep()
    assert (await accounts.cta(acme, "no-review")).state == "closed"


@pytest.mark.one_database
async def test_one_renewal_is_one_cta_whose_priority_rises(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.contract(acme, ends_on=TODAY + timedelta(days=121))
    await accounts.sweep()
    assert await accounts.ctas(acme) == []
    seen = []
    for days in (1, 30, 30, 30):
        await accounts.sweep(days=days)
        cta = await accounts.cta(acme, "renewal")
        seen.append((cta.level, cta.priority, cta.tell))
    assert [(level, priority) for level, priority, _ in seen] == [(120, 4), (90, 3), (60, 2), (30, 1)]
    assert [tell for _, _, tell in seen] == ["", "due", "due", "due"]


@pytest.mark.parametrize(
    ("touched", "called", "told"),
    [
        ({}, {}, "due"),
        ({}, {"call": "probable"}, "due"),
        ({}, {"call": "commit"}, "told"),
        ({"tried_on": TODAY}, {}, "told"),
        ({"state": "asleep", "wake_on": TODAY + timedelta(days=60)}, {}, "told"),
        ({"state": "snoozed", "wake_on": TODAY + timedelta(days=60)}, {}, "told"),
    ],
)
@pytest.mark.slow
async def test_a_week_before_the_deadline_an_untouched_renewal_speaks_up_once_more(
    accounts: Accounts, touched: dict[str, Any], called: dict[str, Any], told: str
) -> None:
    # method: A2
    acme = await accounts.account()
    await accounts.contract(acme, ends_on=TODAY + timedelta(days=28), **called)
    await accounts.sweep()
    await accounts.set(Cta, acme, tell="told", **touched)
    await accounts.sweep(days=20)
    assert (await accounts.cta(acme, "renewal")).tell == "told"
    await accounts.sweep(days=1)
    cta = await accounts.cta(acme, "renewal")
    assert (cta.level, cta.priority, cta.tell) == (7, 1, told)
    await accounts.set(Cta, acme, tell="told")
    await accounts.sweep(days=1)
    assert (await accounts.cta(acme, "renewal")).tell == "told"


async def test_a_forecast_lets_the_renewal_rest_until_it_is_asked_again_or_comes_a_loud_step_nearer(
    accounts: Accounts,
) -> None:
    # method: A2, C4
    acme = await accounts.account()
    await accounts.contract(acme, ends_on=TODAY + timedelta(days=89))
    await accounts.sweep()
    await my_call(accounts.write(now=accounts.now), acme, "commit")  # until the last week
    cta = await accounts.cta(acme, "renewal")
    assert (cta.state, cta.wake_on, cta.closed_why) == ("snoozed", TODAY + timedelta(days=83), "forecast")  # a Monday
    await accounts.sweep(days=30)  # 59 days before: a step of which nobody is told
    assert (await accounts.cta(acme, "renewal")).state == "snoozed"
    await accounts.sweep(days=29)  # 30 days before
    cta = await accounts.cta(acme, "renewal")
    assert (cta.state, cta.wake_on, cta.closed_why, cta.tell) == ("open", None, None, "due")
    await my_call(accounts.write(now=accounts.now, once="again"), acme, "at risk")  # five working days
    assert (await accounts.cta(acme, "renewal")).state == "snoozed"
    await accounts.sweep(days=8)
    cta = await accounts.cta(acme, "renewal")
    assert (cta.state, cta.closed_why) == ("open", None)


async def test_another_contracts_commit_does_not_quiet_this_one(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.contract(acme, ends_on=TODAY + timedelta(days=28))
    await accounts.contract(acme, "Extra", ends_on=TODAY + timedelta(days=200), call="commit")
    await accounts.sweep()
    await accounts.set(Cta, acme, tell="told")
    await accounts.sweep(days=21)
    assert (await accounts.cta(acme, "renewal")).tell == "due"


async def test_a_renewal_counts_to_the_notice_date_where_there_is_one(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.contract(acme, ends_on=TODAY + timedelta(days=200), notice_on=TODAY + timedelta(days=28))
    await accounts.sweep()
    assert (await accounts.cta(acme, "renewal")).level == 30


async def test_past_the_end_without_an_outcome_the_renewal_stops_and_the_outcome_is_asked_for(
    accounts: Accounts,
) -> None:
    acme = await accounts.account()
    await accounts.contract(acme, ends_on=TODAY + timedelta(days=3))
    await accounts.sweep()
    await accounts.sweep(days=5)
    assert (await accounts.cta(acme, "renewal")).state == "closed"
    assert (await accounts.cta(acme, "outcome-missing")).state == "open"


@pytest.mark.parametrize("renews", [True, False, None])
async def test_a_contract_that_renews_by_itself_is_not_asked_for_its_outcome(
    accounts: Accounts, renews: bool | None
) -> None:
    acme = await accounts.account()
    await accounts.contract(acme, ends_on=TODAY + timedelta(days=3), auto_renew=renews)
    await accounts.sweep()
    await accounts.sweep(days=5)
    asked = await accounts.ctas(acme, "outcome-missing")
    assert [cta.state for cta in asked] == ([] if renews else ["open"])
    facts = await accounts.facts(acme)
    assert facts.outcome_missing_since == (None if renews else TODAY + timedelta(days=3))


@pytest.mark.parametrize(("days_old", "opens"), [(13, True), (15, False)])
async def test_a_kpi_that_grew_too_old_neither_opens_nor_closes(accounts: Accounts, days_old: int, opens: bool) -> None:
    laer = accounts.library.playbooks["laer"]
    when = {"kpi": {"weekly-users": {"below": 5, "fresh_days": 14}}}
    rule = laer.rules[0].model_copy(update={"key": "few-users", "when": when, "clears_when": None, "once_per": "ever"})
    books = {"laer": laer.model_copy(update={"rules": (rule,)})}
    accounts.library = accounts.library.model_copy(update={"playbooks": books})
    acme = await accounts.account()
    await accounts.kpi(acme, "weekly-users", 3, days_ago=days_old)
    await accounts.sweep()
    assert [cta.state for cta in await accounts.ctas(acme, "few-users")] == (["open"] if opens else [])
    await accounts.sweep(days=20)  # unknown by now: it doesn't close what is open
    assert [cta.state for cta in await accounts.ctas(acme, "few-users")] == (["open"] if opens else [])
    await accounts.kpi(acme, "weekly-users", 9)
    await accounts.sweep(days=1)
    assert [cta.state for cta in await accounts.ctas(acme, "few-users")] == (["closed"] if opens else [])


async def test_health_that_falls_by_fifteen_points_in_a_week_is_told_once(accounts: Accounts) -> None:
    # method: C2
    acme = await accounts.account()
    kpis = accounts.library.playbooks["laer"].health.kpis
    for kpi in kpis:
        await accounts.kpi(acme, kpi.key, kpi.worst + 0.95 * (kpi.best - kpi.worst))
    await accounts.sweep()
    assert await accounts.ctas(acme) == []
    for kpi in kpis:
        await accounts.kpi(acme, kpi.key, kpi.worst + 0.79 * (kpi.best - kpi.worst), days_ago=-3)
    await accounts.sweep(days=3)
    cta = await accounts.cta(acme, "health-fell")
    assert (cta.state, cta.tell) == ("open", "due")
    await change(accounts, cta, state="closed", closed_why="not a problem")
    await accounts.sweep(days=1)
    assert len(await accounts.ctas(acme, "health-fell")) == 1


async def test_what_is_missing_makes_one_to_do_for_each_csm_and_never_a_risk(accounts: Accounts) -> None:
    for key in ("acme", "globex", "initech"):
        account = await accounts.account(key)
        await accounts.person(account, role="decision maker")
    await accounts.sweep()
    (cta,) = await accounts.ctas()
    assert (cta.type, cta.account_id, cta.owner_id, cta.tell) == ("data", None, accounts.owner, "")
    async with accounts.store.write(accounts.workspace) as db:
        from bot.store.tables import Stakeholder

        await db.execute(update(Stakeholder).values(persona="ceo"))
    await accounts.sweep(days=1)
    assert [cta.state for cta in await accounts.ctas()] == ["closed"]


async def test_a_lost_account_closes_what_was_open(accounts: Accounts) -> None:
    from bot.store.tables import Account

    acme = await stuck(accounts)
    await accounts.sweep()
    await accounts.set(Account, acme, status="churned")
    await accounts.sweep(days=1)
    assert {cta.closed_why for cta in await accounts.ctas(acme)} == {"churned"}


async def test_a_new_csm_inherits_but_for_what_a_person_handed_over(accounts: Accounts, book: Book) -> None:
    from bot.store.tables import Account

    acme, globex = await stuck(accounts), await stuck(accounts, "globex")
    await accounts.sweep()
    await accounts.set(Cta, globex, handed_over=True)
    for account in (acme, globex):
        await accounts.set(Account, account, csm_id=book.teammate)
    await accounts.sweep(only=[acme, globex])
    assert (await accounts.cta(acme, "stuck-in-milestone")).owner_id == book.teammate
    assert (await accounts.cta(globex, "stuck-in-milestone")).owner_id == book.owner


async def test_only_the_accounts_that_changed_are_assessed_after_a_change(accounts: Accounts) -> None:
    acme, globex = await stuck(accounts), await stuck(accounts, "globex")
    await accounts.sweep(only=[acme])
    assert await accounts.ctas(acme)
    assert await accounts.ctas(globex) == []


async def test_expansion_opens_where_health_is_high_in_adopt_or_expand_only(accounts: Accounts, store: Store) -> None:
    # method: C2, C4
    early, ready = await accounts.account("Early"), await accounts.account("Ready", entry_stage="expand")
    for account in (early, ready):
        for kpi in accounts.library.playbooks["laer"].health.kpis:
            await accounts.kpi(account, kpi.key, kpi.best)
    await accounts.sweep()
    assert [cta.type for cta in await accounts.ctas(ready)] == ["opportunity"]
    assert await accounts.ctas(early) == []
