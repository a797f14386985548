"""What a person has been told of already, read from the messages that went out: what was refused, dropped or overtaken
counts for nothing.

A matter is new until a message about it arrived, and new again when it has changed since: the account's health fell
further, a low answer came, somebody left, the deadline came a step nearer, or the to-do is back after it slept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.calendar import say_date, say_in, say_near
from bot.journey.accounts.low_answers import LowAnswer, low_answers
from bot.store.session import ReadSession
from bot.store.tables import AccountFacts, Cta, Outgoing
from bot.talk.phrases.words import score_words
from bot.text import clean, shorten

LOOK_BACK = 31  # days
NOT_ARRIVED = ("rejected", "dropped")
STEPS = (2, 7, 14, 30)  # days before a deadline: with each it is new again
FELL = 5  # points of health since it was told
THEIR_WORDS = 60


@dataclass(frozen=True)
class AccountStand:
    """How the account stood when a to-do there was told. low_at: of its newest low answer; "": none. step: of its
    deadline, None where that is further off. deadline: the day itself, as a later one is another."""

    health: int | None = None
    low_at: str = ""
    left_on: str = ""
    deadline: str = ""
    step: int | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class StandsNow:
    """How an account stands now, with what can be said of it."""

    stand: AccountStand
    low: LowAnswer | None = None
    left_on: date | None = None
    deadline_on: date | None = None
    is_notice: bool = False


@dataclass(frozen=True)
class NewAgain:
    """Why an old matter is new again. kind: those of one kind are told together. words: after the account's name; "":
    its own reason says it."""

    kind: str = ""
    words: str = ""


@dataclass
class Told:
    """days: on which it was told, with its reason or by name among what waits. at: when last. level: it had then.
    asked: whether it was asked if it is still right."""

    days: set[date] = field(default_factory=set)
    at: datetime | None = None
    asked: bool = False
    level: int | None = None

    @property
    def last_on(self) -> date:
        return max(self.days)


def as_pairs(told: Iterable[Sequence[Any]]) -> list[tuple[int, str]]:
    """Accounts and milestones, as refs keep them."""
    return [(int(number), str(key)) for number, key, *_ in told]


@dataclass(frozen=True)
class ToldBefore:
    """By to-do; said: the words of the last digest's items. renewals: accounts whose renewal was asked for without a
    to-do; ended: those of which it was asked how their contract ended; celebrated: those of whose milestones a digest
    told. stands: of accounts, when something there was last told. slipped: milestones that no longer held.
    proposals: of which it was asked what came of them."""

    by_cta: Mapping[int, Told] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    renewals: frozenset[int] = frozenset()
    ended: frozenset[int] = frozenset()
    celebrated: frozenset[int] = frozenset()
    stands: Mapping[int, AccountStand] = field(default_factory=dict)
    slipped: frozenset[tuple[int, str]] = frozenset()
    proposals: frozenset[int] = frozenset()

    def once(self) -> list[int]:
        """Told on one day only."""
        return [number for number, told in self.by_cta.items() if len(told.days) == 1 and not told.asked]

    def unanswered(self) -> list[int]:
        """Told twice, and not asked yet whether it is still right."""
        return [number for number, told in self.by_cta.items() if len(told.days) > 1 and not told.asked]


async def told_before(db: ReadSession, owner_id: int, local_date: date, now: datetime) -> ToldBefore:
    """What the digests about that person's accounts and the alerts about their to-dos told before that day."""
    found: dict[int, Told] = {}
    said: frozenset[str] = frozenset()
    renewals: set[int] = set()
    ended: set[int] = set()
    celebrated: set[int] = set()
    stands: dict[int, tuple[datetime, AccountStand]] = {}
    slipped: set[tuple[int, str]] = set()
    proposals: set[int] = set()
    for refs, at in await _digests(db, owner_id, local_date):
        _add_digest(found, refs, at)
        _keep_newest(stands, refs.get("stands", {}), at)
        said = frozenset(refs.get("said", ()))
        celebrated |= {int(number) for number, *_ in refs.get("reached", ())}
        renewals |= {int(number) for number in refs.get("renewals", ())}
        proposals |= set(refs.get("proposals", ()))
        slipped |= set(as_pairs(refs.get("slipped", ())))
        ended |= {int(number) for number in refs.get("ended", ())}
    for cta_id, refs, at, day in await _alerts(db, owner_id, local_date, now):
        _add(found, cta_id, day, at)
        _keep_newest(stands, refs.get("stands", {}), at)
    for cta_id, at, day in await _listed(db, local_date, now):
        _add(found, cta_id, day, at)
    newest = {number: stand for number, (_, stand) in stands.items()}
    asked = (frozenset(renewals), frozenset(ended), frozenset(celebrated))
    return ToldBefore(found, said, *asked, newest, frozenset(slipped), frozenset(proposals))


