"""Calls to other systems: signed, tried again, given up in the end; an id tells the receiver a double."""

# method: C3

import asyncio
import base64
import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from aiohttp import ClientSession, web
from sqlalchemy import select, update

from bot.delivery.report import Calls, Report
from bot.delivery.webhooks import call as webhook_call
from bot.delivery.webhooks.call import HttpCaller
from bot.delivery.webhooks.queue import LEASE, Webhooks
from bot.delivery.webhooks.retries import ATTEMPTS, LONGEST, after_failure
from bot.store.session import Store
from bot.store.tables import WebhookCall
from tests.given.accounts import Accounts
from tests.given.book import NOW

SECRET = "a-secret-of-the-host"


@dataclass
class Receiver:
    """Another system, over real HTTP. answers: statuses to give; the last one stays."""

    url: str = ""
    answers: list[int] = field(default_factory=lambda: [204])
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    slow: float = 0.0
    retry_after: str = ""
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, request: web.Request) -> web.Response:
        self.got.append((dict(request.headers), await request.read()))
        self.asked.set()
        await asyncio.sleep(self.slow)
        status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        headers = {"Location": "/elsewhere"} if 300 <= status < 400 else {}
        return web.Response(
            status=status, headers=headers | ({"Retry-After": self.retry_after} if status == 429 else {})
        )


@pytest.fixture
async def crm() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", receiver.__call__)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hooks?of=milepost"
    yield receiver
    await runner.cleanup()


@dataclass
class House:
    store: Store
    callers: dict[str, HttpCaller]
    moment: object = NOW

    async def round(self, hours: float = 0, workspace: int = 1) -> int:
        """How many calls arrived."""
        return (await self.calls_made(hours, workspace)).arrived

    async def calls_made(self, hours: float = 0, workspace: int = 1) -> Calls:
        hooks = Webhooks(self.store, self.callers, lambda: NOW)
        return await hooks.deliver_due(workspace, NOW + timedelta(hours=hours))

    async def calls(self, workspace: int = 1) -> list[WebhookCall]:
        async with self.store.read(workspace) as db:
            return list(await db.scalars(select(WebhookCall).order_by(WebhookCall.id)))


@pytest.fixture
async def house(accounts: Accounts, crm: Receiver) -> AsyncIterator[House]:
    for theirs, name in ((accounts, "Acme <!channel> Söhne"), (accounts.elsewhere(), "Secret Corp")):
        number = await theirs.account(name, key="acme")
        await theirs.add(call_of(theirs.workspace, number, f"{theirs.workspace}" * 32, name))
    async with ClientSession() as session:
        yield House(accounts.store, {"crm": HttpCaller(session, crm.url, SECRET, lambda: NOW, True)})


def call_of(workspace: int, account: int, delivery: str, name: str = "Acme", **values: object) -> WebhookCall:
    given = {"reaction": "low-score", "occurrence": delivery, "target": "crm", "about": "nps", "value": 4.0} | values
    return WebhookCall(
        workspace_id=workspace, account_id=account, period=1, delivery_id=delivery, event="survey_received",
        account_key="acme", account_name=name, stage="adopt", milestone="habit", happened_on=NOW.date(),
        next_try_at=NOW, created_at=NOW, **given,
    )  # fmt: skip


