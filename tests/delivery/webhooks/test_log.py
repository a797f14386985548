"""What came of each call is kept, listed and told; what didn't arrive is called again; who is gone is left alone."""

# method: C3

import asyncio
import logging
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.delivery.report import Calls
from bot.delivery.webhooks.call import HttpCaller
from bot.delivery.webhooks.log import CallFilter, LoggedCall, given_up, logged, resend, switch_on, targets_off
from bot.delivery.webhooks.retries import ATTEMPTS, LONGEST
from bot.status import of_workspace
from bot.store.tables import AuditEntry, WebhookCall, WebhookTry
from bot.store.tables.audit.acting import Actor, acting
from bot.store.upkeep.retention import forget_what_is_old
from tests.delivery.webhooks.test_webhooks import SECRET, House, Receiver, call_of, crm, house
from tests.given.book import NOW

__all__ = ["crm", "house"]  # fixtures
pytestmark = pytest.mark.both_databases
HOST = Actor("cli", NOW, who="root")


@pytest.fixture
async def calls(house: House) -> House:
    """Three calls to the CRM, about the same account."""
    [first] = await house.calls()
    async with house.store.write(1) as db:
        db.add_all([call_of(1, first.account_id, letter * 32) for letter in "ab"])
    return house


async def listed(house: House, **asked: object) -> list[LoggedCall]:
    async with house.store.read(1) as db:
        return list(await logged(db, CallFilter(**asked)))  # type: ignore[arg-type]


async def again(house: House, **which: object) -> int:
    with acting(HOST):
        async with house.store.write(1) as db:
            return await resend(db, NOW + timedelta(days=9), **which)  # type: ignore[arg-type]


async def webhook_lines(house: House) -> list[str]:
    lines = await of_workspace(house.store, 1, NOW, lambda why: "", answering=True)
    return [one.text.strip() for one in lines if one.about == "webhook" and not one.well]


async def test_each_attempt_is_kept_with_its_answer_and_how_long_it_took(house: House, crm: Receiver) -> None:
    crm.answers, crm.slow = [500, 204], 0.05
    await house.round()
    [failed] = await listed(house)
    assert (failed.state, failed.attempts, failed.outcome, failed.status) == ("pending", 1, "refused", 500)
    await house.round(1)
    [arrived] = await listed(house)
    assert (arrived.state, arrived.attempts, arrived.outcome, arrived.status) == ("sent", 2, "arrived", 204)
    assert arrived.milliseconds is not None
    assert 50 <= arrived.milliseconds < 5_000
    async with house.store.read(1) as db:
        tries = list(await db.scalars(select(WebhookTry).order_by(WebhookTry.id)))
    assert [(one.outcome, one.status, one.at) for one in tries] == [
        ("refused", 500, NOW), ("arrived", 204, NOW + timedelta(hours=1)),
    ]  # fmt: skip
    async with house.store.read(2) as db:
        assert await db.scalar(select(func.count()).select_from(WebhookTry)) == 0


async def test_what_never_answered_and_what_may_not_be_called_are_told_apart(house: House, crm: Receiver) -> None:
    [first] = await house.calls()
    async with house.store.write(1) as db:
        db.add(call_of(1, first.account_id, "c" * 32, target="gone"))
        db.add(call_of(1, first.account_id, "d" * 32, target="inside"))
        db.add(call_of(1, first.account_id, "e" * 32, target="ops"))
    session = house.callers["crm"].session
    house.callers["inside"] = HttpCaller(session, crm.url, SECRET, lambda: NOW)
    house.callers["ops"] = HttpCaller(session, "http://127.0.0.1:9/", SECRET, lambda: NOW, True)
    await house.round()
    assert {one.target: (one.outcome, one.status) for one in await listed(house)} == {
        "crm": ("arrived", 204), "gone": ("not allowed", None), "inside": ("not allowed", None),
        "ops": ("no answer", None),
    }  # fmt: skip


