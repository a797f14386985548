"""Half a year of measurements that add up to the health each story asks for."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random

from bot.playbook.models import Kpi, Playbook
from bot.sandbox.sample.cast import Company

WEEKLY = tuple(range(183, 14, -7))  # days ago: half a year, up to the baseline
LATELY = (8, 2, 1)
OF_PRODUCTS = {"Platform": (71, 70, 72), "Freight add-on": (12, 19, 31)}  # weekly use: eight, four and one week ago
COUNTED = ("open-tickets",)  # nobody has 4.7 of them
SIZE = {"enterprise": 8.0, "mid": 3.0, "small": 1.3}  # people who use it, against the least that a test asks for


def measured(company: Company, playbook: Playbook, started: int) -> Iterator[tuple[int, str, float]]:
    """(days ago, KPI, value) from the start on, at most half a year back, the oldest first.

    started: days since the account started."""
    if company.unknown:
        return
    random = Random(f"measures of {company.key}")
    bias = _bias(playbook.health.kpis, random)
    movers = _movers(playbook.health.kpis, random)
    for ago in (*WEEKLY, *LATELY):
        wobble = random.uniform(-1.5, 1.5) if ago in WEEKLY else 0.0
        if ago > started or (company.silent or 0) > ago or (company.churned or 0) > ago:
            continue
        for kpi in playbook.health.kpis:
            base = _level(company, WEEKLY[0]) + bias[kpi.key]
            moved = (_level(company, ago) - _level(company, WEEKLY[0])) * movers[kpi.key]
            yield ago, kpi.key, _value(kpi, base + moved + wobble, playbook, company)


def figures(
    company: Company, playbook: Playbook, level: float, by: tuple[str, ...] = ()
) -> Iterator[tuple[str, float]]:
    """(KPI, value) after the story's last point, at that health; `by`: the KPIs that carry the movement since then."""
    kpis = playbook.health.kpis
    random = Random(f"measures of {company.key}")
    bias, movers = _bias(kpis, random), _movers(kpis, random)
    first, last = company.health[0], company.health[-1]
    carried = sum(kpi.weight for kpi in kpis if kpi.key in by) / sum(kpi.weight for kpi in kpis)
    for kpi in kpis:
        share = movers[kpi.key] if not by else 1 / carried if kpi.key in by else 0.0
        points = first + bias[kpi.key] + (last - first) * movers[kpi.key] + (level - last) * share
        yield kpi.key, _value(kpi, points, playbook, company)


def _level(company: Company, ago: int) -> float:
    """Health in points so many days ago: straight lines between the story's four points."""
    first, week, before, last = company.health
    points = ((WEEKLY[0], first), (8, week), (2, before), (1, last))
    for (left, high), (right, low) in pairwise(points):
        if left >= ago >= right:
            return high + (low - high) * (left - ago) / (left - right)
    return first if ago > WEEKLY[0] else last


def _bias(kpis: tuple[Kpi, ...], random: Random) -> dict[str, float]:
    """Some KPIs stand better than others; over the weights it adds up to nothing."""
    raw = {kpi.key: random.uniform(-8, 8) for kpi in kpis}
    weighed = [kpi for kpi in kpis if kpi.weight]
    mean = sum(raw[kpi.key] * kpi.weight for kpi in weighed) / sum(kpi.weight for kpi in weighed)
    return {key: value - mean if any(kpi.key == key for kpi in weighed) else 0.0 for key, value in raw.items()}


def _movers(kpis: tuple[Kpi, ...], random: Random) -> dict[str, float]:
    """How much of a movement each KPI carries: a few carry most; over the weights it adds up to the movement."""
    raw = {kpi.key: random.choice((0.4, 0.6, 1.4)) for kpi in kpis}
    weighed = [kpi for kpi in kpis if kpi.weight]
    mean = sum(raw[kpi.key] * kpi.weight for kpi in weighed) / sum(kpi.weight for kpi in weighed)
    return {key: value / mean for key, value in raw.items()}


def _value(kpi: Kpi, level: float, playbook: Playbook, company: Company) -> float:
    """The KPI's value at that level of 0 to 100 points, as such things are measured."""
    share = min(100.0, max(0.0, level)) / 100
    if kpi.weight:
        value = kpi.worst + (kpi.best - kpi.worst) * share
        fine = abs(kpi.best - kpi.worst) <= 25 and kpi.key not in COUNTED
        return round(value, 1) if fine else float(round(value))
    least = _least(kpi, playbook)
    if kpi.unit == "%":
        return float(round(min(100, least * (0.3 + 0.25 * company.reached) * (0.5 + share))))
    if company.reached == 0:  # still getting its first people in
        return float(max(1, round(least * (0.3 + 0.4 * share))))
    return float(round(least * SIZE[company.tier] * (0.4 + share)))


def _least(kpi: Kpi, playbook: Playbook) -> float:
    asked = [test.at_least for each in playbook.milestones() for test in each.kpis if test.kpi == kpi.key]
    return max(asked, default=10.0)


def of_products(company: Company, started: int) -> Iterator[tuple[int, str, float]]:
    """(days ago, product, weekly use) at who has bought two, the oldest first."""
    if company.second is None:
        return
    for at, ago in enumerate((56, 28, 8)):
        if ago <= started:
            yield from ((ago, product, values[at]) for product, values in OF_PRODUCTS.items())
