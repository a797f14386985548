"""What is claimed where there is nothing to claim: portfolios made by chance, each with a seed of its own.

Segments and tiers differ in size and age and health goes up and down, but who leaves is up to nobody's group. Reviews
are held as they come. So whatever is said to stand out is false."""

from collections import Counter
from collections.abc import Iterator
from random import Random

from scipy.stats import binomtest

from bot.journey.figures.common_traits import NO_REVIEW_DAYS, Trait, standing_out
from bot.journey.figures.release_effect import Compared, judged
from bot.statistics.intervals import Share
from tests.figures.warning.noise import flags_anybody

SEEDS = 400
LEVEL = 0.01  # of the test whether more is claimed than allowed
SEGMENTS = ("retail", "banking", "health", "public sector", "start-up")
TIERS = ("small", "mid", "enterprise")
Time = tuple[str, int, int]  # a group, losses, days


def traits_claimed(seed: int, accounts: int = 240) -> bool:
    random = Random(seed)
    times: dict[str, list[Time]] = {"segment": [], "tier": [], "band": [], "review": []}
    for _ in range(accounts):
        segment = random.choices(SEGMENTS, (5, 3, 2, 1, 2))[0]
        age = random.randrange(10, 200 if segment == "start-up" else 1_200)  # one segment is new
        stays = round(random.expovariate(0.0006))
        days, lost = min(age, stays), int(stays <= age)
        times["segment"].append((segment, lost, days))
        times["tier"].append((random.choice(TIERS), lost, days))
        times["band"] += _stood(random, days, lost)
        times["review"] += _reviewed(random, days, lost)
    found = [trait for what, of in times.items() for trait in _counted(what, of)]
    return bool(standing_out(found))


def _counted(what: str, times: list[Time]) -> Iterator[Trait]:
    lost, days = Counter[str](), Counter[str]()
    for group, gone, lived in times:
        lost[group] += gone
        days[group] += lived
    for group in days:
        if days[group]:
            yield Trait(what, group, lost[group], days[group], lost.total(), days.total())


def _stood(random: Random, days: int, lost: int) -> Iterator[Time]:
    """The band of each month; it left in that of its last one."""
    for start in range(0, days + 1, 30):
        lived = min(30, days - start)
        yield random.choice("1223333"), lost if start + 30 > days else 0, lived


def _reviewed(random: Random, days: int, lost: int) -> Iterator[Time]:
    """From its first review on, or from the day on which it had none for 90."""
    last, day = None, 0
    while day <= days:
        held = last is not None and day - last <= NO_REVIEW_DAYS
        if last is not None or day >= NO_REVIEW_DAYS:
            yield "held" if held else "late", lost if day == days else 0, 1 if day < days else 0
        if random.random() < 0.006:
            last = day
        day += 1


def release_claimed(seed: int) -> bool:
    """Four milestones before and after a release that changed nothing."""
    random, found = Random(seed), []
    for number in range(4):
        share = random.uniform(0.2, 0.9)
        before, after = (_of(random, share, random.randrange(10, 90)) for _ in range(2))
        found.append(Compared("laer", f"m{number}", 30, before, after, 0))
    return any(one.beyond_chance for one in judged(found))


def _of(random: Random, share: float, of: int) -> Share:
    return Share(sum(random.random() < share for _ in range(of)), of)


def noise(seeds: int, warned: int | None = None) -> Iterator[tuple[str, int, int, float, bool]]:
    """(what, seeds in which something was claimed, of how many, at most which share may be, whether it holds).

    warned: in how many the early warning is tried, which takes longer; None: in all."""
    for what, claims, most, of in (
        ("lost accounts have something in common", traits_claimed, 0.1, seeds),
        ("a release changed a milestone", release_claimed, 0.05, seeds),
        ("the early warning flags somebody", flags_anybody, 0.05, seeds if warned is None else warned),
    ):
        count = sum(claims(seed) for seed in range(of))
        yield what, count, of, most, bool(binomtest(count, of, most, "greater").pvalue > LEVEL)


__all__ = ["SEEDS", "noise"]
