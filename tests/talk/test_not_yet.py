"""What is missing until a rule opens a to-do: only what is missing, each with how it stands now."""

import pytest

from bot.journey.reads import rule_states
from bot.playbook.models import Condition, Library
from bot.store.session import Store
from bot.talk.load import load_account
from bot.talk.not_yet import nearest, unknown
from tests.conftest import Book
from tests.talk.seed import NOW, account, add, ago, facts, kpi

GROWTH = {
    "laer": {"in": ["adopt", "expand"]},
    "health": {"at_least": 80},
    "any": [{"days_since_low_answer": {"known": False}}, {"days_since_low_answer": {"above": 90}}],
}


async def both(store: Store, library: Library, when: Condition):
    """nearest() and unknown() of one rule with that condition."""
    laer = library.playbooks["laer"]
    rule = laer.rules[0].model_copy(update={"when": when, "per": "account"})
    only = library.model_copy(update={"playbooks": {"laer": laer.model_copy(update={"rules": (rule,)})}})
    async with store.read(1) as db:
        view = await load_account(db, only, 1, NOW)
        states = await rule_states(db, only, 1, NOW)
    return nearest(view, states), unknown(view, states)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"days_since_review": {"above": 90}}, "no review for more than 90 days (now 56 days)"),
        ({"health": {"at_least": 80}, "days_since_review": {"above": 50}}, "health at least 80 (now 61)"),
        (GROWTH, "in Adopt or Expand (now in Land); health at least 80 (now 61)"),
        ({"not": {"stage": {"is": "land"}}}, "not in Land (now in Land)"),
        ({"any": [{"health": {"at_least": 80}}, {"health": {"below": 60}}]}, "health less than 60 (now 61)"),
        ({"kpi": {"weekly-use": {"below": 30}}}, "weekly use less than 30% (now 41%)"),
        ({"health_fell": {"points": 15, "within_days": 7}},
         "health has fallen by 15 points or more within 7 days (it hasn't)"),
        ({"milestone_overdue_days": {"above": 0}}, "past the usual time for its milestone (50 days to go)"),
        ({"decision_makers_without_persona": {"above": 0}},
         "a decision maker has no type yet (now every decision maker has a type)"),
        ({"not": {"days_since_low_answer": {"known": False}}}, "a low survey answer stands (it isn't)"),
    ],
)  # fmt: skip
async def test_only_what_is_missing_is_said(store: Store, library: Library, book: Book, when: Condition, words: str):
    await account(store, library, started_on=ago(56))
    await add(
        store,
        facts(started_on=ago(56), stage="land", stage_position=1, health=61, milestone_since=ago(10),
              milestone_due_on=ago(-50), last_review_on=ago(56), decision_makers_untagged=0),
        *kpi(1, "weekly-use", (60, 41), (1, 41)),
    )  # fmt: skip
    assert await both(store, library, when) == ((words,), ())


async def test_what_nobody_can_tell_is_said_once_with_all_that_hangs_on_it(
    store: Store, library: Library, book: Book
) -> None:
    await account(store, library)
    await add(store, facts(health=None, band=None))
    never = {"days_since_low_answer": {"below": 90}}  # nobody answered badly: that is no gap
    when = {"health": {"below": 40}, "any": [never, {"band": {"is": "red"}}, {"kpi": {"weekly-use": {"below": 10}}}]}
    assert await both(store, library, when) == (
        (),
        (
            ("too little fresh data for a health score", "health less than 40; health is at risk"),
            ("no fresh figure for weekly use", "weekly use less than 10%"),
        ),
    )
