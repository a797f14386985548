"""What was learned from lost accounts (method B7): their post-mortems, and which of them lack one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import and_, exists, func, or_, select

from bot.journey.accounts.selection import EVERYONE, Selection
from bot.journey.figures.value_lost import was_paid
from bot.journey.steps.step_query import is_lost
from bot.store.session import ReadSession
from bot.store.tables import Account, Contract, PostMortem

MISSING_SHOWN, WORDS_SHOWN = 5, 3


@dataclass(frozen=True)
class Lesson:
    """Words of a post-mortem."""

    account: str
    reason: str
    words: str
    differently: str


@dataclass(frozen=True)
class Lessons:
    """reasons: how often each was given, the most frequent first. foreseeable: yes answers of `asked`."""

    reasons: tuple[tuple[str, int], ...]
    foreseeable: int
    asked: int
    words: tuple[Lesson, ...]
    missing: int
    missing_first: tuple[tuple[int, str], ...]  # id and name, those lost last first
    worth: Mapping[str, Mapping[str | None, Decimal]] = field(default_factory=dict)  # a year, by reason and currency


async def lessons(db: ReadSession, selection: Selection = EVERYONE) -> Lessons:
    """The post-mortems of those accounts that are lost now, and which lack one."""
    p, a = PostMortem, Account
    gone = (is_lost(), *selection.where())
    told = and_(p.account_id == a.id, p.period == a.period)
    reasons = await db.execute(
        select(p.reason, func.count())
        .join(a, told)
        .where(*gone)
        .group_by(p.reason)
        .order_by(func.count().desc(), p.reason)
    )
    known, asked = (
        await db.execute(
            select(func.count().filter(p.foreseeable.is_(True)), func.count(p.foreseeable))
            .select_from(p)
            .join(a, told)
            .where(*gone)
        )
    ).one()
    words = await db.execute(
        select(a.name, p.reason, p.words, p.differently)
        .join(a, told)
        .where(*gone, or_(p.words != "", p.differently != ""))
        .order_by(p.at.desc(), p.id.desc())
        .limit(WORDS_SHOWN)
    )
    lacking = (*gone, ~exists().where(told).correlate(a))
    missing = await db.scalar(select(func.count()).select_from(a).where(*lacking)) or 0
    first = await db.execute(
        select(a.id, a.name)
        .where(*lacking)
        .order_by(a.churned_on.is_(None), a.churned_on.desc(), a.name)
        .limit(MISSING_SHOWN)
    )
    return Lessons(
        tuple((reason, count) for reason, count in reasons.all()),
        known,
        asked,
        tuple(Lesson(*row) for row in words.all()),
        missing,
        tuple((number, name) for number, name in first.all()),
        await _worth(db, selection),
    )


async def _worth(db: ReadSession, selection: Selection) -> dict[str, dict[str | None, Decimal]]:
    """What those who gave a reason paid a year (method B12)."""
    p, a, c = PostMortem, Account, Contract
    rows = await db.execute(
        select(p.reason, c.currency, func.sum(c.amount))
        .select_from(a)
        .join(p, and_(p.account_id == a.id, p.period == a.period))
        .join(c, was_paid())
        .where(is_lost(), *selection.where())
        .group_by(p.reason, c.currency)
    )
    found: dict[str, dict[str | None, Decimal]] = {}
    for reason, currency, amount in rows:
        found.setdefault(reason, {})[currency] = amount or Decimal(0)
    return found
