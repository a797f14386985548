"""What a key opens, when it ends, how often it may ask, and how much may be sent: over real HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import select

from bot.errors import UserError
from bot.status import Said, of_workspace
from bot.store.tables import ApiKey
from bot.store.upkeep.ending_keys import warn_of_ending
from bot.usecases.workspace.keys import add_key, revoke_key
from bot.usecases.workspace.scopes import read_expiry, read_scope
from handlers.api.accounts import product_app
from handlers.api.limits import MOST_BY_KEY, MOST_BYTES_READING, PublicLimit
from handlers.api.readiness import Readiness
from handlers.api.server import make_http
from handlers.request import Services
from tests.given.accounts import Accounts
from tests.given.book import NOW

pytestmark = pytest.mark.one_database
ACCOUNTS, READY = "/api/v1/accounts", "/readyz"


@dataclass
class Site:
    accounts: Accounts
    client: aiohttp.ClientSession
    url: str = ""
    seconds: list[float] = field(default_factory=lambda: [0.0])

    async def key(self, name: str, scope: str = "all", expires_at: datetime | None = None) -> str:
        return await add_key(self.accounts.store, self.accounts.workspace, name, NOW, scope, expires_at)

    async def ask(self, path: str, key: str = "", **more: Any) -> tuple[int, str, Any]:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        async with self.client.request(more.pop("method", "GET"), self.url + path, headers=headers, **more) as answer:
            return answer.status, await answer.text(), answer.headers


@pytest.fixture
async def site(accounts: Accounts) -> AsyncIterator[Site]:
    async def reading(_workspace: int | None) -> list[Said]:
        return [Said("All is well here.", about="database")]

    def now() -> datetime:
        return accounts.now

    async with aiohttp.ClientSession() as client:
        here = Site(accounts, client)
        limit = PublicLimit(40, lambda: here.seconds[0])
        readiness = Readiness(lambda: True, accounts.store, reading, now)
        product = product_app(Services(accounts.store, accounts.library), now)
        runner = web.AppRunner(make_http({}, readiness, product, limit=limit), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        here.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield here
        await runner.cleanup()


@pytest.mark.both_databases
async def test_a_key_opens_what_its_scope_says_and_nothing_else(site: Site) -> None:
    # method: D11
    await site.accounts.account("Acme")
    product = await site.key("web-app", "accounts:read")
    monitor = await site.key("monitor", "status:read")
    both = await site.key("both", "accounts:read status:read")
    everything = await site.key("old")
    opened = {
        (name, path): (await site.ask(path, key))[0]
        for name, key in (("web-app", product), ("monitor", monitor), ("both", both), ("old", everything))
        for path in (ACCOUNTS, f"{ACCOUNTS}/acme", READY)
    }
    refused = {place for place, status in opened.items() if status == 403}
    assert refused == {("monitor", ACCOUNTS), ("monitor", f"{ACCOUNTS}/acme"), ("web-app", READY)}
    assert {status for place, status in opened.items() if place not in refused} == {200}
    _, text, headers = await site.ask(f"{ACCOUNTS}/acme", monitor)
    assert "monitor opens status:read" in text
    assert "milepost key add NAME --scope accounts:read" in text
    assert "Acme" not in text
    assert headers["WWW-Authenticate"].endswith('error="insufficient_scope", scope="accounts:read"')
    _, text, _ = await site.ask(READY, product)
    assert "web-app opens accounts:read" in text
    assert "All is well here." not in text


@pytest.mark.both_databases
async def test_a_key_that_has_ended_opens_nothing_and_says_so(site: Site) -> None:
    # method: D11
    key = await site.key("trial", "all", NOW + timedelta(days=90))
    site.accounts.now = NOW + timedelta(days=90, seconds=-1)
    assert (await site.ask(ACCOUNTS, key))[0] == 200
    site.accounts.now = NOW + timedelta(days=90)
    for path in (ACCOUNTS, READY):
        status, text, headers = await site.ask(path, key)
        assert status == 401
        assert "expired_key" in text
        assert "This API key ended on 2026-04-06. Revoke trial" in text
        assert "invalid_token" in headers["WWW-Authenticate"]
    assert (await site.ask(ACCOUNTS, "mp_unknown"))[1].count("wrong_key") == 1


async def test_keys_from_before_open_everything_and_have_no_end(accounts: Accounts) -> None:
    await accounts.add(ApiKey(workspace_id=accounts.workspace, name="old", hash="h", created_at=NOW))
    async with accounts.store.read(accounts.workspace) as db:
        [row] = await db.scalars(select(ApiKey))
    assert (row.scope, row.expires_at) == ("all", None)


@pytest.mark.both_databases
async def test_whoever_hosts_is_told_of_a_key_before_it_ends(
    accounts: Accounts, caplog: pytest.LogCaptureFixture
) -> None:
    async def said(now: datetime) -> list[str]:
        lines = await of_workspace(accounts.store, accounts.workspace, now, lambda why: "", answering=True)
        await warn_of_ending(accounts.store, accounts.workspace, now)
        return [one.text.strip() for one in lines if one.about == "api-key" and not one.well]

    for name, days in (("soon", 20), ("later", 60)):
        await add_key(accounts.store, accounts.workspace, name, NOW, "all", NOW + timedelta(days=days))
    await add_key(accounts.store, accounts.workspace, "for ever", NOW)
    assert await said(NOW) == []
    assert caplog.messages == []
    [line] = await said(NOW + timedelta(days=6))
    assert line.startswith("API key soon ends 2026-01-26 07:30 UTC: milepost key add makes another")
    assert caplog.messages == [line]
    [line] = await said(NOW + timedelta(days=21))
    assert line == "API key soon ended 2026-01-26 07:30 UTC: milepost key revoke soon takes it off here."
    assert len(caplog.messages) == 1  # who asks with it is told so at each request
    await revoke_key(accounts.store, accounts.workspace, "soon", NOW)
    assert await said(NOW + timedelta(days=21)) == []


async def test_a_key_may_ask_so_often_and_then_waits_whatever_others_do(site: Site) -> None:
    busy, calm = await site.key("busy"), await site.key("calm")
    for _ in range(MOST_BY_KEY):
        assert (await site.ask(f"{ACCOUNTS}/none", busy))[0] == 404
    site.seconds[0] = 45.0
    for path in (ACCOUNTS, READY):
        status, text, headers = await site.ask(path, busy)
        assert (status, headers["Retry-After"]) == (429, "15")
        assert "Try again in 15 seconds" in text
    assert (await site.ask(ACCOUNTS, calm))[0] == 200
    site.seconds[0] = 60.0
    assert (await site.ask(ACCOUNTS, busy))[0] == 200


async def test_who_shows_no_key_of_ours_is_counted_by_address_whatever_they_ask(site: Site) -> None:
    for number in range(10):
        assert (await site.ask(READY))[0] == 200
        assert (await site.ask(f"{ACCOUNTS}/{number}", method="POST"))[0] == 405
        assert (await site.ask(ACCOUNTS, f"mp_{number}"))[0] == 401
        assert (await site.ask(ACCOUNTS))[0] == 401
    status, text, headers = await site.ask(ACCOUNTS, "mp_guess")
    assert (status, headers["Retry-After"], headers["Content-Type"]) == (429, "60", "application/json; charset=utf-8")
    assert '"error": "too_often"' in text
    assert (await site.ask(ACCOUNTS, method="DELETE"))[0] == 429
    assert (await site.ask(READY))[1] == "Too many requests. Try again in 60 seconds."
    assert (await site.ask(ACCOUNTS, await site.key("web-app")))[0] == 200


async def test_what_is_only_read_takes_no_large_body(site: Site) -> None:
    key = await site.key("web-app")

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(5):
            yield b"x" * (MOST_BYTES_READING // 4)

    assert (await site.ask(ACCOUNTS, key, data=b"x" * MOST_BYTES_READING))[0] == 200
    for data in (b"x" * (MOST_BYTES_READING + 1), pieces()):
        status, text, _ = await site.ask(ACCOUNTS, key, data=data)
        assert (status, "too_large" in text, "may have 16,384 bytes" in text) == (413, True, True)
    assert (await site.ask(READY, data=b"x" * 20_000))[1].startswith("This is too large")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ([], "all"), (["all"], "all"), (["status:read"], "status:read"), (["all", "status:read"], "all"),
        (["status:read", "accounts:read"], "accounts:read status:read"),
        (["Status:Read,accounts:read"], "accounts:read status:read"),
    ],
)  # fmt: skip
def test_scopes_are_kept_in_one_order(words: list[str], kept: str) -> None:
    assert read_scope(words) == kept


def test_a_scope_that_is_none_is_named() -> None:
    with pytest.raises(UserError, match=r"no scope accounts:write\. A key may have accounts:read, status:read, or all"):
        read_scope(["accounts:write"])


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("never", None), ("90d", NOW + timedelta(days=90)), ("2w", NOW + timedelta(days=14)),
        ("6m", NOW + timedelta(days=180)), ("1y", NOW + timedelta(days=365)),
        ("2027-03-01", datetime(2027, 3, 1, 23, 59, 59, tzinfo=UTC)),
        ("2026-01-06", datetime(2026, 1, 6, 23, 59, 59, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_an_end_is_a_time_a_day_or_never(text: str, end: datetime | None) -> None:
    assert read_expiry(text, NOW) == end


@pytest.mark.parametrize("text", ["", "soon", "0d", "90", "-1d", "2026-01-05", "2026-02-30", "9999y", "2099-01-01"])
def test_an_end_that_is_none_is_refused_with_what_can_be_said(text: str) -> None:
    with pytest.raises(UserError, match="never"):
        read_expiry(text, NOW)
