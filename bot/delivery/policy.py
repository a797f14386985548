"""What to do after an attempt. Pure: what happened in, what follows out."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

State = Literal["pending", "sent", "rejected", "ambiguous", "unconfirmed"]

BACK_OFF = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    *[timedelta(hours=1)] * 8,
)
ATTEMPTS = len(BACK_OFF) + 1  # a working day of trying
SETTLE = timedelta(seconds=30)  # a request whose answer was lost may still arrive; then it did or it never will


@dataclass(frozen=True)
class Next:
    """What becomes of a message. `after`: until the next try or look. `counts`: it used up an attempt."""

    state: State
    after: timedelta = timedelta()
    reason: str | None = None
    counts: bool = True


def after_refusal(attempts: int, reason: str, *, permanent: bool, retry_after: float | None = None) -> Next:
    """Certainly not delivered. `attempts`: how many were made, this one included; `retry_after` in seconds.

    Being asked to wait is no failure: it costs no attempt."""
    if permanent:
        return Next("rejected", reason=reason)
    if retry_after is not None:
        return Next("pending", after=timedelta(seconds=max(retry_after, 1)), reason=reason, counts=False)
    if attempts >= ATTEMPTS:
        return Next("rejected", reason=f"given up after {attempts} attempts: {reason}")
    return Next("pending", after=BACK_OFF[min(max(attempts, 1), len(BACK_OFF)) - 1], reason=reason)


Look = Literal["found", "not found", "unreadable", "failed"]


def after_look(look: Look, *, settled: bool, attempts: int) -> Next:
    """The answer got lost, and this is what looking for the message in its channel told.

    settled: enough time has passed that a message not there will not come any more. attempts: those that count, as
    other messages got through meanwhile."""
    if look == "found":
        return Next("sent")
    if look == "unreadable":
        return Next("unconfirmed", reason="the platform never answered, and the channel can't be read back")
    if look == "failed":
        if attempts >= ATTEMPTS:
            return Next("unconfirmed", reason=f"no answer from the platform in {attempts} attempts")
        return Next("ambiguous", after=BACK_OFF[min(max(attempts, 1) + 1, len(BACK_OFF)) - 1])
    if not settled:
        return Next("ambiguous", after=SETTLE)
    if attempts >= ATTEMPTS:
        return Next("rejected", reason=f"given up after {attempts} attempts: no answer from the platform")
    return Next("pending", after=BACK_OFF[attempts - 1] if attempts else timedelta())
