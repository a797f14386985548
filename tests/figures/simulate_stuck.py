"""What the chance is worth that an account's step becomes late, or the account leaves: where the truth is known."""

from collections.abc import Iterator
from random import Random

from bot.statistics.intervals import Share, difference
from bot.statistics.life_table import averaged
from tests.figures.simulate import SIZES, USUAL, WORLDS, World, lived

AGES = (10, 30, 50)  # days on the step
LEAST = 20  # accounts of which it is known what became of them


def stuck_coverage(runs: int) -> Iterator[tuple[str, int, int]]:
    """(what, how often the interval held the truth, of how many): of one account at an age, and of all that are in time
    together, against the truth and against what then happens."""
    for number, world in enumerate(WORLDS):
        truths = _unreached(world)
        for size in SIZES:
            random = Random(3000 + 100 * number + size)
            held: dict[str, list[bool]] = {}
            for _ in range(runs):
                life, _, here = lived(world, size, random)
                chances = life.unreached(USUAL)
                for age in AGES:
                    if (one := chances[age + 1]).of >= LEAST:
                        held.setdefault(f"on day {age}", []).append(one.low <= truths[age] <= one.high)
                in_time = [(age, day, cause) for age, day, cause in here if age < USUAL]
                if not in_time or min(chances[age + 1].of for age, _, _ in in_time) < LEAST:
                    continue
                said = averaged([(chances[age + 1], 1) for age, _, _ in in_time])
                truth = sum(truths[age] for age, _, _ in in_time) / len(in_time)
                stuck = sum(cause == "lost" or day > USUAL for _, day, cause in in_time)
                low, high = difference(said, Share(stuck, len(in_time)))
                held.setdefault("all in time", []).append(said.low <= truth <= said.high)
                held.setdefault("all in time, as it happens", []).append(low <= 0 <= high)
            for what, several in held.items():
                yield f"{world.name}, {size} accounts, stuck: {what}", sum(several), len(several)


def _unreached(world: World) -> list[float]:
    """By the age of those who are still there when that day is over."""
    by = world.truth("reached", USUAL)
    found = []
    for age in range(USUAL):
        reached, lost = (world.truth(cause, age) for cause in ("reached", "lost"))
        found.append(1 - (by - reached) / (1 - reached - lost))
    return found
