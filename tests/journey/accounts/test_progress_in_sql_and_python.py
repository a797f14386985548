"""What stands twice, in SQL for the sweep and in Python for messages, says the same: health, its band, what is too old,
and which milestones pass their strict test."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, insert, select

from bot.journey.accounts.progress import Measure, health_of, progress_of
from bot.journey.health.why_health_moved import score_of
from bot.journey.sweep.facts_row import ENOUGH_WEIGHT
from bot.playbook.load import load_library
from bot.playbook.models import Kpi, Milestone, Playbook
from bot.store.tables import Account, AccountFacts, KpiLatest, MilestoneReached, TaskDone
from tests.given.accounts import Accounts

LIBRARY = load_library()
BOOKS = tuple(LIBRARY.playbooks)


@dataclass(frozen=True)
class Case:
    """An account: its playbook and segment, tasks done, and KPIs as value and age in days."""

    playbook: str
    segment: str | None
    tasks: frozenset[str]
    figures: Mapping[str, tuple[float, float]]


def values_of(kpi: Kpi) -> some.SearchStrategy[float]:
    low, high = sorted((kpi.worst, kpi.best))
    return some.one_of(
        some.floats(low - (high - low), high + (high - low)), some.sampled_from([low, high, (low + high) / 2])
    )


def ages_of(kpi: Kpi) -> some.SearchStrategy[float]:
    """Around the day on which a value grows too old, and not on its very second, which SQLite tells by microseconds."""
    limit = kpi.fresh_days
    return some.sampled_from([0.0, 1.0, limit - 0.01, limit + 0.01, limit * 3.0])


@some.composite
def cases(draw: some.DrawFn) -> Case:
    book = LIBRARY.playbooks[draw(some.sampled_from(BOOKS))]
    segments = [None, "nobody's", *(segment.key for segment in book.segments)]
    tasks = [task.key for milestone in book.milestones() for task in milestone.tasks]
    # Mostly all of it, or no milestone but the first would ever pass.
    missing = draw(
        some.one_of(some.just(set()), some.sets(some.sampled_from(tasks), max_size=3), some.just(set(tasks)))
    )
    kpis = [kpi for kpi in book.health.kpis if draw(some.integers(0, 4))]
    figures = {kpi.key: (draw(values_of(kpi)), draw(ages_of(kpi))) for kpi in kpis}
    return Case(book.name, draw(some.sampled_from(segments)), frozenset(set(tasks) - missing), figures)


async def bring_in(accounts: Accounts, found: list[Case]) -> None:
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(delete(Account))
    await accounts.several(
        *(
            {"id": number, "name": f"A{number}", "segment": case.segment, "playbook": case.playbook}
            for number, case in enumerate(found, 1)
        )
    )
    ours = {"workspace_id": accounts.workspace}
    async with accounts.store.write(accounts.workspace) as db:
        mine = [ours | {"account_id": number, "period": 1} for number in range(1, len(found) + 1)]
        tasks = [
            mine[at] | {"task": key, "done_on": accounts.now.date()}
            for at, one in enumerate(found)
            for key in one.tasks
        ]
        figures = [
            ours | {"account_id": at, "kpi": key, "value": value, "observed_at": accounts.now - timedelta(days=age)}
            for at, one in enumerate(found, 1)
            for key, (value, age) in one.figures.items()
        ]
        for table, new in ((TaskDone, tasks), (KpiLatest, figures)):
            if new:
                await db.execute(insert(table), new)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(found=some.lists(cases(), min_size=10, max_size=30))
async def test_sql_and_python_agree_on_health_and_progress(accounts: Accounts, found: list[Case]) -> None:
    # method: C2, D3
    await bring_in(accounts, found)
    await accounts.sweep()
    async with accounts.store.read(accounts.workspace) as db:
        facts = {row.account_id: row for row in await db.scalars(select(AccountFacts))}
        reached: dict[int, set[str]] = {}
        rows = await db.execute(select(MilestoneReached.account_id, MilestoneReached.milestone))
        for account, milestone in rows.all():
            reached.setdefault(account, set()).add(milestone)
    for number, case in enumerate(found, 1):
        agree_on_health(accounts, case, facts[number])
        agree_on_progress(accounts, case, facts[number], reached.get(number, set()))


def measures_of(accounts: Accounts, case: Case) -> dict[str, Measure]:
    return {key: Measure(value, accounts.now - timedelta(days=age)) for key, (value, age) in case.figures.items()}


def agree_on_health(accounts: Accounts, case: Case, facts: AccountFacts) -> None:
    book = LIBRARY.playbooks[case.playbook]
    parts = health_of(book, measures_of(accounts, case), accounts.now)
    known = sum(part.weight for part in parts if part.fresh) / sum(part.weight for part in parts)
    assert abs(facts.health_known - known) <= 0.005, (case, facts.health_known, known)
    assert facts.kpis_stale == sum(part.observed_at is not None and not part.fresh for part in parts), case
    score = score_of(parts)
    if score is None or known < ENOUGH_WEIGHT:
        assert (facts.health, facts.band) == (None, None), case
        return
    assert facts.health is not None, case
    assert abs(facts.health - score) <= 0.5 + 1e-6, (case, facts.health, score)
    floors = [band.floor for band in book.health.bands]
    assert facts.band == sum(floor <= facts.health for floor in floors), case


def agree_on_progress(accounts: Accounts, case: Case, facts: AccountFacts, reached: set[str]) -> None:
    book = LIBRARY.playbooks[case.playbook]
    assert reached == {one.key for one in book.milestones() if passes(accounts, case, book, one)}, case
    first_open = next((one.key for one in book.milestones() if one.key not in reached), "")
    assert facts.milestone == first_open, case


def passes(accounts: Accounts, case: Case, book: Playbook, milestone: Milestone) -> bool:
    """By what messages say of it: nothing that its test asks for is missing."""
    done = dict.fromkeys(case.tasks, accounts.now.date())
    measures = measures_of(accounts, case)
    progress = progress_of(book, {}, done, measures, accounts.now, assessed=milestone.key, segment=case.segment)
    asked = [task.done for task in progress.tasks if task.required] + [one.met is True for one in progress.minimums]
    return bool(asked) and all(asked)
