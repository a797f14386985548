"""`/metrics`: for whoever shows the key, numbers of what waits and what was done, and nobody's name."""

from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.jobs.backlog import backlog
from bot.store.tables import Outgoing
from bot.tally import count, counted, timed, timings
from handlers.api.metrics import Metrics
from handlers.api.readiness import Readiness
from handlers.api.server import make_http
from tests.given.book import NOW

KEY = "a-key-for-prometheus"


async def test_what_waits_is_counted_with_its_age(messages):
    first, _ = await messages.queue(), await messages.queue(day="2026-01-07")
    await messages.accounts.change(Outgoing, first, created_at=NOW - timedelta(hours=2))
    await messages.accounts.account("Acme")
    found = {(one.kind, one.state): one for one in await backlog(messages.accounts.store)}
    assert (found["delivery", "pending"].count, found["delivery", "pending"].oldest) == (2, NOW - timedelta(hours=2))
    assert found["figures", "behind"].count == 1
    assert (found["call", "pending"].count, found["edit", "due"].count) == (0, 0)


@pytest.mark.one_database
async def test_who_shows_the_key_reads_numbers_and_nobody_else_does(messages):
    pytest.importorskip("prometheus_client", reason="the extra `metrics` isn't installed")
    await messages.queue()
    count("platform_calls", platform="slack", outcome="answered")
    with timed("sweep") as timing:
        timing.counts = True
    store = messages.accounts.store
    metrics = Metrics(KEY, lambda: backlog(store), lambda: NOW + timedelta(minutes=5))
    app = make_http({}, Readiness(lambda: True), metrics=metrics)
    async with TestClient(TestServer(app)) as client:
        for shown in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {KEY}"}):
            assert (await client.get("/metrics", headers=shown)).status == 401
        answer = await client.get("/metrics", headers={"Authorization": f"Bearer {KEY}"})
        assert (answer.status, answer.headers["Content-Type"].partition(";")[0]) == (200, "text/plain")
        said = await answer.text()
    assert 'milepost_waiting{kind="delivery",state="pending"} 1.0' in said
    assert 'milepost_platform_calls_total{outcome="answered",platform="slack"}' in said
    assert 'milepost_http_refusals_total{status="401"} ' in said
    assert "milepost_sweep_seconds_count" in said
    assert "Acme" not in said
    async with TestClient(TestServer(make_http({}, Readiness(lambda: True)))) as client:
        assert (await client.get("/metrics")).status == 404


def test_a_time_that_is_none_is_not_kept():
    with timed("nothing") as timing:
        timing.counts = False
    assert ("nothing", ()) not in timings()
    before = counted().get(("ticks", (("outcome", "done"),)), 0)
    count("ticks", outcome="done")
    assert counted()["ticks", (("outcome", "done"),)] == before + 1
