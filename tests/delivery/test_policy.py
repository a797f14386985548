"""The retry decision, as a table."""

from datetime import timedelta

import pytest

from bot.delivery.policy import ATTEMPTS, SETTLE, Next, after_look, after_refusal

S, M, H = (lambda n: timedelta(seconds=n)), (lambda n: timedelta(minutes=n)), (lambda n: timedelta(hours=n))


@pytest.mark.parametrize(("attempts", "permanent", "retry_after", "expected"), [
    (1, False, None, Next("pending", S(5), "r")),
    (2, False, None, Next("pending", S(30), "r")),
    (3, False, None, Next("pending", M(2), "r")),
    (4, False, None, Next("pending", M(10), "r")),
    (5, False, None, Next("pending", H(1), "r")),
    (12, False, None, Next("pending", H(1), "r")),
    (ATTEMPTS, False, None, Next("rejected", reason=f"given up after {ATTEMPTS} attempts: r")),
    (1, True, None, Next("rejected", reason="r")),
    (1, False, 20.0, Next("pending", S(20), "r", counts=False)),
    (ATTEMPTS, False, 0.0, Next("pending", S(1), "r", counts=False)),
])  # fmt: skip
def test_after_a_refusal(attempts, permanent, retry_after, expected):
    assert after_refusal(attempts, "r", permanent=permanent, retry_after=retry_after) == expected


@pytest.mark.parametrize(("look", "settled", "attempts", "state", "after"), [
    ("found", False, 1, "sent", S(0)),
    ("found", True, ATTEMPTS, "sent", S(0)),
    ("unreadable", False, 1, "unconfirmed", S(0)),
    ("unreadable", True, 1, "unconfirmed", S(0)),
    ("not found", False, 1, "ambiguous", SETTLE),
    ("not found", True, 0, "pending", S(0)),
    ("not found", True, 1, "pending", S(5)),
    ("not found", True, 5, "pending", H(1)),
    ("not found", True, ATTEMPTS, "rejected", S(0)),
    ("failed", False, 1, "ambiguous", S(30)),
    ("failed", True, ATTEMPTS - 1, "ambiguous", H(1)),
    ("failed", True, ATTEMPTS, "unconfirmed", S(0)),
])  # fmt: skip
def test_after_a_look(look, settled, attempts, state, after):
    follows = after_look(look, settled=settled, attempts=attempts)
    assert (follows.state, follows.after) == (state, after)


def test_a_working_day_is_tried_before_giving_up():
    waits = [after_refusal(n, "r", permanent=False).after for n in range(1, ATTEMPTS)]
    assert sum(waits, timedelta()) > H(8)