async def test_a_target_that_is_gone_is_called_no_more_and_whoever_hosts_is_told(
    calls: House, crm: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    crm.answers = [410]
    with caplog.at_level(logging.ERROR):
        assert await calls.calls_made() == Calls(failed=3)
    assert len(crm.got) == 1
    assert [one.state for one in await listed(calls)] == ["given up"] * 3
    assert "webhook crm is switched off" in caplog.text
    assert "milepost webhooks on crm" in caplog.text
    first, second = await webhook_lines(calls)
    assert first.startswith("Webhook crm: it said that it is gone (410), 2026-01-06 07:30 UTC")
    assert second == "Webhook crm: 3 calls of the last seven days did not arrive: milepost webhooks list"
    crm.answers = [204]
    assert await again(calls, since=NOW) == 3
    assert await calls.round(24 * 10) == 0
    assert len(crm.got) == 1
    async with calls.store.write(1) as db:
        assert await switch_on(db, "crm")
        assert not await switch_on(db, "crm")
    assert await again(calls, since=NOW) == 3
    assert await calls.round(24 * 11) == 3
    assert await webhook_lines(calls) == []


async def test_another_address_under_the_name_is_another_target(calls: House, crm: Receiver) -> None:
    crm.answers = [410, 204]
    await calls.round()
    await again(calls, since=NOW)
    known = calls.callers["crm"]
    calls.callers["crm"] = HttpCaller(known.session, f"{crm.url}&new", SECRET, lambda: NOW, True)
    assert await calls.round(24 * 10) == 3
    async with calls.store.read(1) as db:
        assert await targets_off(db) == []


async def test_what_was_given_up_is_called_again_with_the_same_id_and_words(house: House, crm: Receiver) -> None:
    crm.answers = [500]
    for attempt in range(ATTEMPTS):
        await house.round(hours=attempt * LONGEST / timedelta(hours=1))
    async with house.store.read(1) as db:
        assert await given_up(db, NOW) == [("crm", 1)]
        assert await given_up(db, NOW + timedelta(seconds=1)) == []
    assert await again(house, since=NOW + timedelta(seconds=1)) == 0
    assert await again(house, since=NOW) == 1
    crm.answers = [204]
    assert await house.round(24 * 20) == 1
    assert crm.got[0][1] == crm.got[-1][1]
    assert crm.got[0][0]["webhook-id"] == crm.got[-1][0]["webhook-id"]
    async with house.store.read(1) as db:
        [entry] = await db.scalars(select(AuditEntry).where(AuditEntry.deed == "resent"))
    assert (entry.what, entry.who, entry.after) == ("webhook", "root", {"id": "1" * 32, "target": "crm"})


async def test_one_that_arrived_is_called_again_by_its_id_alone(calls: House, crm: Receiver) -> None:
    await calls.round()
    assert await again(calls, since=NOW) == 0
    assert await again(calls, ids=("a" * 32, "unknown")) == 1
    assert await calls.round(24 * 10) == 1
    assert [headers["webhook-id"][0] for headers, _ in crm.got] == ["1", "a", "b", "a"]


async def test_another_workspaces_calls_are_not_listed_nor_called_again(house: House) -> None:
    assert [one.delivery_id for one in await listed(house)] == ["1" * 32]
    assert await again(house, ids=("2" * 32,)) == 0


async def test_calls_are_listed_by_day_target_and_state_the_newest_last(calls: House, crm: Receiver) -> None:
    [first, *_] = await calls.calls()
    async with calls.store.write(1) as db:
        late = call_of(1, first.account_id, "f" * 32, target="ops")
        late.created_at = NOW + timedelta(hours=2)
        db.add(late)
    await calls.round()
    assert [one.delivery_id[0] for one in await listed(calls)] == ["1", "a", "b", "f"]
    assert [one.delivery_id[0] for one in await listed(calls, limit=2)] == ["b", "f"]
    assert [one.delivery_id[0] for one in await listed(calls, since=NOW + timedelta(hours=1))] == ["f"]
    assert [one.delivery_id[0] for one in await listed(calls, target="ops")] == ["f"]
    assert [one.delivery_id[0] for one in await listed(calls, state="pending")] == ["f"]


async def test_who_has_too_much_to_do_is_left_alone_for_as_long_as_it_says(calls: House, crm: Receiver) -> None:
    crm.answers, crm.retry_after = [429, 204], "1800"
    assert await calls.calls_made() == Calls(failed=1)
    assert len(crm.got) == 1
    [first, *rest] = await calls.calls()
    assert first.next_try_at == NOW + timedelta(minutes=30)
    assert [one.attempts for one in rest] == [0, 0]


async def test_the_log_goes_with_its_calls(house: House, crm: Receiver) -> None:
    await house.round()
    await forget_what_is_old(house.store, 1, NOW + timedelta(days=91))
    async with house.store.read(1) as db:
        assert await db.scalar(select(func.count()).select_from(WebhookCall)) == 0
        assert await db.scalar(select(func.count()).select_from(WebhookTry)) == 0


async def test_a_call_whose_account_goes_meanwhile_leaves_nothing(house: House, crm: Receiver) -> None:
    crm.slow = 0.5
    going = asyncio.create_task(house.round())
    await crm.asked.wait()
    async with house.store.everywhere(writes=True) as connection:
        await connection.execute(WebhookCall.__table__.delete())
    assert await going == 1
    async with house.store.read(1) as db:
        assert await db.scalar(select(func.count()).select_from(WebhookTry)) == 0
