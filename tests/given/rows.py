"""Rows of the tables with what a test rarely cares about filled in; `Accounts.add` writes them down."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.store.channels import channels_typed
from bot.store.session import Store
from bot.store.tables import (
    AccountEvent,
    AccountFacts,
    AccountFactsHistory,
    Channel,
    Cta,
    KpiLatest,
    KpiObservation,
    Person,
    PersonaTag,
    Stakeholder,
)
from tests.given.book import NOW, ago, at


def csm(number: int = 1, **more: object) -> Person:
    """One of our own people, with the hours that most have."""
    values = {
        "id": number, "name": f"P{number}", "role": "csm", "timezone": "Europe/Berlin", "digest_at": "08:00",
        "digest_days": "12345", "work_from": "09:00", "work_to": "18:00", "away_until": None, "cover_id": None,
    }  # fmt: skip
    return Person(**(values | more))


def facts(account_id: int = 1, **values: Any) -> AccountFacts:
    fields: dict[str, Any] = {
        "placed": True, "stage": "adopt", "stage_position": 2, "stage_since": ago(57), "milestone": "habit",
        "milestone_position": 2,
        "milestone_since": ago(57), "milestone_due_on": ago(-3), "health": 61, "health_known": 1.0, "band": 2,
        "kpi_newest_on": ago(1), "kpis_stale": 0, "decision_makers": 1, "decision_makers_untagged": 0, "champions": 1,
        "last_contact_on": ago(4), "known_since": at(30), "valid_from": at(2),
    }  # fmt: skip
    return AccountFacts(account_id=account_id, **(fields | values))


def past_facts(account_id: int = 1, **values: Any) -> AccountFactsHistory:
    """The facts as they were for a month, until two days ago."""
    now = facts(account_id, **values)
    told = {column: getattr(now, column) for column in _FACT_COLUMNS}
    return AccountFactsHistory(**told, account_id=account_id, valid_from=at(30), valid_to=at(2))


_FACT_COLUMNS: Sequence[str] = tuple(
    column.key for column in AccountFactsHistory.__table__.columns
    if column.key not in ("id", "account_id", "workspace_id", "valid_from", "valid_to")
)  # fmt: skip


def kpi(account_id: int, key: str, *values: tuple[float, float], now: datetime = NOW) -> list[Any]:
    """Measurements as (days ago, value), the newest last."""
    measured = [{"kpi": key, "value": value, "observed_at": now - timedelta(days=days)} for days, value in values]
    rows: list[Any] = [KpiObservation(account_id=account_id, **one) for one in measured]
    return [*rows, KpiLatest(account_id=account_id, **measured[-1])]


def person(
    number: int | None, name: str, title: str | None = None, role: str | None = None, **values: Any
) -> Stakeholder:
    fields: dict[str, Any] = {"account_id": 1, "created_at": NOW, "status": "active"} | values
    if number is not None:
        fields["id"] = number
    return Stakeholder(name=name, title=title, role=role, **fields)


def tag(stakeholder: int, persona: str, days: int = 4, *, by: int | None = 11, **values: Any) -> PersonaTag:
    fields = {"evidence": "asked for the result first", "confidence": "likely"} | values
    return PersonaTag(stakeholder_id=stakeholder, persona=persona, by_id=by, at=at(days), **fields)


def todo(number: int | None, rule: str, due_in: int = 2, **values: Any) -> Cta:
    fields: dict[str, Any] = {
        "account_id": 1, "subject": "account:1:1", "occurrence": str(number or 1), "type": "risk", "priority": 2,
        "owner_id": 11, "opened_on": ago(3), "due_on": ago(-due_in), "changed_at": NOW, "state": "open",
    }  # fmt: skip
    if number is not None:
        fields["id"] = number
    return Cta(rule=rule, **(fields | values))


def event(kind: str, days: float = 0, note: str = "", key: str = "", **values: Any) -> AccountEvent:
    fields: dict[str, Any] = {"account_id": 1, "period": 1, "at": at(days), "by_id": 11, "fingerprint": f"{kind}{days}"}
    return AccountEvent(kind=kind, note=note, key=key, **(fields | values))


async def channel_row(store: Store, typed: str | None, workspace: int = 1) -> int | None:
    """The row of "#name" or of a platform's id, made where there is none; None for none."""
    if typed is None:
        return None
    async with store.write(workspace) as session:
        return (await channels_typed(session, [typed]))[typed]


async def typed_of(store: Store, channel_id: int | None, workspace: int = 1) -> str | None:
    """What a row stands for: the platform's id, else "#name"."""
    async with store.read(workspace) as session:
        row = await session.scalar(select(Channel).where(Channel.id == channel_id))
    return None if row is None else row.platform_id or f"#{row.name}"
