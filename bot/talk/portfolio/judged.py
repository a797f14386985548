"""What a list could judge by, and what it couldn't: said where it finds nobody, so that not knowing never sounds
like all is well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from bot.journey.accounts.selection import ListQuery
from bot.store.session import ReadSession
from bot.store.sql import total
from bot.store.tables import Account, AccountFacts, AccountRisk, Contract
from bot.talk.phrases.words import listed

F = AccountFacts


@dataclass(frozen=True)
class Lack:
    """What some accounts lack, so that the list can't tell: "has no place yet", "have no place yet"."""

    one: str
    several: str
    where: Callable[[], ColumnElement[bool]]


@dataclass(frozen=True)
class Judged:
    """judged: how many accounts could be told; lacks: how many couldn't, and what they lack."""

    judged: int = 0
    lacks: tuple[tuple[int, str], ...] = ()

    @property
    def lacking(self) -> str:
        """ "22 have no place yet and 1 has no start date"; "" where all could be judged."""
        return listed([f"{count:,} {what}" for count, what in self.lacks])

    def none_said(self, said: str) -> str:
        """After "Your accounts: ". said: what follows "none" there ("stuck")."""
        if self.judged:
            return f"none {said} among the {self.judged:,} I can judge"
        return f"I can't tell yet which {'' if said.startswith(('renew', 'end')) else 'are '}{said}"

    def none(self, whole: str) -> str:
        """whole: what is true where all of them could be judged."""
        if not self.lacks:
            return whole
        if not self.judged:
            return f"I can't tell of any yet: {self.lacking}"
        return f"none among the {self.judged:,} I can judge; {self.lacking}"


def _no_place() -> ColumnElement[bool]:
    return F.placed.is_(False)


def _no_start() -> ColumnElement[bool]:
    return and_(_no_due_day(), Account.started_on.is_(None))


def _no_since() -> ColumnElement[bool]:
    return and_(_no_due_day(), Account.started_on.is_not(None))


def _no_due_day() -> ColumnElement[bool]:
    return and_(F.placed, F.milestone != "", F.milestone_due_on.is_(None))


def _no_word() -> ColumnElement[bool]:
    """Neither figures, nor a word of the CSM's, nor anything learned from others like it."""
    risk = exists().where(AccountRisk.account_id == Account.id).correlate(Account)
    return and_(F.health.is_(None), Account.view.is_(None), ~risk)


def _no_date() -> ColumnElement[bool]:
    dated = or_(Contract.ends_on.is_not(None), Contract.notice_on.is_not(None))
    running = exists().where(Contract.account_id == Account.id, Contract.retired.is_(False), dated)
    return ~running.correlate(Account)


NO_PLACE = Lack("has no place yet", "have no place yet", _no_place)
LACKS: dict[str, tuple[Lack, ...]] = {
    "stage": (NO_PLACE,),
    "stuck": (
        NO_PLACE,
        Lack("has no start date", "have no start date", _no_start),
        Lack("has no day since when it stands there", "have no day since when they stand there", _no_since),
    ),
    "at-risk": (Lack("has no health and no view of yours yet", "have no health and no view of yours yet", _no_word),),
    "ready": (Lack("has no health yet", "have no health yet", lambda: F.health.is_(None)),),
    "renewals": (Lack("has no end date yet", "have no end date yet", _no_date),),
    "new": (Lack("has no start date", "have no start date", lambda: Account.started_on.is_(None)),),
}


async def judged(db: ReadSession, query: ListQuery) -> Judged:
    """Of the active accounts that the list is about; where a list needs nothing of them, all can be judged."""
    lacks = LACKS.get(query.word, ())
    if not lacks:
        return Judged()
    counts = [total(case((lack.where(), 1), else_=0)) for lack in lacks]
    found_in = select(func.count(), *counts).select_from(Account).join(F, F.account_id == Account.id)
    row = (await db.one_statement(found_in.where(*query.selection.ours(), Account.status == "active"))).one()
    accounts, *found = (int(one or 0) for one in row)
    said = tuple(
        (many, lack.one if many == 1 else lack.several) for many, lack in zip(found, lacks, strict=True) if many
    )
    return Judged(accounts - sum(found), said)
