"""A customer's page over real HTTP: its address, its headers, its end, and how often it may be asked for."""

import logging
import re
from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

import aiohttp
import pytest
from sqlalchemy import select

from bot.store.tables import PlannedStep, PublishedPage
from bot.talk.page.customer_page import PageChoices
from bot.talk.page.page import page_to_publish
from bot.usecases.plan.pages import publish, withdraw
from handlers.api.limits import PublicLimit
from handlers.api.pages import pages_app
from handlers.api.readiness import Readiness
from handlers.api.server import listening, make_http
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, ago

pytestmark = pytest.mark.one_database


@dataclass
class Public:
    """Anybody who has an address; and Acme's plan, published. seconds: of the limit's clock."""

    accounts: Accounts
    client: aiohttp.ClientSession
    url: str = ""
    token: str = ""
    page_id: int = 0
    clock: list[datetime] = field(default_factory=lambda: [NOW])
    seconds: list[float] = field(default_factory=lambda: [0.0])

    async def get(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, str, aiohttp.typedefs.LooseHeaders]:
        async with self.client.request(method, f"{self.url}{path}", headers=headers) as answer:
            return answer.status, await answer.text(), answer.headers


@pytest.fixture
async def public(accounts: Accounts) -> AsyncIterator[Public]:
    await acme(accounts)
    await accounts.add(PlannedStep(account_id=1, period=1, task="own-admin-named", ends_on=ago(-10)))
    async with accounts.store.read(1) as db:
        page = await page_to_publish(db, accounts.library, 1, PageChoices(), OLGA, NOW)
    assert page is not None
    done = await publish(accounts.write(), 1, page.model_dump(mode="json"), {}, 30)
    async with aiohttp.ClientSession() as client:
        there = Public(accounts, client, token=done.token, page_id=done.page_id)
        limit = PublicLimit(40, lambda: there.seconds[0])
        pages = pages_app(accounts.store, lambda: there.clock[0])
        async with listening(make_http({}, Readiness(lambda: True), None, pages, limit), "127.0.0.1", 0) as port:
            there.url = f"http://127.0.0.1:{port}"
            yield there


@pytest.mark.both_databases
async def test_a_page_is_read_without_script_cache_or_trace(public: Public, caplog: pytest.LogCaptureFixture) -> None:
    # method: A9, D12
    with caplog.at_level(logging.DEBUG):
        status, html, headers = await public.get(f"/p/{public.token}")
    assert status == 200
    assert "An admin of your own, named and trained" in html
    [style] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
    assert policy.endswith(f"style-src 'sha256-{hashed}'")
    assert "<script" not in html
    assert 'style="' not in html
    assert not re.search(r"(src|href)=\"?(https?:)?//", html)
    for name, value in (
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Robots-Tag", "noindex, nofollow, noarchive"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ):
        assert headers[name] == value
    assert "Set-Cookie" not in headers
    assert "<title>Our plan</title>" in html
    status, calendar, headers = await public.get(f"/p/{public.token}/plan.ics")
    assert status == 200
    assert headers["Content-Disposition"] == 'attachment; filename="plan.ics"'
    assert "SUMMARY:An admin of your own" in calendar
    assert public.token not in caplog.text


async def test_what_has_ended_and_what_never_was_answer_alike(public: Public) -> None:
    never = await public.get(f"/p/{'A' * 22}")
    assert never[0] == 404
    assert "Whoever sent you the address can make a new one." in never[1]
    for other in ("/p/", "/p/short", f"/p/{public.token}x", f"/p/{public.token}/other"):
        assert (await public.get(other))[0] == 404
    assert (await public.get(f"/p/{public.token}", "POST"))[0] == 405
    public.clock[0] = NOW + timedelta(days=31)
    assert (await public.get(f"/p/{public.token}"))[:2] == never[:2]
    public.clock[0] = NOW
    assert (await public.get(f"/p/{public.token}", "HEAD"))[0] == 200
    await withdraw(public.accounts.write(), public.page_id)
    assert (await public.get(f"/p/{public.token}"))[:2] == never[:2]
    assert (await public.get(f"/p/{public.token}/plan.ics"))[0] == 404


async def test_a_fault_is_logged_without_the_address(public: Public, caplog: pytest.LogCaptureFixture) -> None:
    await public.accounts.change(PublishedPage, public.page_id, snapshot={"health": 61})
    status, text, _ = await public.get(f"/p/{public.token}")
    assert (status, text) == (500, "Something went wrong here. Try again in a minute.")
    assert "a customer's page could not be shown" in caplog.text
    assert public.token not in caplog.text


async def test_reading_leaves_nothing_behind(public: Public) -> None:
    before = await public.accounts.one(select(PublishedPage))
    for _ in range(3):
        await public.get(f"/p/{public.token}")
    after = await public.accounts.one(select(PublishedPage))
    names = [column.name for column in PublishedPage.__table__.c]
    assert [getattr(before, name) for name in names] == [getattr(after, name) for name in names]


async def test_who_asks_too_often_waits_and_nobody_else_does(public: Public) -> None:
    """All public routes, the monitors' too; behind a proxy each reader counts alone."""
    for _ in range(20):
        assert (await public.get(f"/p/{public.token}"))[0] == 200
        assert (await public.get("/healthz"))[0] == 200
    for path in (f"/p/{public.token}", "/healthz", "/readyz", "/nowhere"):
        status, _, headers = await public.get(path)
        assert (status, headers["Retry-After"]) == (429, "60")

    elsewhere = {"X-Forwarded-For": "198.51.100.1, 203.0.113.7"}
    async with public.client.get(f"{public.url}/healthz", headers=elsewhere) as answer:
        assert answer.status == 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    public.seconds[0] = 61
    assert (await public.get("/healthz"))[0] == 200
