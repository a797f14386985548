"""What customers answer to surveys (method C5, C11), by segment, tier or CSM, by the stage in which they were then, or
the milestone on whose way; who was leaving then stands apart.

NPS is the share of promoters (9, 10) minus that of detractors (0 to 6), −100 to 100. CSAT is the mean of scores from
1 to 5. A score outside of its scale is left out, and counted.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from bot.journey.accounts.doubles import of_no_double
from bot.statistics.intervals import mean_score, net_score
from bot.store.contract_terms import is_lost, runs_on
from bot.store.session import ReadSession
from bot.store.sql import day_of
from bot.store.survey_scores import scored
from bot.store.tables import Account, AccountEvent, AccountFacts, AccountFactsHistory, Contract, Person, Stakeholder
from bot.text import rounded

ENOUGH = 5  # answers; from fewer there is no figure
LOOK_BACK = timedelta(days=365)
WORDS_SHOWN = 3
By = Literal["segment", "tier", "csm", "stage", "milestone"]
BY: tuple[By, ...] = ("segment", "tier", "csm", "stage", "milestone")
LEAVING = "(leaving)"  # in place of a stage's or milestone's key, which can't read so
Sql = Any  # SQLAlchemy expressions: their own types say more than ours could


@dataclass(frozen=True)
class Answers:
    """A group's answers. `group` None: all of them together, or those where it isn't known."""

    group: str | None
    promoters: int
    passives: int
    detractors: int
    csat_count: int
    csat_mean: float | None
    strays: int  # outside of their scale
    csat_squares: float | None = None  # the mean of the scores' squares

    @property
    def nps_count(self) -> int:
        return self.promoters + self.passives + self.detractors

    @property
    def nps(self) -> int | None:
        """None below five answers: too few to tell."""
        if self.nps_count < ENOUGH:
            return None
        return int(rounded((self.promoters - self.detractors) * 100 / self.nps_count))

    @property
    def nps_range(self) -> tuple[int, int]:
        """95%, of `nps`."""
        low, high = net_score(self.promoters, self.detractors, self.nps_count)
        return int(rounded(low * 100)), int(rounded(high * 100))

    @property
    def csat(self) -> float | None:
        """None below five answers."""
        return self.csat_mean if self.csat_count >= ENOUGH else None

    @property
    def csat_range(self) -> tuple[float, float]:
        """95%, of `csat`."""
        mean, square, of = self.csat_mean or 1.0, self.csat_squares or 1.0, self.csat_count
        low, high = mean_score(of * (mean - 1) / 4, of * (square - 2 * mean + 1) / 16, of)  # from 1 to 5 to 0 to 1
        return 1 + 4 * low, 1 + 4 * high


@dataclass(frozen=True)
class SurveyQuote:
    """Words that came with a score. key: "nps 9"."""

    account_id: int
    account: str
    key: str
    words: str
    at: datetime
    by: str | None


@dataclass(frozen=True)
class Feedback:
    """groups: the lowest NPS first, those with too few answers last. newest: when the last answer came."""

    by: By | None
    all: Answers
    groups: tuple[Answers, ...]
    said: tuple[SurveyQuote, ...]
    newest: datetime | None
    accounts: int  # that answered


async def feedback(db: ReadSession, now: datetime, by: By | None = None) -> Feedback:
    """The answers of the last year, of each person one to each survey."""
    asked = _asked(db.workspace_id, now)
    everything = await _read(db, asked, None)
    groups = await _read(db, asked, by) if by else []
    e = AccountEvent
    newest, accounts = (
        await db.execute(select(func.max(e.at), func.count(e.account_id.distinct())).where(*asked))
    ).one()
    return Feedback(by, everything[0], tuple(sorted(groups, key=_rank)), await _said(db, asked), newest, accounts)


def _asked(workspace_id: int, now: datetime) -> tuple[Sql, ...]:
    """Each person's newest answer to each survey; who gave no name counts each time."""
    e, later = AccountEvent, aliased(AccountEvent)
    nps, later_nps = scored(e)[0], scored(later)[0]
    newer = or_(later.at > e.at, and_(later.at == e.at, later.id > e.id))
    again = exists().where(
        *_within(later, workspace_id, now),
        later.account_id == e.account_id,
        later.stakeholder_id == e.stakeholder_id,
        later_nps == nps,
        newer,
    )
    return (*_within(e, workspace_id, now), of_no_double(e), ~again)


