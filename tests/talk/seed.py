"""Accounts for the tests of messages: Acme with everything, and ways to make others."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select

from bot.journey.playbooks.versions import keep_versions
from bot.playbook.models import Library
from bot.store.session import Store
from bot.store.tables import (
    Account,
    AccountEvent,
    AccountFacts,
    AccountFactsHistory,
    Contract,
    Cta,
    KpiLatest,
    KpiObservation,
    MilestoneReached,
    PersonaTag,
    PlaybookVersion,
    Stakeholder,
    TaskDone,
)
from bot.talk.phrases.reader import Reader
from tests.conftest import count_on

NOW = datetime(2026, 1, 6, 7, 30, tzinfo=UTC)  # a Tuesday
TODAY = date(2026, 1, 6)
OLGA = Reader(1, 11, "Olga Owner", "Europe/Berlin", 1)
TIM = Reader(1, 12, "Tim Teammate", "Europe/Berlin", 1)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def at(days: int) -> datetime:
    return NOW - timedelta(days=days)


async def add(store: Store, *rows: Any) -> None:
    """Insert rows of workspace 1 in that order."""
    async with store.write(1) as db:
        for row in rows:
            row.workspace_id = 1
            db.add(row)
            await db.flush()
        if db.dialect == "postgresql":
            named = {row.__tablename__ for row in rows if "id" in row.__table__.columns}
            await count_on(await db.connection(), *sorted(named))


async def version(store: Store, library: Library, workspace: int = 1) -> int:
    await keep_versions(store, library, workspace, NOW)
    async with store.read(workspace) as db:
        return (await db.scalars(select(PlaybookVersion.id).where(PlaybookVersion.name == "laer"))).one()


async def account(store: Store, library: Library, number: int = 1, **values: Any) -> int:
    """An account of Olga's; anything may be given or taken away."""
    fields: dict[str, Any] = {"key": f"a{number}", "name": "Acme", "csm_id": 11, "tier": "mid", "created_at": NOW}
    fields |= {"playbook_version_id": await version(store, library)} | values
    await add(store, Account(id=number, **fields))
    return number


def facts(account_id: int = 1, **values: Any) -> AccountFacts:
    fields: dict[str, Any] = {
        "stage": "adopt", "stage_position": 2, "stage_since": ago(57), "milestone": "habit", "milestone_position": 2,
        "milestone_since": ago(57), "milestone_due_on": ago(-3), "health": 61, "health_known": 1.0, "band": 2,
        "kpi_newest_on": ago(1), "kpis_stale": 0, "decision_makers": 1, "decision_makers_untagged": 0, "champions": 1,
        "last_contact_on": ago(4), "known_since": at(30), "valid_from": at(2),
    }  # fmt: skip
    return AccountFacts(account_id=account_id, **(fields | values))


def kpi(account_id: int, key: str, *values: tuple[int, float]) -> list[Any]:
    """Measurements as (days ago, value), the newest last."""
    rows: list[Any] = [KpiObservation(account_id=account_id, kpi=key, observed_at=at(d), value=v) for d, v in values]
    days, value = values[-1]
    return [*rows, KpiLatest(account_id=account_id, kpi=key, value=value, observed_at=at(days))]


def person(number: int, name: str, title: str | None = None, role: str | None = None, **values: Any) -> Stakeholder:
    fields: dict[str, Any] = {"account_id": 1, "created_at": NOW, "status": "active"} | values
    return Stakeholder(id=number, name=name, title=title, role=role, **fields)


def tag(stakeholder: int, persona: str, days: int = 4, *, by: int | None = 11, **values: Any) -> PersonaTag:
    fields = {"evidence": "asked for the result first", "confidence": "likely"} | values
    return PersonaTag(stakeholder_id=stakeholder, persona=persona, by_id=by, at=at(days), **fields)


def todo(number: int, rule: str, due_in: int = 2, **values: Any) -> Cta:
    fields: dict[str, Any] = {
        "account_id": 1, "subject": "account:1:1", "occurrence": str(number), "type": "risk", "priority": 2,
        "owner_id": 11, "opened_on": ago(3), "due_on": ago(-due_in), "changed_at": NOW, "state": "open",
    }  # fmt: skip
    return Cta(id=number, rule=rule, **(fields | values))


def event(kind: str, days: int, note: str = "", key: str = "", **values: Any) -> AccountEvent:
    fields: dict[str, Any] = {"account_id": 1, "period": 1, "at": at(days), "by_id": 11, "fingerprint": f"{kind}{days}"}
    return AccountEvent(kind=kind, note=note, key=key, **(fields | values))


async def acme(store: Store, library: Library) -> int:
    """Acme: late on its second milestone, notice next week, three people, two promises, a history."""
    await account(
        store, library, started_on=date(2025, 3, 14), view="worried", view_at=at(4), view_by=11, segment="retail"
    )
    await add(store, facts(milestone_since=ago(77), milestone_due_on=ago(17)))
    await add(
        store,
        AccountFactsHistory(
            **{c: getattr(facts(health=74), c) for c in _FACT_COLUMNS}, account_id=1, valid_from=at(30), valid_to=at(2)
        ),
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
        todo(3, "hand", 3, title="schema notes", type="objective", priority=3),
        event("contact", 4, "wants the board slide", stakeholder_id=1),
        event("promise", 4, "schema notes", key=ago(-3).isoformat()),
        event("promise", 4, "intro to our architect"),
        event("task_done", 2, key="team-trained"),
        event("survey", 35, key="nps 9"),
        event("milestone_reached", 77, key="first-value", by_id=None, source="sweep"),
    )  # fmt: skip
    return 1


_FACT_COLUMNS: Sequence[str] = tuple(
    column.key for column in AccountFactsHistory.__table__.columns
    if column.key not in ("id", "account_id", "workspace_id", "valid_from", "valid_to")
)  # fmt: skip

__all__ = ["NOW", "OLGA", "TIM", "TODAY", "account", "acme", "add", "ago", "at", "event", "facts", "insert", "kpi",
           "person", "tag", "todo", "version"]  # fmt: skip
