"""A large made-up portfolio, written straight into the tables: accounts all along the journey, 8 KPIs each."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from bot.journey.playbooks.versions import keep_versions
from bot.playbook.models import Kpi, Library, Milestone, Playbook
from bot.store.session import Store
from bot.store.tables import (
    Account,
    AccountEvent,
    AccountName,
    Base,
    Contract,
    Identity,
    Installation,
    KpiLatest,
    Person,
    Stakeholder,
    TaskDone,
    Workspace,
)

NOW = datetime(2026, 1, 6, 7, 0, tzinfo=UTC)
CHUNK = 10_000
CSMS = 100


async def make_portfolio(store: Store, library: Library, accounts: int) -> None:
    """One workspace (id 1) with that many accounts: a fifth at each milestone, a fifth past the last one."""
    async with store.everywhere(writes=True) as connection:
        await connection.run_sync(Base.metadata.create_all)
        await connection.execute(insert(Workspace).values(id=1, name="Bench", timezone="UTC", created_at=NOW))
        await connection.execute(insert(Installation).values(id=1, workspace_id=1, surface="slack", team_id="T1"))
        people = [
            {"id": n, "workspace_id": 1, "name": f"CSM {n}", "role": "csm", "timezone": "UTC", "created_at": NOW}
            for n in range(1, CSMS + 1)
        ]
        await connection.execute(insert(Person), people)
        seats = [
            {"workspace_id": 1, "installation_id": 1, "user_id": f"U{n}", "person_id": n} for n in range(1, CSMS + 1)
        ]
        await connection.execute(insert(Identity), seats)
    await keep_versions(store, library, 1, NOW)
    random = Random(20260106)
    for first in range(1, accounts + 1, CHUNK):
        rows: dict[Any, list[dict[str, Any]]] = {}
        for number in range(first, min(first + CHUNK, accounts + 1)):
            for table, row in _account(number, library, random):
                rows.setdefault(table, []).append(row)
        async with store.everywhere(writes=True) as connection:
            for table, many in rows.items():
                await connection.execute(insert(table), many)


def _account(number: int, library: Library, random: Random) -> Iterator[tuple[Any, dict[str, Any]]]:
    playbook, today = library.playbooks["laer"], NOW.date()
    milestones = playbook.milestones()
    passed = number % (len(milestones) + 1)
    started = today - timedelta(days=30 + 90 * passed + random.randrange(60))
    base = {"workspace_id": 1, "account_id": number}
    yield Account, {
        "id": number, "workspace_id": 1, "key": f"acc-{number}", "name": f"Account {number} Ltd",
        "csm_id": number % CSMS + 1, "tier": random.choice(["small", "mid", "enterprise"]), "started_on": started,
        "playbook_version_id": 1, "created_at": NOW,
    }  # fmt: skip
    for kind, name in (("key", f"acc-{number}"), ("name", f"Account {number} Ltd")):
        yield AccountName, {**base, "folded": name.casefold(), "kind": kind, "shown": name}
    for kpi in _measured(playbook):
        good = 0.35 + 0.65 * random.random()
        own = kpi.worst + (kpi.best - kpi.worst) * good if kpi.weight else 3 * good
        value = max([own, *_minimums(milestones[:passed], kpi.key)])
        yield (
            KpiLatest,
            {**base, "kpi": kpi.key, "value": value, "observed_at": NOW - timedelta(days=random.random() * 9)},
        )
    for position, milestone in enumerate(milestones):
        for task in milestone.tasks:
            if position < passed or (position == passed and random.random() < 0.5):
                yield TaskDone, {**base, "period": 1, "task": task.key, "done_on": today - timedelta(days=20)}
    yield Contract, {**base, "product": "Suite", "ends_on": _end(number, today), "amount": None, "currency": "EUR"}
    for name, role in (("Dana Reyes", "decision maker"), ("Ben Okoro", "champion")):
        persona = random.choice(["expert", "friend", "ceo", "ceo"]) if random.random() < 0.9 else None
        yield Stakeholder, {**base, "name": name, "role": role, "persona": persona, "created_at": NOW}
    for kind in ("review", "contact"):
        at = NOW - timedelta(days=1 + random.random() * 100)
        yield AccountEvent, {**base, "period": 1, "kind": kind, "at": at, "source": "import"}


def _measured(playbook: Playbook) -> list[Kpi]:
    """Eight KPIs: all that the milestones ask for, and as many of health's."""
    asked = {test.kpi for milestone in playbook.milestones() for test in milestone.kpis}
    return sorted(playbook.health.kpis, key=lambda kpi: kpi.key not in asked)[:8]


def _minimums(milestones: tuple[Milestone, ...], kpi: str) -> list[float]:
    return [asked.at_least for milestone in milestones for asked in milestone.kpis if asked.kpi == kpi]


def _end(number: int, today: date) -> date:
    return today + timedelta(days=1 + number % 700)
