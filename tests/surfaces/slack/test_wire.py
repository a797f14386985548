"""What isn't what Slack sends, with a valid signature and without: refused with a 4xx, and no traceback. What Slack
sends seldom: acknowledged, and what it means is done."""

import asyncio
import io
import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from sqlalchemy import func, select

from bot.app import Milepost
from bot.conversation import Caller, Inbound, Place
from bot.delivery.outage import end_cut_off
from bot.sandbox.link import signature
from bot.settings.read import Settings
from bot.store.tables import AccountEvent, Installation
from bot.surfaces.slack import inbound as read
from handlers.api import limits, server
from handlers.api.readiness import Readiness
from handlers.dispatch import ACTIONS, FORMS
from tests.given.slack_town import SECRET, SlackTown, text_of

pytestmark = pytest.mark.one_database
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
SHAPES = ("{}/x", "x/{}", "todo/{}", "person/{}", "account/{}", "{}/{}")
HUGE = ("9223372036854775808", "9" * 30, "9" * 5000)

CLICK = {
    "type": "block_actions", "user": {"id": "UOLGA", "team_id": "T1"}, "team": {"id": "T1"}, "trigger_id": "5",
    "container": {"type": "message", "is_ephemeral": True}, "channel": {"id": "CTEAM"}, "enterprise": None,
    "message": {"text": "x"},
    "actions": [{"action_id": "card:1", "action_ts": "1", "type": "button", "block_id": "b", "value": "",
                 "selected_option": {"value": "x"}}],
}  # fmt: skip
SENT = {
    "type": "view_submission", "user": {"id": "UOLGA", "team_id": "T1"}, "team": {"id": "T1"}, "trigger_id": "5",
    "view": {"id": "V1", "type": "modal", "callback_id": "log-save:1", "private_metadata": "",
             "blocks": [{"type": "input", "block_id": "note"}],
             "state": {"values": {"note": {"note": {"type": "plain_text_input", "value": "words"}}}}},
}  # fmt: skip
HAPPENED = {
    "type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event_time": 1767682800,
    "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
    "event": {"type": "message", "channel_type": "im", "channel": "D1", "user": "UOLGA", "text": "hm", "ts": "1.1"},
}  # fmt: skip
COMMAND = {"command": "/journey", "team_id": "T1", "user_id": "UOLGA", "text": "help", "trigger_id": "1"}
ODD = (None, True, 10**30, "\0", "\ud800", [1], {"id": []}, "x" * 9000)


async def post(town: SlackTown, body: str | bytes, kind: str = JSON, *, signed: bool = True) -> tuple[int, str]:
    text = body if isinstance(body, str) else body.decode("latin-1")
    headers = {"Content-Type": kind, **(signature(SECRET, text) if signed else {})}
    address = f"{town.address}/slack/events"
    async with aiohttp.ClientSession() as client, client.post(address, data=body, headers=headers) as answer:
        return answer.status, await answer.text()


async def hand_over(town: SlackTown, payload: Any) -> int:
    as_form = isinstance(payload, dict) and payload.get("type") in ("block_actions", "view_submission", "view_closed")
    text = json.dumps(payload)
    status, _ = await post(town, urlencode({"payload": text}), FORM) if as_form else await post(town, text)
    return status


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if way:
        yield way
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from places(value[key], (*way, key))


def changed(value: Any, way: tuple[Any, ...], to: Any) -> Any:
    """A copy in which another thing stands there; nothing where `to` is `places` itself."""
    copy = deepcopy(value)
    inner = copy
    for key in way[:-1]:
        inner = inner[key]
    if to is places:
        del inner[way[-1]]
    else:
        inner[way[-1]] = to
    return copy


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", JSON), ("no json", JSON), ("[]", JSON), ("7", JSON), ("null", JSON), ("{}", JSON),
        ('{"type": "event_callback"}', JSON), ('{"type": "event_callback", "event": []}', JSON),
        ('{"type": 5}', JSON), ('{"type": "nothing_of_slacks"}', JSON), ("[" * 100_000, JSON),
        ('{"type":' * 2000 + "1" + "}" * 2000, JSON), ('{"event_time": ' + "9" * 5000 + "}", JSON),
        ("", FORM), ("x=1", FORM), ("payload=no+json", FORM), ("payload=[]", FORM), ("payload={}", FORM),
        ("command=%2Fjourney", FORM), ("payload=" + "[" * 50_000, FORM), ("&" * 500, FORM), ("a=1&" * 500, FORM),
        ("command=%2Fjourney&user_id=U%00&team_id=T1", FORM), ("text", "text/plain"),
    ],
)  # fmt: skip
async def test_a_signed_body_that_is_nothing_of_slacks_is_refused(town, caplog, body: str, kind: str):
    status, _ = await post(town, body, kind)
    assert 400 <= status < 500
    assert "Traceback" not in caplog.text
    assert (await post(town, body, kind, signed=False))[0] == 401


@pytest.mark.slow
@pytest.mark.both_databases
@pytest.mark.parametrize("payload", [CLICK, SENT, HAPPENED], ids=lambda one: one["type"])
async def test_wherever_something_odd_stands_it_is_refused_or_answered(town, caplog, payload: dict[str, Any]):
    assert await hand_over(town, payload) == 200
    for way in places(payload):
        for odd in (places, *ODD):
            status = await hand_over(town, changed(payload, way, odd))
            assert status < 500, (way, odd)
    await town.settled()
    assert "Traceback" not in caplog.text, caplog.text[:3000]


