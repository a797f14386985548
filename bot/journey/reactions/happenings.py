"""What happened at accounts lately, as SELECTs that reactions ask for (method C3): one shape for all kinds of events.

Only what lies a few days back at most, after the workspace's baseline and after the account's own first assessment:
importing years of history is no news.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    Integer,
    Select,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from bot.calendar import dates_between, local_date, moment
from bot.playbook.models import Reaction
from bot.playbook.models.reaction_models import Crossing, DealKind, Score
from bot.store.sql import day_of, text_of
from bot.store.survey_scores import scored
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
    Reacted,
    VersionStage,
)
from bot.store.tables.base import UtcDateTime
from bot.store.todo_states import is_live

RECENT = timedelta(days=5)  # a long weekend without a sweep loses nothing
LONGEST_SCORE = 3  # characters: "nps 10", "csat 4.5"
F = AccountFacts
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class Window:
    """How far back events count: moments from `since`, days from `first_day`. days: when each of them began."""

    since: datetime
    now: datetime
    first_day: date
    today: date
    days: Mapping[date, datetime]

    @staticmethod
    def of(now: datetime, today: date, zone: str, baseline_at: datetime) -> "Window":
        """A day on which the workspace had no baseline yet as it began doesn't count: it may hold all of history."""
        since = max(now - RECENT, baseline_at)
        first = max(today - RECENT, local_date(baseline_at, zone) + timedelta(days=1))
        days = {day: moment(day, "00:00", zone) for day in dates_between(first, today)}
        return Window(since, now, first, today, days)

    def has(self, day: Sql) -> Sql:
        """The day counts, and the account was assessed before it began."""
        began = case(*[(day == each, literal(at, UtcDateTime)) for each, at in self.days.items()], else_=null())
        return and_(day >= self.first_day, day <= self.today, F.known_since < began)

    def has_new(self, day: Sql) -> Sql:
        """The same, and it isn't only that the account was moved to another playbook or version."""
        return and_(self.has(day), or_(Account.moved_at.is_(None), day > day_of(Account.moved_at)))

    def holds(self, at: Sql) -> Sql:
        """The moment counts, and the account was assessed before it."""
        return and_(at > self.since, at <= self.now, F.known_since < at)


@dataclass(frozen=True)
class Happening:
    """What to select of an event. occurrence: what keeps it to one reaction. day: on which it happened."""

    occurrence: Sql
    about: Sql
    day: Sql
    value: Sql = None
    was: Sql = None
    stakeholder: Sql = None
    by: Sql = None

    def columns(self) -> Iterator[ColumnElement[Any]]:
        """occurrence, about, value, was, stakeholder_id, by_id, happened_on."""
        yield self.occurrence
        yield self.about
        for value, kind in ((self.value, Float), (self.was, Float), (self.stakeholder, Integer), (self.by, Integer)):
            yield cast(null(), kind) if value is None else value
        yield self.day


HappeningRows = tuple[Happening, Select[*tuple[Any, ...]]]


def happenings(reaction: Reaction, window: Window, query: Select[*tuple[Any, ...]]) -> HappeningRows:
    """The event's columns, and `query` (over facts and accounts) narrowed to where it happened."""
    return _KINDS[reaction.on](reaction, window, query)


def can_happen(reaction: Reaction, window: Window) -> bool:
    """Whether it could have happened at all: of days, none counts on the day of the baseline."""
    return bool(window.days) or reaction.on in ("kpi_crossed", "survey_received")


def _milestone_reached(reaction: Reaction, window: Window, query: Select[*tuple[Any, ...]]) -> HappeningRows:
    r = MilestoneReached
    mine = r.milestone == reaction.milestone if reaction.milestone else true()
    return Happening(r.milestone.expression, r.milestone.expression, r.reached_on.expression), query.join(
        r, and_(r.account_id == F.account_id, r.period == Account.period)
    ).where(r.reached_on >= window.first_day, window.has(r.reached_on), r.via != "entry", mine)


