"""Surveys at milestones, at the step where accounts are lost, and on leaving: asked once, and never beside an offer."""

from datetime import datetime, timedelta

import pytest

from bot.playbook.models import Playbook
from bot.playbook.models.surveys import check_asks
from bot.store.tables import AdvocacyAsk, Contract
from tests.given.accounts import Accounts
from tests.given.book import TODAY

pytestmark = pytest.mark.slow
ASKING = ("survey-due", "survey-at-start", "survey-at-success", "survey-at-hard-step", "exit-survey")


async def open_ones(accounts: Accounts, account: int) -> list[str]:
    return [cta.rule for cta in await accounts.ctas(account) if cta.rule in ASKING and cta.state == "open"]


async def answered(accounts: Accounts, account: int, key: str = "csat 4") -> None:
    await accounts.event(account, "survey", 0, key)


@pytest.mark.both_databases
async def test_an_answer_is_asked_for_three_days_after_a_milestone_and_never_beside_an_offer(
    accounts: Accounts,
) -> None:
    # method: C11, C7
    acme = await accounts.account(started_on=TODAY - timedelta(days=30))
    await accounts.sweep()
    await accounts.finish(acme, "first-value")
    await accounts.sweep()
    await accounts.sweep(days=2)
    assert await open_ones(accounts, acme) == []
    await accounts.sweep(days=1)
    assert await open_ones(accounts, acme) == ["survey-at-start"]
    # They are asked for a favour: the survey waits for two weeks, and then it is asked for after all.
    day = accounts.now.date()
    favour = {"kind": "review", "state": "asked", "asked_on": day, "asked_by": accounts.owner, "note": ""}
    await accounts.add(AdvocacyAsk(account_id=acme, **favour))
    await accounts.sweep()
    assert await open_ones(accounts, acme) == []
    await accounts.sweep(days=15)
    assert await open_ones(accounts, acme) == ["survey-at-start"]
    await answered(accounts, acme)
    await accounts.sweep()
    assert await open_ones(accounts, acme) == []


async def test_it_is_asked_for_at_the_hard_step_and_once_after_the_loss_is_known(accounts: Accounts) -> None:
    # method: C11
    acme = await accounts.account(started_on=TODAY - timedelta(days=60))
    suite = await accounts.contract(acme, ends_on=TODAY + timedelta(days=200))
    await accounts.reach(acme, "first-value", TODAY - timedelta(days=38))
    await accounts.event(acme, "survey", 38, "csat 5")
    await accounts.sweep()
    assert await open_ones(accounts, acme) == []
    await accounts.sweep(days=3)
    assert await open_ones(accounts, acme) == []  # that answer came on its first day
    other = await accounts.account("Globex", started_on=TODAY - timedelta(days=60))
    await accounts.reach(other, "first-value", TODAY - timedelta(days=38))
    await accounts.sweep()
    assert await open_ones(accounts, other) == ["survey-at-hard-step"]
    await lose(accounts, suite, accounts.now)
    await accounts.sweep()
    assert await open_ones(accounts, acme) == ["exit-survey"]
    await answered(accounts, acme, "nps 3")
    await accounts.sweep()
    assert await open_ones(accounts, acme) == []


async def lose(accounts: Accounts, contract: int, at: datetime) -> None:
    end = TODAY + timedelta(days=200)
    await accounts.change(Contract, contract, outcome="lost", outcome_for=end, outcome_at=at)


async def test_two_reasons_to_ask_are_one_todo(accounts: Accounts) -> None:
    # method: C5, C11
    acme = await accounts.account(started_on=TODAY - timedelta(days=300))
    await accounts.reach(acme, "first-value", TODAY - timedelta(days=20))
    await accounts.sweep()
    await accounts.sweep(days=2)
    found = await accounts.ctas(acme)
    assert [cta.rule for cta in found if cta.rule in ASKING] in (["survey-due"], ["survey-at-start"])


def test_a_survey_that_could_go_out_beside_an_offer_is_refused(laer: Playbook) -> None:
    # method: C11
    asking = next(rule for rule in laer.rules if rule.key == "survey-at-start")
    assert list(check_asks(asking, ())) == []
    (alone,) = check_asks(asking.model_copy(update={"when": {"reached_days_unasked": {"at_least": 3}}}), ())
    assert alone.where == ("when",)
    assert "must also ask for days_since_asked, or the survey goes out beside an offer" in alone.problem
    (piece,) = check_asks(asking.model_copy(update={"sends": "piece"}), ())
    assert "leave it out" in piece.problem
    (many,) = check_asks(asking.model_copy(update={"per": "csm"}), ())
    assert "leave out per: csm" in many.problem
