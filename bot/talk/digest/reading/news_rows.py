"""What a digest tells beside to-dos: milestones that were reached, and renewals that want a word."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true

from bot.playbook.models import Library
from bot.store.contract_terms import renewal_is_open, settled
from bot.store.session import ReadSession
from bot.store.tables import (
    Account,
    AccountFacts,
    ChangeRecord,
    Contract,
    Cta,
    MilestoneReached,
    PlaybookVersion,
    Reacted,
)
from bot.store.todo_states import THANKS, thanks_subject
from bot.talk.account.read_account import load_accounts
from bot.talk.account.view import AccountView
from bot.talk.digest.reading.digest_parts import Reached, RenewalDue
from bot.talk.phrases.words import called, totals

RENEWALS = 5
REACHED = 4
AHEAD = timedelta(days=30)  # from then on a renewal without the CSM's forecast is asked for


async def reached_since(
    db: ReadSession, library: Library, owner_id: int, since: date, today: date, besides: Collection[tuple[int, str]]
) -> tuple[Reached, ...]:
    """Milestones that the person's accounts reached from that day on, those told before left out."""
    rows = await db.execute(
        select(Account.id, Account.name, MilestoneReached.milestone, MilestoneReached.reached_on, PlaybookVersion.name)
        .join(
            MilestoneReached,
            and_(MilestoneReached.account_id == Account.id, MilestoneReached.period == Account.period),
        )
        .join(PlaybookVersion, PlaybookVersion.id == Account.playbook_version_id)
        .where(
            Account.csm_id == owner_id,
            Account.status == "active",
            MilestoneReached.reached_on >= since,
            MilestoneReached.reached_on <= today,
            MilestoneReached.via != "entry",
        )
        .order_by(MilestoneReached.reached_on.desc(), Account.name)
        .limit(REACHED + len(besides))
    )
    new = [row for row in rows if (row[0], row[2]) not in besides][:REACHED]
    thanked = await _thanked(db, [(row[0], row[2]) for row in new])
    return tuple(
        Reached(number, called(name), _milestone(library, playbook, key), day, key, (number, key) in thanked)
        for number, name, key, day, playbook in new
        if day is not None
    )


async def _thanked(db: ReadSession, reached: Sequence[tuple[int, str]]) -> frozenset[tuple[int, str]]:
    """Of those milestones: the ones whose thanks were sent, or whose to-do for that is over."""
    if not reached:
        return frozenset()
    over = (
        select(Reacted.account_id, Reacted.about)
        .join(Account, and_(Account.id == Reacted.account_id, Account.period == Reacted.period))
        .join(
            Cta,
            and_(
                Cta.account_id == Reacted.account_id,
                Cta.occurrence == Reacted.occurrence,
                Cta.rule == Reacted.reaction + THANKS,
            ),
        )
        .where(Reacted.account_id.in_({number for number, _ in reached}), Cta.state.in_(("done", "closed")))
    )
    found = {(number, about) for number, about in await db.execute(over)}
    subjects = {thanks_subject(number, key): (number, key) for number, key in reached}
    sent = select(ChangeRecord.subject).where(ChangeRecord.subject.in_(subjects), ChangeRecord.undone_at.is_(None))
    return frozenset(found | {subjects[subject] for subject in await db.scalars(sent)})


def _milestone(library: Library, playbook: str, key: str) -> str:
    known = library.playbooks.get(playbook)
    return next(
        (one.name for one in known.milestones() if one.key == key) if known else iter(()), key.replace("-", " ")
    )


async def renewals_without_word(
    db: ReadSession,
    library: Library,
    owner_id: int,
    today: date,
    now: datetime,
    *,
    besides: Collection[int] = (),
    asked: Collection[int] = (),
    asked_how: Collection[int] = (),
    only: Collection[int] | None = None,
) -> tuple[RenewalDue, ...]:
    """Renewals in the next 30 days without the CSM's forecast, and terms that ended without an outcome: the first few.

    None whose to-do sleeps: somebody has reached out, or will be asked again. asked: accounts whose renewal was asked
    for ahead; asked_how: of which it was asked how their contract ended. only: of those accounts."""
    silent = exists().where(
        Contract.account_id == Account.id,
        Contract.retired.is_(False),
        Contract.call.is_(None),
        renewal_is_open(),
        func.coalesce(Contract.notice_on, Contract.ends_on) <= today + AHEAD,
    )
    ended = AccountFacts.outcome_missing_since
    soon = and_(AccountFacts.deadline_on >= today, AccountFacts.deadline_on <= today + AHEAD, silent)
    untold = and_(ended.is_not(None), Account.id.not_in(asked_how))
    unasked = and_(ended.is_(None), soon, Account.id.not_in(asked))
    where = (
        Account.csm_id == owner_id,
        Account.status == "active",
        Account.id.not_in(besides),
        or_(untold, unasked),
        ~_sleeps(library),
        ~_has_todo(library, today),
        Account.id.in_(only) if only is not None else true(),
    )
    joined = select(Account.id, ended, AccountFacts.deadline_on).join(
        AccountFacts, AccountFacts.account_id == Account.id
    )
    first = func.coalesce(ended, AccountFacts.deadline_on)
    rows = (await db.execute(joined.where(*where).order_by(first, Account.id).limit(RENEWALS))).all()
    views = await load_accounts(db, library, [number for number, _, _ in rows], now)
    return tuple(
        RenewalDue(number, name, day, _at_stake(views[number], day), since is not None, _is_notice(views[number], day))
        for number, since, deadline in rows
        if (day := since or deadline) is not None and (name := called(views[number].account.name))
    )


def _about_renewal(library: Library) -> ColumnElement[bool]:
    rules = (rule for book in library.playbooks.values() for rule in book.rules)
    keys = {rule.key for rule in rules if rule.once_per == "renewal"}
    return and_(Cta.account_id == Account.id, Cta.rule.in_(keys))


def _has_todo(library: Library, today: date) -> ColumnElement[bool]:
    """A to-do that people hear of speaks for the renewal already."""
    own = and_(_about_renewal(library), Cta.state == "open")
    return exists().where(own, or_(Cta.tell != "", Cta.due_on <= today))


def _sleeps(library: Library) -> ColumnElement[bool]:
    """The account's to-dos about a renewal sleep or were put off, and none is open."""
    own = _about_renewal(library)
    asleep = exists().where(own, Cta.state.in_(("asleep", "snoozed")))
    return and_(asleep, ~exists().where(own, Cta.state == "open"))


def _at_stake(view: AccountView, day: date) -> str:
    """What the contracts pay a year that end on that day, or can be given notice of until it."""
    ending = [one for one in view.contracts if day in (one.ends_on, one.notice_on)]
    return next(iter(totals(ending)), "")


def _is_notice(view: AccountView, day: date) -> bool:
    return any(one.notice_on == day and one.ends_on != day and not settled(one) for one in view.contracts)
