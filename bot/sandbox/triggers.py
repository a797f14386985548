"""Trigger ids: the three seconds in which an app may open a window for the person who just did something."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from bot.sandbox.state import Ids

LIFETIME = 3.0


@dataclass
class Triggers:
    """Lifetimes run on the machine's clock: the bot's haste is real even when the story's clock stands still."""

    ids: Ids
    lifetime: float = LIFETIME
    _open: dict[str, tuple[str, float]] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def new(self, user_id: str) -> str:
        trigger = self.ids.new("T").lower()
        self._open[trigger] = (user_id, time.monotonic() + self.lifetime)
        return trigger

    def take(self, trigger: str) -> tuple[str | None, str]:
        """The user it belongs to, or None with Slack's error."""
        if trigger in self._used:
            return None, "exchanged_trigger_id"
        user_id, until = self._open.pop(trigger, ("", 0.0))
        if not user_id:
            return None, "invalid_trigger_id"
        self._used.add(trigger)
        return (user_id, "") if time.monotonic() <= until else (None, "expired_trigger_id")
