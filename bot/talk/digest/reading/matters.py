"""What a digest speaks of, in its order: what is new first, alike matters together, what was told before is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from bot.store.ranking import counts_today, deadline_is_near, pressing_first, worth_of
from bot.store.session import ReadSession
from bot.store.tables import AccountFacts, Cta
from bot.store.tables.todos_and_outbox import HAND
from bot.store.todo_states import THANKS
from bot.talk.digest.reading.digest_rows import mine, one_of_each_account
from bot.talk.digest.reading.told_before import LOOK_BACK, NewAgain, ToldBefore, standings, what_changed

FIRST = 3  # numbered items
LATE = 3  # named of what is late
ALSO = 3  # further new ones, in half a line each
KINDS = {"risk": 1, "lifecycle": 2, "objective": 3, "opportunity": 3}
LAST = 4
MOST = 60  # new to-dos that are looked at; more in one morning are held back
SOON = 7  # days
NEAR = 30
ONE_CAUSE = 5  # accounts with the same trouble in one morning may have one cause
HARM = 2  # alerts beyond the first three, for what does harm
LISTED_FROM = 2  # more deadlines than this are one message


AS_BEFORE = NewAgain()


@dataclass(frozen=True)
class RankedTodo:
    """A to-do that has something to say. change: what is new in an old one. is_new: since the last digest; else
    it is older, and nobody was told of it yet."""

    cta: Cta
    value: float = 0
    deadline_on: date | None = None
    change: NewAgain = AS_BEFORE
    is_new: bool = True

    def is_near(self, today: date) -> bool:
        """Its account's deadline lies within seven days."""
        return self.deadline_on is not None and 0 <= (self.deadline_on - today).days <= SOON

    def rank(self, today: date) -> tuple[object, ...]:
        """By deadline and value, harm before the rest; thanks and missing data last."""
        days = (self.deadline_on - today).days if self.deadline_on and self.deadline_on >= today else None
        is_soon = self.is_near(today)
        is_ones_own = self.cta.rule == HAND and self.cta.due_on <= today
        if self.cta.type == "data" or self.cta.rule.endswith(THANKS):
            kind = LAST
        else:
            kind = 0 if is_soon or is_ones_own else KINDS.get(self.cta.type, LAST - 1)
        near = days if days is not None and days <= NEAR else NEAR + 1
        return (not self.is_new, kind, near if is_soon else 0, -self.value, self.cta.priority, near, self.cta.id)


@dataclass(frozen=True)
class Item:
    """One place of the digest: a to-do, or several of one kind. beside: other new ones at that account."""

    matters: tuple[RankedTodo, ...]
    beside: tuple[RankedTodo, ...] = ()

    @property
    def ctas(self) -> tuple[Cta, ...]:
        return tuple(matter.cta for matter in (*self.matters, *self.beside))


@dataclass(frozen=True)
class Morning:
    """items: at most three; also: new ones beyond those. asked: told twice and unanswered, so it is asked whether it is
    still right. named: the first of what waits; late: what is late or due today and stands in no item, the latest
    first."""

    items: tuple[Item, ...] = ()
    also: tuple[Item, ...] = ()
    asked: Cta | None = None
    named: Cta | None = None
    late: tuple[Cta, ...] = ()

    def shown(self) -> tuple[Cta, ...]:
        return tuple(cta for item in (*self.items, *self.also) for cta in item.ctas)


