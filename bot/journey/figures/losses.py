"""Lost accounts (methods B7, C5): where they were on their way, what they have in common, what we made of each loss.

An account that is lost now counts; one that came back doesn't.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Text, and_, func, literal, select
from sqlalchemy.sql.selectable import CTE

from bot.journey.accounts.doubles import is_itself
from bot.journey.accounts.not_renewed import NOBODY, Leaving, leaving
from bot.journey.accounts.place import furthest_reached
from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.common_traits import ENOUGH, Trait, is_past_told, traits
from bot.journey.figures.funnel import LeftThere
from bot.journey.figures.funnel import leaving as leaving_at
from bot.journey.figures.kept.kept_losses import LossesSeen, Reckoned, Worth, kept_losses
from bot.journey.figures.post_mortems import Lessons, lessons
from bot.journey.figures.value_lost import ValueLost, value_lost, was_paid
from bot.journey.risk.record import WarningRecord, warning_record
from bot.journey.steps.kept_spells import behind
from bot.journey.steps.life_counts import count
from bot.journey.steps.spells import several
from bot.journey.steps.step_query import LOST, StepQuery, day_number, is_lost
from bot.journey.steps.ways import Ways, read_ways
from bot.store.ours import ours
from bot.store.session import ReadSession
from bot.store.sql import materialized, total
from bot.store.tables import (
    Account,
    AccountEvent,
    AccountFacts,
    Contract,
    PlaybookVersion,
    VersionMilestone,
    VersionStage,
)
from bot.store.tables.base import Money

Value = dict[str | None, Decimal]
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class LostAt:
    """A stage or a last milestone, by key, of a playbook ("" where nobody knows it) with what was lost there.

    position: its place on the way, 0 before the first, -1 where nobody knows. value: a year, by currency (None: none is
    noted). leaving: of a last milestone, how many leave there; worth: the same by value, each currency for itself."""

    playbook: str
    key: str
    position: int
    lost: int
    value: dict[str | None, Decimal]
    leaving: LeftThere | None = None
    worth: tuple[ValueLost, ...] = ()


@dataclass(frozen=True)
class Churn:
    """since, until: the first and the last day on which one was lost, as far as known; `undated` of them have none.
    leaving: lost as well, but still with us; not among the `lost`. told: accounts came in that were lost already; else
    only losses since we know an account are known. warned: what the early warning had said.
    reckoned_at: when `traits` and what left by value were reckoned; None: just now."""

    accounts: int
    lost: int
    since: date | None
    until: date | None
    undated: int
    value: dict[str | None, Decimal]
    stages: tuple[LostAt, ...]
    milestones: tuple[LostAt, ...]
    traits: tuple[Trait, ...]
    lessons: Lessons
    leaving: Leaving = NOBODY
    told: bool = True
    warned: WarningRecord = field(default_factory=WarningRecord)
    reckoned_at: datetime | None = None


async def churn(db: ReadSession, today: date, selection: Selection = EVERYONE) -> Churn:
    """All that those of the workspace's accounts which are lost tell."""
    seen = await seen_losses(db, selection)
    nothing, soon = Lessons((), 0, 0, (), 0, ()), await leaving(db, today, selection, whole=True)
    if not seen.lost:
        return Churn(seen.accounts, 0, None, None, 0, {}, (), (), (), nothing, soon, told=False)
    kept = await kept_losses(db, today, seen) if selection == EVERYONE else None
    found = kept or await reckoned(db, today, selection)
    return Churn(
        seen.accounts,
        seen.lost,
        seen.since,
        seen.until,
        seen.lost - seen.dated,
        dict(seen.value),
        await _stages(db, selection),
        await last_milestones(db, today, selection, seen, found.worth),
        found.traits,
        await lessons(db, selection),
        soon,
        seen.lost > seen.dated or await is_past_told(db, selection),
        await warning_record(db, today, selection),
        found.at,
    )


async def seen_losses(db: ReadSession, selection: Selection = EVERYONE) -> LossesSeen:
    a, chosen = Account, selection.where()
    everyone = await db.scalar(select(func.count()).select_from(a).where(is_itself(), *chosen)) or 0
    day = a.churned_on
    gone = select(func.count(), func.min(day), func.max(day), func.count(day), total(day_number(day)))
    lost, since, until, dated, days = (await db.execute(gone.select_from(a).where(is_lost(), *chosen))).one()
    return LossesSeen(everyone, lost, since, until, dated, days or 0, await _value(db, selection) if lost else {})


async def reckoned(db: ReadSession, today: date, selection: Selection = EVERYONE) -> Reckoned:
    """What takes long where there are many accounts: at night it is reckoned for the day
    (bot/journey/figures/kept/keep_losses.py)."""
    worth: dict[tuple[str, int], tuple[ValueLost, ...]] = {}
    for ways, asked in await _asked(db, today, selection):
        steps = (await count(db, asked, speed=False)).steps
        by_place = await value_lost(db, asked, steps)
        worth |= {(ways.playbook, place): several for place, several in by_place.items()}
    return Reckoned(await traits(db, today, selection), worth)


# Where they were, and what they paid


