"""Tasks that a figure ticks (method D13): where the playbook names a KPI for a task, and it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Executable, Integer, Select, Text, and_, cast, literal, null, select, union_all

from bot.journey.accounts.scope import Scope
from bot.playbook.models import Library, Task
from bot.store.sql import day_of, spelled, upsert
from bot.store.tables import Account, AccountFacts, KpiLatest, TaskDone

COLUMNS = ["workspace_id", "account_id", "period", "task", "done_on", "by_id"]


def by_figures(
    dialect: str, scope: Scope, library: Library, versions: Mapping[str, tuple[int, ...]]
) -> Iterator[Executable]:
    """Of the milestone that an account works towards. versions: those in use, by playbook. Nothing where no playbook
    has a task that a figure ticks."""
    found = [
        _ticked(scope, versions[name], milestone.key, task)
        for name, playbook in library.playbooks.items()
        if versions.get(name)
        for milestone in playbook.milestones()
        for task in milestone.tasks
        if task.ticked_by is not None and task.ticked_by.kpi is not None
    ]
    if found:
        rows = found[0] if len(found) == 1 else union_all(*found)
        yield upsert(dialect, TaskDone).from_select(COLUMNS, rows).on_conflict_do_nothing()


def _ticked(scope: Scope, versions: tuple[int, ...], milestone: str, task: Task) -> Select[*tuple[Any, ...]]:
    assert task.ticked_by is not None
    a, f, k = Account, AccountFacts, KpiLatest
    return (
        select(a.workspace_id, a.id, a.period, literal(task.key, Text), day_of(k.observed_at), cast(null(), Integer))
        .join(f, f.account_id == a.id)
        .join(k, and_(k.account_id == a.id, k.kpi == task.ticked_by.kpi))
        .where(
            scope.of(a.workspace_id, a.id),
            a.status == spelled("active"),
            a.playbook_version_id.in_(versions),
            f.milestone == milestone,
            k.value >= task.ticked_by.at_least,
        )
    )


__all__ = ["by_figures"]
