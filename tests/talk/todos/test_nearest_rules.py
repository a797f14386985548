"""What is missing until a rule opens a to-do: only what is missing, each with how it stands now."""

from typing import Any

import pytest

from bot.journey.rules.rule_states import rule_states
from bot.playbook.models import Condition
from bot.talk.account.read_account import load_account
from bot.talk.todos.nearest_rules import nearest_rules, unknown_rules
from tests.given.accounts import Accounts
from tests.given.book import NOW, ago
from tests.given.rows import facts, kpi

GROWTH = {
    "laer": {"in": ["adopt", "expand"]},
    "health": {"at_least": 80},
    "any": [{"days_since_low_answer": {"known": False}}, {"days_since_low_answer": {"above": 90}}],
}


async def both(accounts: Accounts, when: Condition):
    """nearest() and unknown() of one rule with that condition."""
    laer = accounts.library.playbooks["laer"]
    rule = laer.rules[0].model_copy(update={"when": when, "per": "account"})
    only = accounts.library.model_copy(update={"playbooks": {"laer": laer.model_copy(update={"rules": (rule,)})}})
    async with accounts.store.read(1) as db:
        view = await load_account(db, only, 1, NOW)
        states = await rule_states(db, only, 1, NOW)
    return nearest_rules(view, states, NOW.date()), unknown_rules(view, states, NOW.date())


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"review_turn": {"above": 90}}, "no review for more than 90 days (now 56 days)"),
        ({"health": {"at_least": 80}, "days_since_review": {"above": 50}}, "health at least 80 (now 61)"),
        (GROWTH, "in Adopt or Expand (now in Land) and health at least 80 (now 61)"),
        ({"not": {"stage": {"is": "land"}}}, "not in Land (now in Land)"),
        ({"any": [{"health": {"at_least": 80}}, {"health": {"below": 60}}]}, "health less than 60 (now 61)"),
        ({"kpi": {"weekly-use": {"below": 30}}}, "weekly use less than 30% (now 41%)"),
        ({"health_fell": {"points": 15, "within_days": 7}},
         "health has fallen by 15 points or more within 7 days (it hasn't)"),
        ({"milestone_overdue_days": {"above": 0}}, "past the time its milestone may take (50 days to go)"),
        ({"decision_makers_without_persona": {"above": 0}},
         "a decision maker has no type yet (now every decision maker has a type)"),
        ({"not": {"days_since_low_answer": {"known": False}}}, "a low survey answer stands (it isn't)"),
    ],
)  # fmt: skip
async def test_only_what_is_missing_is_said(accounts: Accounts, when: Condition, words: str):
    await accounts.account(started_on=ago(56))
    await accounts.add(
        facts(
            started_on=ago(56),
            stage="land",
            stage_position=1,
            health=61,
            milestone_since=ago(10),
            milestone_due_on=ago(-50),
            last_review_on=ago(56),
            decision_makers_untagged=0,
        ),
        *kpi(1, "weekly-use", (60, 41), (1, 41)),
    )
    assert await both(accounts, when) == ((words,), ())


async def test_what_nobody_can_tell_is_said_once_with_all_that_hangs_on_it(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(health=None, band=None))
    never = {"days_since_low_answer": {"below": 90}}  # nobody answered badly: that is no gap
    when = {"health": {"below": 40}, "any": [never, {"band": {"is": "red"}}, {"kpi": {"weekly-use": {"below": 10}}}]}
    assert await both(accounts, when) == (
        (),
        (
            ("too little fresh data for a health score", "health less than 40; health is at risk"),
            ("no fresh figure for weekly use", "weekly use less than 10%"),
        ),
    )