async def _value(db: ReadSession, selection: Selection) -> dict[str | None, Decimal]:
    summed = func.sum(Contract.amount, type_=Money)
    a, c = Account, Contract
    paid = (
        select(c.currency, summed)
        .join_from(a, c, was_paid())
        .where(is_lost(), ours(a), _by_account(), *selection.where())
    )
    rows = await db.one_statement(paid.group_by(c.currency))
    return {currency: amount for currency, amount in rows.all() if amount is not None}


def _by_account() -> Sql:
    """The lost are few: their contracts are looked up, not all gone through."""
    return ours(Contract, indexed=False)


def _stage() -> Sql:
    """The stage it was last seen in: as assessed, as an import says, the one it came in, or that in which it worked on
    the milestone after the last that an import told."""
    e = AccountEvent
    told = (
        select(e.key)
        .where(e.account_id == Account.id, e.kind == "stage_entered", e.undone_at.is_(None))
        .order_by(e.at.desc(), e.id.desc())
        .limit(1)
        .correlate(Account)
        .scalar_subquery()
    )
    return func.coalesce(func.nullif(AccountFacts.stage, ""), told, Account.entry_stage, _stage_by_milestones(), "")


def _stage_by_milestones() -> Sql:
    m, s = VersionMilestone, VersionStage
    furthest = furthest_reached()
    at = select(s.stage).join(m, and_(m.version_id == s.version_id, m.stage_position == s.position))
    mine = at.where(s.version_id == Account.playbook_version_id)
    places = (
        mine.where(m.position == furthest + 1),
        mine.where(m.position == furthest),
    )  # the next one's, else its own
    return func.coalesce(*(one.correlate(Account).scalar_subquery() for one in places))


async def _stages(db: ReadSession, selection: Selection) -> tuple[LostAt, ...]:
    where = (
        select(Account.id, PlaybookVersion.name.label("playbook"), _stage().label("place"))
        .join(PlaybookVersion, PlaybookVersion.id == Account.playbook_version_id)
        .outerjoin(AccountFacts, AccountFacts.account_id == Account.id)
        .where(is_lost(), *selection.ours())
    )
    found = await _counted_at(db, materialized(where.cte("lost")))
    return tuple(LostAt(playbook, key, 0, lost, value) for (playbook, key), (lost, value) in sorted(found.items()))


async def last_milestones(
    db: ReadSession, today: date, selection: Selection, seen: LossesSeen, worth: Worth
) -> tuple[LostAt, ...]:
    """By the furthest milestone of the way that they were on when they left. seen: all that are lost; those whose place
    nobody knows are the rest of these."""
    places: list[LostAt] = []
    for ways, asked in await _asked(db, today, selection):
        s = several(replace(asked, lost_only=True), ("account_id", "place", "state"))
        where = select(s.account_id.label("id"), literal(ways.playbook, Text).label("playbook"), s.place)
        found = await _counted_at(db, materialized(where.where(s.state == LOST).cte("lost")))
        rates = leaving_at(ways, (await count(db, asked, speed=False)).steps) if found else ()
        for (playbook, place), (lost, value) in sorted(found.items()):
            at = rates[place - 1]
            of_value = worth.get((playbook, place), ())
            places.append(LostAt(playbook, at.milestone or "", place - 1, lost, value, at, of_value))
    return tuple(places) + _rest(places, seen.lost, seen.value)


async def _asked(db: ReadSession, today: date, selection: Selection) -> list[tuple[Ways, StepQuery]]:
    stale = await behind(db)
    return [(ways, StepQuery(today, ways, selection, behind=stale)) for ways in await read_ways(db)]


def _rest(places: Sequence[LostAt], lost: int, value: Mapping[str | None, Decimal]) -> tuple[LostAt, ...]:
    unknown = lost - sum(one.lost for one in places)
    left = {key: amount - sum(one.value.get(key, Decimal(0)) for one in places) for key, amount in value.items()}
    return (LostAt("", "", -1, unknown, {key: amount for key, amount in left.items() if amount}),) if unknown else ()


async def _counted_at(db: ReadSession, lost: CTE) -> dict[tuple[Any, ...], tuple[int, Value]]:
    """How many lost accounts (id, playbook, place) there are at each place, and what they paid."""
    at = (lost.c.playbook, lost.c.place)
    summed = func.sum(Contract.amount, type_=Money)
    a = Account
    paid = (
        select(*at, Contract.currency, summed)
        .select_from(lost)
        .join(a, a.id == lost.c.id)
        .join(Contract, was_paid())
        .where(ours(a, indexed=False), _by_account())
        .group_by(*at, Contract.currency)
    )
    values: dict[tuple[Any, ...], Value] = {}
    for playbook, place, currency, amount in (await db.one_statement(paid)).all():
        values.setdefault((playbook, place), {})[currency] = amount
    counts = await db.one_statement(select(*at, func.count()).select_from(lost).group_by(*at))
    return {(playbook, place): (n, values.get((playbook, place), {})) for playbook, place, n in counts.all()}


def by_position(places: Iterable[LostAt]) -> list[LostAt]:
    """In the order of the way; what nobody knows last."""
    return sorted(places, key=lambda one: (one.position < 0, one.playbook, one.position, one.key))


__all__ = ["ENOUGH", "Churn", "Leaving", "LostAt", "Trait", "by_position", "churn", "reckoned", "seen_losses"]