@pytest.mark.slow
@pytest.mark.both_databases
async def test_ids_that_no_database_can_hold_are_unknown_ids(town, caplog):
    who, count = Caller("T1", "UOLGA", "T1"), 0
    for target in (*HUGE, *(shape.replace("{}", HUGE[0]) for shape in SHAPES)):
        answers = dict.fromkeys(("account", "owner", "contract", "person", "note", target[:200]), target)
        for kind, actions in (("click", ACTIONS), ("form", FORMS)):
            for action in sorted(actions):
                count += 1
                thing = Inbound(kind, who, f"{count}", Place("CTEAM"), action=action, target=target, value=target)
                await town.desk.receive(replace(thing, fields=answers, inputs=tuple(answers)))
    await town.settled()
    assert "Traceback" not in caplog.text, caplog.text[:3000]
    assert await town.one(select(func.count()).select_from(AccountEvent)) == 0


@pytest.mark.both_databases
async def test_typed_ids_that_no_database_can_hold_are_unknown_too(town, caplog):
    for huge in HUGE[:2]:
        for words in (f"/journey #{huge}", f"/journey acme log with #{huge} hello", f"/persona acme #{huge}"):
            assert text_of(await town.types(words))
    assert "Traceback" not in caplog.text


async def test_a_click_from_a_team_that_we_dont_know_is_answered_in_words(town):
    milepost = Milepost(Settings(bot_token="xoxb-x"), town.store, town.library, lambda: town.clock[0])
    milepost.lines["slack", "T1"] = town.desk._line_of("T1")
    acting = town.slack.acting
    url = acting.base_url() + acting.responses.new("UOLGA", acting.store.channels["CTEAM"])
    click = CLICK | {"team": {"id": "T9"}, "user": {"id": "USAM", "team_id": "T9"}, "response_url": url}
    await milepost._front_desk("slack").receive(read.click(click, None))
    await milepost.background.idle()
    assert "not set up for your company here yet" in text_of(town.slack.ephemerals("CTEAM", "UOLGA")[-1])


# What Slack sends seldom


def told(kind: str, **more: Any) -> dict[str, Any]:
    return HAPPENED | {"event": {"type": kind, **more}, "event_time": 1767682800 + 365 * 86400}


async def outage(town: SlackTown) -> str | None:
    return await town.one(select(Installation.outage).where(Installation.team_id == "T1"))


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("event", "noted"),
    [
        (told("app_uninstalled"), "app_uninstalled"),
        (told("tokens_revoked", tokens={"bot": ["UBOT"], "oauth": []}), "tokens_revoked"),
        (told("tokens_revoked", tokens={"oauth": ["UOLGA"]}), None),
        (told("app_uninstalled") | {"event_time": 1}, None),  # of an installation before this one
        (told("app_uninstalled") | {"team_id": "T9"}, None),
    ],
)
async def test_a_token_that_counts_no_more_is_an_outage_at_once(town, event: dict[str, Any], noted: str | None):
    assert await hand_over(town, event) == 200
    assert await outage(town) == noted
    await end_cut_off(town.store, 1, 1)
    assert await outage(town) is None


async def test_what_we_need_not_hear_is_acknowledged(town, caplog):
    assert await hand_over(town, SENT | {"type": "view_closed"}) == 200
    assert await hand_over(town, told("reaction_added", user="UOLGA", reaction="eyes")) == 200
    assert caplog.text == ""


async def test_slacks_look_at_our_certificate_is_answered_unsigned(town):
    assert await post(town, "ssl_check=1&token=x", FORM, signed=False) == (200, "")
    async with aiohttp.ClientSession() as client, client.get(f"{town.address}/slack/events?ssl_check=1") as answer:
        assert answer.status == 200
    async with aiohttp.ClientSession() as client, client.get(f"{town.address}/slack/events") as answer:
        assert answer.status == 405
    assert (await post(town, "ssl_check=1&command=%2Fjourney" + "x" * 2000, FORM, signed=False))[0] == 401


# Half requests


async def said_until_closed(port: int, sent: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    await writer.drain()
    try:
        return await asyncio.wait_for(reader.read(), 15)
    finally:
        writer.close()


async def test_half_a_request_is_closed_and_others_go_on(town, monkeypatch):
    monkeypatch.setattr(limits, "HALF", 0.5)
    monkeypatch.setattr(server, "IDLE", 0.5)
    head = b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    async with server.listening(server.make_http({}, Readiness(lambda: True)), "127.0.0.1", 0) as port:
        stalled = [
            asyncio.create_task(said_until_closed(port, sent))
            for sent in (
                b"",
                head[:20],
                head + b"Content-Length: 500\r\n\r\n{",
                head + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
            )
        ]
        async with aiohttp.ClientSession() as client, client.get(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
        answers = await asyncio.gather(*stalled)
    assert answers[:2] == [b"", b""]
    assert all(one.startswith(b"HTTP/1.1 408") for one in answers[2:])


async def test_a_body_that_is_too_large_is_refused(town):
    address, body = f"{town.address}/slack/events", io.BytesIO(b"x" * (limits.MOST_BYTES + 1))
    async with aiohttp.ClientSession() as client, client.post(address, data=body) as answer:
        assert answer.status == 413
