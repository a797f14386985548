"""What is claimed where there is nothing to claim: portfolios made by chance, each with a seed of its own.

Segments and tiers differ in size and age and health goes up and down, but who leaves is up to nobody's group, though it
may be up to their age. Reviews are held as they come. So whatever is said to stand out is false."""

from collections.abc import Callable, Iterator
from random import Random

from scipy.stats import binomtest

from bot.journey.figures.common_traits import NO_REVIEW_DAYS, compared, standing_out
from bot.journey.figures.release_effect import Compared, judged
from bot.statistics.intervals import Share
from bot.statistics.matched import AGE, AgeTally
from tests.figures.warning.noise import flags_anybody

SEEDS = 400
LEVEL = 0.01  # of the test whether more is claimed than allowed
SEGMENTS = ("retail", "banking", "health", "public sector", "start-up")
TIERS = ("small", "mid", "enterprise")
Span = tuple[str, int, int, int]  # a group, from which age to which, and whether it was lost then


def traits_claimed(seed: int, accounts: int = 240) -> bool:
    """Accounts leave at one pace, whatever they are and however old."""
    return _claimed(Random(seed), accounts, lambda random: round(random.expovariate(0.0006)))


def traits_claimed_by_age(seed: int, accounts: int = 240) -> bool:
    """Many leave in their first months, and few later: whatever the young have in common isn't why."""
    return _claimed(Random(seed), accounts, _mostly_early)


def _mostly_early(random: Random) -> int:
    early = round(random.expovariate(0.004))
    return early if early < 120 else 120 + round(random.expovariate(0.0003))


def _claimed(random: Random, accounts: int, stays_for: Callable[[Random], int]) -> bool:
    spans: dict[str, list[Span]] = {"segment": [], "tier": [], "band": [], "review": []}
    for _ in range(accounts):
        segment = random.choices(SEGMENTS, (5, 3, 2, 1, 2))[0]
        age = random.randrange(10, 200 if segment == "start-up" else 1_200)  # one segment is new
        stays = stays_for(random)
        days, lost = min(age, stays), int(stays <= age)
        spans["segment"].append((segment, 0, days, lost))
        spans["tier"].append((random.choice(TIERS), 0, days, lost))
        spans["band"] += _stood(random, days, lost)
        spans["review"] += _reviewed(random, days, lost)
    found = [trait for what, of in spans.items() for trait in compared(what, _tallies(of))]
    return bool(standing_out(found))


def _tallies(spans: list[Span]) -> Iterator[tuple[str, AgeTally]]:
    for group, began, over, lost in spans:
        for age, level in ((began, 1), (over, -1)):
            inside = AGE - age % AGE
            yield group, AgeTally(age // AGE, level, level * inside, lost if level < 0 else 0)


def _stood(random: Random, days: int, lost: int) -> Iterator[Span]:
    """The band of each month, more often a low one at first; it left in that of its last one."""
    for start in range(0, days + 1, 30):
        band = random.choice("1122233" if start < 120 else "1223333")
        over = min(start + 30, days)
        yield band, start, over, lost if start + 30 > days else 0


def _reviewed(random: Random, days: int, lost: int) -> Iterator[Span]:
    """From its first review on, or from the day on which it had none for 90."""
    last, since, held, day = -1, -1, False, 0
    while day <= days:
        now = last >= 0 and day - last <= NO_REVIEW_DAYS
        if since < 0 and (last >= 0 or day >= NO_REVIEW_DAYS):
            since, held = day, now
        elif since >= 0 and now != held:
            yield "held" if held else "late", since, day, 0
            since, held = day, now
        if random.random() < 0.006:
            last = day
        day += 1
    if since >= 0:
        yield "held" if held else "late", since, days, lost


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
        ("the same, where the young leave and a segment is young", traits_claimed_by_age, 0.1, seeds),
        ("a release changed a milestone", release_claimed, 0.05, seeds),
        ("the early warning flags somebody", flags_anybody, 0.05, seeds if warned is None else warned),
    ):
        count = sum(claims(seed) for seed in range(of))
        yield what, count, of, most, bool(binomtest(count, of, most, "greater").pvalue > LEVEL)


__all__ = ["SEEDS", "noise"]
