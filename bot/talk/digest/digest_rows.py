"""What a digest tells, read and ranked in the database: thousands of to-dos cost no more than ten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select

from bot.playbook.models import Library
from bot.store.contract_terms import lost, may_renew
from bot.store.people.members import members_of
from bot.store.ranking import cannot_wait, counts_today, deadline_first, needs_today, pressing_first, worth_of
from bot.store.session import ReadSession
from bot.store.tables import (
    Account,
    AccountFacts,
    ChangeRecord,
    Contract,
    Cta,
    Identity,
    MilestoneReached,
    Outgoing,
    Person,
    PlaybookVersion,
    Reacted,
    Workspace,
)
from bot.store.todo_states import THANKS, thanks_subject
from bot.talk.account.read_account import load_accounts
from bot.talk.account.view import AccountView
from bot.talk.digest.digest_message import Reached, RenewalDue
from bot.talk.phrases.account_words import account_words
from bot.talk.phrases.words import called
from bot.text import clean

FIRST = 3
NEAR = 10  # alerts of near deadlines beyond the first three; more than this in a week is no news any more
WEEK = 4
RENEWALS = 2
NEW = 3
REACHED = 4
OVERTAKEN = "overtaken"  # in the refs of a digest that was never told, as it came too late
LOOK_BACK = 31  # days
AHEAD = timedelta(days=30)  # from then on a renewal without the CSM's call is asked for


@dataclass(frozen=True)
class Ahead:
    """What there is to do: `due` to-dos are late, due today, urgent or told today; `late` of them."""

    due: int
    late: int
    held: int  # new ones that nobody has heard of


def _mine(owner_id: int) -> ColumnElement[bool]:
    return and_(Cta.owner_id == owner_id, Cta.state == "open")


def _one_each(order: Sequence[Any], *where: ColumnElement[bool]) -> Select[Any]:
    """Those to-dos in that order, of each account only the first; to-dos without an account stand for themselves."""
    account = func.coalesce(Cta.account_id, -Cta.id)
    ranked = (
        select(
            Cta.id,
            func.row_number().over(order_by=order).label("place"),
            func.row_number().over(partition_by=account, order_by=order).label("turn"),
        )
        .outerjoin(AccountFacts, AccountFacts.account_id == Cta.account_id)
        .where(*where)
        .subquery()
    )
    return select(Cta).join(ranked, ranked.c.id == Cta.id).where(ranked.c.turn == 1).order_by(ranked.c.place)


async def first_three(
    db: ReadSession, owner_id: int, today: date, begins: datetime, *, untold: bool = True
) -> list[Cta]:
    """What to do first, of three accounts: late or due, then priority, deadline and value. begins: when the reader's
    day began. untold: also what nobody has heard of yet; a digest tells it."""
    wanted = needs_today(today, begins) if untold else counts_today(today, begins)
    ranked = _one_each(pressing_first(today), _mine(owner_id), wanted)
    return list(await db.scalars(ranked.limit(FIRST)))


async def near_untold(db: ReadSession, owner_id: int, today: date, chosen: Sequence[Cta]) -> list[Cta]:
    """To-dos beside the chosen ones that nobody has heard of and that can't wait: these are never held back. One of an
    account a morning: a further one comes with the next."""
    told = [cta.account_id for cta in chosen if cta.tell == "due" and cta.account_id is not None]
    where = (
        _mine(owner_id),
        Cta.tell == "due",
        cannot_wait(today),
        Cta.id.not_in([cta.id for cta in chosen]),
        Cta.account_id.not_in(told),
    )
    return list(await db.scalars(_one_each(deadline_first(today), *where).limit(NEAR)))


async def new_and_held(
    db: ReadSession, owner_id: int, since: datetime, today: date, besides: Collection[int]
) -> list[str]:
    """The accounts of what came since that moment and waits to be told, the nearest deadline first."""
    rows = await db.scalars(
        select(Account.name)
        .join(Cta, Cta.account_id == Account.id)
        .outerjoin(AccountFacts, AccountFacts.account_id == Cta.account_id)
        .where(_mine(owner_id), Cta.tell == "due", Cta.changed_at > since, Cta.id.not_in(besides))
        .order_by(*deadline_first(today))
        .limit(NEW)
    )
    return list(dict.fromkeys(called(name, 24) for name in rows))


async def ahead(db: ReadSession, owner_id: int, today: date, begins: datetime, shown: Collection[int] = ()) -> Ahead:
    """Counts of what is open. shown: to-dos that count today because they are told now."""
    counted = select(
        func.count().filter(or_(counts_today(today, begins), Cta.id.in_(shown))),
        func.count().filter(Cta.due_on < today),
        func.count().filter(Cta.tell == "due"),
    ).where(_mine(owner_id))
    due, late, held = (await db.execute(counted)).one()
    return Ahead(due, late, held)


async def by_ids(db: ReadSession, cta_ids: Sequence[int]) -> list[Cta]:
    """Those to-dos, in that order."""
    found = {cta.id: cta for cta in await db.scalars(select(Cta).where(Cta.id.in_(cta_ids)))}
    return [found[number] for number in cta_ids if number in found]


async def this_week(
    db: ReadSession, owner_id: int, today: date, begins: datetime, besides: Collection[int]
) -> tuple[tuple[tuple[str, date], ...], int]:
    """Accounts (or titles) and days of what is due in the next six days; and how many more there are."""
    where = (_mine(owner_id), Cta.due_on > today, Cta.due_on <= today + timedelta(days=6), Cta.id.not_in(besides))
    later = ~func.coalesce(needs_today(today, begins), false())
    count = await db.scalar(select(func.count()).select_from(Cta).where(*where, later)) or 0
    rows = await db.execute(
        select(Account.name, Cta.title, Cta.due_on)
        .select_from(Cta)
        .outerjoin(Account, Account.id == Cta.account_id)
        .where(*where, later)
        .order_by(Cta.due_on, Cta.priority, Cta.id)
        .limit(WEEK)
    )
    shown = tuple((called(name or title or "missing data", 24), day) for name, title, day in rows)
    return shown, max(0, count - len(shown))


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
    db: ReadSession, library: Library, owner_id: int, today: date, now: datetime, besides: Collection[int]
) -> tuple[tuple[RenewalDue, ...], int]:
    """Renewals in the next 30 days without the CSM's call, and terms that ended without an outcome; how many more.

    None whose to-do sleeps: somebody has reached out, or will be asked again."""
    silent = exists().where(
        Contract.account_id == Account.id,
        Contract.retired.is_(False),
        Contract.call.is_(None),
        may_renew(),
        func.coalesce(Contract.notice_on, Contract.ends_on) <= today + AHEAD,
    )
    soon = and_(AccountFacts.deadline_on >= today, AccountFacts.deadline_on <= today + AHEAD, silent)
    where = (
        Account.csm_id == owner_id,
        Account.status == "active",
        Account.id.not_in(besides),
        or_(AccountFacts.outcome_missing_since.is_not(None), soon),
        ~_sleeps(library),
    )
    joined = select(Account.id, AccountFacts.outcome_missing_since, AccountFacts.deadline_on).join(
        AccountFacts, AccountFacts.account_id == Account.id
    )
    count = await db.scalar(select(func.count()).select_from(joined.where(*where).subquery())) or 0
    if not count:
        return (), 0
    first = func.coalesce(AccountFacts.outcome_missing_since, AccountFacts.deadline_on)
    rows = (await db.execute(joined.where(*where).order_by(first, Account.id).limit(RENEWALS))).all()
    views = await load_accounts(db, library, [number for number, _, _ in rows], now)
    shown = tuple(
        RenewalDue(number, words.name, day, words.value or "", ended is not None, _is_notice(views[number], day))
        for number, ended, deadline in rows
        if (day := ended or deadline) is not None and (words := account_words(views[number])).name
    )
    return shown, count - len(shown)


def _sleeps(library: Library) -> ColumnElement[bool]:
    """The account's to-dos about a renewal sleep or were put off, and none is open."""
    rules = (rule for book in library.playbooks.values() for rule in book.rules)
    keys = {rule.key for rule in rules if rule.once_per == "renewal"}
    own = and_(Cta.account_id == Account.id, Cta.rule.in_(keys))
    asleep = exists().where(own, Cta.state.in_(("asleep", "snoozed")))
    return and_(asleep, ~exists().where(own, Cta.state == "open"))


