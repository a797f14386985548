"""Why health moved: its parts and their points."""

from datetime import UTC, datetime, timedelta

from bot.journey.accounts.progress import HealthPart
from bot.journey.health.health_history import spans
from bot.journey.health.why_health_moved import explain, notable
from tests.given.accounts import Accounts


def part(kpi: str, weight: float, score: float | None, value: float | None = 1.0) -> HealthPart:
    return HealthPart(kpi, weight, score, value, None, score is not None, None)


async def test_the_points_of_the_parts_add_up_to_the_movement(accounts: Accounts) -> None:
    acme = await accounts.account()
    await accounts.measure(acme, 80)
    await accounts.sweep()
    await accounts.kpi(acme, "weekly-use", 10, days_ago=-1)
    await accounts.kpi(acme, "open-tickets", 10, days_ago=-1)
    await accounts.sweep(days=1)
    async with accounts.store.read(accounts.workspace) as db:
        year = await spans(db, acme, accounts.now)
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


async def test_a_part_that_grew_too_old_or_counts_again_is_named_with_its_points(accounts: Accounts) -> None:
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