@pytest.mark.parametrize(
    ("when", "words"),
    [
        # The README's own example: health doesn't weigh weekly users, and they were counted yesterday.
        ({"kpi": {"weekly-users": {"below": 5}}}, "weekly users less than 5 (now 8)"),
        # Too old for health, which takes 14 days, and recent enough for this rule.
        ({"kpi": {"weekly-use": {"below": 30, "fresh_days": 60}}}, "weekly use less than 30% (now 41%)"),
        ({"kpi": {"weekly-use": {"at_least": 20, "at_most": 30, "fresh_days": 60}}},
         "weekly use at most 30% (now 41%)"),
        ({"not": {"kpi": {"weekly-users": {"at_least": 5}}}}, "weekly users less than 5 (now 8)"),
        ({"kpi": {"weekly-users": {"known": False}}}, "weekly users is not known (it is)"),
        ({"kpi": {"logins": {"known": True, "fresh_days": 14}}}, "logins per user a week is known (it isn't)"),
    ],
)  # fmt: skip
async def test_a_figure_is_judged_and_told_from_the_same_measurement(
    accounts: Accounts, when: Condition, words: str
) -> None:
    await accounts.account()
    await accounts.add(
        facts(), *kpi(1, "weekly-users", (1, 8)), *kpi(1, "weekly-use", (30, 41)), *kpi(1, "logins", (30, 2))
    )
    assert await both(accounts, when) == ((words,), ())


async def test_a_figure_too_old_for_the_rule_is_no_figure(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(), *kpi(1, "weekly-users", (30, 3)))
    when = {"kpi": {"weekly-users": {"below": 5, "fresh_days": 14}}}
    assert await both(accounts, when) == ((), (("no fresh figure for weekly users", "weekly users less than 5"),))


@pytest.mark.parametrize(
    ("fact", "known", "words"),
    [
        ("survey_turn", {}, "no survey for more than 90 days (none yet, customer for 81 days)"),
        ("survey_turn", {"last_survey_on": ago(18)}, "no survey for more than 90 days (now 18 days)"),
        # A customer for long that we have only just met: its turn comes within the quarter.
        ("survey_turn", {"started_on": ago(400), "known_since": NOW},
         "no survey for more than 90 days (none yet; I'll ask in 2 days)"),
        ("review_turn", {}, "no review for more than 90 days (none yet, customer for 81 days)"),
        ("review_turn", {"last_review_on": ago(18)}, "no review for more than 90 days (now 18 days)"),
        ("days_since_survey", {"last_survey_on": ago(18)}, "no survey for more than 90 days (now 18 days)"),
    ],
)  # fmt: skip
async def test_days_since_something_that_never_was_are_not_made_up(
    accounts: Accounts, fact: str, known: dict[str, Any], words: str
) -> None:
    """method: C5"""
    await accounts.account()
    await accounts.add(facts(**({"started_on": ago(81)} | known)))
    assert await both(accounts, {fact: {"above": 90}}) == ((words,), ())


@pytest.mark.parametrize("what", ["survey", "review"])
async def test_without_any_it_is_unknown_and_a_rule_of_ones_own_stays_quiet(accounts: Accounts, what: str) -> None:
    await accounts.account()
    await accounts.add(facts(started_on=ago(300)))
    said = f"no {what} for more than 90 days"
    assert await both(accounts, {f"days_since_{what}": {"above": 90}}) == (
        (),
        ((f"no {what} is on record", said),),
    )


async def test_after_the_contracts_end_no_date_is_called_missing(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(outcome_missing_since=ago(9)))
    said = "at most 120 days to notice or the contract's end"
    assert await both(accounts, {"days_to_deadline": {"at_most": 120}}) == (
        (),
        (("its contract has ended", said),),
    )


async def test_where_a_figure_would_do_it_is_named_and_not_that_there_is_one(accounts: Accounts) -> None:
    await accounts.account()
    await accounts.add(facts(), *kpi(1, "open-tickets", (1, 9)))
    when = {"any": [{"kpi": {"open-tickets": {"known": False}}}, {"kpi": {"open-tickets": {"at_most": 2}}}]}
    assert await both(accounts, when) == (("open tickets at most 2 (now 9)",), ())
