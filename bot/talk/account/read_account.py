"""Reads accounts for messages, in one statement however many accounts: the card must answer within a few milliseconds,
and a digest speaks of many accounts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased

from bot.facts.touchpoints import is_low, stands
from bot.journey.accounts.progress import Measure, health_of, progress_of
from bot.journey.health.health_history import ByHand
from bot.journey.risk.at_risk import LOW_DAYS
from bot.journey.risk.churn_risk import Risk, learned_risk
from bot.playbook.models import Library, Playbook
from bot.store.as_json.rows_as_json import columns_of, entities, gathered, lists, rebuilt, to_day, to_moment
from bot.store.ranking import pressing
from bot.store.session import ReadSession
from bot.store.tables import (
    Account,
    AccountEvent,
    AccountFacts,
    AccountFactsHistory,
    AccountRisk,
    Channel,
    Contract,
    Cta,
    HealthOverride,
    KpiLatest,
    KpiObservation,
    LearnedTime,
    MilestoneReached,
    Person,
    PersonaTag,
    PlaybookVersion,
    Reacted,
    RiskModel,
    Stakeholder,
    TaskDone,
)
from bot.store.tables.base import UtcDateTime
from bot.store.todo_states import LIVE
from bot.talk.account.agreed import agreed_columns, asks_in, goals_in, proposals_in
from bot.talk.account.said import said_columns, waiting_in
from bot.talk.account.tickets import ticket_columns, tickets_in
from bot.talk.account.view import AccountView, Contact, Usual
from bot.text import shorten

REACTED = timedelta(days=400)  # longer than any step of a plan lies ahead
SPOKEN_DAYS = 60
TALKED_DAYS = 365  # a last talk longer ago is none
TREND = timedelta(days=7)


async def load_account(db: ReadSession, library: Library, account_id: int, now: datetime) -> AccountView | None:
    """One account; None where this workspace has no such one."""
    return (await load_accounts(db, library, [account_id], now)).get(account_id)


async def load_accounts(
    db: ReadSession, library: Library, account_ids: Sequence[int], now: datetime
) -> dict[int, AccountView]:
    """Those accounts by id. Ids of other workspaces are not found."""
    if not account_ids:
        return {}
    asked = {
        "ids": list(account_ids),
        "week_ago": now - TREND,
        "reacted_since": now - REACTED,
        "spoken_since": now - timedelta(days=SPOKEN_DAYS),
        "talked_since": now - timedelta(days=TALKED_DAYS),
        "low_since": now - LOW_DAYS,
    }
    rows = (await db.one_statement(_statement(db.dialect), asked)).mappings().all()
    playbooks = await frozen(db, {(row["version"], row["hash"]) for row in rows})
    views = (_view(row, library, playbooks[row["version"]], now) for row in rows)
    return {view.account.id: view for view in views}


def _view(row: Any, library: Library, playbook: Playbook, now: datetime) -> AccountView:
    facts: AccountFacts | None = next(iter(rebuilt(AccountFacts, row["facts"])), None)
    before = row["before"]
    if before is None and facts is not None and facts.valid_from <= now - TREND:
        before = facts.health  # nothing has changed since
    todos = sorted(rebuilt(Cta, row["todos"]), key=lambda cta: pressing(cta, now.date()))
    measures = {
        kpi: Measure(value, observed_at, earlier)
        for kpi, value, at, earlier in lists(row["measures"])
        if (observed_at := to_moment(at))
    }
    reached = {key: (to_day(day), via) for key, day, via in lists(row["reached"])}
    done = {key: to_day(day) for key, day in lists(row["done"])}
    account = rebuilt(Account, row["account"])[0]
    return AccountView(
        account=account,
        playbook=playbook,
        library=library,
        csm=next(iter(rebuilt(Person, row["csm"])), None),
        channel=next(iter(rebuilt(Channel, row["channel"])), None),
        facts=facts,
        contracts=tuple(sorted(rebuilt(Contract, row["contracts"]), key=lambda contract: contract.id)),
        people=_people(row),
        todos=tuple(todos),
        reacted=tuple(rebuilt(Reacted, row["reacted"])),
        low=tuple((key, at) for key, text in sorted(lists(row["low"]), key=_when) if (at := to_moment(text))),
        talks=tuple(sorted(at for (text,) in lists(row["talks"]) if (at := to_moment(text)))),
        last_talks={number: at for number, text in lists(row["last_talks"]) if (at := to_moment(text))},
        progress=progress_of(
            playbook, reached, done, measures, now, assessed=facts.milestone if facts else None, segment=account.segment
        ),
        health=health_of(playbook, measures, now),
        before=before,
        view_by=row["view_by"],
        in_group=bool(row["in_group"]),
        learned=_learned(row["learned"]),
        measures=measures,
        by_hand=_by_hand(row),
        risk=_risk(row),
        asks=asks_in(row),
        goals=goals_in(row),
        proposals=proposals_in(row),
        tickets=tickets_in(row),
        waiting=waiting_in(row),
    )


def _by_hand(row: Any) -> ByHand | None:
    override = next(iter(rebuilt(HealthOverride, row["override"])), None)
    return ByHand(override, row["override_by"]) if override else None


def _risk(row: Any) -> Risk | None:
    score = next(iter(rebuilt(AccountRisk, row["risk"])), None)
    model = next(iter(rebuilt(RiskModel, row["risk_model"])), None)
    return learned_risk(score, model) if score and model else None


def _learned(text: str | None) -> dict[str, Usual]:
    """By milestone; the account's segment comes before its tier, as in the assessment."""
    found: dict[str, Usual] = {}
    for milestone, cohort, name, accounts, median, most in sorted(lists(text), key=lambda row: row[1]):
        words = f"{shorten(name, 24)}-tier accounts" if cohort == "tier" else f"{shorten(name, 24)} accounts"
        found.setdefault(milestone, Usual(median, most, accounts, words))
    return found


