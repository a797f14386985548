"""Signatures as the specification's own libraries have them, and when calls are tried again."""

# method: C3

from datetime import timedelta

import pytest

from bot.delivery.webhooks.retries import ATTEMPTS, LONGEST, PAUSES, after_failure
from bot.delivery.webhooks.signature import PREFIX, keys_of, new_secret, signature_of

# As the reference libraries of standard-webhooks have it in their tests.
SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID, TIMESTAMP, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_it_signs_as_the_specification_does() -> None:
    assert signature_of(keys_of(PREFIX + SECRET), ID, TIMESTAMP, BODY) == SIGNED


def test_while_a_secret_is_replaced_each_signs() -> None:
    new = new_secret()
    both = signature_of(keys_of(f"{new}\n{PREFIX}{SECRET}"), ID, TIMESTAMP, BODY).split()
    assert both == [signature_of(keys_of(new), ID, TIMESTAMP, BODY), SIGNED]


def test_a_new_secret_is_another_each_time_and_can_be_read() -> None:
    made = {new_secret() for _ in range(10)}
    assert len(made) == 10
    assert {len(key) for one in made for key in keys_of(one)} == {32}


def test_a_secret_from_before_signs_as_it_stands() -> None:
    assert keys_of("a secret of the host") == (b"a secret of the host",)


@pytest.mark.parametrize(
    ("secret", "problem"),
    [
        ("", "is missing"), ("short", "is too short"), (PREFIX + "!!", "can't be read"),
        (PREFIX + "c2hvcnQ=", "24 to 64 bytes"),
        (f"{PREFIX}{SECRET} another-secret", "two kinds"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_secret_is_said(secret: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        keys_of(secret)


def test_pauses_grow_for_three_days_and_then_it_is_given_up() -> None:
    pauses = [after_failure(tries, "no", "ffff").after for tries in range(1, ATTEMPTS)]
    assert pauses == [pause * 1.1 for pause in PAUSES]
    assert sorted(pauses) == pauses
    assert timedelta(days=3) < sum(PAUSES, timedelta()) < timedelta(days=4)
    assert after_failure(ATTEMPTS, "no", "ffff").after is None


def test_calls_that_failed_together_come_again_apart_and_not_before_they_are_asked_to() -> None:
    assert after_failure(2, "no", "0000").after == PAUSES[1]
    assert after_failure(2, "no", "8000").after != after_failure(2, "no", "8001").after
    assert after_failure(1, "no", "0000", 600.0).after == timedelta(minutes=10)
    assert after_failure(4, "no", "0000", 600.0).after == PAUSES[3]
    assert after_failure(1, "no", "0000", 999_999.0).after == LONGEST