def _within(e: Any, workspace_id: int, now: datetime) -> tuple[Sql, ...]:
    return (
        e.workspace_id == workspace_id,
        e.kind == "survey",
        e.undone_at.is_(None),
        e.at > now - LOOK_BACK,
        e.at <= now,
    )


def _rank(group: Answers) -> tuple[Any, ...]:
    """Lowest first: by NPS, else by CSAT; too few answers come last."""
    return (group.nps is None, group.nps or 0, group.csat is None, group.csat or 0.0, group.group or "")


async def _read(db: ReadSession, asked: tuple[Sql, ...], by: By | None) -> list[Answers]:
    e = AccountEvent
    nps, csat, score = scored(e)
    rated, liked = and_(nps, score <= 10), and_(csat, score >= 1, score <= 5)
    group, joins = _group(by)
    counts = (
        func.count().filter(and_(rated, score >= 9)),
        func.count().filter(and_(rated, score >= 7, score < 9)),
        func.count().filter(and_(rated, score < 7)),
        func.count().filter(liked),
        func.avg(case((liked, score))),
        func.count().filter(and_(nps, score > 10)) + func.count().filter(and_(csat, ~and_(score >= 1, score <= 5))),
        func.avg(case((liked, score * score))),
    )
    query = select(group.label("its_group"), *counts).select_from(e)
    if joins:
        query = query.join(Account, Account.id == e.account_id)
    if by == "csm":
        query = query.outerjoin(Person, Person.id == Account.csm_id)
    query = query.where(*asked)
    rows = await db.execute(query.group_by("its_group") if by else query)
    return [Answers(*row) for row in rows.all()]


def _group(by: By | None) -> tuple[Sql, bool]:
    columns: dict[By, Sql] = {
        "segment": Account.segment,
        "tier": Account.tier,
        "csm": Person.name,
        "stage": _then("stage"),
        "milestone": _then("milestone"),
    }
    return (columns[by], True) if by else (literal(None), False)


def _then(column: Literal["stage", "milestone"]) -> Sql:
    """The key that the account's facts had when it answered: kept, or today's where nothing has changed since; LEAVING
    where it was leaving by then. None where nobody knows, or all milestones were reached."""
    e, f, h = AccountEvent, AccountFacts, AccountFactsHistory
    gone = and_(Account.status == "churned", Account.churned_on <= day_of(e.at))
    kept = select(getattr(h, column)).where(h.account_id == e.account_id, h.valid_from <= e.at, h.valid_to > e.at)
    since = select(getattr(f, column)).where(f.account_id == e.account_id, f.valid_from <= e.at)
    found = (query.limit(1).correlate(e).scalar_subquery() for query in (kept, since))
    return case((or_(gone, _was_leaving()), LEAVING), else_=func.nullif(func.coalesce(*found), ""))


def _was_leaving() -> Sql:
    """By then somebody had noted that a contract is lost, and nothing else of theirs goes on."""
    e, c, other = AccountEvent, Contract, aliased(Contract)
    noted = exists().where(c.account_id == e.account_id, is_lost(c), c.outcome_at <= e.at).correlate(e)
    stays = exists().where(other.account_id == e.account_id, other.retired.is_(False), runs_on(other)).correlate(e)
    return and_(noted, ~stays)


async def _said(db: ReadSession, asked: tuple[Sql, ...]) -> tuple[SurveyQuote, ...]:
    e, whom = AccountEvent, aliased(Stakeholder)
    rows = await db.execute(
        select(Account.id, Account.name, e.key, e.note, e.at, whom.name)
        .join(Account, Account.id == e.account_id)
        .outerjoin(whom, whom.id == e.stakeholder_id)
        .where(*asked, e.note != "")
        .order_by(e.at.desc(), e.id.desc())
        .limit(WORDS_SHOWN)
    )
    return tuple(SurveyQuote(*row) for row in rows.all())


__all__ = ["BY", "ENOUGH", "LEAVING", "Answers", "By", "Feedback", "SurveyQuote", "feedback"]
