"""Reactions: the moment something happens, what the playbook wants done about it is ready, once."""

# method: C3, C4

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.calendar import add_working_days, next_working_day
from bot.store.tables import Account, AccountEvent, MilestoneReached, Reacted, WebhookCall
from tests.given.accounts import Accounts
from tests.given.book import TODAY, Book
from tests.given.own_reaction import CALL, LOW, PLAN, WON, known, made, react, reacted

pytestmark = pytest.mark.slow

SEATS = {"key": "seats", "on": "kpi_crossed", "kpi": {"key": "active-seats", "rises_to": 80}, "do": [{"cta": CALL}]}
ADOPT = {"key": "adopt", "on": "stage_entered", "laer": "adopt", "do": [{"cta": CALL}]}
OPENED = {"key": "opened", "on": "cta_opened", "rule": "no-review", "do": [{"cta": CALL}, {"webhook": "crm"}]}


async def test_a_low_score_opens_a_call_and_a_step_two_weeks_later_each_with_its_day(accounts: Accounts) -> None:
    # method: C3, C4, C5
    acme = await known(accounts, LOW)
    await accounts.event(acme, "survey", 0.01, key="nps 4")
    await accounts.sweep(only=[acme])
    call, later = await accounts.ctas(acme)
    today = accounts.now.date()
    assert (call.rule, call.type, call.priority, call.owner_id, call.state) == (
        "low/cta", "risk", 2, accounts.owner, "open",
    )  # fmt: skip
    assert call.due_on == add_working_days(today, 2)
    assert (later.rule, later.priority) == ("low/follow-up", 3)
    assert later.due_on == next_working_day(today + timedelta(days=14))


@pytest.mark.one_database
@pytest.mark.parametrize(("key", "count"), [("nps 6", 2), ("nps 7", 0), ("nps 10", 0), ("csat 2", 0), ("ces 1", 0)])
async def test_only_the_scores_within_the_bounds_count(accounts: Accounts, key: str, count: int) -> None:
    acme = await known(accounts, LOW)
    await accounts.event(acme, "survey", 0.01, key=key)
    await accounts.sweep()
    assert len(await made(accounts, acme)) == count


@pytest.mark.one_database
async def test_sweeping_again_reacts_to_nothing_twice(accounts: Accounts) -> None:
    acme = await known(accounts, LOW, WON)
    await accounts.event(acme, "survey", 0.01, key="nps 4")
    await accounts.finish(acme, "first-value")
    for _ in range(3):
        await accounts.sweep()
        await accounts.sweep(days=1)
    assert sorted(await made(accounts, acme)) == ["low/cta", "low/follow-up", "won/celebrate"]


async def test_a_milestone_reached_is_celebrated_the_next_working_day(accounts: Accounts) -> None:
    # method: B5, C3
    acme = await known(accounts, WON)
    await accounts.finish(acme, "first-value")
    await accounts.sweep(only=[acme])
    cta = await accounts.cta(acme, "won/celebrate")
    assert (cta.occurrence, cta.due_on, cta.tell) == ("first-value", add_working_days(accounts.now.date(), 1), "")


async def test_only_the_milestone_that_is_named_counts(accounts: Accounts) -> None:
    acme = await known(accounts, {**WON, "milestone": "habit"})
    await accounts.finish(acme, "first-value")
    await accounts.sweep()
    assert await made(accounts, acme) == []


async def test_before_the_baseline_and_at_the_first_assessment_nothing_reacts(accounts: Accounts) -> None:
    react(accounts, LOW, WON, SEATS, ADOPT, OPENED)
    old = await accounts.account("Old")
    await history(accounts, old)
    await accounts.sweep()
    new = await accounts.account("New")
    await history(accounts, new)
    await accounts.sweep(days=1)
    await accounts.sweep(days=1)
    assert await made(accounts, old) == []
    assert await made(accounts, new) == []
    assert await reacted(accounts) == []


async def test_what_an_account_answered_before_we_knew_it_is_history(accounts: Accounts) -> None:
    await known(accounts, LOW)
    new = await accounts.account("New")
    await accounts.event(new, "survey", 0.5, key="nps 2")  # after the baseline, before its own first assessment
    await accounts.sweep()
    await accounts.sweep(days=0.1)
    assert await made(accounts, new) == []


async def test_what_came_in_while_the_workspace_was_set_up_is_history(accounts: Accounts) -> None:
    react(accounts, LOW)
    acme = await accounts.account()
    await accounts.sweep(only=[acme])  # as after an import, before the first full sweep
    await accounts.event(acme, "survey", -0.02, key="nps 2")
    await accounts.sweep(days=0.1)
    await accounts.sweep(days=0.1)
    assert await made(accounts, acme) == []


async def history(accounts: Accounts, account: int) -> None:
    """What would call for every reaction, had it happened while we knew the account."""
    await accounts.finish(account, "first-value")
    await accounts.event(account, "survey", 0.5, key="nps 2")
    await accounts.add_kpis(account, "active-seats", (20, 50.0), (0, 90.0))
    await accounts.event(account, "review", 95)


