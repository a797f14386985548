"""Calendar quarters, as a forecast counts them."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Quarter:
    """year and number, 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.moved(1).first - timedelta(days=1)

    def moved(self, by: int) -> "Quarter":
        """So many quarters later."""
        at = 4 * self.year + self.number - 1 + by
        return Quarter(at // 4, at % 4 + 1)

    def __str__(self) -> str:
        return f"Q{self.number} {self.year}"


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month - 1) // 3 + 1)
