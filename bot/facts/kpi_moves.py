"""A KPI that fell or rose within some days, in percent of the earlier value or in points:
`kpi: {weekly-use: {fell_by: {percent: 30, within_days: 14}}}`.

Compared are the newest value, which must be fresh, and the last one from before those days, not older than twice as
many. Where nothing was measured within the days, or nothing before them, it is unknown; so are percent of 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.calendar import plural
from bot.facts.asked import AMOUNT, DAYS, Problem, is_asked, movement_problems
from bot.facts.comparison import FRESH_DAYS, MOVED, Comparison, Figure, Vocabulary
from bot.facts.entry import Here, Now, either_way
from bot.facts.measures import AsOf, Sql
from bot.store.tables import AccountFacts, KpiLatest, KpiObservation
from bot.text import measured, measured_pair

F = AccountFacts
ASKS = {"percent": AMOUNT, "points": AMOUNT, "within_days": DAYS}
EXACT = 1 - 1e-9  # 2.4 to 1.68 is 30% less, also where the computer counts in halves


@dataclass(frozen=True)
class KpiMovement:
    """word: how a file asks for it. way, back: where the figure went, and the other way. sign: -1 of a fall."""

    word: str
    way: str = ""
    back: str = ""
    sign: int = 0
    moves = True

    @property
    def key(self) -> str:
        return f"kpi.{self.word}"

    def missing(self) -> Iterator[str]:
        return (part for part in ("way", "back", "sign") if not getattr(self, part))

    def problems(self, asked: Any) -> Iterator[Problem]:
        yield from is_asked(asked, "{percent: 30, within_days: 14}")
        if not isinstance(asked, Mapping) or not asked:
            return
        yield from movement_problems(asked, ASKS)
        if ("percent" in asked) == ("points" in asked):
            yield (), "needs either percent or points, with a number"

    def comparisons(self, kpi: str, asked: Mapping[str, Any], fresh_days: int | None) -> Iterator[Comparison]:
        yield Comparison(self.key, MOVED, tuple(asked.items()), kpi, fresh_days)

    def sql(self, asked: Comparison, as_of: AsOf) -> Sql:
        """One look at the observations of an account, by their primary key, and one at its newest value."""
        o = KpiObservation
        change = (_newest(asked, as_of) - o.value) * self.sign
        if "percent" in asked.asked:
            holds = change * 100 >= func.abs(func.nullif(o.value, 0)) * (asked.asked["percent"] * EXACT)
        else:
            holds = change >= asked.asked["points"] * EXACT
        return _before(holds, asked, as_of)

    def values(self, asked: Comparison, as_of: AsOf) -> tuple[Sql, ...]:
        """The newest value and the one before."""
        return _newest(asked, as_of), _before(KpiObservation.value, asked, as_of)

    def read(self, values: tuple[Any, ...], today: date) -> tuple[Any, ...]:
        return values

    def words(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        figure = vocabulary.figure(asked.kpi or "")
        within = plural(int(asked.asked["within_days"]), "day")
        said = f"{figure.name} {{not}}{self.way} by {_amount(asked, figure)} or more within {within}"
        return either_way(said, asked)

    def clears(self, asked: Comparison, vocabulary: Vocabulary) -> str:
        name = vocabulary.figure(asked.kpi or "").name
        return f"{name} {self.way}" if asked.denied else f"{name} {self.back} again or steady"

    def now(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> Now:
        newest, before = values
        if newest is None or before is None:
            return Now(2.5, "not on record")
        unit = here.words.figure(asked.kpi or "").unit
        if newest == before:
            return Now(1.0, f"unchanged at {measured(newest, unit)}")
        now, was = measured_pair(newest, before, unit)
        return Now(self._gap(asked, newest, before), f"now {now}, was {was}")

    def _gap(self, asked: Comparison, newest: float, before: float) -> float:
        change = (newest - before) * self.sign
        if "percent" in asked.asked:
            change, bound = change * 100 / (abs(before) or 1), asked.asked["percent"]
        else:
            bound = asked.asked["points"]
        return float(abs(change - bound) / bound)

    def why_unknown(self, asked: Comparison, values: tuple[Any, ...], here: Here) -> str | None:
        newest, before = values
        name, days = here.words.figure(asked.kpi or "").name, int(asked.asked["within_days"])
        if newest is None:
            return f"no fresh figure for {name}"
        if before is None:
            return f"no figure for {name} from {days} to {2 * days} days ago"
        return f"the earlier figure for {name} was 0, and a percentage needs more"


def _newest(asked: Comparison, as_of: AsOf) -> Sql:
    """The newest value, if it is fresh and was measured within the days."""
    k, fresh = KpiLatest, as_of.now - timedelta(days=int(asked.fresh_days or FRESH_DAYS))
    lately = (k.observed_at >= fresh, k.observed_at > _then(asked, as_of))
    found = select(k.value).where(k.account_id == F.account_id, k.kpi == asked.kpi, *lately)
    return found.correlate(F).scalar_subquery()


def _before(what: Sql, asked: Comparison, as_of: AsOf) -> Sql:
    """Something of the last measurement from before the days."""
    o, then = KpiObservation, _then(asked, as_of)
    oldest = then - (as_of.now - then)
    where = (o.account_id == F.account_id, o.kpi == asked.kpi, o.observed_at <= then, o.observed_at >= oldest)
    return select(what).where(*where).order_by(o.observed_at.desc()).limit(1).correlate(F).scalar_subquery()


def _then(asked: Comparison, as_of: AsOf) -> Any:
    return as_of.now - timedelta(days=int(asked.asked["within_days"]))


def _amount(asked: Comparison, figure: Figure) -> str:
    """ "30%", "10 points" of a figure that is a percentage itself, "3 h", "5"."""
    if "percent" in asked.asked:
        return f"{asked.asked['percent']:g}%"
    points = asked.asked["points"]
    if figure.unit == "%":
        return plural(int(points), "point") if points == int(points) else f"{points:g} points"
    return measured(points, figure.unit)


FELL = KpiMovement("fell_by", way="down", back="up", sign=-1)
ROSE = KpiMovement("rose_by", way="up", back="down", sign=1)

__all__ = ["FELL", "ROSE", "KpiMovement"]
