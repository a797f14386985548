"""What is taken back takes along what it led to."""

import pytest
from sqlalchemy import delete, select, update

from bot.store.tables import AccountEvent, Cta, MilestoneReached, WebhookCall
from tests.given.accounts import Accounts
from tests.given.own_reaction import LOW, PLAN, WON, known, made, reacted

pytestmark = pytest.mark.slow


async def test_what_was_undone_and_comes_again_is_not_answered_twice(accounts: Accounts) -> None:
    acme = await known(accounts, LOW, WON)
    await accounts.event(acme, "survey", 0.01, key="nps 4")
    await accounts.finish(acme, "first-value")
    await accounts.sweep()
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(update(AccountEvent).values(undone_at=accounts.now))
        await db.execute(MilestoneReached.__table__.delete())
        await db.execute(update(Cta).values(state="done", closed_why="done"))
    await accounts.event(acme, "survey", 0.02, key="nps 3")
    await accounts.sweep()
    assert {cta.state for cta in await accounts.ctas(acme)} == {"done"}
    assert len(await reacted(accounts)) == 2


async def test_an_undone_answer_counts_for_nothing(accounts: Accounts) -> None:
    acme = await known(accounts, LOW)
    await accounts.event(acme, "survey", 0.01, key="nps 4")
    await accounts.set(AccountEvent, acme, undone_at=accounts.now)
    await accounts.sweep()
    assert await made(accounts, acme) == []


async def test_an_answer_that_is_taken_back_takes_its_to_dos_along_and_the_right_one_is_answered(
    accounts: Accounts,
) -> None:
    acme = await known(accounts, {**LOW, "do": [{"cta": PLAN}, {"webhook": "crm"}]})
    await accounts.event(acme, "survey", 0.01, key="nps 4")
    await accounts.sweep(only=[acme])
    await accounts.sweep(only=[acme])
    assert {cta.state for cta in await accounts.ctas(acme)} == {"open"}
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(update(AccountEvent).values(undone_at=accounts.now))
    await accounts.sweep(only=[acme])
    assert {(cta.state, cta.closed_why, cta.tell) for cta in await accounts.ctas(acme)} == {("closed", "itself", "")}
    assert await reacted(accounts) == []
    async with accounts.store.read(accounts.workspace) as db:
        assert (await db.scalars(select(WebhookCall))).all() == []
    await accounts.event(acme, "survey", 0.01, key="nps 5")
    await accounts.sweep(days=0.01, only=[acme])
    assert [(cta.rule, cta.state) for cta in await accounts.ctas(acme)] == [
        ("low/cta", "open"),
        ("low/follow-up", "open"),
    ]


async def test_a_corrected_answer_leaves_what_its_reaction_still_asks_for(accounts: Accounts) -> None:
    acme = await known(accounts, LOW)
    await accounts.event(acme, "survey", 0.01, key="nps 4")
    await accounts.sweep(only=[acme])
    await accounts.event(acme, "survey", 0.01, key="nps 3")
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(update(AccountEvent).where(AccountEvent.key == "nps 4").values(undone_at=accounts.now))
    await accounts.sweep(only=[acme])
    assert {cta.state for cta in await accounts.ctas(acme)} == {"open"}


async def test_thanks_for_a_milestone_that_was_not_reached_after_all_are_no_longer_due(accounts: Accounts) -> None:
    # method: B5
    acme = await known(accounts, WON)
    told = {"milestone": "first-value", "reached_on": accounts.now.date(), "via": "person", "period": 1}
    await accounts.add(MilestoneReached(account_id=acme, **told))
    await accounts.sweep(only=[acme])
    assert await made(accounts, acme) == ["won/celebrate"]
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(delete(MilestoneReached))
    await accounts.sweep(only=[acme])
    assert (await accounts.cta(acme, "won/celebrate")).state == "closed"
