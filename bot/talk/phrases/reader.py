"""Who reads a message: days are counted in their zone, on the day they read."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.calendar import local_date, moment
from bot.language.day_readings import Order


@dataclass(frozen=True)
class Reader:
    """One of our people on one of the workspace's platforms. `person_id` 0: a channel, so nobody is "you".

    day_order: how they write 3/12, if that is known."""

    workspace_id: int
    person_id: int
    name: str
    timezone: str | None
    installation_id: int = 0
    day_order: Order | None = None

    def today(self, now: datetime) -> date:
        """The calendar day it is for them."""
        return local_date(now, self.timezone)

    def day(self, at: datetime) -> date:
        """The calendar day on which a moment fell for them."""
        return local_date(at, self.timezone)

    def midnight(self, day: date) -> datetime:
        """The moment at which that day begins for them."""
        return moment(day, "00:00", self.timezone)

    def is_me(self, person_id: int | None) -> bool:
        return person_id is not None and person_id == self.person_id