def _keep_newest(stands: dict[int, tuple[datetime, AccountStand]], told: Mapping[str, Any], at: datetime) -> None:
    for number, stand in told.items():
        before = stands.get(int(number))
        if before is None or at >= before[0]:
            stands[int(number)] = (at, AccountStand(**stand))


async def _digests(db: ReadSession, owner_id: int, local_date: date) -> list[tuple[dict[str, Any], datetime]]:
    """The oldest first."""
    days = (local_date - timedelta(days=number) for number in range(1, LOOK_BACK + 1))
    rows = await db.execute(
        select(Outgoing.refs, Outgoing.created_at)
        .where(
            Outgoing.once.in_([f"digest:person:{owner_id}:{day.isoformat()}" for day in days]),
            Outgoing.state.not_in(NOT_ARRIVED),
            Outgoing.message.is_not(None),
        )
        .order_by(Outgoing.created_at, Outgoing.id)
    )
    return [(refs, at) for refs, at in rows]


async def _alerts(
    db: ReadSession, owner_id: int, local_date: date, now: datetime
) -> list[tuple[int, dict[str, Any], datetime, date]]:
    rows = await db.execute(
        select(Outgoing.cta_id, Outgoing.refs, Outgoing.created_at)
        .join(Cta, Cta.id == Outgoing.cta_id)
        .where(
            Outgoing.kind == "alert",
            Cta.owner_id == owner_id,
            Outgoing.created_at >= now - timedelta(days=LOOK_BACK),
            Outgoing.created_at < now,
            Outgoing.state.not_in(NOT_ARRIVED),
        )
    )
    before = local_date - timedelta(days=1)
    return [(cta, refs, at, min(at.date(), before)) for cta, refs, at in rows if cta is not None]


async def _listed(db: ReadSession, local_date: date, now: datetime) -> list[tuple[int, datetime, date]]:
    """Of lists of deadlines, anybody's: a to-do has one owner."""
    rows = await db.execute(
        select(Outgoing.refs, Outgoing.created_at).where(
            Outgoing.kind == "deadlines",
            Outgoing.created_at >= now - timedelta(days=LOOK_BACK),
            Outgoing.created_at < now,
            Outgoing.state.not_in(NOT_ARRIVED),
        )
    )
    before = local_date - timedelta(days=1)
    return [(number, at, min(at.date(), before)) for refs, at in rows for number in refs.get("ctas", ())]


def _add_digest(found: dict[int, Told], refs: Mapping[str, Any], at: datetime) -> None:
    day = date.fromisoformat(refs["local_date"])
    levels = refs.get("levels", {})
    named = [number for key in ("named_cta", "asked_cta") if (number := refs.get(key))]
    for number in (*refs.get("ctas", ()), *refs.get("near_ctas", ()), *named):
        _add(found, number, day, at)
        if str(number) in levels:
            found[number].level = levels[str(number)]
    if refs.get("asked_cta"):
        found[refs["asked_cta"]].asked = True


