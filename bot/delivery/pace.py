"""The platform's pace: about a message a second per channel, a few a second per workspace. On the machine's clock."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

Clock = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]


@dataclass
class Pace:
    """Hands out turns. `per_channel` and `overall` are seconds between two messages."""

    clock: Clock
    sleep: Sleep
    per_channel: float = 1.1
    overall: float = 0.2
    _free: dict[str, datetime] = field(default_factory=dict)
    _all_free: datetime | None = None

    async def turn(self, channel: str, deadline: datetime) -> bool:
        """Wait for the channel's next turn; False at once if it comes only after the deadline."""
        now = self.clock()
        start = max(now, self._free.get(channel, now), self._all_free or now)
        if start > max(deadline, now):
            return False
        self._free[channel] = start + timedelta(seconds=self.per_channel)
        self._all_free = start + timedelta(seconds=self.overall)
        self._forget(now)
        if start > now:
            await self.sleep((start - now).total_seconds())
        return True

    def hold(self, seconds: float) -> None:
        """The platform asked for silence: nobody's turn comes before that."""
        self._all_free = max(self.clock() + timedelta(seconds=seconds), self._all_free or self.clock())

    def _forget(self, now: datetime) -> None:
        if len(self._free) > 1000:
            self._free = {channel: free for channel, free in self._free.items() if free > now}