def _is_notice(view: AccountView, day: date) -> bool:
    return any(one.notice_on == day and one.ends_on != day and not lost(one) for one in view.contracts)


async def imported_at(db: ReadSession) -> datetime | None:
    """When accounts, contracts or people last came in."""
    at: datetime | None = await db.scalar(select(Workspace.imported_at).where(Workspace.id == db.workspace_id))
    return at


async def ages(db: ReadSession, owner_id: int) -> tuple[date | None, int, str]:
    """The day of the newest figures of that person's accounts, and at how many some are too old to judge by; where it
    is one, its name."""
    stale = AccountFacts.kpis_stale > 0
    row = await db.execute(
        select(func.max(AccountFacts.kpi_newest_on), func.count().filter(stale), func.min(case((stale, Account.name))))
        .join(Account, Account.id == AccountFacts.account_id)
        .where(Account.csm_id == owner_id, Account.status == "active")
    )
    newest, count, name = row.one()
    return newest, count, called(name, 24) if count == 1 else ""


async def ended_since(db: ReadSession, person_id: int, state: str, since: datetime) -> tuple[str, ...]:
    """What that person's messages were about that ended so since then: accounts, else titles.

    state: unconfirmed (may not have arrived) | rejected (didn't)."""
    rows = await db.execute(
        select(Outgoing.kind, Account.name, Cta.title)
        .select_from(Outgoing)
        .outerjoin(Account, Account.id == Outgoing.account_id)
        .outerjoin(Cta, Cta.id == Outgoing.cta_id)
        .where(Outgoing.person_id == person_id, Outgoing.state == state, Outgoing.next_try_at >= since)
        .order_by(Outgoing.id)
    )
    return tuple(dict.fromkeys(_about(kind, name, title) for kind, name, title in rows))


