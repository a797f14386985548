"""The sweep: assesses accounts range by range, each range in one short transaction.

Every morning it goes over all accounts of a workspace; after a change over those that changed.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Executable, exists, select, update

from bot.calendar import local_date
from bot.facts.measures import AsOf, Feed
from bot.journey.accounts.scope import Bounds, Scope, is_few, ranges
from bot.journey.reactions import reactions, taken_back
from bot.journey.reactions.happenings import Window
from bot.journey.rules.silent_feeds import broken_feeds, silent_feeds
from bot.journey.sweep import facts_row, milestones, settle_moved, ticks
from bot.journey.sweep.account_inputs import SweepRange
from bot.journey.sweep.execute import Assessed, SweepPlan, at_once, range_after_range
from bot.journey.todos import data_gaps, housekeeping, todos_from_rules
from bot.journey.todos.silent_feeds import managers_of_all, silent_feeds_todo
from bot.journey.todos.spread import spread
from bot.playbook.models import Library, Rule
from bot.playbook.reactions.prepared_todos import prepared
from bot.playbook.shared import shared_reactions, shared_rules
from bot.store.reads import workspace_zone
from bot.store.session import Store
from bot.store.tables import (
    Account,
    PlaybookVersion,
    VersionKpi,
    VersionSegmentTest,
    VersionTest,
    Workspace,
)

Cut = Callable[[Store, int, Collection[int] | None], AsyncIterator[Bounds]]


@dataclass(frozen=True)
class SweepContext:
    """What a sweep stands on, read once."""

    workspace_id: int
    dialect: str
    now: datetime
    today: date
    fresh_days: list[int]
    versions: dict[str, tuple[int, ...]]  # of each playbook
    zone: str
    baseline_at: datetime | None
    library: Library
    silent: frozenset[Feed]

    @property
    def as_of(self) -> AsOf:
        return AsOf(self.today, self.now, self.silent)

    @property
    def has_baseline(self) -> bool:
        return self.baseline_at is not None

    def over(self, scope: Scope) -> SweepRange:
        return SweepRange(self.dialect, scope, self.now, self.today, self.fresh_days)

    def on(self, names: Collection[str]) -> tuple[int, ...]:
        """The versions that accounts are on, of those playbooks."""
        return tuple(number for name in names for number in self.versions.get(name, ()))


async def assess(
    store: Store,
    library: Library,
    workspace_id: int,
    now: datetime,
    account_ids: Collection[int] | None = None,
    cut: Cut = ranges,
) -> Assessed:
    """Assess all accounts of the workspace, or those named, many cut into ranges. Harmless when repeated.

    The first full sweep sets the workspace's baseline: it opens CTAs but marks none of them to be told."""
    context = await _context(store, library, workspace_id, now)
    rules = list(_rules(context))
    done = Assessed()
    if account_ids is not None and is_few(account_ids):
        if account_ids:
            plan = await _planned(context, Scope(workspace_id, tuple(sorted(account_ids))), rules, changed=True)
            await at_once(store, plan, done)
    else:
        plan = await _planned(context, Scope(workspace_id), rules, changed=account_ids is not None)
        await range_after_range(store, plan, cut(store, workspace_id, account_ids), done)
    await _group_gaps(store, context, [(rule, versions) for rule, versions in rules if rule.per == "csm"])
    if account_ids is None and not context.has_baseline:
        moved, rows = await spread(store, workspace_id, context.today)
        async with store.everywhere(writes=True) as connection:
            if rows:
                await connection.execute(moved, rows)
            await connection.execute(update(Workspace).where(Workspace.id == workspace_id).values(baseline_at=now))
    return done


@dataclass(frozen=True)
class AssessmentPlan:
    """An assessment for somebody who has a transaction of their own: what to execute in it, and what comes after."""

    plan: Sequence[Executable]
    store: Store
    context: SweepContext
    rules: list[tuple[Rule, tuple[int, ...]]]

    async def finish(self) -> None:
        """Once all was committed: what is grouped over accounts."""
        await _group_gaps(self.store, self.context, [each for each in self.rules if each[0].per == "csm"])


async def prepare(
    store: Store, library: Library, workspace_id: int, now: datetime, scope: Scope, *, version: tuple[str, int]
) -> AssessmentPlan:
    """An assessment of the accounts in scope, some of which may be on that version (name, id) by then."""
    context = await _context(store, library, workspace_id, now)
    name, number = version
    context.versions[name] = tuple({*context.versions.get(name, ()), number})
    rules = list(_rules(context))
    found = (*_reach(context, scope), *facts_row.stage_changed(context.over(scope)))
    plan = (*found, *_follow(context, scope, rules, changed=True))
    return AssessmentPlan(plan, store, context, rules)


def _rules(context: SweepContext) -> Iterator[tuple[Rule, tuple[int, ...]]]:
    """Each rule once, with the versions it holds for; none for playbooks that no account is on."""
    for rule, names in shared_rules(context.library):
        if of_accounts := context.on(names):
            yield rule, of_accounts


def _reactions(context: SweepContext, scope: Scope) -> Iterator[reactions.Reacting]:
    """Each reaction once, in the same way; none before the workspace's baseline."""
    if context.baseline_at is None:
        return
    window = Window.of(context.now, context.today, context.zone, context.baseline_at)
    for reaction, names in shared_reactions(context.library):
        if versions := context.on(names):
            playbooks = (context.library.playbooks[name] for name in names)
            sendable = tuple(key for one in playbooks for key in reactions.with_material(one.milestones()))
            yield reactions.Reacting(context.dialect, scope, reaction, versions, sendable, context.as_of, window)


