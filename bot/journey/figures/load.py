"""What each CSM carries, side by side and by name: it is for sharing work out, never a ranking of people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, func, select

from bot.journey.accounts.doubles import of_no_double
from bot.store.contract_terms import still_pays
from bot.store.people.works import works
from bot.store.session import ReadSession
from bot.store.tables import Account, Contract, Cta, Person
from bot.store.tables.base import Money

SOON = timedelta(days=7)
Counts = Mapping[int | None, tuple[int, ...]]
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class CsmLoad:
    """values: what their accounts pay a year, by currency. promised: promises to customers due within a week, or late.
    back_on: the day they are back, while they are away; cover: who reads for them then."""

    person_id: int
    name: str
    accounts: int = 0
    values: Mapping[str | None, Decimal] = field(default_factory=dict)
    open_: int = 0
    late: int = 0
    promised: int = 0
    back_on: date | None = None
    cover: str = ""


@dataclass(frozen=True)
class TeamLoad:
    """unowned: accounts that nobody has."""

    csms: tuple[CsmLoad, ...]
    unowned: int = 0


async def team_load(db: ReadSession, today: date, only: int | None = None) -> TeamLoad:
    """Of everybody who has accounts or to-dos and whose accounts the session sees. only: of that person."""
    owners = db.sight.owners
    seen = (Person.id.in_(sorted(owners)),) if owners is not None else ()
    who = (Person.id == only,) if only is not None else (works(), *seen)
    people = list(await db.scalars(select(Person).where(*who).order_by(Person.name, Person.id)))
    names = {one.id: one.name for one in (await db.execute(select(Person.id, Person.name))).all()}
    accounts = await _counted(db, select(Account.csm_id, func.count()).where(_active()).group_by(Account.csm_id))
    values = await _values(db, today)
    todos = await _todos(db, today)
    csms = tuple(_load(one, accounts, values, todos, names, today) for one in people)
    return TeamLoad(csms, accounts.get(None, (0,))[0] if only is None else 0)


def _load(
    one: Person,
    accounts: Counts,
    values: Mapping[int | None, Mapping[str | None, Decimal]],
    todos: Counts,
    names: Mapping[int, str],
    today: date,
) -> CsmLoad:
    open_, late, promised = todos.get(one.id, (0, 0, 0))
    return CsmLoad(
        one.id,
        one.name,
        accounts.get(one.id, (0,))[0],
        values.get(one.id, {}),
        open_,
        late,
        promised,
        back_on=one.away_until if one.away_until and one.away_until > today else None,
        cover=names.get(one.cover_id or 0, ""),
    )


def _active() -> Sql:
    return Account.status == "active"


async def _counted(db: ReadSession, query: Any) -> Counts:
    return {row[0]: tuple(row[1:]) for row in (await db.execute(query)).all()}


async def _values(db: ReadSession, today: date) -> dict[int | None, dict[str | None, Decimal]]:
    c = Contract
    paid = and_(c.account_id == Account.id, c.retired.is_(False), c.amount.is_not(None), still_pays(today))
    summed = (
        select(Account.csm_id, c.currency, func.sum(c.amount, type_=Money))
        .select_from(Account)
        .join(c, paid)
        .where(_active())
        .group_by(Account.csm_id, c.currency)
    )
    found: dict[int | None, dict[str | None, Decimal]] = {}
    for csm, currency, amount in (await db.execute(summed)).all():
        found.setdefault(csm, {})[currency] = amount or Decimal(0)
    return found


async def _todos(db: ReadSession, today: date) -> Counts:
    promised = func.count().filter(Cta.promise != "", Cta.due_on <= today + SOON)
    late = func.count().filter(Cta.due_on < today)
    query = select(Cta.owner_id, func.count(), late, promised).where(Cta.state == "open", of_no_double(Cta))
    return await _counted(db, query.group_by(Cta.owner_id))


__all__ = ["CsmLoad", "TeamLoad", "team_load"]
