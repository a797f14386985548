"""What the intervals are worth, where the truth is known: portfolios made by chance, over and over, with fixed seeds.

`make simulate` prints the table; `make test` runs a share of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from random import Random

from scipy.stats import binomtest

from bot.journey.figures.value_lost import ValueLost
from bot.journey.steps.expected_reaches import expected
from bot.statistics.intervals import difference
from bot.statistics.life_table import MONTH, Cause, LifeTable, life_table

USUAL, AHEAD = 60, 90
LEVEL = 0.01  # of the test whether a range holds too seldom, or too often


@dataclass(frozen=True)
class World:
    """A step that takes `days` on average, and before which accounts leave at a rate a day. seen: accounts came to it
    evenly over so many days until today. late: the share that we came to know on their way only."""

    name: str
    days: float
    leaves: float
    seen: int
    late: float = 0.0

    def took(self, random: Random) -> tuple[int, Cause]:
        """The day on which it ends."""
        reached, left = round(random.gammavariate(2, self.days / 2)), round(random.expovariate(self.leaves))
        return (left, "lost") if left < reached else (reached, "reached")

    def truth(self, cause: Cause, by: int) -> float:
        """The share to whom it has happened by then, reckoned day by day."""

        def reached_by(day: float) -> float:
            spent = max(0.0, day) / (self.days / 2)
            return 1 - exp(-spent) * (1 + spent)

        def left_by(day: float) -> float:
            return 1 - exp(-self.leaves * max(0.0, day))

        share = 0.0
        for day in range(by + 1):
            reaches, leaves = (of(day + 0.5) - of(day - 0.5) for of in (reached_by, left_by))
            share += reaches * (1 - left_by(day - 0.5)) if cause == "reached" else leaves * (1 - reached_by(day + 0.5))
        return share


WORLDS = (
    World("most reach it", 45, 0.0008, 365),
    World("many leave", 80, 0.006, 365),
    World("young portfolio", 60, 0.002, 150),
    World("known late", 60, 0.002, 365, late=0.4),
)
SIZES = (30, 100, 300)


Here = list[tuple[int, int, Cause]]


def lived(world: World, accounts: int, random: Random) -> tuple[LifeTable, dict[int, int], Here]:
    """What was seen, who is on the step today (age, accounts), and how it goes on for these (age, day, cause)."""
    ended: dict[Cause | None, list[tuple[int, int]]] = {"reached": [], "lost": [], None: []}
    entered, here = [], []
    while sum(map(len, ended.values())) < accounts:
        age = random.randrange(world.seen)
        unseen = random.randrange(1, USUAL) if random.random() < world.late else 0
        day, cause = world.took(random)
        if unseen and min(day, age) <= unseen:
            continue  # it was over before we came
        if unseen:
            entered.append((unseen, 1))
        if day > age:
            here.append((age, day, cause))
        ended[cause if day <= age else None].append((min(day, age), 1))
    ages: dict[int, int] = {}
    for age, _, _ in here:
        ages[age] = ages.get(age, 0) + 1
    return life_table(ended, entered), ages, here


def coverage(runs: int) -> Iterator[tuple[str, int, int]]:
    """(what, how often the interval held the truth, of how many) for cells with at least 20 at risk."""
    for number, world in enumerate(WORLDS):
        truths = {(cause, USUAL): world.truth(cause, USUAL) for cause in ("reached", "lost")}
        for size in SIZES:
            random = Random(1000 * number + size)
            held, of = dict.fromkeys(truths, 0), 0
            for _ in range(runs):
                life, _, _ = lived(world, size, random)
                if life.known(USUAL) < 20:
                    continue
                of += 1
                for (cause, by), truth in truths.items():
                    share = life.share(cause, by)
                    held[cause, by] += share.low <= truth <= share.high
            for (cause, by), count in held.items():
                yield f"{world.name}, {size} accounts, {cause} by day {by}", count, of


def speed_coverage(runs: int) -> Iterator[tuple[str, int, int]]:
    """Of the difference between slow and in time, where there is none and where there is one."""
    for slow, quick in ((0.001, 0.001), (0.0025, 0.001)):
        random, held = Random(int(slow * 1e5)), 0
        truth = exp(-quick * 365.5) - exp(-slow * 365.5)
        for _ in range(runs):
            in_time, late = _followed(quick, 90, random), _followed(slow, 50, random)
            low, high = difference(in_time.share("lost", 365), late.share("lost", 365))
            held += low <= truth <= high
        yield f"left within a year, slow less in time, truly {truth:.0%}", held, runs


def _followed(leaves: float, accounts: int, random: Random) -> LifeTable:
    ended: dict[Cause | None, list[tuple[int, int]]] = {"lost": [], None: []}
    for _ in range(accounts):
        until, left = random.randrange(100, 900), round(random.expovariate(leaves))
        ended["lost" if left <= min(until, 365) else None].append((min(left, until, 366), 1))
    return life_table(ended)


def value_coverage(runs: int) -> Iterator[tuple[str, int, int]]:
    """Of how much of each 100 leaves in a month, where accounts pay alike and where a few pay most."""
    for spread in (0.5, 1.2):
        for accounts in (150, 400):
            random, held, of = Random(int(10 * spread) + accounts), 0, 0
            for _ in range(runs):
                lives = [(exp(spread * random.gauss(0, 1)), 30 * random.uniform(1, 24)) for _ in range(accounts)]
                left = [(pays, seen, random.expovariate(0.01 / MONTH)) for pays, seen in lives]
                lost = [pays for pays, seen, day in left if day <= seen]
                there = [(pays, min(seen, day) / MONTH) for pays, seen, day in left]
                sums = [sum(pays**power * months for pays, months in there) for power in range(3)]
                one = ValueLost("EUR", len(lost), sum(lost), *sums)
                if one.tells:
                    of += 1
                    held += one.interval[0] <= 1 <= one.interval[1]
            yield f"value that leaves, {accounts} accounts that pay {'alike' if spread < 1 else 'unlike'}", held, of


def coverage_holds(held: int, of: int) -> bool:
    """Of intervals that hold the truth 95 times in 100: at least 93 and at most 98, by an exact binomial test at 1%."""
    too_few, too_many = binomtest(held, of, 0.93, "less").pvalue, binomtest(held, of, 0.98, "greater").pvalue
    return min(too_few, too_many) > LEVEL


def forecast_holds(held: int, of: int, mean: float) -> bool:
    """Of ranges that hold 80 in 100: at least 75, and where ten or more are expected at most 88, by an exact binomial
    test at 1%."""
    too_few = binomtest(held, of, 0.75, "less").pvalue <= LEVEL
    return not too_few and not (mean >= 10 and binomtest(held, of, 0.88, "greater").pvalue <= LEVEL)


def forecasts(runs: int) -> Iterator[tuple[str, int, int, float]]:
    """(what, how often the range held what came, of how many, expected on average), over a step and the next."""
    second = World("", 70, 0.001, 365)
    for number, world in enumerate(WORLDS[:3]):
        for size in SIZES:
            random, held, whole = Random(7000 + 100 * number + size), [0, 0], [0.0, 0.0]
            of = [0, 0]
            for _ in range(runs):
                first, ages, here = lived(world, size, random)
                then, later, there = lived(second, size, random)
                came = [day - age for age, day, cause in here if cause == "reached" and day - age <= AHEAD]
                on = [(start + day, cause) for start in came for day, cause in (second.took(random),)]
                on += [(day - age, cause) for age, day, cause in there]
                truths = len(came), sum(cause == "reached" and day <= AHEAD for day, cause in on)
                found_ahead = expected([(first, ages), (then, later)], AHEAD)
                for at, (found, truth) in enumerate(zip(found_ahead, truths, strict=True)):
                    if found is not None:
                        of[at] += 1
                        held[at] += found.low <= truth <= found.high
                        whole[at] += found.value
            for at, step in enumerate(("this milestone", "the next one")):
                if of[at]:
                    yield f"{world.name}, {size} accounts, {step}", held[at], of[at], whole[at] / of[at]
