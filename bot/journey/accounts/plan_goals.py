"""The goals of an account's success plan, with what became of them (method D8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select

from bot.store.session import ReadSession
from bot.store.tables import Account, Cta, Person, PlanGoal, Stakeholder

MOST = 30  # goals that are still of interest, the newest dates first


@dataclass(frozen=True)
class Goal:
    """side: ours | theirs. who: the colleague's or the stakeholder's name, "" where nobody is named."""

    id: int
    goal: str
    side: str
    who: str
    due_on: date
    state: Literal["open", "done", "dropped"]
    milestone: str = ""
    owner_id: int | None = None

    def late(self, today: date) -> bool:
        return self.state == "open" and self.due_on < today


STATES: dict[str, Literal["open", "done", "dropped"]] = {"done": "done", "closed": "dropped"}


async def goals_of(db: ReadSession, account_id: int) -> tuple[Goal, ...]:
    """Those of the account's present life, by date. One statement."""
    g = PlanGoal
    rows = await db.execute(
        select(g, Cta.state, Cta.owner_id, Person.name, Stakeholder.name)
        .join(Account, (Account.id == g.account_id) & (Account.period == g.period))
        .join(Cta, Cta.id == g.cta_id)
        .outerjoin(Person, Person.id == Cta.owner_id)
        .outerjoin(Stakeholder, Stakeholder.id == g.stakeholder_id)
        .where(g.account_id == account_id)
        .order_by(g.due_on.desc(), g.id.desc())
        .limit(MOST)
    )
    return by_date(goal_of(*row) for row in rows.all())


def by_date(goals: Iterable[Goal]) -> tuple[Goal, ...]:
    """Those still of interest."""
    return tuple(sorted(goals, key=lambda one: (one.due_on, one.id))[-MOST:])


def goal_of(row: PlanGoal, state: str, owner_id: int | None, person: str | None, stakeholder: str | None) -> Goal:
    """The goal, with what its to-do tells of it."""
    who = (stakeholder if row.side == "theirs" else person) or ""
    return Goal(row.id, row.goal, row.side, who, row.due_on, STATES.get(state, "open"), row.milestone, owner_id)
