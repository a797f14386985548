"""Answers of surveys: grouped, and asked for again in time."""

from datetime import timedelta

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from bot.journey.figures.survey_results import LEAVING, By, Feedback, feedback
from bot.playbook.models import Library
from bot.store.tables import Account, AccountEvent
from bot.surfaces.plain.text import plain_text
from bot.talk.figures.steps.hardest_step import hardest_step
from bot.talk.figures.survey_results import feedback as survey_message
from tests.given import rows
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA
from tests.given.book import TODAY as DAY


async def answers(accounts: Accounts, by: By | None = None) -> Feedback:
    async with accounts.store.read(accounts.workspace) as db:
        return await feedback(db, accounts.now, by)


async def test_answers_are_grouped_with_the_lowest_first_and_too_few_last(accounts: Accounts) -> None:
    # method: C5
    scores = {"retail": (9, 10, 9, 8, 10), "start-up": (2, 3, 9, 7, 10), "public": (0, 0)}
    for segment, given in scores.items():
        account = await accounts.account(segment, segment=segment, tier=None)
        for day, score in enumerate(given):
            await accounts.event(account, "survey", day + 1, f"nps {score}")
        await accounts.event(account, "survey", 1, "csat 4")
    found = await answers(accounts, "segment")
    assert [(one.group, one.nps, one.nps_count) for one in found.groups] == [
        ("start-up", 0, 5), ("retail", 80, 5), ("public", None, 2),
    ]  # fmt: skip
    assert (found.all.promoters, found.all.passives, found.all.detractors) == (6, 2, 4)
    assert (found.all.csat, found.all.csat_count, found.accounts) == (None, 3, 3)
    assert [one.group for one in (await answers(accounts, "csm")).groups] == ["Olga Owner"]
    assert [one.group for one in (await answers(accounts, "tier")).groups] == [None]


@pytest.mark.both_databases
async def test_an_answer_counts_where_the_account_was_when_it_was_given(accounts: Accounts) -> None:
    # method: C11
    acme, fresh = await accounts.account("Acme"), await accounts.account("Fresh")
    await accounts.add(rows.facts(acme), rows.past_facts(acme, stage="land", milestone="first-value"))
    for day in (20, 21, 22, 23, 24):
        await accounts.event(acme, "survey", day, "nps 3")
    for day in (0.1, 0.3, 0.5, 1.2, 1.4):  # in Adopt since two days ago
        await accounts.event(acme, "survey", day, "nps 9")
    await accounts.event(fresh, "survey", 1, "nps 9")  # never assessed
    for by, before, after in (("stage", "land", "adopt"), ("milestone", "first-value", "habit")):
        found = await answers(accounts, by)
        assert [(one.group, one.nps) for one in found.groups] == [(before, -100), (after, 100), (None, None)]


@pytest.mark.both_databases
async def test_who_leaves_stands_apart_and_the_step_where_most_are_lost_is_told(
    accounts: Accounts, library: Library
) -> None:
    # method: C11
    gone, leaves, stays = [await accounts.account(name, started_on=DAY - timedelta(days=300)) for name in "ABC"]
    lost = {"outcome": "lost", "outcome_for": DAY + timedelta(days=9), "outcome_at": NOW - timedelta(days=5)}
    await accounts.contract(leaves, ends_on=DAY + timedelta(days=9), **lost)
    await accounts.contract(stays, "Suite", ends_on=DAY + timedelta(days=9), **lost)
    await accounts.contract(stays, "Alerts", ends_on=DAY + timedelta(days=90))
    for account in (gone, leaves, stays):
        await accounts.add(rows.facts(account, valid_from=NOW - timedelta(days=60)))
    await accounts.set(Account, gone, status="churned", churned_on=DAY - timedelta(days=4))
    for account, days, key in ((gone, 9, "nps 8"), (gone, 2, "nps 1"), (leaves, 3, "nps 2"), (stays, 3, "nps 9")):
        await accounts.event(account, "survey", days, key)
    found = await answers(accounts, "milestone")
    counts = {one.group: (one.promoters, one.detractors) for one in found.groups}
    assert counts == {"habit": (1, 0), LEAVING: (0, 2)}
    async with accounts.store.read(accounts.workspace) as db:
        assert await hardest_step(db, library, found, DAY) == ()  # one loss tells nothing
    await accounts.account("D", status="churned", entry_stage="adopt")
    await accounts.account("E", status="churned", entry_stage="adopt")
    await accounts.sweep()
    async with accounts.store.read(accounts.workspace) as db:
        said = plain_text(await survey_message(db, library, OLGA, NOW, "milestone"))
    assert "Most are lost on the way to a weekly habit (2 of 3 lost accounts). Customers on it answered" in said
    assert "Left, or leaving" in said or "left, or leaving" in said


async def test_old_undone_and_impossible_answers_do_not_count(accounts: Accounts) -> None:
    acme = await accounts.account()
    for key, days in (("nps 9", 400), ("nps 11", 3), ("csat 6", 3), ("csat 4.5", 3), ("effort 5", 3), ("nps 6.5", 2)):
        await accounts.event(acme, "survey", days, key)
    undone = {"kind": "survey", "period": 1, "at": NOW, "undone_at": NOW}
    await accounts.add(AccountEvent(account_id=acme, key="nps 0", **undone))
    found = (await answers(accounts)).all
    assert (found.nps_count, found.detractors, found.csat_count, found.strays) == (1, 1, 1, 2)
    assert found.csat_mean == 4.5


async def test_one_answer_a_person_and_survey_counts_the_newest(accounts: Accounts) -> None:
    # method: C5
    acme = await accounts.account()
    dana = await accounts.person(acme, "Dana")
    for days, key in ((90, "nps 2"), (60, "csat 5"), (5, "nps 9")):
        told = {"account_id": acme, "at": NOW - timedelta(days=days), "source": "import", "by_id": None}
        await accounts.add(rows.event("survey", key=key, stakeholder_id=dana, fingerprint=None, **told))
    for days in (4, 3):  # who gave no name may be anybody
        await accounts.event(acme, "survey", days, "nps 8")
    found = (await answers(accounts)).all
    assert (found.promoters, found.passives, found.detractors, found.csat_count) == (1, 2, 0, 1)


async def test_a_mean_of_answers_has_its_range(accounts: Accounts) -> None:
    # method: C5
    acme, given = await accounts.account(), (5, 4, 4, 2, 5, 4.5, 3)
    for day, score in enumerate(given):
        await accounts.event(acme, "survey", day + 1, f"csat {score}")
    found = (await answers(accounts)).all
    assert found.csat == pytest.approx(np.mean(given))
    unit = (np.array(given) - 1) / 4
    more = np.array([*unit, 0, 1])  # half an answer more at either end
    spread = np.cov(more, aweights=[1] * len(unit) + [0.5] * 2, ddof=0)
    middle = np.average(more, weights=[1] * len(unit) + [0.5] * 2)
    of = middle * (1 - middle) / spread * len(unit)
    theirs = proportion_confint(unit.mean() * of, of, alpha=0.04999579, method="wilson")
    assert found.csat_range == pytest.approx([1 + 4 * one for one in theirs])
