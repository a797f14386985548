"""The daily assessment (method D5) as SQL: the facts of every account in scope, written only where they changed.

`new_facts` computes them; the changed ones are staged in a temporary table, the old rows move to the history, the new
ones take their place. NULL means unknown and stays unknown.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Executable,
    Float,
    Integer,
    Select,
    Subquery,
    Table,
    Text,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql.selectable import CTE

from bot.journey.accounts.place import came_within
from bot.journey.steps.ways import allowed
from bot.journey.sweep.account_inputs import SweepRange, inputs_of, reached_on
from bot.store.sql import add_days, alike, day_of, greatest, materialized, spelled, upsert, whole
from bot.store.tables import (
    AccountEvent,
    AccountFacts,
    AccountFactsHistory,
    Base,
    LearnedTime,
    TaskDone,
    VersionBand,
    VersionKpi,
    VersionMilestone,
    VersionStage,
)
from bot.store.tables.todos_and_outbox import FactColumns

FACTS = tuple(name for name in FactColumns.__annotations__)
# What later steps ask for besides the facts themselves; the rest is dropped on the way.
NEEDED = (
    "account_id",
    "workspace_id",
    "version_id",
    "entry_stage",
    "settling",
    "turned_on",
    "milestone_stage",
    "usual_days",
    "share",
)
ENOUGH_WEIGHT = 0.5  # below this share of known weights, health is unknown
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could

F = AccountFacts
CHANGED = Table(
    "changed_facts",
    Base.metadata.__class__(),
    Column("account_id", Integer, primary_key=True),
    Column("workspace_id", Integer),
    *[Column(name, getattr(F, name).type) for name in FACTS],
    Column("known_since", F.known_since.type),
    prefixes=["TEMPORARY"],
)
KEYS = ("account_id", "workspace_id", *FACTS, "known_since")
EMPTIED: Sequence[Executable] = (CreateTable(CHANGED, if_not_exists=True), delete(CHANGED))


def stage_changed(this: SweepRange) -> Sequence[Executable]:
    """What to execute, in this order, to have the changed facts staged."""
    return *EMPTIED, insert(CHANGED).from_select(list(KEYS), new_facts(this))


def changed_to_record(this: SweepRange) -> Sequence[Executable]:
    """What to execute then, in the same transaction."""
    return _to_history(this.now), _replace(this)


def _to_history(now: datetime) -> Executable:
    old = [getattr(F, name) for name in ("workspace_id", "account_id", *FACTS, "valid_from")]
    # IN instead of a join: SQLite then starts from the few changed rows.
    moved = select(*old, literal(now, F.valid_from.type)).where(F.account_id.in_(select(CHANGED.c.account_id)))
    names = ["workspace_id", "account_id", *FACTS, "valid_from", "valid_to"]
    return insert(AccountFactsHistory).from_select(names, moved)


def _replace(this: SweepRange) -> Executable:
    rows = select(*[CHANGED.c[name] for name in KEYS], literal(this.now, F.valid_from.type)).where(
        CHANGED.c.account_id.is_not(None)
    )
    fresh = upsert(this.dialect, F).from_select([*KEYS, "valid_from"], rows)
    changes = {name: fresh.excluded[name] for name in (*FACTS, "valid_from")}
    statement: Executable = fresh.on_conflict_do_update(index_elements=["account_id"], set_=changes)
    return statement


def new_facts(this: SweepRange) -> Select[*tuple[Any, ...]]:
    """One row per account in scope whose facts differ from those on record.

    Steps with subqueries are computed once: the databases would otherwise repeat them wherever a column is used."""
    known = materialized(inputs_of(this).cte("known"))
    placed = materialized(_placed(known, this).cte("placed"))
    found = _judged(placed, this)
    differs = or_(*[value.is_distinct_from(getattr(F, name)) for name, value in found.items()])
    return (
        select(
            placed.c.account_id,
            placed.c.workspace_id,
            *[value.label(name) for name, value in found.items()],
            func.coalesce(F.known_since, literal(this.now, F.known_since.type)),
        )
        .select_from(placed)
        .outerjoin(F, F.account_id == placed.c.account_id)
        .where(or_(F.account_id.is_(None), differs))
    )


def _placed(known: CTE, this: SweepRange) -> Select[*tuple[Any, ...]]:
    """Adds the milestone, the stage (the milestone's, or a later one that the calendar has opened) with the day an
    import says it was entered, the measured health with the share of known weights, the score in force, one set by hand
    before what was measured, and its band. Where its place isn't known there is no milestone, nor a stage but the
    calendar's.

    The days it may take are those that three in four of the account's segment took, else of its tier, else the
    playbook's."""
    k, m, s, weights = known.c, VersionMilestone, VersionStage, _total_weights()
    last = _per_version(func.max(m.stage_position), m, known)
    by_milestone = case((k.placed.is_(True), func.coalesce(m.stage_position, last, 1)), else_=0)
    towards = case((k.placed.is_(True), k.open_position))
    by_entry = case((k.deadline_on.is_(None), _position_of(k.entry_stage, known)))
    others = (_stage_by_calendar(known, this), by_entry)
    position = type_coerce(greatest(by_milestone, *[func.coalesce(other, 0) for other in others]), Integer)
    by_segment, by_tier = aliased(LearnedTime), aliased(LearnedTime)
    share = func.coalesce(k.known_weight / weights.c.weight, 0.0)
    # not 0 where it is a share
    measured = case((share >= ENOUGH_WEIGHT, whole(k.points / k.known_weight)), else_=null())
    health = func.coalesce(k.health_set, measured)
    return select(
        *[column for column in k if column.name in NEEDED or column.name in FACTS],
        towards.label("open_position"),
        case((towards == 1, came_within(m.usual_days, k))).label("new"),
        case((towards == 1, _first_task(known))).label("first_task_on"),
        case((towards > 1, reached_on(known))).label("reached_on"),
        func.coalesce(greatest(k.last_review_on, k.met_on), k.last_review_on, k.met_on).label("last_contact_on"),
        func.coalesce(m.milestone, literal("", Text)).label("milestone"),
        func.coalesce(by_segment.most_days, by_tier.most_days, allowed(m.usual_days, greatest)).label("usual_days"),
        by_milestone.label("milestone_stage"),
        func.coalesce(s.position, position).label("stage_position"),
        func.coalesce(s.stage, literal("", Text)).label("stage"),
        _entered(known, s).label("entered"),
        share.label("share"),
        health.label("health"),
        case((k.health_set.is_not(None), measured), else_=null()).label("health_measured"),
        _band_of(health, k.version_id, known, weights).label("band"),
    ).select_from(
        known.outerjoin(m, and_(m.version_id == k.version_id, m.position == towards))
        .outerjoin(s, and_(s.version_id == k.version_id, s.position == position))
        .outerjoin(by_segment, _learned_from(by_segment, "segment", k.segment, known))
        .outerjoin(by_tier, _learned_from(by_tier, "tier", k.tier, known))
        .outerjoin(weights, weights.c.version_id == k.version_id)
    )


def _first_task(known: CTE) -> Sql:
    """When the first of its tasks was done, which only says something at the first milestone."""
    t = TaskDone
    done = select(func.min(t.done_on)).where(t.account_id == known.c.account_id, t.period == known.c.period)
    return done.correlate(known).scalar_subquery()


def _total_weights() -> Subquery:
    """Of all KPIs of a version; NULL where they weigh nothing."""
    k = VersionKpi
    weight = func.nullif(func.sum(k.weight), 0).label("weight")
    return select(k.version_id, weight).group_by(k.version_id).subquery("totals")


def _learned_from(learned: Any, cohort: str, name: Sql, known: CTE) -> Sql:
    same = and_(learned.version_id == known.c.version_id, learned.milestone == VersionMilestone.milestone)
    return and_(same, learned.cohort == cohort, learned.name == name)


def _per_version(value: Sql, table: Any, known: CTE) -> Sql:
    return select(value).where(table.version_id == known.c.version_id).correlate(known).scalar_subquery()


def _stage_by_calendar(known: CTE, this: SweepRange) -> Sql:
    """By the next deadline; of an account that is leaving, by its last day: it doesn't fall back a stage."""
    s, deadline = _calendar(this).c, func.coalesce(known.c.deadline_on, known.c.leaving_on)
    return (
        select(func.max(s.position))
        .where(s.version_id == known.c.version_id, deadline <= s.until)
        .correlate(known)
        .scalar_subquery()
    )


def _calendar(this: SweepRange) -> CTE:
    """The stages that a deadline opens, and the last deadline that does so today: reckoned once, not per account."""
    s = VersionStage
    until = add_days(literal(this.today, Date), s.enters_days).label("until")
    opened = select(s.version_id, s.position, until).where(s.enters_days.is_not(None))
    return materialized(opened.cte("calendar"))


def _position_of(stage: Sql, known: CTE) -> Sql:
    s = VersionStage
    return (
        select(s.position)
        .where(s.version_id == known.c.version_id, s.stage == stage)
        .correlate(known)
        .scalar_subquery()
    )


def _judged(placed: CTE, this: SweepRange) -> dict[str, Sql]:
    """Every fact: with since when, due dates and the moves of its band, which the facts on record tell."""
    b = placed.c
    since = _since_turning(b, _milestone_since(b), this)
    before = _measured_band(F.health_until, F.band, F.health_measured, b)
    moved = before != _measured_band(b.health_until, b.band, b.health_measured, b)  # unknown where one is
    unlike = and_(moved, ~alike(b.share, F.health_known))
    values: dict[str, Sql] = {
        "stage_since": _stage_since(b, this),
        "milestone_position": func.coalesce(b.open_position, 0),
        "milestone_since": since,
        "milestone_due_on": add_days(since, b.usual_days),
        "health_known": func.coalesce(whole(b.share * 100), 0) / literal(100.0, Float),
        # Another playbook measures differently, and so do other figures: the band before is no comparison.
        "band_before": case((or_(b.settling, unlike), null()), (moved, before), else_=F.band_before),
        "band_since": case((or_(b.settling, unlike), null()), (moved, literal(this.today, Date)), else_=F.band_since),
    }
    return {name: values[name] if name in values else b[name] for name in FACTS}


def _band_of(health: Sql, version_id: Sql, *outer: Any) -> Sql:
    b = VersionBand
    found = select(func.max(b.position)).where(b.version_id == version_id, b.floor <= health)
    return found.correlate(*outer, F).scalar_subquery()


def _measured_band(until: Sql, band: Sql, measured: Sql, b: Any) -> Sql:
    """The band of what was measured: a score set by hand is no movement, nor is its end."""
    return case((until.is_(None), band), else_=_band_of(measured, b.version_id, b.version_id.table))


def _stage_since(p: Any, this: SweepRange) -> Sql:
    """Being told where an account is makes its stage known, not new."""
    return case(
        (p.stage == "", null()),
        (p.entered.is_not(None), p.entered),
        (F.stage == p.stage, F.stage_since),
        (and_(F.stage == "", p.placed), null()),
        (F.account_id.is_not(None), literal(this.today, Date)),
        (p.stage_position == 1, p.started_on),
    )


def _milestone_since(p: Any) -> Sql:
    """When the account turned to its milestone: the day it reached the one before, else the day it started or,
    where it came to us later on its way, the day it entered the milestone's stage. Of one that was no new customer
    then, nor said to be at its beginning, the first task done tells."""
    at_start = and_(p.open_position == 1, or_(p.new, p.entry_stage.is_not(None)))
    return case(
        (p.open_position.is_(None), null()),
        (p.reached_on.is_not(None), p.reached_on),
        (at_start, p.started_on),
        (and_(p.milestone_stage == p.stage_position, p.entered.is_not(None)), p.entered),
        (p.open_position == 1, p.first_task_on),
    )


def _since_turning(p: Any, since: Sql, this: SweepRange) -> Sql:
    """The same, for an account that was moved: a milestone that it had before counts on, another one from that day."""
    kept = case((F.milestone == p.milestone, F.milestone_since), else_=literal(this.today, Date))
    return case(
        (p.open_position.is_(None), null()),
        (and_(p.settling, F.account_id.is_not(None)), kept),
        (p.turned_on.is_(None), since),
        (since > p.turned_on, since),
        else_=p.turned_on,
    )


def _entered(known: CTE, stage: Any) -> Sql:
    """The day on which an imported event says that the account entered this stage."""
    e, k = AccountEvent, known.c
    return (
        select(day_of(func.max(e.at)))
        .where(
            e.account_id == k.account_id,
            e.kind == spelled("stage_entered"),
            e.key == stage.stage,
            e.period == k.period,
            e.undone_at.is_(None),
        )
        .correlate(known, stage)
        .scalar_subquery()
    )