async def test_importing_history_reacts_to_nothing_that_is_more_than_a_few_days_old(accounts: Accounts) -> None:
    acme = await known(accounts, LOW, WON, ADOPT)
    await accounts.event(acme, "survey", 40, key="nps 1")
    await accounts.event(acme, "stage_entered", 30, key="adopt")
    await accounts.add(
        MilestoneReached(
            account_id=acme, period=1, milestone="first-value", via="import", reached_on=TODAY - timedelta(days=30)
        )
    )
    await accounts.sweep()
    await accounts.sweep(days=1)
    assert await reacted(accounts) == []


async def test_what_was_imported_of_yesterday_still_counts(accounts: Accounts) -> None:
    acme = await known(accounts, LOW, WON)
    await accounts.sweep(days=3)
    await accounts.event(acme, "survey", 1, key="nps 1")
    await accounts.add(
        MilestoneReached(
            account_id=acme,
            period=1,
            milestone="first-value",
            via="import",
            reached_on=accounts.now.date() - timedelta(days=1),
        )
    )
    await accounts.sweep()
    assert sorted(await made(accounts, acme)) == ["low/cta", "low/follow-up", "won/celebrate"]


async def test_two_low_scores_in_one_answer_are_one_call(accounts: Accounts) -> None:
    acme = await known(accounts, {**LOW, "survey": [{"kind": "nps", "at_most": 6}, {"kind": "csat", "at_most": 2}]})
    await accounts.event(acme, "survey", 0.01, key="nps 4")
    await accounts.event(acme, "survey", 0.01, key="csat 1")
    await accounts.sweep()
    assert await made(accounts, acme) == ["low/cta", "low/follow-up"]


async def test_a_stage_is_entered_forwards_and_once(accounts: Accounts) -> None:
    acme = await known(accounts, ADOPT)
    assert await made(accounts, acme) == []
    await accounts.finish(acme, "first-value")
    await accounts.sweep()
    assert [(cta.rule, cta.occurrence) for cta in await accounts.ctas(acme) if "/" in cta.rule] == [
        ("adopt/cta", "adopt")
    ]


async def test_back_in_an_earlier_stage_after_the_renewal_it_is_not_entered_again(accounts: Accounts) -> None:
    acme = await known(accounts, ADOPT, {**ADOPT, "key": "renew", "laer": "renew"})
    await accounts.finish(acme, "first-value")
    await accounts.contract(acme, ends_on=accounts.now.date() + timedelta(days=30))
    await accounts.sweep()
    assert await made(accounts, acme) == ["renew/cta"]  # the date was nearer than the milestone
    await accounts.renew(acme, days=365)
    await accounts.sweep(days=1)
    assert await made(accounts, acme) == ["renew/cta"]


async def test_the_renewal_stage_is_entered_anew_with_each_term(accounts: Accounts) -> None:
    acme = await known(accounts, {**ADOPT, "key": "renew", "laer": None, "stage": "renew"})
    await accounts.contract(acme, ends_on=accounts.now.date() + timedelta(days=30))
    await accounts.sweep()
    await accounts.renew(acme, days=365)
    await accounts.sweep(days=1)
    await accounts.sweep(days=300)
    assert await made(accounts, acme) == ["renew/cta", "renew/cta"]


async def test_a_figure_that_crosses_its_bound_counts_once_a_quarter(accounts: Accounts) -> None:
    acme = await known(accounts, SEATS)
    await accounts.add_kpis(acme, "active-seats", (20, 60.0), (10, 79.0), (0, 85.0))
    await accounts.sweep(days=0.1)
    await accounts.sweep(days=10)
    await accounts.add_kpis(acme, "active-seats", (8, 70.0), (0, 90.0))
    await accounts.sweep(days=0.1)
    assert await made(accounts, acme) == ["seats/cta"]
    async with accounts.store.read(accounts.workspace) as db:
        (one,) = await db.scalars(select(Reacted))
    assert (one.about, one.value, one.was) == ("active-seats", 85.0, 79.0)


async def test_a_first_figure_and_one_that_stood_there_before_have_crossed_nothing(accounts: Accounts) -> None:
    acme = await known(accounts, SEATS)
    globex = await accounts.account("Globex")
    await accounts.sweep(days=1)
    await accounts.add_kpis(acme, "active-seats", (0, 95.0))
    await accounts.add_kpis(globex, "active-seats", (20, 81.0), (0, 95.0))
    await accounts.sweep(days=0.1)
    assert await reacted(accounts) == []


async def test_a_figure_can_fall_to_its_bound(accounts: Accounts) -> None:
    acme = await known(accounts, {**SEATS, "kpi": {"key": "active-seats", "falls_to": 30}})
    await accounts.add_kpis(acme, "active-seats", (20, 60.0), (0, 30.0))
    await accounts.sweep(days=0.1)
    assert await made(accounts, acme) == ["seats/cta"]


