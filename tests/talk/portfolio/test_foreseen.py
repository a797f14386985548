"""Why losses aren't foreseen yet, and when that is tried again: said under the accounts at risk, once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.journey.accounts.selection import ListQuery
from bot.statistics.warning.learning import Verdict
from bot.store.tables import RiskModel
from bot.talk.portfolio.account_tables import roster
from bot.talk.portfolio.foreseen import foreseen
from tests.given.accounts import Accounts
from tests.given.book import OLGA, TODAY, ago
from tests.given.reading import text_of

AS_OF = date(2025, 12, 21)
KNOWN = Verdict("", 240, 45, 30, (14, 16, 15), 0.81, 0.7, 0.9, 0.1, "regression")


def model(why: str, undated: int = 0, **known: Any) -> RiskModel:
    one = replace(KNOWN, why=why, **known)
    return RiskModel(
        as_of=AS_OF, undated=undated, why=one.why, accounts=one.accounts, lost=one.lost, oldest=one.oldest,
        losses=list(one.losses), auc=one.auc,
    )  # fmt: skip


SAID = [
    (None, ""),
    (model("none"), "I don't foresee losses yet: none is on record so far."),
    (
        model("none", undated=1),
        "I don't foresee losses yet: 1 loss is on record, and none with its day. Days come with the column churned_on "
        "of the accounts file.",
    ),
    (model("extra", lost=29), ""),  # it would say nothing with it, either
    (model("extra", lost=30), "I don't foresee losses yet: an admin has to install scikit-learn where I run (README)."),
    (
        model("short", oldest=12),
        "I don't foresee losses yet: that takes a year and a half since the first one on record, and 12 months have "
        "passed. I try from 19 Jun on.",
    ),
    (
        model("few", losses=(12, 3, 9)),
        "I don't foresee losses yet: that takes 10 losses in each of three stretches of time, and there were 12, 3 and "
        "9. I try again on 20 Jan.",
    ),
    (
        model("nothing"),
        "I don't foresee losses yet: too little is known of how those who left were doing before. I try again on 20 "
        "Jan.",
    ),
    (
        model("weak", auc=0.554),
        "I don't foresee losses yet: of one account that left and one that stayed, I picked the right one in 55 of 100 "
        "cases, as tried on past half-years; that is too near to chance. I try again on 20 Jan.",
    ),
    (
        model(""),
        "Losses are foreseen from your own: of one account that left and one that stayed, I picked the right one in 81 "
        "of 100 cases, as tried on past half-years.",
    ),
]


@pytest.mark.parametrize(("learned", "said"), SAID)
def test_each_reason_is_said_with_its_numbers_and_the_day_of_the_next_try(learned: RiskModel | None, said: str) -> None:
    # method: C6
    assert foreseen(learned, TODAY) == said


@pytest.mark.both_databases
async def test_the_list_says_it_once_whether_or_not_anybody_is_on_it(accounts: Accounts) -> None:
    # method: B8, C6
    learned = model("few", losses=(12, 3, 9))
    learned.trained_at, learned.base = accounts.now, None
    learned.model, learned.bands = "", []
    await accounts.add(learned)
    number = await accounts.account("Acme", started_on=ago(20))
    await accounts.sweep()
    for at_risk in (False, True):
        if at_risk:
            await accounts.event(number, "survey", 3, "nps 2")
        async with accounts.store.read(accounts.workspace) as db:
            said = text_of(await roster(db, accounts.library, ListQuery("at-risk"), OLGA, accounts.now))
        assert ("Acme" in said) == at_risk
        assert said.count("I don't foresee losses yet: that takes 10 losses in each of three stretches of time") == 1
        assert "12, 3 and 9. I try again on" in said
