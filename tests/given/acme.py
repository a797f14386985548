"""Acme, an account with everything that a message may speak of."""

from datetime import date
from decimal import Decimal

from bot.store.tables import Contract, MilestoneReached, TaskDone
from bot.usecases.plan.goals import GoalWish
from bot.usecases.plan.success import ReturnWish, SuccessWish
from tests.given.accounts import Accounts
from tests.given.book import ago, at
from tests.given.rows import event, facts, kpi, past_facts, person, tag, todo

# What its plan says.
SUCCESS = SuccessWish("Reports take a day", "The board reads it by the third", "Hours per report", ago(30), 1)
GOAL = GoalWish("Monthly report", "hours", 8, ago(200), 5.5, ago(1), 4, ago(-90), 1, "the time sheet")
RETURN = ReturnWish(Decimal(240000), Decimal(310000), "eur", "hours saved at 60 EUR", "Three years", "One year")


async def acme(accounts: Accounts) -> int:
    """Late on its second milestone, notice next week, three people, two promises, a history."""
    number = await accounts.account(
        started_on=date(2025, 3, 14), view="worried", view_at=at(4), view_by=11, segment="retail"
    )
    await accounts.add(
        facts(milestone_since=ago(77), milestone_due_on=ago(17)),
        past_facts(health=74),
        MilestoneReached(account_id=1, period=1, milestone="first-value", reached_on=ago(77), via="test"),
        TaskDone(account_id=1, period=1, task="weekly-job-chosen", done_on=ago(20)),
        TaskDone(account_id=1, period=1, task="team-trained", done_on=ago(2)),
        *kpi(1, "weekly-use", (9, 62), (1, 41)),
        *kpi(1, "logins", (9, 2.4), (1, 1.5)),
        *kpi(1, "open-tickets", (9, 2), (1, 5)),
        *kpi(1, "nps", (200, 30)),
        Contract(account_id=1, product="Reports", ends_on=date(2026, 3, 14), notice_on=date(2026, 1, 13),
                 amount=Decimal(90000), currency="EUR", call="probable", call_at=at(4), call_by=11),
        Contract(account_id=1, product="Alerts", ends_on=date(2026, 9, 1), amount=Decimal(30000), currency="EUR"),
        person(1, "Dana Reyes", "COO", "decision maker", persona="ceo", vision="Halve reporting before the board meets",
               vision_on=date(2025, 3, 20)),
        person(2, "Ivo Brandt", "Analyst", "champion", persona="expert"),
        person(3, "Mia Okafor", "Team lead", "user"),
        person(4, "Ana Silva", "Controller", "champion", status="left", left_on=ago(4)),
        tag(1, "expert", 40, evidence="sent a plan with dates", confidence="guess"),
        tag(1, "ceo", 4),
        tag(2, "expert", 90, by=None, confidence="sure", evidence=""),
        todo(1, "stuck-in-milestone", -1),
        todo(2, "renewal", 5, type="lifecycle", priority=3, level=90),
        todo(3, "hand", 3, title="schema notes", promise="schema notes", type="objective", priority=3),
        event("contact", 4, "wants the board slide", stakeholder_id=1),
        event("promise", 4, "schema notes", key=ago(-3).isoformat()),
        event("next_step", 4, "intro to our architect"),
        event("task_done", 2, key="team-trained"),
        event("survey", 35, key="nps 9"),
        event("milestone_reached", 77, key="first-value", by_id=None, source="sweep"),
    )  # fmt: skip
    return number