async def test_a_to_do_that_opens_calls_another_system_with_what_stands_there(accounts: Accounts) -> None:
    acme = await known(accounts, OPENED)
    await accounts.event(acme, "review", 95)
    await accounts.sweep()
    await accounts.sweep(days=1)
    assert await made(accounts, acme) == ["opened/cta"]
    async with accounts.store.read(accounts.workspace) as db:
        (call,) = await db.scalars(select(WebhookCall))
    assert (call.target, call.event, call.about, call.account_key, call.stage, call.milestone, call.state) == (
        "crm", "cta_opened", "no-review", "acme", "land", "first-value", "pending",
    )  # fmt: skip
    assert len(call.delivery_id) == 32


async def test_a_condition_must_hold_at_that_moment(accounts: Accounts) -> None:
    acme = await known(accounts, {**LOW, "when": {"tier": {"is": "enterprise"}}})
    await accounts.event(acme, "survey", 0.01, key="nps 4")
    await accounts.sweep()
    assert await made(accounts, acme) == []
    await accounts.set(Account, acme, tier="enterprise")
    await accounts.sweep()
    assert await made(accounts, acme) == ["low/cta", "low/follow-up"]


async def test_an_alert_is_told_only_where_the_playbook_wants_one(accounts: Accounts) -> None:
    acme = await known(accounts, {**LOW, "do": [{"cta": {**PLAN, "alert": True}}]})
    await accounts.event(acme, "survey", 0.01, key="nps 4")
    await accounts.sweep()
    assert [cta.tell for cta in await accounts.ctas(acme)] == ["due", ""]


async def test_who_wrote_the_answer_down_has_read_it_and_gets_no_alert(accounts: Accounts, book: Book) -> None:
    acme = await known(accounts, {**LOW, "do": [{"cta": {**PLAN, "alert": True}}]})
    globex = await accounts.account("Globex")
    await accounts.sweep(days=1)
    await accounts.sweep(days=1)
    for account, by in ((acme, accounts.owner), (globex, book.teammate)):
        await accounts.event(account, "survey", 0.01, key="nps 4")
        await accounts.set(AccountEvent, account, by_id=by)
    await accounts.sweep()
    assert [(await accounts.cta(account, "low/cta")).tell for account in (acme, globex)] == ["", "due"]


HOW_TO = {"headline": "in adopt", "todo": "Send it", "of": "material"}


def without_material(accounts: Accounts, milestone: str) -> None:
    """The playbook laer with nothing to send for that milestone."""
    laer = accounts.library.playbooks["laer"]
    stages = []
    for stage in laer.stages:
        bare = (one.model_copy(update={"materials": ()} if one.key == milestone else {}) for one in stage.milestones)
        stages.append(stage.model_copy(update={"milestones": tuple(bare)}))
    books = {**accounts.library.playbooks, "laer": laer.model_copy(update={"stages": tuple(stages)})}
    accounts.library = accounts.library.model_copy(update={"playbooks": books})


async def test_material_is_prepared_only_where_the_next_milestone_has_some(accounts: Accounts) -> None:
    # method: C3, D9
    without_material(accounts, "proven-outcome")
    acme = await known(accounts, {**ADOPT, "do": [{"draft": HOW_TO}]})
    globex = await accounts.account("Globex")
    await accounts.sweep(days=1)
    await accounts.finish(acme, "first-value")
    await accounts.finish(globex, "first-value")
    await accounts.finish(globex, "habit")
    await accounts.sweep(days=1)
    assert await made(accounts, acme) == ["adopt/draft"]
    assert await made(accounts, globex) == []  # its next milestone has nothing to send


async def test_a_lost_account_reacts_to_nothing_and_its_to_dos_close(accounts: Accounts) -> None:
    acme = await known(accounts, LOW)
    await accounts.event(acme, "survey", 0.01, key="nps 4")
    await accounts.sweep()
    await accounts.set(Account, acme, status="churned")
    await accounts.event(acme, "survey", -0.5, key="nps 0")
    await accounts.sweep(days=1)
    assert {cta.closed_why for cta in await accounts.ctas(acme)} == {"churned"}
    assert len(await reacted(accounts)) == 1


async def test_no_reaction_costs_no_statement(accounts: Accounts) -> None:
    acme = await known(accounts)
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    event.listen(accounts.store.engine.sync_engine, "before_cursor_execute", note)
    try:
        await accounts.sweep(only=[acme])
        bare = len(seen)
        react(accounts, LOW)
        await accounts.sweep(only=[acme])
    finally:
        event.remove(accounts.store.engine.sync_engine, "before_cursor_execute", note)
    assert not any("reactions" in statement for statement in seen[:bare])
    assert len(seen) - bare == bare + 2  # a look at what was taken back, one at what is new, and nothing more


async def test_another_workspace_sees_and_gets_nothing(accounts: Accounts, book: Book) -> None:
    acme = await known(accounts, LOW)
    stranger = accounts.elsewhere()
    theirs = await stranger.account("theirs")
    await stranger.sweep()
    await accounts.event(acme, "survey", 0.01, key="nps 4")
    await stranger.sweep(days=1)
    assert await stranger.ctas(theirs) == []
    await accounts.sweep()
    assert len(await made(accounts, acme)) == 2
    assert await reacted(stranger) == []
