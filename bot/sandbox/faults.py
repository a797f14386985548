"""Bad days on request, for tests of the delivery: slow answers, lost answers, limits, server errors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Drop = Literal["before", "after"]


@dataclass
class Fault:
    """One kind of trouble for one method. page: HTML in place of an answer. `times` counts down; None never ends."""

    delay: float = 0.0
    drop: Drop | None = None
    status: int | None = None
    retry_after: int | None = None
    word: str | None = None
    page: str | None = None
    times: int | None = 1


@dataclass
class Faults:
    """Trouble waiting for the next calls of a method: "chat.postMessage", "chat.postMessage C1" for those about one
    channel, or "*" for any."""

    _waiting: dict[str, list[Fault]] = field(default_factory=dict)

    def add(self, method: str, fault: Fault) -> None:
        self._waiting.setdefault(method, []).append(fault)

    def delay(self, method: str, seconds: float, times: int | None = 1) -> None:
        """The call is carried out at once; its answer comes `seconds` late."""
        self.add(method, Fault(delay=seconds, times=times))

    def drop_before(self, method: str, times: int | None = 1) -> None:
        """The connection breaks and nothing has happened."""
        self.add(method, Fault(drop="before", times=times))

    def drop_after(self, method: str, times: int | None = 1) -> None:
        """The call is carried out and the connection breaks before the answer."""
        self.add(method, Fault(drop="after", times=times))

    def rate_limit(self, method: str, retry_after: int = 1, times: int | None = 1) -> None:
        """429 with Retry-After, in seconds; nothing has happened."""
        self.add(method, Fault(status=429, retry_after=retry_after, times=times))

    def server_error(self, method: str, status: int = 503, times: int | None = 1) -> None:
        """A 5xx; nothing has happened."""
        self.add(method, Fault(status=status, times=times))

    def refuse(self, method: str, word: str, times: int | None = 1) -> None:
        """The platform says no, with that word; nothing has happened."""
        self.add(method, Fault(word=word, times=times))

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, method: str, channel: object = None) -> Fault | None:
        """The trouble for this call, first in first out."""
        for key in (f"{method} {channel}", method, "*"):
            waiting = self._waiting.get(key, [])
            if waiting:
                return self._use(waiting)
        return None

    @staticmethod
    def _use(waiting: list[Fault]) -> Fault:
        fault = waiting[0]
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                waiting.pop(0)
        return fault
