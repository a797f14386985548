"""What people do: saved once, with Undo, and nobody else's business."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.journey.sweep.assess import assess
from bot.journey.sweep.contract_ends import end_terms
from bot.store.tables import Account, AccountEvent, Contract, Cta
from bot.usecases.account import renewal, todos
from bot.usecases.undo import undo


async def test_a_renewal_moves_the_notice_with_the_end(accounts):  # method: D2
    account = await accounts.account("Acme")
    contract, cta = await accounts.ends_in_march(account), await accounts.todo(account, "renewal")
    await renewal.my_call(accounts.write(), account, "at risk")
    outcome = renewal.RenewalOutcome("reduced", date(2027, 3, 14), Decimal("90000.50"), "fewer seats")
    settled = await renewal.settle(accounts.write(), account, outcome, ["renewal"])
    row = await accounts.one(select(Contract))
    assert (row.ends_on, row.notice_on, row.amount) == (date(2027, 3, 14), date(2027, 1, 13), Decimal("90000.50"))
    assert (row.outcome, row.outcome_for, row.call) == ("reduced", date(2026, 3, 14), None)
    assert await accounts.one(select(Cta.closed_why).where(Cta.id == cta)) == "outcome"
    await undo(accounts.write(), settled.change_id)
    row = await accounts.one(select(Contract).where(Contract.id == contract))
    assert (row.ends_on, row.amount, row.call, row.outcome) == (date(2026, 3, 14), Decimal(120000), "at risk", None)
    assert await accounts.one(select(Cta.state).where(Cta.id == cta)) == "open"


async def test_an_account_is_lost_with_its_last_contract_only(accounts):
    account = await accounts.account("Acme")
    await accounts.ends_in_march(account, "Suite", ends_on=date(2026, 1, 2))
    await accounts.ends_in_march(account, "Extra", ends_on=date(2026, 6, 30))
    hand = (await todos.add(accounts.write(), account, "thank them", None)).cta_id
    await accounts.todo(account)
    gone = renewal.RenewalOutcome("lost", note="moved on", reason="business")
    first = await renewal.settle(accounts.write(), account, gone, [])
    earlier = replace(gone, until=date(2026, 1, 5))  # it ended before we heard of it
    second = await renewal.settle(accounts.write(), account, earlier, [])
    assert (first.churned, second.churned) == (False, True)
    row = await accounts.one(select(Account))
    assert (row.status, row.churned_on, row.churn_reason) == ("churned", date(2026, 1, 5), "moved on")
    assert await accounts.one(select(Cta.state).where(Cta.id == hand)) == "open"
    assert await accounts.one(select(func.count()).select_from(Cta).where(Cta.closed_why == "churned")) == 1
    await undo(accounts.write(), second.change_id)
    assert await accounts.one(select(Account.status)) == "active"
    assert await accounts.one(select(func.count()).select_from(Contract).where(Contract.retired)) == 0


async def test_a_lost_contract_runs_to_its_end_and_its_alerts_stop(accounts):  # method: A2
    account = await accounts.account("Acme")
    await accounts.ends_in_march(account)
    renews, stuck = await accounts.todo(account, "renewal", occurrence="2026-03-14"), await accounts.todo(account)
    for reason in ("", "bad luck"):
        with pytest.raises(UserError, match="what weighed most") as caught:
            await renewal.settle(accounts.write(), account, renewal.RenewalOutcome("lost", reason=reason), ["renewal"])
        assert caught.value.field == "reason"
    settled = await renewal.settle(
        accounts.write(), account, renewal.RenewalOutcome("lost", reason="price"), ["renewal"]
    )
    row = await accounts.one(select(Contract))
    assert (row.outcome, row.outcome_for, row.outcome_reason, row.retired) == ("lost", row.ends_on, "price", False)
    assert (settled.churned, await accounts.one(select(Account.status))) == (False, "active")
    assert await accounts.one(select(Cta.state).where(Cta.id == renews)) == "closed"
    assert await accounts.one(select(Cta.state).where(Cta.id == stuck)) == "open"
    await undo(accounts.write(), settled.change_id)
    row = await accounts.one(select(Contract))
    assert (row.outcome, row.outcome_for, row.outcome_reason, row.ends_on) == (None, None, None, date(2026, 3, 14))
    assert await accounts.one(select(Cta.state).where(Cta.id == renews)) == "open"


async def test_a_contract_that_ends_on_the_same_day_keeps_their_common_to_do(accounts):
    account = await accounts.account("Acme")
    suite = await accounts.ends_in_march(account)
    extra = await accounts.ends_in_march(account, "Extra")
    shared = await accounts.todo(account, "renewal", occurrence="2026-03-14")
    lost = renewal.RenewalOutcome("lost", reason="price")
    await renewal.settle(accounts.write(), account, lost, ["renewal"], suite)
    assert await accounts.one(select(Cta.state).where(Cta.id == shared)) == "open"
    await renewal.settle(accounts.write(), account, lost, ["renewal"], extra)
    assert await accounts.one(select(Cta.state).where(Cta.id == shared)) == "closed"


async def test_what_the_round_made_of_a_loss_is_taken_back_with_it(accounts, now):
    account = await accounts.account("Acme")
    await accounts.ends_in_march(account)
    stuck = await accounts.todo(account)
    settled = await renewal.settle(
        accounts.write(), account, renewal.RenewalOutcome("lost", reason="price"), ["renewal"]
    )
    later = now + timedelta(days=70)
    async with accounts.store.write(accounts.workspace) as db:
        assert await end_terms(db, later, later.date()) == 1
    await assess(accounts.store, accounts.library, accounts.workspace, later)
    assert await accounts.one(select(Account.status)) == "churned"
    assert await accounts.one(select(Cta.closed_why).where(Cta.id == stuck)) == "churned"
    await undo(accounts.write(now=later), settled.change_id)
    row = await accounts.one(select(Account))
    assert (row.status, row.churned_on, row.churn_reason) == ("active", None, None)
    row = await accounts.one(select(Contract))
    assert (row.outcome, row.retired) == (None, False)
    assert await accounts.one(select(Cta.state).where(Cta.id == stuck)) == "open"
    standing = select(AccountEvent.kind).where(AccountEvent.undone_at.is_(None))
    assert await accounts.one(standing) is None


async def test_a_renewal_that_makes_no_sense_is_refused_at_its_field(accounts):
    account = await accounts.account("Acme")
    with pytest.raises(UserError, match="no running contract"):
        await renewal.my_call(accounts.write(), account, "commit")
    await accounts.ends_in_march(account)
    for outcome, field in (
        (renewal.RenewalOutcome("renewed"), "until"),
        (renewal.RenewalOutcome("renewed", date(2026, 3, 14)), "until"),
        (renewal.RenewalOutcome("reduced", date(2027, 3, 14)), "amount"),
        (renewal.RenewalOutcome("won"), "outcome"),
    ):
        with pytest.raises(UserError) as caught:
            await renewal.settle(accounts.write(), account, outcome, [])
        assert caught.value.field == field