async def test_it_says_what_happened_where_and_signs_it(house: House, crm: Receiver) -> None:
    assert await house.round() == 1
    [(headers, body)] = crm.got
    assert json.loads(body) == {
        "delivery_id": "1" * 32, "event": "survey_received", "reaction": "low-score", "about": "nps", "value": 4.0,
        "was": None, "account": {"key": "acme", "name": "Acme <!channel> Söhne"}, "stage": "adopt",
        "milestone": "habit", "happened_on": "2026-01-06", "at": "2026-01-06T07:30:00+00:00",
    }  # fmt: skip
    sent = {name.lower(): value for name, value in headers.items()}
    timestamp = sent["webhook-timestamp"]
    assert timestamp == str(int(NOW.timestamp()))
    signed = hmac.new(SECRET.encode(), f"{'1' * 32}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    assert sent["webhook-signature"] == f"v1,{base64.b64encode(signed).decode()}"
    assert (sent["webhook-id"], sent["content-type"]) == ("1" * 32, "application/json")
    assert not [name for name in sent if name.startswith("milepost")]
    [call] = await house.calls()
    assert (call.state, call.attempts, call.sent_at) == ("sent", 1, NOW)


async def test_what_has_arrived_is_not_sent_again(house: House, crm: Receiver) -> None:
    await house.round()
    assert await house.round(48) == 0
    assert len(crm.got) == 1


async def test_another_workspaces_calls_wait_for_their_own_round(house: House, crm: Receiver) -> None:
    await house.round()
    assert "Secret" not in str(crm.got)
    assert [call.state for call in await house.calls(2)] == ["pending"]


async def test_what_fails_is_tried_again_later_with_the_same_id_and_words(house: House, crm: Receiver) -> None:
    crm.answers = [503, 200]
    assert await house.round() == 0
    [call] = await house.calls()
    assert (call.state, call.attempts, call.next_try_at, call.reason, call.lease_until) == (
        "pending", 1, NOW + after_failure(1, "", "1" * 32).after, "it answered 503", None,
    )  # fmt: skip
    assert await house.round() == 0  # not yet
    assert await house.round(1) == 1
    assert len(crm.got) == 2
    assert crm.got[0][1] == crm.got[1][1]
    assert crm.got[0][0]["webhook-id"] == crm.got[1][0]["webhook-id"]


async def test_a_redirect_is_not_followed(house: House, crm: Receiver) -> None:
    crm.answers = [307]
    assert await house.round() == 0
    assert len(crm.got) == 1
    assert [call.reason for call in await house.calls()] == ["it answered 307"]


async def test_after_three_days_it_is_given_up_and_the_log_says_what_was_lost(
    house: House, crm: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    crm.answers = [500]
    with caplog.at_level(logging.ERROR):
        for attempt in range(ATTEMPTS + 2):
            await house.round(hours=attempt * LONGEST / timedelta(hours=1))
    [call] = await house.calls()
    assert (call.state, call.attempts) == ("given up", ATTEMPTS)
    assert len(crm.got) == ATTEMPTS
    [record] = caplog.records
    assert record.message == (
        f"webhook crm: survey_received about acme is not delivered: given up after {ATTEMPTS} attempts: it answered 500"
    )
    assert "127.0.0.1" not in record.message  # an address may hold a secret


async def test_the_first_failure_is_a_warning_and_the_rounds_count_what_arrived(
    house: House, crm: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    crm.answers = [500]
    [first] = await house.calls()
    async with house.store.write(1) as db:
        db.add(call_of(1, first.account_id, "d" * 32))
    assert await house.calls_made() == Calls(failed=2)
    crm.answers = [500, 204]
    made = await house.calls_made(hours=1)
    assert made == Calls(arrived=1, failed=1)
    [record] = caplog.records  # one a target and round, and none at the second try
    assert record.message == (
        "webhook crm: survey_received about acme did not arrive at the first try: it answered 500; "
        "it goes on for three days"
    )
    report = Report(calls=made)
    assert report.in_words() == "Messages: nothing to send. Webhooks: 1 arrived, 1 failed."
    assert Report().in_words() == "Messages: nothing to send."


@pytest.mark.slow
async def test_a_target_that_is_away_is_asked_once_and_the_rest_waits(
    house: House, crm: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook_call, "SECONDS", 0.2)
    crm.slow = 5.0
    [first] = await house.calls()
    async with house.store.write(1) as db:
        db.add(call_of(1, first.account_id, "a" * 32))
    assert await house.round() == 0
    assert len(crm.got) == 1
    assert [(call.attempts, call.lease_until, call.reason) for call in await house.calls()] == [
        (1, None, "no answer within 0.2 seconds"), (0, None, None),
    ]  # fmt: skip


async def test_a_target_nobody_listens_at_does_not_hold_up_the_others(house: House, crm: Receiver) -> None:
    [first] = await house.calls()
    async with house.store.write(1) as db:
        db.add(call_of(1, first.account_id, "b" * 32, target="ops"))
        db.add(call_of(1, first.account_id, "c" * 32, target="gone"))
    house.callers["ops"] = HttpCaller(house.callers["crm"].session, "http://127.0.0.1:9/", SECRET, lambda: NOW, True)
    assert await house.round() == 1
    reasons = {call.target: call.reason for call in await house.calls()}
    assert reasons["crm"] is None
    assert str(reasons["ops"]).startswith("it can't be reached")
    assert reasons["gone"] == "MILEPOST_WEBHOOKS names no such target"


async def test_two_processes_never_make_the_same_call_at_once(house: House, crm: Receiver) -> None:
    crm.slow = 0.3
    assert sorted(await asyncio.gather(house.round(), house.round())) == [0, 1]
    assert len(crm.got) == 1


async def test_a_killed_process_leaves_its_call_to_the_next_once_its_lease_is_over(house: House, crm: Receiver) -> None:
    async with house.store.write(1) as db:
        await db.execute(update(WebhookCall).values(lease_until=NOW + timedelta(seconds=1)))
    assert await house.round() == 0
    async with house.store.write(1) as db:
        await db.execute(update(WebhookCall).values(lease_until=NOW - LEASE))
    assert await house.round() == 1
