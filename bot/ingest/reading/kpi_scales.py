"""Whether the values of a KPI are on one scale: its own, and the same in all rows of the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.ingest.reading.numbers import Percent

NET_SCORES = {"nps": (-100, 100), "csat": (0, 100)}
ENOUGH = 5  # answers from 0 to 10 that look like answers and not like net scores


def all_off_their_scales(kpis: Sequence[str], values: Sequence[float], places: Sequence[int]) -> dict[int, str]:
    """The places of those that can't be, with the reason."""
    if NET_SCORES.keys().isdisjoint(kpis):
        return {}
    return {place: why for place in places if (why := off_its_scale(kpis[place], values[place]))}


def off_its_scale(kpi: str, value: float) -> str:
    """Why that can't be a value of the KPI, or nothing."""
    if (scale := NET_SCORES.get(kpi)) and not scale[0] <= value <= scale[1]:
        return f"is off the scale: as a kpi, {kpi.upper()} goes from {scale[0]} to {scale[1]}"
    return ""


@dataclass
class KpiScales:
    """Of one file. shares, parts: the first line where a KPI is a percentage, and where it is a part of 1."""

    shares: dict[str, tuple[int, float]] = field(default_factory=dict)
    parts: dict[str, tuple[int, float]] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    _answers: int = 0
    _is_net: bool = False

    def doubts(
        self, kpis: Sequence[str], values: Sequence[float], lines: Sequence[int], places: Sequence[int]
    ) -> Iterator[str]:
        """What doesn't fit, each KPI once."""
        telling = {value for value in set(values) if 0 < value < 1}
        if telling or self.shares or Percent in set(map(type, values)):
            for place in places:
                if values[place] in telling or values[place].__class__ is Percent:
                    yield from self._one(kpis[place], values[place], lines[place])
        self._note_answers(kpis, values, places)
        if self._answers >= ENOUGH and not self._is_net and "nps" not in self._told:
            self._told.add("nps")
            yield (
                "nps: its values so far are all from 0 to 10, as single answers are; as a kpi it is the net score, "
                'from -100 to 100. Single answers go in as events, with the key "nps 9"'
            )

    def _one(self, kpi: str, value: float, line: int) -> Iterator[str]:
        if isinstance(value, Percent):
            self.shares.setdefault(kpi, (line, value))
        elif 0 < value < 1:
            self.parts.setdefault(kpi, (line, value))
        if kpi in self.shares and kpi in self.parts and kpi not in self._told:
            self._told.add(kpi)
            (share_line, share), (part_line, part) = self.shares[kpi], self.parts[kpi]
            yield (
                f"{kpi}: line {share_line} says {share:g}%, line {part_line} {part:g}; if that is {part * 100:g}%, it "
                "is a hundred times too small. Write all of them as percentages"
            )

    def _note_answers(self, kpis: Sequence[str], values: Sequence[float], places: Sequence[int]) -> None:
        if self._is_net or self._answers >= ENOUGH or "nps" not in kpis:
            return
        for place in places:
            if kpis[place] == "nps":
                is_answer = 0 <= values[place] <= 10 and float(values[place]).is_integer()
                self._answers += is_answer
                self._is_net |= not is_answer