def _people(row: Any) -> tuple[Contact, ...]:
    """Stakeholders in the order they came, each with the newest tag that stands."""
    tags = {
        tag.stakeholder_id: tag for tag in sorted(rebuilt(PersonaTag, row["tags"]), key=lambda tag: (tag.at, tag.id))
    }
    names = dict(lists(row["taggers"]))
    people = sorted(rebuilt(Stakeholder, row["people"]), key=lambda person: person.id)
    known = ((person, tags.get(person.id)) for person in people)
    return tuple(Contact(person, tag, names.get(tag.by_id) if tag else None) for person, tag in known)


def _when(answer: list[Any]) -> Any:
    """The newest first."""
    return -(to_moment(answer[1]) or datetime.min.replace(tzinfo=UTC)).timestamp()


# Playbooks as they were frozen: a version never changes, so one parse lasts for the life of the process.

_PARSED: OrderedDict[tuple[int, int, str], Playbook] = OrderedDict()
_MOST_PARSED = 64


async def frozen(db: ReadSession, versions: Iterable[tuple[int, str]]) -> dict[int, Playbook]:
    """The playbooks of those versions (id, hash), each parsed once in the life of the process."""
    keys = {number: (db.workspace_id, number, digest) for number, digest in versions}
    missing = [number for number, key in keys.items() if key not in _PARSED]
    if missing:
        v = PlaybookVersion
        for number, source in (await db.execute(select(v.id, v.source).where(v.id.in_(missing)))).all():
            _PARSED[keys[number]] = Playbook.model_validate(source)
    found = {number: _PARSED[key] for number, key in keys.items()}
    while len(_PARSED) > _MOST_PARSED:
        _PARSED.popitem(last=False)
    return found


# The statement. Built once per database. Everything else hangs on the account, which no row of another workspace can
# (composite foreign keys).


@lru_cache
def _statement(dialect: str) -> Select[Any]:
    a, v = Account, PlaybookVersion
    viewer = aliased(Person)
    return (
        select(
            v.id.label("version"),
            v.hash.label("hash"),
            select(viewer.name).where(viewer.id == a.view_by).correlate(a).scalar_subquery().label("view_by"),
            _before().label("before"),
            _in_group().label("in_group"),
            _usual_times(dialect).label("learned"),
            *(column.label(name) for name, column in _own(dialect).items()),
            *(column.label(name) for name, column in _people_columns(dialect).items()),
            *(column.label(name) for name, column in _way(dialect).items()),
            *(column.label(name) for name, column in _judged(dialect).items()),
            *(column.label(name) for name, column in agreed_columns(dialect).items()),
            *(column.label(name) for name, column in ticket_columns(dialect).items()),
            *(column.label(name) for name, column in said_columns(dialect).items()),
        )
        .select_from(a)
        .join(v, v.id == a.playbook_version_id)
        .where(a.id.in_(bindparam("ids", expanding=True)))
    )


def _in_group() -> Any:
    """It has a parent, or is one."""
    a, below = Account, aliased(Account)
    is_below = (below.workspace_id == a.workspace_id, below.parent_id == a.id)
    return or_(a.parent_id.is_not(None), select(below.id).where(*is_below).correlate(a).exists())


def _usual_times(dialect: str) -> Any:
    """What was learned from accounts of its segment and of its tier."""
    a, t = Account, LearnedTime
    same = or_(and_(t.cohort == "segment", t.name == a.segment), and_(t.cohort == "tier", t.name == a.tier))
    found = select(t.milestone).where(t.version_id == a.playbook_version_id, same).correlate(a)
    return gathered(dialect, found, [t.milestone, t.cohort, t.name, t.accounts, t.median_days, t.most_days])


