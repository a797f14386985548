"""What was agreed with an account, as columns of the one statement that reads it (read_account.py): the favours it was
asked for, and the goals of its success plan."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.journey.accounts.favours import newest_first
from bot.journey.accounts.plan_goals import Goal, by_date, goal_of
from bot.store.as_json.rows_as_json import entities, gathered, lists, rebuilt
from bot.store.tables import Account, AdvocacyAsk, Cta, Person, PlanGoal, PutForward, Stakeholder


def agreed_columns(dialect: str) -> dict[str, Any]:
    """Read again by `asks_in`, `goals_in` and `proposals_in`."""
    a, k, g, p = Account, AdvocacyAsk, PlanGoal, PutForward
    followed = (
        select(g.id)
        .join(Cta, Cta.id == g.cta_id)
        .outerjoin(Person, Person.id == Cta.owner_id)
        .outerjoin(Stakeholder, Stakeholder.id == g.stakeholder_id)
        .where(g.account_id == a.id, g.period == a.period)
        .correlate(a)
    )
    return {
        "asks": entities(dialect, k, k.account_id == a.id, k.undone_at.is_(None), outer=a),
        "proposals": entities(dialect, p, p.account_id == a.id, p.undone_at.is_(None), outer=a),
        "goals": entities(dialect, g, g.account_id == a.id, g.period == a.period, outer=a),
        "followed": gathered(dialect, followed, [g.id, Cta.state, Cta.owner_id, Person.name, Stakeholder.name]),
    }


def asks_in(row: Any) -> tuple[AdvocacyAsk, ...]:
    """Everything that was asked for, the newest first, without what was undone."""
    return newest_first(rebuilt(AdvocacyAsk, row["asks"]))


def goals_in(row: Any) -> tuple[Goal, ...]:
    """Those of the account's present life, by date."""
    followed = {number: rest for number, *rest in lists(row["followed"])}
    goals = rebuilt(PlanGoal, row["goals"])
    return by_date(goal_of(goal, *followed[goal.id]) for goal in goals if goal.id in followed)


def proposals_in(row: Any) -> tuple[PutForward, ...]:
    """What was offered or handed to sales, the newest first."""
    found = rebuilt(PutForward, row["proposals"])
    return tuple(sorted(found, key=lambda one: (one.made_on, one.id), reverse=True))