async def this_morning(
    db: ReadSession,
    owner_id: int,
    today: date,
    begins: datetime,
    since: date,
    told: ToldBefore,
    now: datetime,
    *,
    how_ended: Collection[str] = (),
) -> Morning:
    """What there is to tell of that person's to-dos. since: the day of the last digest; how_ended: the rules that ask
    how a contract ended."""
    # That was asked without a to-do already.
    unasked = ~and_(Cta.rule.in_(list(how_ended)), Cta.account_id.in_(list(told.ended)))
    fresh = await _fresh(db, and_(mine(owner_id), unasked), today, since, told, now)
    changed = await _changed(db, owner_id, today, told, now)
    chosen = choose([*fresh, *changed], today)
    if len(chosen.items) < FIRST:
        chosen = await _filled(db, and_(mine(owner_id), unasked), today, begins, told, chosen)
    shown = chosen.shown()
    besides = {cta.account_id for cta in shown if cta.account_id is not None}
    elsewhere = and_(mine(owner_id), _not_at(besides), Cta.id.not_in([cta.id for cta in shown]))
    late = and_(elsewhere, Cta.due_on < today)
    # What ends within a week is to be chased: nobody is asked whether it is.
    no_deadline = or_(AccountFacts.deadline_on.is_(None), ~deadline_is_near(today))
    asked = await _first(db, today, late, Cta.id.in_(told.unanswered()), no_deadline)
    if asked is not None and asked.account_id is not None:
        late = and_(late, _not_at({asked.account_id}))
    near = and_(elsewhere, deadline_is_near(today), Cta.id.in_(list(told.by_cta)))  # named until it is answered
    named = await _first(db, today, near) or await _first(db, today, late, Cta.id.in_(told.once()))
    due = or_(late, and_(elsewhere, Cta.due_on == today))
    latest = select(Cta).outerjoin(AccountFacts, AccountFacts.account_id == Cta.account_id).where(due)
    found = await db.scalars(latest.order_by(Cta.due_on, *pressing_first(today)).limit(LATE))
    return replace(chosen, asked=asked, named=named, late=tuple(found))


def _not_at(account_ids: Collection[int]) -> ColumnElement[bool]:
    return or_(Cta.account_id.is_(None), Cta.account_id.not_in(account_ids))


async def _first(db: ReadSession, today: date, *where: ColumnElement[bool]) -> Cta | None:
    query = select(Cta).outerjoin(AccountFacts, AccountFacts.account_id == Cta.account_id).where(*where)
    found: Cta | None = await db.scalar(query.order_by(*pressing_first(today)).limit(1))
    return found


# Reading


async def _fresh(
    db: ReadSession, whose: ColumnElement[bool], today: date, since: date, told: ToldBefore, now: datetime
) -> list[RankedTodo]:
    """What nobody has heard of, or what the message about it never arrived; and what falls due since then untold."""
    never = and_(Cta.tell == "told", Cta.told_at >= now - timedelta(days=LOOK_BACK))
    falls_due = and_(Cta.tell == "", Cta.due_on > since, Cta.due_on <= today)
    urgent = and_(Cta.tell == "", Cta.priority == 1, Cta.opened_on > since)
    where = (Cta.id.not_in(list(told.by_cta)), or_(Cta.tell == "due", never, falls_due, urgent))
    rows = await _read(db, and_(whose, *where), today)
    return [RankedTodo(cta, value, deadline) for cta, value, deadline in rows if not _is_celebrated(cta, told)]


def _is_celebrated(cta: Cta, told: ToldBefore) -> bool:
    """Thanks for a milestone that a digest told of, with a button for them."""
    return cta.rule.endswith(THANKS) and cta.account_id in told.celebrated


async def _changed(db: ReadSession, owner_id: int, today: date, told: ToldBefore, now: datetime) -> list[RankedTodo]:
    """What was told before and has changed since."""
    rows = await _read(db, and_(mine(owner_id), Cta.id.in_(list(told.by_cta))), today)
    accounts = {cta.account_id for cta, _, _ in rows if cta.account_id is not None}
    stands = await standings(db, accounts, today, now)
    found = []
    for cta, value, deadline in rows:
        at = cta.account_id or 0
        change = what_changed(cta, told.by_cta[cta.id], told.stands.get(at), stands.get(at), today)
        if change is not None:
            found.append(RankedTodo(cta, value, deadline, change))
    return found


async def _read(db: ReadSession, where: ColumnElement[bool], today: date) -> list[tuple[Cta, float, date | None]]:
    value = func.coalesce(worth_of(Cta.account_id), 0)
    rows = await db.execute(
        select(Cta, value, AccountFacts.deadline_on)
        .outerjoin(AccountFacts, AccountFacts.account_id == Cta.account_id)
        .where(where)
        .order_by(*pressing_first(today))
        .limit(MOST)
    )
    return [(cta, float(worth), deadline) for cta, worth, deadline in rows]


