"""Losses and answers, as people meet them in the local workspace."""

import json
from datetime import date

import pytest
from sqlalchemy import func, select

from bot.store.tables import Account, AccountEvent, Contract, Cta, PostMortem
from tests.given.slack_town import text_of

pytestmark = [pytest.mark.one_database, pytest.mark.slow]


@pytest.mark.both_databases
async def test_a_loss_is_asked_about_once_and_stands_in_the_overview(town):
    # method: B7
    await town.types("/journey acme renewal")
    ended = {"outcome": "lost", "note": "too expensive", "until": "2026-01-05"}
    assert (await town.submits(ended)).errors == {"reason": "Choose what weighed most."}
    assert (await town.submits({**ended, "reason": "price"})).ok
    saved = town.slack.ephemerals("CTEAM", "UOLGA")[-1] if town.slack.ephemerals("CTEAM", "UOLGA") else None
    assert await town.one(select(Account.status).where(Account.id == town.acme)) == "churned"
    shown = await town.types("/journey churn")
    assert "1 account lost" in text_of(shown)
    assert "1 has no post-mortem yet" in text_of(shown)
    assert "120k EUR" in text_of(shown)
    assert saved is None or "What did we learn?" in json.dumps(saved)
    await town.types("/journey acme post-mortem")
    view = json.dumps(town.slack.views("UOLGA")[-1], ensure_ascii=False)
    assert "too expensive" in view
    assert (await town.submits({"reason": "value", "differently": "agree on one number", "knowable": "yes"})).ok
    assert await town.one(select(PostMortem.foreseeable)) is True
    shown = await town.types("/journey churn")
    assert "no post-mortem" not in text_of(shown)
    assert "agree on one number" in text_of(shown)


@pytest.mark.both_databases
async def test_a_loss_ahead_leaves_the_account_active_and_is_taken_back_with_one_click(town):
    await town.types("/journey acme renewal")
    assert (await town.submits({"outcome": "lost", "reason": "price", "note": "<!channel> dear"})).ok
    saved = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "not renewed, ends Sat 14 Mar" in text_of(saved)
    assert "stays with you until Sat 14 Mar" in text_of(saved)
    assert "What weighed most: the price." in text_of(saved)
    assert await town.one(select(Account.status).where(Account.id == town.acme)) == "active"
    assert await town.one(select(func.count()).select_from(Cta).where(Cta.rule == "renewal", Cta.state == "open")) == 0
    assert "not renewed, ends Sat 14 Mar" in text_of(await town.types("/journey acme"))
    renewals = text_of(await town.types("/journey renewals"))
    assert "Not renewed, but still with us: 1. Acme ends 14 Mar." in renewals
    assert "Not renewed" not in text_of(await town.types("/journey renewals mine", user="UNEW"))
    losses = text_of(await town.types("/journey churn"))
    assert "2 accounts on record, all with us." in losses
    assert "The files told no earlier losses" in losses
    assert "1 leaves: Acme on 14 Mar." in losses
    assert "1 leaves" not in text_of(await town.types("/journey churn csm Tim"))
    await town.presses(saved, "What did we learn?")
    view = json.dumps(town.slack.views("UOLGA")[-1], ensure_ascii=False)
    assert "leaves on Sat 14 Mar" in view
    assert '"value": "price"' in view.split('"initial_option"')[1]
    await town.presses(saved, "Undo")
    assert "notice by Tue 13 Jan" in text_of(await town.types("/journey acme"))
    assert await town.one(select(func.count()).select_from(Cta).where(Cta.rule == "renewal", Cta.state == "open")) == 1


async def test_a_post_mortem_of_an_account_with_us_points_to_the_renewal(town):
    shown = await town.types("/journey acme post-mortem")
    assert "is with us" in text_of(shown)
    assert "Record the renewal" in text_of(shown)


@pytest.mark.both_databases
async def test_an_answer_is_recorded_and_compared(town):
    # method: C5
    await town.types("/journey acme survey")
    assert "nps" in (await town.submits({})).errors
    assert (await town.submits({"nps": "9", "csat": "4", "words": "Saves my <!channel> Mondays"})).ok
    assert await town.one(select(func.count()).select_from(AccountEvent).where(AccountEvent.kind == "survey")) == 2
    shown = await town.types("/journey feedback tier")
    assert "2 answers in the last year, from 1 account" in text_of(shown)
    assert "too few to tell (1)" in text_of(shown)
    assert "&lt;!channel&gt;" in text_of(shown)
    wrong = await town.types("/journey feedback colour")
    assert "not by *colour*" in text_of(wrong)
    assert "By CSM" in text_of(wrong)


async def test_an_account_called_like_an_overview_is_found_in_quotes(town):
    await town.accounts.account("Churn")
    assert "I have seen no losses" in text_of(await town.types("/journey churn"))
    assert "I have seen no losses" not in text_of(await town.types('/journey "churn"'))


@pytest.mark.both_databases
async def test_the_renewals_call_and_outcome(town):  # method: D2
    await town.types("/journey acme renewal")
    assert (await town.submits({"call": "at risk"})).ok
    assert await town.one(select(Contract.call)) == "at risk"
    await town.types("/journey acme renewal")
    assert "until" in (await town.submits({"outcome": "renewed"})).errors
    assert "amount" in (await town.submits({"outcome": "reduced", "until": "2027-03-14"})).errors
    assert (await town.submits({"outcome": "reduced", "until": "2027-03-14", "amount": "90000"})).ok
    contract = await town.one(select(Contract))
    assert (contract.ends_on, contract.notice_on) == (date(2027, 3, 14), date(2027, 1, 13))
    await town.presses(town.slack.ephemerals("CTEAM", "UOLGA")[-1], "Undo")
    assert await town.one(select(Contract.ends_on)) == date(2026, 3, 14)


@pytest.mark.both_databases
async def test_that_it_wont_renew_is_a_forecast_with_undo_and_no_outcome(town):  # method: C7
    typed = await town.types("/journey list renewals")
    said = await town.presses(typed, "Set a forecast", value=f"account/{town.acme}/won't-renew")
    assert "your forecast is that it won't renew" in text_of(said)
    assert "once they have said so, record it as lost" in text_of(said)
    assert (await town.one(select(Contract.call)), await town.one(select(Contract.outcome))) == ("won't renew", None)
    assert "won't renew 120k EUR" in text_of(await town.types("/journey forecast"))
    await town.presses(said, "Undo")
    assert await town.one(select(Contract.call)) is None