async def _context(store: Store, library: Library, workspace_id: int, now: datetime) -> SweepContext:
    async with store.read(workspace_id) as db:
        zone = await workspace_zone(db)
        today = local_date(now, zone)
        silent = await silent_feeds(db, library, today)
        baseline = await db.scalar(select(Workspace.baseline_at).where(Workspace.id == workspace_id))
        fresh = set((await db.scalars(select(VersionKpi.fresh_days).distinct())).all())
        for tests in (VersionTest, VersionSegmentTest):
            fresh |= set((await db.scalars(select(tests.fresh_days).distinct())).all())
        versions: dict[str, tuple[int, ...]] = {}
        used = exists().where(Account.playbook_version_id == PlaybookVersion.id)
        for name, number in (await db.execute(select(PlaybookVersion.name, PlaybookVersion.id).where(used))).all():
            versions[name] = (*versions.get(name, ()), number)
    dialect = store.engine.dialect.name
    return SweepContext(workspace_id, dialect, now, today, sorted(fresh), versions, zone, baseline, library, silent)


async def _planned(
    context: SweepContext, scope: Scope, rules: list[tuple[Rule, tuple[int, ...]]], *, changed: bool
) -> SweepPlan:
    """Off the event loop: putting the statements together takes about a tenth of a second."""
    return await asyncio.to_thread(lambda: _plan(context, scope, rules, changed=changed))


def _plan(context: SweepContext, scope: Scope, rules: list[todos_from_rules.Held], *, changed: bool) -> SweepPlan:
    """Everything to execute for the accounts in scope, in one transaction. changed: somebody or an import touched
    them, so that they may have a new CSM."""
    follow = map(reactions.ReactionStep, _follow(context, scope, rules, changed=changed))
    staged = facts_row.stage_changed(context.over(scope))
    return SweepPlan(context.over(scope), _reach(context, scope), staged, (*follow, *_react(context, scope)))


def _reach(context: SweepContext, scope: Scope) -> Sequence[Executable]:
    dialect, now, today = context.dialect, context.now, context.today
    return (
        *ticks.by_figures(dialect, scope, context.library, context.versions),
        milestones.mark_passed(dialect, scope),
        milestones.mark_reached(dialect, scope, now, today, context.fresh_days),
        milestones.mark_behind(dialect, scope),
    )


def _react(context: SweepContext, scope: Scope) -> Iterator[reactions.ReactionStep]:
    for turn in _reactions(context, scope):
        if scope.ids:  # somebody has just done something here, or taken it back
            yield from taken_back.steps(turn)
        yield from reactions.steps(turn)


def _follow(
    context: SweepContext, scope: Scope, rules: list[todos_from_rules.Held], *, changed: bool
) -> Iterator[Executable]:
    """What follows from what is new."""
    now, today = context.now, context.today
    yield from facts_row.changed_to_record(context.over(scope))
    yield from todos_from_rules.statements(list(_turns(context, scope, rules)))
    yield from housekeeping.close_and_wake(scope, now, today)
    if changed:
        yield housekeeping.inherit(scope)
    yield from settle_moved.statements(scope, now, [*rules, *_prepared(context)])


def _sharing(rule: Rule, rules: Sequence[todos_from_rules.Held]) -> tuple[todos_from_rules.Held, ...]:
    """The other rules that have one to-do with it."""
    return tuple(each for each in rules if rule.shares and each[0] != rule and each[0].shares == rule.shares)


def _turns(
    context: SweepContext, scope: Scope, rules: list[todos_from_rules.Held]
) -> Iterator[todos_from_rules.RuleRun]:
    """Every rule about single accounts, with those that share its to-do."""
    for rule, versions in rules:
        if rule.per == "account":
            yield todos_from_rules.RuleRun(
                context.dialect, scope, rule, versions, context.as_of, context.has_baseline, _sharing(rule, rules)
            )


def _prepared(context: SweepContext) -> Iterator[tuple[Rule, tuple[int, ...]]]:
    """The to-dos of reactions, as the rules that word them, with the versions they hold for."""
    for reaction, names in shared_reactions(context.library):
        if versions := context.on(names):
            yield from ((one.rule, versions) for one in prepared(reaction))


async def _group_gaps(store: Store, context: SweepContext, rules: list[tuple[Rule, tuple[int, ...]]]) -> None:
    """What stands for many accounts: a CSM's missing data, and figures that come in from nowhere any more."""
    found: list[tuple[data_gaps.Grouped, Sequence[int]]] = [await _silent_feeds(store, context)]
    query = data_gaps.csms_with_gaps(context.workspace_id, rules, context.as_of)
    if query is not None:
        async with store.everywhere() as connection:
            csm_ids = [row[0] for row in await connection.execute(query)]
        found.append((data_gaps.data_gaps(rules, context.today), csm_ids))
    async with store.everywhere(writes=True) as connection:
        for one, people in found:
            for statement in data_gaps.group_statements(
                context.dialect, context.workspace_id, one, people, context.as_of
            ):
                await connection.execute(statement)


async def _silent_feeds(store: Store, context: SweepContext) -> tuple[data_gaps.Grouped, Sequence[int]]:
    async with store.read(context.workspace_id) as db:
        broken = await broken_feeds(db, context.library, context.silent)
        managers = await managers_of_all(db) if broken else []
    return silent_feeds_todo(broken, context.today), managers