def _stage_entered(reaction: Reaction, window: Window, query: Select[*tuple[Any, ...]]) -> HappeningRows:
    """Forwards only. A stage that a date opens (renew) is entered anew with each term; another one once."""
    s, h = VersionStage, AccountFactsHistory
    mine = F.stage == reaction.stage if reaction.stage else s.laer == reaction.laer
    before = (
        select(h.stage_position)
        .where(h.account_id == F.account_id, h.stage != F.stage)
        .order_by(h.valid_to.desc())
        .limit(1)
        .correlate(F)
        .scalar_subquery()
    )
    term = func.coalesce(text_of(F.next_end_on), text_of(F.deadline_on), "")
    occurrence = case((s.enters_days.is_not(None), F.stage + ":" + term), else_=F.stage)
    return Happening(occurrence, F.stage.expression, F.stage_since.expression), query.join(
        s, and_(s.version_id == Account.playbook_version_id, s.position == F.stage_position)
    ).where(F.stage_since >= window.first_day, window.has_new(F.stage_since), mine, before < F.stage_position)


def _kpi_crossed(reaction: Reaction, window: Window, query: Select[*tuple[Any, ...]]) -> HappeningRows:
    """The newest value is beyond the bound, and the last one before these days was not; without one, nobody knows."""
    assert reaction.kpi is not None
    k, o = KpiLatest, KpiObservation
    was = (
        select(o.value)
        .where(o.account_id == k.account_id, o.kpi == k.kpi, o.observed_at <= window.now - RECENT)
        .order_by(o.observed_at.desc())
        .limit(1)
        .correlate(k)
        .scalar_subquery()
    )
    now_beyond, before_not = _crossing(reaction.kpi, k.value.expression, was)
    return Happening(
        text_of(day_of(k.observed_at)), k.kpi.expression, day_of(k.observed_at), k.value.expression, was
    ), (
        query.join(k, and_(k.account_id == F.account_id, k.kpi == reaction.kpi.key)).where(
            window.holds(k.observed_at), now_beyond, before_not
        )
    )


def _crossing(kpi: Crossing, value: Sql, was: Sql) -> tuple[Sql, Sql]:
    if kpi.rises_to is not None:
        return value >= kpi.rises_to, was < kpi.rises_to
    return value <= kpi.falls_to, was > kpi.falls_to


def _cta_opened(reaction: Reaction, window: Window, query: Select[*tuple[Any, ...]]) -> HappeningRows:
    """The row itself is the occurrence: one that closed by itself and comes back is no new one."""
    return Happening(text_of(Cta.id), Cta.rule.expression, Cta.opened_on.expression), query.join(
        Cta, and_(Cta.workspace_id == F.workspace_id, Cta.account_id == F.account_id, Cta.rule == reaction.rule)
    ).where(is_live(Cta), Cta.opened_on >= window.first_day, window.has_new(Cta.opened_on))


def _survey_received(reaction: Reaction, window: Window, query: Select[*tuple[Any, ...]]) -> HappeningRows:
    """What one person answers on one day counts once: NPS and CSAT in one form, and an answer that was corrected."""
    e = AccountEvent
    about, score = _answer()
    event = Happening(
        _of_whom_and_when(), about, day_of(e.at), score, stakeholder=e.stakeholder_id.expression, by=e.by_id.expression
    )
    answers = query.join(
        e, and_(e.workspace_id == F.workspace_id, e.account_id == F.account_id, e.period == Account.period)
    ).where(*_is_answer(reaction), window.holds(e.at))
    return event, answers.order_by(e.id)


def _answer() -> tuple[Sql, Sql]:
    """Which survey it answers (nps | csat), and the score."""
    nps, csat, score = scored(AccountEvent)
    return case((nps, "nps"), (csat, "csat"), else_=""), score


def _of_whom_and_when() -> Sql:
    e = AccountEvent
    return text_of(day_of(e.at)) + ":" + func.coalesce(text_of(e.stakeholder_id), "")


