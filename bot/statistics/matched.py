"""Whether a group's accounts leave more often than others that have been with us for as long. Pure; counts in.

Most leave early, or late, so a group whose accounts are new, or old, would stand out by that alone. Each loss is
compared with those that were there at the same age: the months of an account's life are stratum by stratum, and how
many losses a group would have is its share of the time of each (Mantel and Haenszel 1959; the log-rank test's way).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import erfc, sqrt

AGE = 30  # days of an account's life in one stratum
EXACTLY = 400_000  # steps of the exact reckoning; where it takes more, the normal law is as good


@dataclass(frozen=True)
class AgeTally:
    """What begins, ends and is lost in one stratum of age: so many more are there from then on (level), of whose days
    so many lie within the stratum (inside), and so many are lost in it."""

    stratum: int
    level: int = 0
    inside: int = 0
    lost: int = 0


@dataclass(frozen=True)
class Matched:
    """Of a group: `lost`, in so many days; `usual`: how many that would be if it were like the others of its age.
    chance: how likely so many, or more, are then."""

    lost: int
    days: int
    usual: float
    chance: float


def matched(tallies: Mapping[str, Iterable[AgeTally]]) -> dict[str, Matched]:
    """Each group against all of them together."""
    times = {group: _times(list(of)) for group, of in tallies.items()}
    all_days, all_lost = defaultdict[int, int](int), defaultdict[int, int](int)
    for days, lost in times.values():
        for stratum, count in days.items():
            all_days[stratum] += count
        for stratum, count in lost.items():
            all_lost[stratum] += count
    return {group: _compared(days, lost, all_days, all_lost) for group, (days, lost) in times.items()}


def _times(tallies: Sequence[AgeTally]) -> tuple[dict[int, int], dict[int, int]]:
    """Days that the group lived, and losses, by stratum."""
    last = max((one.stratum for one in tallies), default=-1)
    levels, inside, lost = [0] * (last + 2), [0] * (last + 1), defaultdict[int, int](int)
    for one in tallies:
        levels[one.stratum + 1] += one.level
        inside[one.stratum] += one.inside
        lost[one.stratum] += one.lost
    there = accumulate(levels)
    return {at: within + AGE * before for at, (within, before) in enumerate(zip(inside, there, strict=False))}, lost


def _compared(
    days: Mapping[int, int], lost: Mapping[int, int], all_days: Mapping[int, int], all_lost: Mapping[int, int]
) -> Matched:
    """Only losses at an age at which somebody was there for a day, to be compared with."""
    strata = [(count, days.get(at, 0) / all_days[at]) for at, count in all_lost.items() if count and all_days[at] > 0]
    own = sum(count for at, count in lost.items() if all_days[at] > 0)
    usual = sum(count * share for count, share in strata)
    return Matched(own, sum(days.values()), usual, at_least(own, strata))


def at_least(count: int, strata: Sequence[tuple[int, float]]) -> float:
    """How likely `count` or more of losses fall to a group, which has that share of each stratum's."""
    if count <= 0:
        return 1.0
    whole = sum(losses for losses, _ in strata)
    if whole * count > EXACTLY:
        usual = sum(losses * share for losses, share in strata)
        spread = sqrt(sum(losses * share * (1 - share) for losses, share in strata))
        return 0.5 * erfc((count - 0.5 - usual) / (spread * sqrt(2))) if spread else float(usual >= count)
    chances = [1.0] + [0.0] * (count - 1)  # of fewer than `count`
    for losses, share in strata:
        for _ in range(losses):
            before = 0.0
            for at, chance in enumerate(chances):
                chances[at] = chance * (1 - share) + before * share
                before = chance
    return min(1.0, max(0.0, 1 - sum(chances)))


__all__ = ["AGE", "AgeTally", "Matched", "at_least", "matched"]