async def _filled(
    db: ReadSession, whose: ColumnElement[bool], today: date, begins: datetime, told: ToldBefore, chosen: Morning
) -> Morning:
    """Places that nothing new takes go to what counts today and nobody was ever told of."""
    besides = {cta.account_id for cta in chosen.shown() if cta.account_id is not None}
    rules = {cta.rule for cta in chosen.shown() if cta.rule != HAND}
    ranked = one_of_each_account(
        pressing_first(today),
        whose,
        counts_today(today, begins),
        Cta.id.not_in([*told.by_cta, *(cta.id for cta in chosen.shown())]),
        _not_at(besides),
        Cta.rule.not_in(rules),
        ~and_(Cta.rule.endswith(THANKS), Cta.account_id.in_(told.celebrated)),
    )
    older = [RankedTodo(cta, is_new=False) for cta in await db.scalars(ranked.limit(MOST))]
    items = _folded(older)[: FIRST - len(chosen.items)]
    return replace(chosen, items=(*chosen.items, *items))


# Choosing


def choose(matters: Iterable[RankedTodo], today: date) -> Morning:
    """Of each account one, alike ones together, three with a number; what is beyond those is named."""
    at_account: dict[int, list[RankedTodo]] = {}
    for matter in sorted(matters, key=lambda one: one.rank(today)):
        at_account.setdefault(matter.cta.account_id or -matter.cta.id, []).append(matter)
    folded = _folded([first for first, *_ in at_account.values()])
    with_more = [_with_others(item, at_account) for item in folded]
    beyond = with_more[FIRST:]
    never_held = [item for item in beyond[ALSO:] if any(matter.is_near(today) for matter in item.matters)]
    return Morning(items=tuple(with_more[:FIRST]), also=(*beyond[:ALSO], *never_held))


def _folded(ranked: Sequence[RankedTodo]) -> list[Item]:
    """Those of one rule are one item, where the first of them stands; in it renewals stand by their day. What somebody
    wrote down is always its own."""
    kinds: dict[str, list[RankedTodo]] = {}
    for matter in ranked:
        kinds.setdefault(_kind(matter), []).append(matter)
    return [Item(tuple(sorted(found, key=_day_of_renewal))) for found in kinds.values()]


def _day_of_renewal(matter: RankedTodo) -> date:
    """Any day for what is about no renewal: those keep their order."""
    return (matter.deadline_on or date.max) if matter.cta.level is not None else date.max


def _kind(matter: RankedTodo) -> str:
    if matter.change.kind:
        return f"change:{matter.change.kind}"
    cta = matter.cta
    return f"{cta.rule}:{cta.id}" if cta.rule == HAND or cta.account_id is None else cta.rule


def _with_others(item: Item, at_account: Mapping[int, Sequence[RankedTodo]]) -> Item:
    """The other new matters of its account stand beside it; a fold has no room for them, its accounts have buttons."""
    if len(item.matters) > 1 or item.matters[0].cta.account_id is None:
        return item
    others = at_account[item.matters[0].cta.account_id][1:]
    of_its_own = (one for one in others if not one.change.kind and one.cta.rule != item.matters[0].cta.rule)
    return replace(item, beside=tuple(of_its_own)[:2])


# Alerts


def alerts_of(morning: Morning, today: date) -> tuple[list[Cta], list[Cta]]:
    """Whose alert goes out in full, and the deadlines that are told in one list.

    A full one for the first few that are new, then for two more that do harm; of further deadlines within seven days
    two in full, more in a list."""
    places = enumerate((*morning.items, *morning.also))
    each = [(item, at) for at, item in places if len(item.matters) < ONE_CAUSE]  # more are told as one
    untold = [(matter, at) for item, at in each for matter in item.matters if matter.cta.tell == "due"]
    first = [matter for matter, at in untold if at < len(morning.items)][:FIRST]
    rest = [matter for matter, _ in untold if matter not in first]
    near = [matter for matter in rest if matter.is_near(today)]
    harm = [matter for matter in rest if matter not in near and matter.cta.type == "risk"][:HARM]
    full = [*first, *harm, *(near if len(near) <= LISTED_FROM else ())]
    return [matter.cta for matter in full], [matter.cta for matter in near] if len(near) > LISTED_FROM else []


__all__ = ["FIRST", "Item", "Morning", "RankedTodo", "alerts_of", "choose", "this_morning"]
