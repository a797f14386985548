"""Who gets stuck next, from the files: statsmodels' curve of those alone who were still on the step on that day."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from tests.figures.recounts.funnel import ORDER, REACHED, STILL, USUAL, Curve, Spell, shown, usual

LEARNED, TOLD = 20, 10  # accounts that reached it; of which it is known what became of them
Chance = tuple[float, float, float]


def allowed(spells: Sequence[Spell], step: int, segment: str) -> tuple[int, bool]:
    """How many days it may take, and whether these are the segment's own."""
    if sum(one.cause == REACHED for one in spells if one.segment == segment) >= LEARNED:
        return usual(list(spells), segment)[2], True
    return USUAL[step] + max(3, -(-USUAL[step] // 10)) - 1, False


def chance(spells: Sequence[Spell], age: int, limit: int) -> Chance | None:
    """Of those who were still there when that day was over; None of too few."""
    there = Curve([one for one in spells if one.days > age])
    if not there.spells or there.known(limit) < TOLD:
        return None
    value, low, high = there.numbers(REACHED, limit)
    return 1 - value, 1 - high, 1 - low


def single(spells: Mapping[int, Sequence[Spell]]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Of each customer in time on a step: which, and its chance as it is shown."""
    found = {}
    for step, key in enumerate(ORDER):
        of = cache(lambda age, limit, segment, step=step: chance(_like(spells[step], segment), age, limit))
        for one in _here(spells[step]):
            limit, own = allowed(spells[step], step, one.segment)
            if one.days < limit and (said := of(one.days, limit, one.segment if own else "")):
                found[one.key] = key, tuple(map(shown, said))
    return found


def together(spells: Sequence[Spell], step: int) -> tuple[int, tuple[str, ...]] | None:
    """How many are in time on a step, and of these together."""
    of = cache(lambda age, limit: chance(spells, age, limit))
    ages = ((one.days, allowed(spells, step, one.segment)[0]) for one in _here(spells))
    told = [said for age, limit in ages if age < limit and (said := of(age, limit))]
    return (len(told), tuple(shown(float(one)) for one in np.mean(told, axis=0))) if told else None


def _here(spells: Sequence[Spell]) -> list[Spell]:
    return [one for one in spells if one.cause == STILL]


def _like(spells: Sequence[Spell], segment: str) -> list[Spell]:
    return [one for one in spells if not segment or one.segment == segment]


__all__ = ["single", "together"]
