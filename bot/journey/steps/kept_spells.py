"""Spells as they are kept, with what today decides put in: how long those last that haven't ended, who is late."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Integer, Select, and_, case, func, literal, select, true

from bot.journey.steps.step_query import (
    BEFORE,
    BEGUN_BEFORE,
    FEW,
    NOW,
    OF_ACCOUNT,
    SEEN,
    A,
    Behind,
    StepQuery,
    number_of,
)
from bot.journey.steps.ways import Ways
from bot.store.ours import ours
from bot.store.session import ReadSession
from bot.store.tables import KeptSpell, SpellsBehind

Sql = Any  # SQLAlchemy expressions: their own types say more than ours could
K = KeptSpell


async def behind(db: ReadSession) -> Behind:
    """Of which accounts that the session sees spells have to be worked out, as they are not kept or not any more."""
    b = SpellsBehind
    some = select(b.account_id).distinct().limit(FEW + 1)
    found = tuple(sorted(row[0] for row in (await db.one_statement(some)).all()))
    return Behind(found if len(found) <= FEW else None)


def kept_spells(asked: StepQuery, columns: Collection[str]) -> Select[*tuple[Any, ...]]:
    """The columns of `spells`, of those that are up to date."""
    values = of_today(K, asked)
    own = {name: getattr(A, name) for name in OF_ACCOUNT if name != "account_id"} | {"account_id": K.account_id}
    found = select(*((own[name] if name in own else values[name]).label(name) for name in columns))
    if needs := [name for name in columns if name in own and name != "account_id"]:
        found = found.join_from(K, A, and_(A.id == K.account_id, ours(A, indexed=False), *asked.selection.where()))
    return found.select_from(K).where(*are_meant(asked, selected=bool(needs), indexed=asked.lost_only))


def are_meant(asked: StepQuery, *, selected: bool = False, indexed: bool = True) -> tuple[Sql, ...]:
    """Which kept spells are those that are asked for. selected: `Account` is joined, so that it says whose. indexed:
    False where SQLite had better go through them account by account than in the order of an index."""
    versions = [number for way in asked.ways.ways for number in way.versions]
    version = K.version_id if indexed else K.version_id + 0
    meant = [ours(K, indexed=indexed), version.in_(versions)]
    if asked.lost_only:
        meant.append(K.lost == spelled_number(1))
    which = () if selected else asked.selection.where()
    which += () if asked.among is None else (asked.among,)
    if which:
        meant.append(K.account_id.in_(select(A.id).where(ours(A), *which)))
    if asked.behind:
        meant.append(~asked.behind.has(K.account_id))
    return tuple(meant)


def spelled_number(number: int) -> Sql:
    """Not bound, so that SQLite keeps its plan."""
    return literal(number, Integer, literal_execute=True)


def of_today(c: Any, asked: StepQuery) -> dict[str, Sql]:
    """What spells say today, from the columns of kept ones; `c` needs to have those only that they rest on."""

    def kept(name: str) -> Sql:
        return getattr(c, name, literal(None, Integer))

    today = number_of(asked.today)
    state, turned, seen, lost = kept("state"), kept("turned"), kept("seen"), kept("lost")
    is_on = state == NOW
    since_on = case(
        (turned >= seen - 1, SEEN),
        (func.coalesce(literal(today, Integer) <= seen, true()), BEFORE),
        else_=BEGUN_BEFORE,
    )
    return {
        "place": _place(kept("version_id"), kept("number"), asked.ways),
        "number": kept("number"),
        "state": state,
        "turned": turned,
        "ended": case((is_on, today), else_=kept("ended")),
        "days": case((and_(is_on, turned <= today), today - turned), else_=kept("days")),
        "since": case((is_on, since_on), else_=kept("since")),
        "left": lost,
        "until": case((lost == 1, kept("gone")), else_=today),
        "seen": seen,
        "unseen": seen - turned,
        "late": case((and_(is_on, kept("due") < today), 1), else_=0),
        "limit": case((is_on, kept("due") - turned)),
    }


def _place(version: Sql, number: Sql, ways: Ways) -> Sql:
    """In the order of all milestones: of most playbooks the step's own number."""
    places = {
        (way.versions, at): ways.place(step.key) for way in ways.ways for at, step in enumerate(way.milestones, 1)
    }
    places |= {(way.versions, len(way.milestones) + 1): ways.after_all for way in ways.ways}
    if all(at == place for (_, at), place in places.items()):
        return number
    return case(*((and_(version.in_(versions), number == at), place) for (versions, at), place in places.items()))


__all__ = ["K", "are_meant", "behind", "kept_spells", "of_today"]