def _own(dialect: str) -> dict[str, Any]:
    """The account itself, its facts, CSM, contracts and live to-dos."""
    a, itself = Account, aliased(Account)
    columns = [getattr(itself, column.key) for column in columns_of(Account)]
    return {
        "account": gathered(dialect, select(*columns).where(itself.id == a.id).correlate(a), columns),
        "facts": entities(dialect, AccountFacts, AccountFacts.account_id == a.id, outer=a),
        "csm": entities(dialect, Person, Person.id == a.csm_id, outer=a),
        "channel": entities(dialect, Channel, Channel.id == a.channel_id, outer=a),
        "contracts": entities(dialect, Contract, Contract.account_id == a.id, Contract.retired.is_(False), outer=a),
        "todos": entities(dialect, Cta, Cta.account_id == a.id, Cta.state.in_(LIVE), outer=a),
        "reacted": entities(
            dialect,
            Reacted,
            Reacted.workspace_id == a.workspace_id,
            Reacted.account_id == a.id,
            Reacted.period == a.period,
            Reacted.made_at >= bindparam("reacted_since", type_=UtcDateTime()),
            outer=a,
        ),
    }


def _people_columns(dialect: str) -> dict[str, Any]:
    a, s, t, p = Account, Stakeholder, PersonaTag, Person
    there = and_(s.workspace_id == a.workspace_id, s.account_id == a.id)  # as their index has it
    standing = select(t).select_from(t).join(s, s.id == t.stakeholder_id).where(there, t.undone_at.is_(None))
    taggers = standing.join(p, p.id == t.by_id)
    return {
        "people": entities(dialect, s, there, outer=a),
        "tags": gathered(dialect, standing.correlate(a), columns_of(t)),
        "taggers": gathered(dialect, taggers.correlate(a), [p.id, p.name]),
    }


def _way(dialect: str) -> dict[str, Any]:
    """What is behind it (milestones, tasks), when we spoke and what was measured, now and a week ago."""
    a, m, t, e, k, o = Account, MilestoneReached, TaskDone, AccountEvent, KpiLatest, KpiObservation
    lately = e.at >= bindparam("spoken_since", type_=UtcDateTime())
    low = (is_low(e), stands(e), e.at >= bindparam("low_since", type_=UtcDateTime()))
    spoken = (e.kind.in_(("contact", "review")), e.undone_at.is_(None), lately)
    earlier = (
        select(o.value)
        .where(
            o.account_id == k.account_id, o.kpi == k.kpi, o.observed_at <= bindparam("week_ago", type_=UtcDateTime())
        )
        .order_by(o.observed_at.desc())
        .limit(1)
        .correlate(k)
        .scalar_subquery()
    )
    return {
        "reached": gathered(
            dialect,
            select(m.milestone).where(m.account_id == a.id, m.period == a.period).correlate(a),
            [m.milestone, m.reached_on, m.via],
        ),
        "done": gathered(
            dialect, select(t.task).where(t.account_id == a.id, t.period == a.period).correlate(a), [t.task, t.done_on]
        ),
        "low": gathered(dialect, select(e.key).where(e.account_id == a.id, *low).correlate(a), [e.key, e.at]),
        "last_talks": _last_talks(dialect),
        "talks": gathered(dialect, select(e.at).where(e.account_id == a.id, *spoken).correlate(a), [e.at]),
        "measures": gathered(
            dialect, select(k.kpi).where(k.account_id == a.id).correlate(a), [k.kpi, k.value, k.observed_at, earlier]
        ),
    }


def _last_talks(dialect: str) -> Any:
    """With each person there, the last one."""
    a, e = Account, AccountEvent
    since = e.at >= bindparam("talked_since", type_=UtcDateTime())
    with_whom = (e.account_id == a.id, e.kind == "contact", e.undone_at.is_(None), e.stakeholder_id.is_not(None), since)
    last = select(e.stakeholder_id, func.max(e.at).label("at")).where(*with_whom).group_by(e.stakeholder_id)
    found = last.correlate(a).subquery()
    return gathered(dialect, select(found.c.stakeholder_id).select_from(found), [found.c.stakeholder_id, found.c.at])


def _judged(dialect: str) -> dict[str, Any]:
    """A health score set by hand with who set it, and the risk that was learned."""
    a, o, r, m = Account, HealthOverride, AccountRisk, RiskModel
    standing = (o.account_id == a.id, o.ended_at.is_(None), o.undone_at.is_(None))
    setter = select(Person.name).join(o, o.by_id == Person.id).where(*standing).limit(1)
    scored = select(r.account_id).where(r.account_id == a.id).correlate(a).exists()
    return {
        "override": entities(dialect, o, *standing, outer=a),
        "override_by": setter.correlate(a).scalar_subquery(),
        "risk": entities(dialect, r, r.account_id == a.id, outer=a),
        "risk_model": entities(dialect, m, m.workspace_id == a.workspace_id, scored, outer=a),
    }


def _before() -> Any:
    """The health score as it was measured a week ago by the same playbook, if the facts have changed since."""
    h, week_ago = AccountFactsHistory, bindparam("week_ago", type_=UtcDateTime())
    return (
        select(case((h.health_until.is_(None), h.health), else_=h.health_measured))
        .where(h.account_id == Account.id, h.valid_from <= week_ago, h.valid_to > week_ago)
        .where(or_(Account.moved_at.is_(None), h.valid_from >= Account.moved_at))
        .order_by(h.valid_to.desc())
        .limit(1)
        .correlate(Account)
        .scalar_subquery()
    )
