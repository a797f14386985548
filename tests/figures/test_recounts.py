"""Every figure, recounted from the files to the last digit shown, on both databases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.journey.accounts.selection import EVERYONE
from bot.journey.figures.common_traits import Trait, by_kind, compared, lived, tally
from bot.journey.figures.forecast import QuarterForecast, quarter_forecast
from bot.journey.figures.funnel import Funnel, funnel
from bot.journey.figures.losses import Churn, churn
from bot.journey.figures.multiplier import Figures, MultiplierFigure, Onlooker, figures
from bot.journey.figures.multiplier_inputs import Counted
from bot.journey.figures.quarter import quarter_of
from bot.journey.figures.release_effect import Compared, compare
from bot.journey.figures.retention import Retention, retention
from bot.journey.health.health_by_date import scored_before
from bot.journey.health.health_history import observations
from bot.journey.steps.stuck_next import StuckNext, stuck_next
from bot.statistics.life_table import Estimate
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, LearnedTime, Person
from bot.talk.figures.funnel_words import percent, points
from bot.talk.figures.multiplier_words import percent_of
from bot.talk.phrases.reader import Reader
from bot.text import number, whole_percent
from tests.figures.both_ways import both_ways, kept
from tests.figures.recounts import ahead, health, releases, stuck, terms, traits
from tests.figures.recounts.activity import WATCHED
from tests.figures.recounts.brought_in import MAKERS, NOW, TODAY, Portfolio, bring_in, made
from tests.figures.recounts.funnel import (
    LOST,
    ORDER,
    REACHED,
    USUAL,
    Curve,
    Recount,
    left_within_a_year,
    months,
    recount,
    usual,
)
from tests.figures.recounts.losses import losses, value_left
from tests.figures.recounts.success import PARTS, Success, low_answers, success
from tests.given.accounts import Accounts

pytestmark = pytest.mark.slow
BERLIN = 60  # minutes ahead of UTC in winter
RELEASED = tuple(TODAY - timedelta(days=days) for days in (90, 200, 420))
QUARTERS = tuple(quarter_of(TODAY).moved(by) for by in (-1, 0, 1))
Scores = dict[str, int | None]


@dataclass
class Ours:
    """All that the product says of a portfolio. past: health on days before today."""

    funnel: Funnel
    lost: Churn
    segments: dict[str, Trait]
    learned: list[LearnedTime]
    success: Figures
    owners: dict[int, str]
    effects: list[tuple[Compared, ...]]
    retained: list[Retention]
    renewals: list[QuarterForecast]
    health: Scores
    past: dict[str, Scores]
    stuck: dict[str, StuckNext]


SEEN: dict[tuple[str, str], tuple[Portfolio, Recount, Ours]] = {}  # they take long to bring in


@pytest.fixture(params=MAKERS)
async def both(accounts: Accounts, request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Portfolio, Recount, Ours]:
    """A portfolio, its spells from the files, and what we say of it."""
    at = accounts.store.engine.dialect.name, request.param
    if at not in SEEN:
        portfolio = made(request.param)
        await bring_in(accounts, portfolio, tmp_path)
        read, worked_out = await both_ways(accounts)
        assert read == worked_out
        assert await kept(accounts) == (len(read), 0)
        async with accounts.store.read(accounts.workspace) as db:
            ours = await _read(db, accounts)
        files = portfolio.files
        SEEN[at] = portfolio, recount(files["accounts"], files["events"], TODAY, portfolio.returned), ours
    return SEEN[at]


async def _read(db: ReadSession, accounts: Accounts) -> Ours:
    found = await funnel(db, TODAY)
    assert found is not None
    rows = (await db.one_statement(by_kind(lived(TODAY, EVERYONE, told=True)))).all()
    segments = {one.value: one for one in compared("segment", ((row.segment, tally(row)) for row in rows))}
    people = (await db.execute(select(Person.id, Person.email))).all()
    owners = {row.id: row.email for row in people}
    onlooker = Onlooker(accounts.owner, manages=True, open=True)
    midnight = Reader(1, accounts.owner, "Olga", "Europe/Berlin", 1).midnight
    everyone = (await db.execute(select(Account.key, Account.id).order_by(Account.id))).all()
    scores = select(Account.key, AccountFacts.health).join(AccountFacts, AccountFacts.account_id == Account.id)
    laer = accounts.library.playbooks["laer"]
    past, keys = {}, {row.id: row.key for row in everyone}
    for key, account in everyone[:WATCHED]:
        spans = scored_before(laer, await observations(db, account, NOW), NOW, NOW)
        past[key] = {one.since.isoformat(): one.score for one in spans}
    return Ours(
        found,
        await churn(db, TODAY),
        segments,
        list(await db.scalars(select(LearnedTime).where(LearnedTime.cohort == "segment"))),
        await figures(db, TODAY, BERLIN, onlooker),
        owners,
        [await compare(db, day, TODAY) for day in RELEASED],
        [await retention(db, quarter, EVERYONE, TODAY, midnight) for quarter in QUARTERS[:2]],
        [await quarter_forecast(db, quarter, EVERYONE, TODAY, NOW) for quarter in QUARTERS],
        {row.key: row.health for row in await db.execute(scores.where(Account.status == "active"))},
        past,
        {keys[one.account_id]: one for one in await stuck_next(db, TODAY, EVERYONE, len(everyone))},
    )


Both = tuple[Portfolio, Recount, Ours]


def said(share: Estimate) -> tuple[str, str, str]:
    return percent(share.value), percent(share.low), percent(share.high)


async def test_the_funnel(both: Both) -> None:
    # method: D6, D14
    portfolio, theirs, ours = both
    assert ours.funnel.accounts == len(portfolio.histories)
    for at, step in enumerate(ours.funnel.steps):
        spells = theirs.spells[at]
        curve = Curve(spells)
        assert (step.milestone, step.usual_days) == (ORDER[at], USUAL[at])
        assert (step.reached, step.now, step.gone) == (theirs.reached[ORDER[at]], theirs.now[at], theirs.gone[at])
        assert (step.life.came, step.life.last) == (len(spells), max(one.days for one in spells))
        assert said(step.in_time) == curve.share(REACHED, step.usual_days)
        assert said(step.in_the_end) == curve.share(REACHED)
        assert said(step.leaving) == curve.share(LOST)
        assert (step.median, step.most) == (curve.within(0.5), curve.within(0.75))
        speed = ours.funnel.speed[at]
        assert said(speed.slow) == left_within_a_year(spells, True, step.usual_days)
        assert said(speed.in_time) == left_within_a_year(spells, False, step.usual_days)
    for at, one in enumerate(ours.funnel.leaving):
        assert one.lost == theirs.gone[at]
        assert abs(one.rate.months - months(theirs.spells[at])) < 1e-6


async def test_the_next_90_days(both: Both) -> None:
    # method: D6
    _, theirs, ours = both
    found = ahead.expected([theirs.spells[at] for at in range(len(ORDER))])
    assert any(found)
    for step, one in zip(ours.funnel.steps, found, strict=True):
        if one is None:
            assert step.expected is None
            continue
        assert step.expected is not None
        assert abs(step.expected.value - one[0]) < 1e-6
        assert (step.expected.low, step.expected.high) == one[1:]


async def test_who_gets_stuck_next(both: Both) -> None:
    # method: B8
    _, theirs, ours = both
    assert {key: (one.milestone, said(one.chance)) for key, one in ours.stuck.items()} == stuck.single(theirs.spells)
    assert len({(one.cohort, one.milestone) for one in ours.stuck.values()}) >= len(ORDER)
    for at, step in enumerate(ours.funnel.steps):
        one = step.stuck_next
        assert ((one.accounts, said(one.chance)) if one else None) == stuck.together(theirs.spells[at], at)


async def test_lost_accounts_and_usual_times(both: Both) -> None:
    # method: B7, D1
    portfolio, theirs, ours = both
    files, lost = portfolio.files, ours.lost
    found = losses(files["accounts"], portfolio.terms)
    assert (lost.lost, lost.undated, lost.value, lost.told) == (found.lost, found.undated, found.value, True)
    _same_traits(ours, traits.by_segment(files["accounts"], TODAY))
    assert [one.leaving for one in lost.milestones if one.leaving] == [one for one in ours.funnel.leaving if one.lost]
    left = value_left(theirs.spells, portfolio.terms)
    ours_left = {(at.position, one.currency): one for at in lost.milestones if at.position >= 0 for one in at.worth}
    assert {at for at, one in left.items() if one[0]} <= set(ours_left)
    for at, one in ours_left.items():
        assert (one.lost, number(one.per_hundred, 6)) == (left[at][0], number(left[at][1], 6))
        if one.tells:
            assert tuple(map(number, one.interval)) == tuple(map(number, left[at][2:]))
    assert ours.learned
    for row in ours.learned:
        spells = theirs.spells[ORDER.index(row.milestone)]
        assert (row.accounts, row.median_days, row.most_days) == usual(spells, row.name), row.milestone


def _same_traits(ours: Ours, theirs: Mapping[str, traits.Group]) -> None:
    assert set(ours.segments) == set(theirs)
    for name, one in ours.segments.items():
        other = theirs[name]
        assert (one.counted.lost, one.counted.days) == (other.lost, other.days)
        assert (number(one.counted.usual), number(one.lift)) == (number(other.usual), number(other.lost / other.usual))
        assert abs(one.counted.chance - other.chance) < 1e-9
    assert {one.value for one in ours.lost.traits} == {name for name, one in theirs.items() if one.claimed}


async def test_success(both: Both) -> None:
    # method: A7
    portfolio, theirs, ours = both
    found = success(portfolio.files, theirs.spells, USUAL, TODAY, set(portfolio.returned))
    _same_success(ours.success.team, found, None)
    assert {ours.owners[one] for one in ours.success.csms} == {owner for owner in found.own if owner}
    for person, figure in ours.success.csms.items():
        _same_success(figure, found, ours.owners[person])


def _same_success(ours: MultiplierFigure, theirs: Success, owner: str | None) -> None:
    sums = theirs.all if owner is None else theirs.own[owner]
    assert [_counted(ours.counted[part]) for part in PARTS] == [
        (sums[part][0], sums[part][1], round(float(sums[part][2]), 6)) for part in PARTS
    ]
    sides = [ours.side("experience"), ours.side("outcome"), ours.ours, ours.customer, ours.success]
    assert tuple(map(percent_of, sides)) == theirs.shown(owner)


def _counted(part: Counted) -> tuple[int, int, float]:
    return part.of, part.good, round(part.points, 6)


async def test_releases(both: Both) -> None:
    # method: D10
    _, theirs, ours = both
    for day, found in zip(RELEASED, ours.effects, strict=True):
        for one, other in zip(found, releases.effects(theirs.spells, USUAL, day, TODAY), strict=True):
            assert one.milestone == other.milestone
            assert ((one.before.count, one.before.of), (one.after.count, one.after.of)) == (other.before, other.after)
            assert (one.waiting, one.beyond_chance, one.tells) == (other.waiting, other.claimed, bool(other.interval))
            if other.interval:
                assert tuple(map(points, one.interval)) == tuple(map(points, other.interval))


async def test_retention_and_renewals(both: Both) -> None:
    # method: A2
    portfolio, _, ours = both
    customers, _ = terms.read(portfolio.files["accounts"], portfolio.files["contracts"])
    for quarter, found in zip(QUARTERS, ours.retained, strict=False):
        theirs = terms.retained(customers, portfolio.terms, quarter.first, min(TODAY, quarter.last), TODAY)
        assert len(theirs) == 4
        sums = {one.currency: (one.accounts, one.start, one.now, one.kept) for one in found.currencies}
        assert sums == theirs
        ended = terms.untold(customers, portfolio.terms, min(TODAY, quarter.last), TODAY)
        assert sum(count for _, count, _ in found.untold) == sum(bool(one.amount) for one in ended)
        for one in found.currencies:
            _, start, now, kept = theirs[one.currency or ""]
            assert (whole_percent(one.gross), whole_percent(one.net)) == (_share(kept, start), _share(now, start))
    for quarter, renewing in zip(QUARTERS, ours.renewals, strict=True):
        assert _sums(renewing) == terms.renewals(customers, portfolio.terms, quarter, _by_data(portfolio))


async def test_health_of_today_and_of_earlier_weeks(both: Both) -> None:
    # method: C2
    portfolio, _, ours = both
    measured = health.read(portfolio.files["kpis"])
    exact = [health.exact(measured.get(key, {}), NOW) for key in ours.health]
    assert sum(one is not None and one.denominator == 2 for one in exact) > 10  # where it matters how a half is rounded
    assert ours.health == {key: health.score(measured.get(key, {}), NOW) for key in ours.health}
    assert sum(map(len, ours.past.values())) > 100
    for key, scores in ours.past.items():
        assert scores == {at: health.score(measured[key], datetime.fromisoformat(at)) for at in scores}


# As people read it


def _share(part: Decimal, whole: Decimal) -> str:
    return f"{(100 * part / whole).quantize(Decimal(1), ROUND_HALF_UP)}%"


def _by_data(portfolio: Portfolio) -> dict[str, str]:
    """What the data says of a customer's renewal: no rule's to-do is open, so it is health and low answers."""
    measured = health.read(portfolio.files["kpis"])
    low = low_answers(portfolio.files["talks"], TODAY)
    found = {}
    for one in portfolio.histories:
        here = not one.left or one.again
        score = health.score(measured.get(one.key, {}), NOW) if here else None
        if one.key in low or (score is not None and score < 50):
            found[one.key] = "at risk"
        else:
            found[one.key] = "" if score is None else "commit" if score >= 75 else "probable"
    return found


def _sums(found: QuarterForecast) -> dict[terms.Kind, terms.Sum]:
    return {
        (one.csm.lower(), one.call, one.data, one.settled, one.currency or ""): (
            one.contracts,
            one.amount,
            one.unpriced,
        )
        for one in found.sums
    }