async def in_its_thread(db: ReadSession, digest_id: int) -> tuple[int, ...]:
    """The to-dos whose alerts were queued below that digest."""
    found = await db.scalars(select(Outgoing.cta_id).where(Outgoing.parent_id == digest_id).order_by(Outgoing.id))
    return tuple(cta_id for cta_id in found if cta_id is not None)


def _about(kind: str, name: str | None, title: str | None) -> str:
    if name or clean(title or ""):
        return called(name or title or "")
    return "the last digest" if kind == "digest" else "missing data" if kind == "alert" else "a message"


async def told_directly(db: ReadSession, person_id: int, since: datetime, cta_ids: Collection[int]) -> frozenset[int]:
    """Of those to-dos: the ones whose alert was meant for the account's channel and stands in a direct message.

    since: when the digest was queued; its alerts came after it."""
    direct = exists().where(Identity.direct_channel == Outgoing.posted_channel)
    rows = await db.scalars(
        select(Outgoing.cta_id).where(
            Outgoing.person_id == person_id,
            Outgoing.created_at >= since,
            Outgoing.kind == "alert",
            Outgoing.cta_id.in_(cta_ids),
            Outgoing.channel_id.is_not(None),
            Outgoing.state == "sent",
            direct,
        )
    )
    return frozenset(number for number in rows if number is not None)


async def is_unreached(db: ReadSession, person_id: int) -> bool:
    """No platform knows them as a member who is there, nor is there a channel that was theirs from the beginning."""
    known = exists().where(Identity.person_id == Person.id)
    silent = (~known.where(Identity.lives()), or_(known, Person.channel_id.is_(None)))
    return await db.scalar(select(Person.id).where(Person.id == person_id, *silent)) is not None


async def accounts_of(db: ReadSession, person_id: int) -> int:
    """How many active accounts are theirs."""
    own = (Account.csm_id == person_id, Account.status == "active")
    return await db.scalar(select(func.count()).select_from(Account).where(*own)) or 0


async def unowned(db: ReadSession, reader_id: int) -> int:
    """Open to-dos that nobody owns, for a manager."""
    if (await members_of(db)).role_of(reader_id) != "manager":
        return 0
    nobodys = select(func.count()).select_from(Cta).where(Cta.owner_id.is_(None), Cta.state == "open")
    return await db.scalar(nobodys) or 0


@dataclass(frozen=True)
class Before:
    """The digest before this one: its day, when it was made, the milestones it told."""

    local_date: date
    created_at: datetime
    reached: frozenset[tuple[int, str]]


async def digest_before(db: ReadSession, owner_id: int, local_date: date) -> Before | None:
    """The last digest about that person's accounts before this day; None where there was none for a month.

    One that was never told, as it came too late, counts for none: what it would have told is still to be told."""
    days = (local_date - timedelta(days=number) for number in range(1, LOOK_BACK + 1))
    rows = await db.execute(
        select(Outgoing.refs, Outgoing.created_at)
        .where(Outgoing.once.in_([f"digest:person:{owner_id}:{day.isoformat()}" for day in days]))
        .order_by(Outgoing.created_at.desc(), Outgoing.id.desc())
    )
    row = next((row for row in rows if not row[0].get(OVERTAKEN)), None)
    if row is None:
        return None
    refs: dict[str, Any] = row[0]
    told = frozenset((int(account), str(key)) for account, key, _ in refs.get("reached", ()))
    return Before(date.fromisoformat(refs["local_date"]), row[1], told)


async def largest(db: ReadSession, owner_id: int, most: int = 5) -> list[str]:
    """The names of that person's largest accounts."""
    rows = await db.scalars(
        select(Account.name)
        .where(Account.csm_id == owner_id, Account.status == "active")
        .order_by(func.coalesce(worth_of(Account.id), 0).desc(), Account.name)
        .limit(most)
    )
    return [called(name) for name in rows]
