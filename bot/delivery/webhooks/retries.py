"""When a call is tried again: the pauses that Standard Webhooks recommends, for three days. Pure."""

from dataclasses import dataclass
from datetime import timedelta

PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
ATTEMPTS = len(PAUSES) + 1
JITTER = 0.1  # of a pause: what failed together isn't tried together
LONGEST = max(PAUSES) * (1 + JITTER)


@dataclass(frozen=True)
class Then:
    """after: until the next attempt; None: it is given up."""

    after: timedelta | None
    reason: str


def after_failure(attempts: int, reason: str, delivery_id: str, retry_after: float | None = None) -> Then:
    """attempts: how many were made, this one included. retry_after: seconds that the target asked for."""
    if attempts >= ATTEMPTS:
        return Then(None, f"given up after {attempts} attempts: {reason}")
    pause = PAUSES[max(attempts, 1) - 1]
    share = int(delivery_id[:4], 16) / 0xFFFF  # its own, and the same whenever it is asked for
    asked = timedelta(seconds=max(0.0, retry_after or 0.0))
    return Then(min(max(pause * (1 + JITTER * share), asked), LONGEST), reason)


__all__ = ["ATTEMPTS", "LONGEST", "PAUSES", "Then", "after_failure"]
