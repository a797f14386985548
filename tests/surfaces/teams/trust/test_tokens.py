"""Who is heard: tokens of the test's own keys, from the test's own key set. The answer to all others is 401."""

import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.given.teams.small_teams import CLIENT, ISSUER, KEY, OLGA, SmallTeams, key_set, signed

pytestmark = pytest.mark.one_database

OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
HOUR = 3600
ELSEWHERE = "22222222-2222-3333-4444-555555555555"


def now() -> int:
    return int(time.time())


def unsigned(service: str) -> str:
    return jwt.encode({"iss": ISSUER, "aud": CLIENT, "exp": now() + HOUR, "serviceurl": service}, "", "none")


def with_the_public_key_as_password(service: str) -> str:
    claims = {"iss": ISSUER, "aud": CLIENT, "exp": now() + HOUR, "serviceurl": service}
    return jwt.encode(claims, "x" * 32, "HS256", {"kid": "key-1"})


WRONG = {
    "another key": lambda service: signed(service, OTHER),
    "a key nobody published": lambda service: signed(service, OTHER, "key-9"),
    "another audience": lambda service: signed(service, aud="somebody-else"),
    "several audiences": lambda service: signed(service, aud=[CLIENT, "somebody-else"]),
    "no audience": lambda service: signed(service, aud=None),
    "another issuer": lambda service: signed(service, iss="https://api.botframework.com"),
    "no issuer": lambda service: signed(service, iss=None),
    "over": lambda service: signed(service, exp=now() - 301),
    "no end": lambda service: signed(service, exp=None),
    "not yet": lambda service: signed(service, nbf=now() + 301),
    "another service": lambda service: signed("https://evil.example/amer"),
    "no service": lambda service: signed(service, serviceurl=None),
    "another tenant": lambda service: signed(service, tid=ELSEWHERE),
    "no signature": unsigned,
    "a password": with_the_public_key_as_password,
    "no token": lambda service: "",
    "nonsense": lambda service: "a.b.c",
}


async def status(town, token: str, **changed) -> int:
    activity = town.people.activity(OLGA, text="/journey acme") | changed
    return (await town.people.sends(activity, token))[0]


@pytest.mark.both_databases
async def test_whoever_isnt_our_teams_gets_401_and_nothing_happens(town) -> None:
    service = town.teams.service
    said = {why: await status(town, make(service)) for why, make in WRONG.items()}
    assert said == dict.fromkeys(WRONG, 401)
    for data, conversation in (
        ({"tenant": {"id": ELSEWHERE}}, {"id": "a:1", "conversationType": "personal"}),
        ({}, {"id": "a:1", "conversationType": "personal", "tenantId": ELSEWHERE}),
        ({}, {"id": "a:1", "conversationType": "personal"}),  # which says nothing of whose it is
    ):
        assert await status(town, signed(service), channelData=data, conversation=conversation) == 401
    assert await status(town, signed(service), serviceUrl="https://evil.example") == 401
    assert await status(town, signed(service), channelId="webchat") == 401  # which this key may not sign for
    async with town.people.session.get(town.people.bot) as answer:
        assert answer.status == 405
    await town.settled()
    assert town.teams.messages == []
    assert await status(town, signed(service, exp=now() - 299)) == 200  # clocks differ


async def test_what_isnt_an_activity_is_none_and_needs_no_traceback(town) -> None:
    for body in (b"", b"[]", b"{", b"\xff", b"[" * 100_000):
        async with town.people.session.post(town.people.bot, data=body) as answer:
            assert answer.status == 400
    token = {"Authorization": f"Bearer {signed(town.teams.service)}"}
    for odd in ({"channelData": 1}, {"conversation": []}, {"from": "x"}, {"type": 7}, {"entities": [1]}, {"value": 3}):
        activity = town.people.activity(OLGA, type="invoke", name="adaptiveCard/action") | odd
        async with town.people.session.post(town.people.bot, json=activity, headers=token) as answer:
            assert answer.status in (200, 401), odd


async def test_keys_are_kept_and_a_new_one_is_looked_for_at_most_once_a_minute(town) -> None:
    service = town.teams.service
    for _ in range(3):
        assert await status(town, signed(service)) == 200
    assert town.teams.key_looks == 1
    for _ in range(3):
        assert await status(town, signed(service, OTHER, "key-2")) == 401
    assert town.teams.key_looks == 1
    town.teams.keys = key_set(("key-1", KEY), ("key-2", OTHER))
    town.seconds[0] += 61
    assert await status(town, signed(service, OTHER, "key-2")) == 200
    assert town.teams.key_looks == 2
    town.teams.keys = {"keys": []}  # their trouble: what we have goes on to count
    town.seconds[0] += 25 * HOUR
    assert await status(town, signed(service)) == 200


async def test_without_any_keys_nobody_is_told_from_anybody(town) -> None:
    town.teams.keys = {"keys": []}
    assert await status(town, signed(town.teams.service)) == 503


def test_nobody_elses_keys_count_by_themselves() -> None:
    from bot.surfaces.teams.app import OURS

    assert OURS.trust.issuer == "https://api.botframework.com"
    assert OURS.trust.keys.startswith("https://login.botframework.com/")
    assert SmallTeams(address="http://127.0.0.1:1").vendor != OURS