def _is_answer(reaction: Reaction) -> tuple[Sql, ...]:
    """An answer that stands, of a kind that the reaction waits for."""
    e = AccountEvent
    about, score = _answer()
    wanted = [and_(about == each.kind, *_bounds(each, score)) for each in reaction.survey]
    return (
        e.kind == literal_column("'survey'"),  # spelled out, so that the partial index fits
        e.undone_at.is_(None),
        or_(*wanted) if wanted else score.is_not(None),
    )


def _bounds(wanted: Score, score: Sql) -> Iterator[Sql]:
    if wanted.at_least is not None:
        yield score >= wanted.at_least
    if wanted.at_most is not None:
        yield score <= wanted.at_most


def _contract_started(reaction: Reaction, window: Window, query: Select[*tuple[Any, ...]]) -> HappeningRows:
    """On its first day. What stands in for contracts tells no purchase, and counts as one that was there before."""
    assert reaction.deal is not None
    c = Contract
    kinds = [_DEALS[kind]() for kind in reaction.deal.kinds]
    named = func.lower(c.product) == reaction.deal.product.lower() if reaction.deal.product else true()
    event = Happening(text_of(c.id), c.product.expression, c.starts_on.expression)
    return event, query.join(c, and_(c.workspace_id == F.workspace_id, c.account_id == F.account_id)).where(
        c.starts_on >= window.first_day, window.has(c.starts_on), ~c.stand_in, named, or_(*kinds)
    )


def _is_trial(contract: Sql) -> Sql:
    words = func.lower(contract.product)
    return or_(*(words.contains(word) for word in ("trial", "pilot")))


def _before(*where: Callable[[Sql], Sql]) -> Sql:
    """Another contract of the account began earlier, or nobody knows when."""
    c, e = Contract, aliased(Contract)
    earlier = or_(e.starts_on.is_(None), e.starts_on < c.starts_on)
    same = (e.workspace_id == c.workspace_id, e.account_id == c.account_id, e.id != c.id)
    return exists().where(*same, earlier, *(one(e) for one in where)).correlate(c)


def _is_same(earlier: Sql) -> Sql:
    return func.lower(earlier.product) == func.lower(Contract.product)


def _paid_less(earlier: Sql) -> Sql:
    return and_(earlier.amount < Contract.amount, earlier.currency == Contract.currency)


def _is_bought(earlier: Sql) -> Sql:
    return ~_is_trial(earlier)


_DEALS: Mapping[DealKind, Callable[[], Sql]] = {
    "trial": lambda: and_(_is_trial(Contract), ~_before(_is_bought)),
    "first": lambda: and_(~_is_trial(Contract), ~_before(_is_bought)),
    "product": lambda: and_(~_is_trial(Contract), _before(_is_bought), ~_before(_is_same)),
    "renewed": lambda: _before(_is_same),
    "more": lambda: _before(_is_same, _paid_less),
}


def not_taken_back(reaction: Reaction) -> Sql | None:
    """Whether what a row of `Reacted` answers still stands, where a person can take such a thing back; else None."""
    r, m, e = Reacted, MilestoneReached, AccountEvent
    if reaction.on == "milestone_reached":
        return exists().where(m.account_id == r.account_id, m.period == r.period, m.milestone == r.occurrence)
    if reaction.on == "survey_received":
        same = (e.workspace_id == r.workspace_id, e.account_id == r.account_id, e.period == r.period)
        return exists().where(*same, *_is_answer(reaction), _of_whom_and_when() == r.occurrence)
    return None


_KINDS: Mapping[str, Callable[[Reaction, Window, Select[*tuple[Any, ...]]], HappeningRows]] = {
    "milestone_reached": _milestone_reached,
    "stage_entered": _stage_entered,
    "kpi_crossed": _kpi_crossed,
    "cta_opened": _cta_opened,
    "survey_received": _survey_received,
    "contract_started": _contract_started,
}
