"""Where accounts stand, for our own product (method D11): what its interface may show the customer, and no more.

Left out on purpose is all that is ours to know: talking points, personas, health, risk, money, contracts, whether and
why an account left, and who looks after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, select

from bot.playbook.models import Library, Milestone, Playbook, Stage
from bot.store.as_json.rows_as_json import gathered, lists
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, MilestoneReached, PlaybookVersion, TaskDone
from bot.talk.account.read_account import frozen
from bot.talk.account.view import find_stage

Json = dict[str, Any]


async def product_account(db: ReadSession, library: Library, key: str) -> Json | None:
    """One account, with its plan; None where this workspace has no such one. One statement, and one more the first
    time that a playbook version is met."""
    dialect = db.dialect
    row = (await db.execute(_with_progress(dialect).where(Account.key == key))).one_or_none()
    if row is None:
        return None
    words = VersionWords(library, (await frozen(db, {(row.version, row.hash)}))[row.version])
    reached = dict(lists(row.reached))
    done = {task for (task,) in lists(row.done)}
    tasks = list(words.open_tasks(_milestone_key(row), done))
    return {
        **_standing(row, words),
        "milestones": list(words.milestones(reached)),
        "tasks": tasks,
        "next_step": tasks[0] if tasks else None,
    }


async def product_accounts(db: ReadSession, library: Library, after: str, limit: int) -> Json:
    """A page of accounts in the order of their keys, and the key to go on after (None: that was all)."""
    query = _standings().where(Account.key > after).order_by(Account.key).limit(limit + 1)
    rows = (await db.execute(query)).all()
    playbooks = await frozen(db, {(row.version, row.hash) for row in rows[:limit]})
    words = {number: VersionWords(library, playbook) for number, playbook in playbooks.items()}
    shown = [_standing(row, words[row.version]) for row in rows[:limit]]
    return {"accounts": shown, "next": shown[-1]["key"] if len(rows) > limit else None}


class VersionWords:
    """What a playbook calls things: today's words, else those of the version that the account is on."""

    def __init__(self, library: Library, own: Playbook) -> None:
        self.own = own
        self.current = library.playbooks.get(own.name, own)

    def stage(self, key: str) -> Stage | None:
        return find_stage(self.current, key) or find_stage(self.own, key)

    def milestone(self, key: str) -> Milestone | None:
        every = (*self.current.milestones(), *self.own.milestones())
        return next((milestone for milestone in every if milestone.key == key), None)

    def milestones(self, reached: dict[str, str | None]) -> Iterator[Json]:
        """Those of the account's version, in order."""
        for one in self.own.milestones():
            shown = self.milestone(one.key) or one
            yield {
                "key": one.key,
                "name": shown.name,
                "reached": one.key in reached,
                "reached_on": reached.get(one.key),
            }

    def open_tasks(self, key: str, done: set[str]) -> Iterator[Json]:
        """The milestone's open tasks in the order of its list, those that it can do without last."""
        own = next((milestone for milestone in self.own.milestones() if milestone.key == key), None)
        if own is None:
            return
        today = self.milestone(key) or own
        now = {task.key: task for task in (*own.tasks, *today.tasks)}
        for task in sorted(own.tasks, key=lambda task: not task.required):
            if task.key not in done:
                yield {
                    "key": task.key,
                    "name": now[task.key].name,
                    "customer_words": now[task.key].customer_words,
                    "side": task.side,
                    "required": task.required,
                }


def _standings() -> Select[*tuple[Any, ...]]:
    a, f, v = Account, AccountFacts, PlaybookVersion
    return (
        select(
            a.key,
            a.name,
            a.status,
            v.id.label("version"),
            v.hash,
            f.stage,
            f.stage_since,
            f.milestone,
            f.milestone_since,
            f.milestone_due_on,
        )
        .join(v, and_(v.workspace_id == a.workspace_id, v.id == a.playbook_version_id))
        .outerjoin(f, f.account_id == a.id)
    )


def _with_progress(dialect: str) -> Select[*tuple[Any, ...]]:
    a, m, t = Account, MilestoneReached, TaskDone
    reached = select(m.milestone).where(m.account_id == a.id, m.period == a.period).correlate(a)
    done = select(t.task).where(t.account_id == a.id, t.period == a.period).correlate(a)
    return _standings().add_columns(
        gathered(dialect, reached, [m.milestone, m.reached_on]).label("reached"),
        gathered(dialect, done, [t.task]).label("done"),
    )


def _standing(row: Row[Any], words: VersionWords) -> Json:
    """Stage and milestone are None before the first assessment, and where the account is no longer a customer."""
    stage = words.stage(row.stage) if _is_on_its_way(row) else None
    milestone = words.milestone(_milestone_key(row))
    return {
        "key": row.key,
        "name": row.name,
        "active": row.status == "active",
        "playbook": words.own.name,
        "stage": stage and _stage(stage, row.stage_since),
        "milestone": milestone and _milestone(milestone, row),
    }


def _is_on_its_way(row: Row[Any]) -> bool:
    return row.stage is not None and row.status == "active"


def _milestone_key(row: Row[Any]) -> str:
    """The milestone that it works towards; "" where there is none."""
    return row.milestone if _is_on_its_way(row) else ""


def _stage(stage: Stage, since: date | None) -> Json:
    return {"key": stage.key, "name": stage.name, "laer": stage.laer, "since": _iso(since)}


def _milestone(milestone: Milestone, row: Row[Any]) -> Json:
    return {
        "key": milestone.key,
        "name": milestone.name,
        "customer_words": milestone.customer_words,
        "meaning": milestone.meaning,
        "since": _iso(row.milestone_since),
        "due_on": _iso(row.milestone_due_on),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
