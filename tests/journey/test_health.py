"""Health over time: set by hand for a while, kept for a year, and why it moved."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.errors import UserError
from bot.journey.accounts.progress import HealthPart
from bot.journey.health.health_history import KEPT, forget_old, spans
from bot.journey.health.why_health_moved import explain, notable
from bot.store.session import Store
from bot.store.tables import Account, AccountEvent, AccountFactsHistory, ChangeRecord, HealthOverride
from bot.usecases.account.health import HealthWish, lift, set_health, wish_in
from bot.usecases.undo import undo
from bot.usecases.writing.write import Write
from tests.conftest import Book
from tests.journey.world import World

TODAY = date(2026, 1, 6)
LEFT = "the sponsor left"


def by(world: World, person: int | None = None) -> Write:
    return Write(world.store, world.workspace, person or world.owner, world.now, timezone="Europe/Berlin")


async def measured(world: World, number: int, use: float = 55) -> None:
    """Every KPI of health, the same share of the way from worst to best: a score between 0 and 100."""
    world.now += timedelta(minutes=1)
    for kpi in world.library.playbooks["laer"].health.kpis:
        if kpi.weight:
            await world.kpi(number, kpi.key, kpi.worst + (kpi.best - kpi.worst) * use / 100)


# method: C2
async def test_a_score_set_by_hand_stands_until_its_day_and_ends_by_itself(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 85)
    await world.sweep()
    await set_health(by(world), acme, HealthWish(40, world.now.date() + timedelta(days=10), LEFT))
    await world.sweep(only=[acme])
    facts = await world.facts(acme)
    assert (facts.health, facts.health_measured, facts.band) == (40, 85, 1)
    assert facts.health_until == world.now.date() + timedelta(days=10)
    await measured(world, acme, 80)  # what is measured goes on beside it
    await world.sweep(days=10)
    facts = await world.facts(acme)
    assert (facts.health, facts.health_measured) == (40, 80)
    await world.sweep(days=1)
    facts = await world.facts(acme)
    assert (facts.health, facts.health_measured, facts.health_until, facts.band) == (80, None, None, 3)


@pytest.mark.one_database
async def test_lists_and_rules_follow_a_score_set_by_hand(world: World) -> None:
    acme = await world.account(entry_stage="adopt")
    await measured(world, acme, 60)
    world.now += timedelta(minutes=1)
    await world.kpi(acme, "open-tickets", 1)
    await world.sweep()
    assert await world.ctas(acme, "expansion-ready") == []
    await set_health(by(world), acme, HealthWish(90, world.now.date() + timedelta(days=10), "the tracker is broken"))
    await world.sweep(only=[acme])
    assert (await world.cta(acme, "expansion-ready")).state == "open"
    await world.sweep(days=11)
    assert (await world.cta(acme, "expansion-ready")).state == "closed"


async def test_a_score_set_by_hand_is_no_fall_and_neither_is_its_end(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 85)
    await world.sweep()
    await world.sweep(days=1)
    await set_health(by(world), acme, HealthWish(30, world.now.date() + timedelta(days=5), LEFT))
    await world.sweep(only=[acme])
    await world.sweep(days=1)
    assert await world.ctas(acme, "health-fell") == []
    facts = await world.facts(acme)
    assert facts.band_since is None  # the band that was measured has not moved
    await lift(by(world), acme)
    await set_health(by(world), acme, HealthWish(99, world.now.date() + timedelta(days=2), "all is well"))
    await world.sweep(only=[acme])
    await world.sweep(days=3)  # from 99 back to 85
    assert (await world.facts(acme)).health == 85
    assert await world.ctas(acme, "health-fell") == []


async def test_a_fall_that_was_hidden_is_news_once_the_score_by_hand_has_ended(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 85)
    await world.sweep()
    await set_health(by(world), acme, HealthWish(90, world.now.date() + timedelta(days=4), "the tracker is broken"))
    await world.sweep(only=[acme])
    await world.sweep(days=1)
    await measured(world, acme, 55)
    await world.sweep(days=1)
    assert await world.ctas(acme, "health-fell") == []
    await world.sweep(days=3)
    assert (await world.cta(acme, "health-fell")).tell == "due"


async def test_a_to_do_about_a_real_fall_stays_while_a_score_is_set_by_hand(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 85)
    await world.sweep()
    await measured(world, acme, 55)
    await world.sweep(days=1)
    assert (await world.cta(acme, "health-fell")).state == "open"
    await set_health(by(world), acme, HealthWish(30, world.now.date() + timedelta(days=4), LEFT))
    await world.sweep(only=[acme])
    assert (await world.cta(acme, "health-fell")).state == "open"


@pytest.mark.one_database
async def test_the_end_of_a_score_set_by_hand_is_a_to_do_three_days_before(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 85)
    await world.sweep()
    await set_health(by(world), acme, HealthWish(30, world.now.date() + timedelta(days=10), LEFT))
    await world.sweep(only=[acme])
    assert await world.ctas(acme, "health-by-hand-ends") == []
    await world.sweep(days=7)
    assert ((cta := await world.cta(acme, "health-by-hand-ends")).state, cta.tell) == ("open", "")
    await world.sweep(days=4)
    assert (await world.cta(acme, "health-by-hand-ends")).state == "closed"


async def test_only_one_score_stands_and_undo_brings_the_one_before_back(world: World) -> None:
    acme = await world.account()
    await measured(world, acme)
    await world.sweep()
    first = await set_health(by(world), acme, HealthWish(40, world.now.date() + timedelta(days=10), LEFT))
    second = await set_health(by(world), acme, HealthWish(20, world.now.date() + timedelta(days=20), "worse"))
    await world.sweep(only=[acme])
    assert (await world.facts(acme)).health == 20
    await undo(by(world), second)
    await world.sweep(only=[acme])
    assert (await world.facts(acme)).health == 40
    lifted = await lift(by(world), acme)
    await world.sweep(only=[acme])
    assert (await world.facts(acme)).health == 55
    await undo(by(world), lifted)
    await undo(by(world), first)
    await world.sweep(only=[acme])
    assert (await world.facts(acme)).health == 55
    with pytest.raises(UserError, match="isn't set by hand"):
        await lift(by(world), acme)
    async with world.store.read(world.workspace) as db:
        kinds = (await db.scalars(select(ChangeRecord.kind))).all()
        standing = select(func.count()).select_from(AccountEvent).where(AccountEvent.undone_at.is_(None))
        assert await db.scalar(standing) == 0  # the log forgets what was undone
    assert kinds == ["health"] * 3


async def test_a_score_needs_a_number_a_day_and_a_reason(world: World) -> None:
    acme = await world.account()
    day = world.now.date()
    for wish, field in (
        (HealthWish(101, day + timedelta(days=1), LEFT), "score"),
        (HealthWish(None, day, LEFT), "score"),
        (HealthWish(40, None, LEFT), "until"),
        (HealthWish(40, day, LEFT), "until"),
        (HealthWish(40, day + timedelta(days=91), LEFT), "until"),
        (HealthWish(40, day + timedelta(days=9), "  "), "reason"),
        (HealthWish(40, day + timedelta(days=9), "x" * 301), "reason"),
    ):
        with pytest.raises(UserError) as caught:
            await set_health(by(world), acme, wish)
        assert caught.value.field == field
    await set_health(by(world), acme, HealthWish(0, day + timedelta(days=90), LEFT))
    await world.set(Account, acme, status="churned")
    with pytest.raises(UserError, match="has left us"):
        await set_health(by(world), acme, HealthWish(40, day + timedelta(days=9), LEFT))


async def test_a_stranger_can_neither_set_nor_lift_it(world: World, book: Book) -> None:
    acme = await world.account()
    stranger = Write(world.store, book.other_workspace, book.stranger, world.now)
    with pytest.raises(UserError):
        await set_health(stranger, acme, HealthWish(40, world.now.date() + timedelta(days=9), LEFT))
    await set_health(by(world, book.teammate), acme, HealthWish(40, world.now.date() + timedelta(days=9), LEFT))
    with pytest.raises(UserError):
        await lift(stranger, acme)
    async with world.store.read(world.workspace) as db:
        assert (await db.scalars(select(HealthOverride.by_id))).all() == [book.teammate]


@pytest.mark.parametrize(
    ("typed", "score", "until", "reason"),
    [
        ("40 until 3 Feb because the sponsor left", 40, date(2026, 2, 3), LEFT),
        ("40 because the sponsor left until 3 Feb", 40, date(2026, 2, 3), LEFT),
        ("to 40/100, until Tue 3 Feb 2026: the sponsor left", 40, date(2026, 2, 3), LEFT),
        ("40% until Friday, the sponsor left", 40, date(2026, 1, 9), LEFT),
        ("40 for 3 weeks because the sponsor left", 40, date(2026, 1, 27), LEFT),
        ("40 because they wait until June until 3 Feb", 40, date(2026, 2, 3), "they wait until June"),
        ("40 since the sponsor left on Monday", 40, None, "the sponsor left on Monday"),
        ("40", 40, None, ""),
        ("40 until someday because x", 40, None, "until someday because x"),
        ("40.5 until 3 Feb because x", None, None, ""),
        ("-5", None, None, ""),
        ("the sponsor left", None, None, ""),
    ],
)
def test_what_is_typed_is_understood_in_any_order(
    typed: str, score: int | None, until: date | None, reason: str
) -> None:
    assert wish_in(typed, TODAY) == HealthWish(score, until, reason)


# Why it moved


def part(kpi: str, weight: float, score: float | None, value: float | None = 1.0) -> HealthPart:
    return HealthPart(kpi, weight, score, value, None, score is not None, None)


async def test_the_points_of_the_parts_add_up_to_the_movement(world: World) -> None:
    acme = await world.account()
    await measured(world, acme, 80)
    await world.sweep()
    await world.kpi(acme, "weekly-use", 10, days_ago=-1)
    await world.kpi(acme, "open-tickets", 10, days_ago=-1)
    await world.sweep(days=1)
    async with world.store.read(world.workspace) as db:
        year = await spans(db, acme, world.now)
    assert [one.measured for one in year] == [80, 52]
    before = notable(year)
    assert before is not None
    moved = explain(
        before,
        52,
        [part("weekly-use", 25, 80), part("open-tickets", 10, 80), part("others", 65, 80)],
        [part("weekly-use", 25, 0), part("open-tickets", 10, 0), part("others", 65, 80)],
    )
    assert moved is not None
    assert [(one.kpi, one.points, one.how) for one in moved.moves] == [
        ("weekly-use", -20, "moved"), ("open-tickets", -8, "moved"),
    ]  # fmt: skip
    assert moved.rest == 0


async def test_a_part_that_grew_too_old_or_counts_again_is_named_with_its_points(world: World) -> None:
    now, then = [part("a", 50, 40), part("b", 50, None)], [part("a", 50, 40), part("b", 50, 80)]
    one, other = _span(60, 1), _span(40, 0)
    gone = explain(one, 40, then, now)
    back = explain(other, 60, now, then)
    assert gone is not None
    assert back is not None
    assert [(move.kpi, move.points, move.how) for move in gone.moves] == [("b", -20, "stale")]
    assert [(move.kpi, move.points, move.how) for move in back.moves] == [("b", 20, "back")]


def _span(score: int, days: int):  # type: ignore[no-untyped-def]
    from bot.journey.health.health_history import HealthSpan

    at = datetime(2026, 1, 1, tzinfo=UTC)
    return HealthSpan(at, at + timedelta(days=days + 1), score, score)


def test_a_movement_is_counted_from_where_it_began() -> None:
    def year(*scores: int | None):  # type: ignore[no-untyped-def]
        return [_span(score, day) if score is not None else _unknown() for day, score in enumerate(scores)]

    assert notable(year(60, 74, 70, 61)).measured == 74  # all the way down
    assert notable(year(74, 60, 61)).measured == 74  # the day's up and down is no beginning
    assert notable(year(61, 62, 63, 60)) is None
    assert notable(year(80, None, 60)) is None  # nobody knows what came between


def _unknown():  # type: ignore[no-untyped-def]
    from bot.journey.health.health_history import HealthSpan

    at = datetime(2026, 1, 1, tzinfo=UTC)
    return HealthSpan(at, at, None, None)


# A year


@pytest.mark.slow
async def test_history_is_kept_for_a_year_and_then_dropped(world: World, store: Store, book: Book) -> None:
    acme = await world.account()
    await measured(world, acme, 80)
    await world.sweep()
    for _ in range(4):
        await measured(world, acme, 40)
        await world.sweep(days=150)
        await measured(world, acme, 80)
        await world.sweep(days=1)
    async with store.read(book.workspace) as db:
        count = await db.scalar(select(func.count()).select_from(AccountFactsHistory))
        year = await spans(db, acme, world.now)
    assert year[0].until is not None
    assert year[0].until > world.now - timedelta(days=365)
    gone = await forget_old(store, book.workspace, world.now)
    assert await forget_old(store, book.other_workspace, world.now) == 0
    async with store.read(book.workspace) as db:
        left = list(await db.scalars(select(AccountFactsHistory)))
        assert await spans(db, acme, world.now) == year
    assert gone + len(left) == count
    assert gone > 0
    assert all(row.valid_to >= world.now - KEPT for row in left)


# method: C7
@pytest.mark.one_database
@pytest.mark.parametrize(
    ("tickets", "answer", "opens"),
    [(2, None, True), (None, None, True), (3, None, False), (1, "nps 6", False), (1, "csat 2", False),
     (1, "nps 7", True), (1, "csat 3", True), (1, "other 1", True)],
)  # fmt: skip
async def test_growth_is_raised_only_where_no_ticket_and_no_bad_answer_is_open(
    world: World, tickets: float | None, answer: str | None, opens: bool
) -> None:
    acme = await world.account(entry_stage="adopt")
    for kpi in world.library.playbooks["laer"].health.kpis:
        if kpi.weight and kpi.key != "open-tickets":
            await world.kpi(acme, kpi.key, kpi.best)
    if tickets is not None:
        await world.kpi(acme, "open-tickets", tickets)
    if answer is not None:
        await world.event(acme, "survey", 20, key=answer)
    await world.sweep()
    assert bool(await world.ctas(acme, "expansion-ready")) is opens


async def test_a_bad_answer_calls_growth_off_and_a_better_one_brings_it_back(world: World) -> None:
    acme = await world.account(entry_stage="adopt")
    for kpi in world.library.playbooks["laer"].health.kpis:
        if kpi.weight:
            await world.kpi(acme, kpi.key, kpi.best)
    await world.sweep()
    assert (await world.cta(acme, "expansion-ready")).state == "open"
    await world.event(acme, "survey", 0, key="nps 3")
    await world.sweep(days=1)
    assert (await world.cta(acme, "expansion-ready")).state == "closed"
    await world.event(acme, "survey", 0, key="nps 9")
    await world.sweep(days=1)
    assert (await world.cta(acme, "expansion-ready")).state == "open"