def _add(found: dict[int, Told], cta_id: int, day: date, at: datetime) -> None:
    told = found.setdefault(cta_id, Told())
    told.days.add(day)
    told.at = max(at, told.at or at)


# How accounts stand


async def stands_of(db: ReadSession, account_ids: Collection[int], today: date, now: datetime) -> dict[str, Any]:
    """As a message keeps them in its refs."""
    found = await standings(db, account_ids, today, now)
    return {str(number): standing.stand.as_json() for number, standing in found.items()}


async def standings(db: ReadSession, account_ids: Collection[int], today: date, now: datetime) -> dict[int, StandsNow]:
    """Those of them that were assessed."""
    facts = await db.execute(
        select(
            AccountFacts.account_id,
            AccountFacts.health,
            AccountFacts.champion_left_on,
            AccountFacts.deadline_on,
            AccountFacts.next_notice_on,
        ).where(AccountFacts.account_id.in_(account_ids))
    )
    answers: dict[int, LowAnswer] = {}
    for one in await low_answers(db, list(account_ids), now - timedelta(days=LOOK_BACK), now):
        answers.setdefault(one.account_id, one)
    found = {}
    for number, health, left_on, deadline, notice in facts:
        low = answers.get(number)
        stand = AccountStand(
            health,
            low.at.isoformat() if low else "",
            left_on.isoformat() if left_on else "",
            deadline.isoformat() if deadline else "",
            step_of(deadline, today),
        )
        found[number] = StandsNow(stand, low, left_on, deadline, deadline is not None and deadline == notice)
    return found


def step_of(deadline: date | None, today: date) -> int | None:
    """How near a deadline is, in steps; None: none, past or further off."""
    if deadline is None or deadline < today:
        return None
    return next((step for step in STEPS if (deadline - today).days <= step), None)


def what_changed(
    cta: Cta, told: Told, before: AccountStand | None, now: StandsNow | None, today: date
) -> NewAgain | None:
    """Why it is new again; None: it is as it was told. before: how the account stood when something there was told."""
    if cta.level is not None and told.level is not None and cta.level < told.level:
        return NewAgain() if now is None or now.deadline_on is None else _nearer(now, now.deadline_on, today)
    if told.at is not None and cta.changed_at > told.at and cta.due_on > told.last_on:
        return NewAgain()  # it slept, or was put off, and is back
    return None if now is None or before is None else _worse(told, before, now, today)


def _worse(told: Told, before: AccountStand, now: StandsNow, today: date) -> NewAgain | None:
    if now.low is not None and now.stand.low_at > before.low_at:
        return NewAgain("answer", _answered(now.low, today))
    if now.left_on is not None and now.stand.left_on > before.left_on:
        return NewAgain("left", f"its champion left {say_near(now.left_on, today)}")
    health = now.stand.health
    if health is not None and before.health is not None and health <= before.health - FELL:
        when = say_near(told.last_on, today)
        return NewAgain("fell", f"health fell again: {health}, was {before.health} when I told you {when}")
    if now.deadline_on is not None and _is_nearer(before, now.stand):
        return _nearer(now, now.deadline_on, today)
    return None


def _nearer(now: StandsNow, deadline: date, today: date) -> NewAgain:
    what = "notice" if now.is_notice else "the contract ends"
    return NewAgain("near", f"{what} {say_in(deadline, today)}, {say_date(deadline, today)}")


def _is_nearer(before: AccountStand, now: AccountStand) -> bool:
    if now.step is None:
        return False
    return before.deadline != now.deadline or before.step is None or now.step < before.step


def _answered(low: LowAnswer, today: date) -> str:
    words = f": “{shorten(clean(low.words), THEIR_WORDS)}”" if clean(low.words) else ""
    return f"{score_words(low.key)}, {say_near(low.at.date(), today)}{words}"


__all__ = [
    "AccountStand",
    "NewAgain",
    "StandsNow",
    "Told",
    "ToldBefore",
    "as_pairs",
    "standings",
    "stands_of",
    "told_before",
    "what_changed",
]
