"""How many accounts will reach each milestone soon: a life table of what happened to those before them.

A step's past is cut into spans of ten days. In each, some of the accounts still on the step reached the milestone, some
left, the others stayed on. Today's accounts are moved along by these shares. Pure; counts in, counts out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SPAN = 10  # days
SPANS = 73  # the last one stands for two years and more
ENOUGH = 10  # accounts that reached a milestone: below, nothing is forecast
AT_RISK = 20  # accounts still on a step: from where fewer are left, one share serves all later spans


@dataclass(frozen=True)
class Spell:
    """So many accounts that were on a step for so many days, and how it came out: reached | lost | now | passed.

    came: whether they turned to it under our eyes; only those teach anything."""

    state: str
    days: int | None
    accounts: int
    came: int


@dataclass(frozen=True)
class Shares:
    """Per span: the share of those on the step that reaches the milestone, and that leaves."""

    reach: Sequence[float]
    leave: Sequence[float]


def expected(order: Sequence[str], spells: Mapping[str, Sequence[Spell]], days: int) -> dict[str, float | None]:
    """Per milestone, how many of today's accounts will reach it within so many days.

    None where fewer than ten have reached it so far. Accounts that are yet to come count for nothing."""
    table = {key: _shares(spells[key]) for key in order}
    there = {key: _today(spells[key]) for key in order}
    arrived = dict.fromkeys(order, 0.0)
    for _ in range(days // SPAN):
        movers = 0.0
        for key in order:
            shares, ages = table[key], there[key]
            there[key], gone_on = _move(ages, shares, movers)
            arrived[key] += gone_on
            movers = gone_on
    return {key: arrived[key] if table[key] is not None else None for key in order}


def _move(ages: list[float], shares: Shares | None, newcomers: float) -> tuple[list[float], float]:
    """A span goes by: everybody is a span older, the newcomers are new, and so many have gone on."""
    older, gone_on = [0.0] * SPANS, 0.0
    for age, count in enumerate(ages):
        reach, leave = (shares.reach[age], shares.leave[age]) if shares else (0.0, 0.0)
        gone_on += count * reach
        older[min(age + 1, SPANS - 1)] += count * (1 - reach - leave)
    older[0] += newcomers
    return older, gone_on


def _today(spells: Sequence[Spell]) -> list[float]:
    ages = [0.0] * SPANS
    for spell in spells:
        if spell.state == "now" and spell.days is not None:
            ages[_span(spell.days)] += spell.accounts
    return ages


def _shares(spells: Sequence[Spell]) -> Shares | None:
    """Accounts that are still there count as long as they were seen: they neither reached it nor never will."""
    ended = {state: [0] * SPANS for state in ("reached", "lost", "now")}
    for spell in spells:
        if spell.came and spell.days is not None and spell.state in ended:
            ended[spell.state][_span(spell.days)] += spell.accounts
    if sum(ended["reached"]) < ENOUGH:
        return None
    reach, leave = [0.0] * SPANS, [0.0] * SPANS
    left = sum(map(sum, ended.values()))
    for at in range(SPANS):
        if left < AT_RISK or at == SPANS - 1:
            return _with_tail(reach, leave, ended, at, left)
        seen = left - ended["now"][at] / 2  # they were seen for half of this span
        reach[at], leave[at] = ended["reached"][at] / seen, ended["lost"][at] / seen
        left -= sum(ended[state][at] for state in ended)
    return Shares(reach, leave)


def _with_tail(
    reach: list[float], leave: list[float], ended: Mapping[str, Sequence[int]], start: int, left: int
) -> Shares:
    """From where few are left, what ended per span that was lived through."""
    lived = 0.0
    for at in range(start, SPANS):
        over = sum(ended[state][at] for state in ended)
        lived += left - ended["now"][at] / 2
        left -= over
    for at in range(start, SPANS):
        reach[at] = min(1.0, sum(ended["reached"][start:]) / lived) if lived else 0.0
        leave[at] = min(1.0 - reach[at], sum(ended["lost"][start:]) / lived) if lived else 0.0
    return Shares(reach, leave)


def _span(days: int) -> int:
    return min(days // SPAN, SPANS - 1)


__all__ = ["Spell", "expected"]
