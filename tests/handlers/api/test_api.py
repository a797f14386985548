"""What our own product reads over HTTP: real requests, a key of ours, a revoked one, a stranger's and none."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import event, select
from yarl import URL

from bot.store.session import Store
from bot.store.tables import Account, AccountEvent
from bot.store.tables.keys import ApiKey
from bot.usecases.workspace.keys import add_key, hash_of, revoke_key
from handlers.api.accounts import product_app
from handlers.api.readiness import Readiness
from handlers.api.server import make_http
from handlers.request import Services
from tests.given.accounts import Accounts
from tests.given.book import NOW, Book

pytestmark = pytest.mark.one_database

INTERNAL = ("health", "band", "churn", "risk", "arr", "eur", "persona", "expert", "say", "csm", "olga", "talk", "lost",
            "note", "dana", "contract")  # fmt: skip


@dataclass
class Product:
    """A program that asks Milepost, with its key."""

    url: str
    key: str
    client: aiohttp.ClientSession

    async def ask(self, path: str, key: str | None = None, method: str = "GET", **headers: str) -> "Said":
        sent = {"Authorization": f"Bearer {self.key if key is None else key}", **headers}
        sent = {name.replace("_", "-"): value for name, value in sent.items() if value}
        address = URL(f"{self.url}{path}", encoded=True)
        async with self.client.request(method, address, headers=sent) as answer:
            return Said(answer.status, await answer.text(), answer.headers)

    async def account(self, key: str) -> "Said":
        return await self.ask(f"/api/v1/accounts/{quote(key, safe='')}")


@dataclass
class Said:
    status: int
    text: str
    headers: Any

    @property
    def data(self) -> Any:
        return json.loads(self.text)


@pytest.fixture
async def product(accounts: Accounts) -> AsyncIterator[Product]:
    services = Services(accounts.store, accounts.library)
    app = make_http({}, Readiness(lambda: True), product_app(services, lambda: accounts.now))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    key = await add_key(accounts.store, accounts.workspace, "web-app", accounts.now)
    async with aiohttp.ClientSession() as client:
        yield Product(f"http://127.0.0.1:{port}", key, client)
    await runner.cleanup()


@contextmanager
def counted(store: Store) -> Any:
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            said.append(statement)

    event.listen(store.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(store.engine.sync_engine, "before_cursor_execute", note)


async def test_the_product_reads_where_an_account_stands(accounts: Accounts, product: Product) -> None:
    # method: D11
    acme = await accounts.account(started_on=NOW.date() - timedelta(days=100))
    await accounts.finish(acme, "first-value")
    await accounts.sweep()
    await accounts.task(acme, "weekly-job-chosen")
    await accounts.sweep(days=2)
    said = await product.account("acme")
    assert (said.status, said.headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    reached_on = NOW.date().isoformat()
    assert {name: said.data[name] for name in ("key", "name", "active", "playbook")} == {
        "key": "acme", "name": "Acme", "active": True, "playbook": "laer",
    }  # fmt: skip
    assert {name: said.data["stage"][name] for name in ("key", "name", "laer")} == {
        "key": "adopt", "name": "Adopt", "laer": "adopt",
    }  # fmt: skip
    assert said.data["milestone"] == {
        "key": "habit",
        "name": "a weekly habit",
        "customer_words": "Part of every week",
        "meaning": "The team does a job of its own in the product every week, without being asked.",
        "since": reached_on,
        "due_on": (NOW.date() + timedelta(days=65)).isoformat(),
    }
    assert [(one["key"], one["reached"], one["reached_on"]) for one in said.data["milestones"]] == [
        ("first-value", True, reached_on), ("habit", False, None), ("proven-outcome", False, None),
        ("shared-success", False, None),
    ]  # fmt: skip
    assert [task["key"] for task in said.data["tasks"]] == ["team-trained", "own-admin-named", "old-way-stopped"]
    # method: D11, D13
    words = {"name": "team training", "customer_words": "Training for your team"}
    assert said.data["next_step"] == {"key": "team-trained", **words, "side": "ours", "required": True}


async def test_steps_that_a_milestone_can_do_without_come_last(accounts: Accounts, product: Product) -> None:
    # method: D4, D11
    acme = await accounts.account(entry_stage="adopt")
    await accounts.finish(acme, "habit")
    await accounts.sweep()
    tasks = (await product.account("acme")).data["tasks"]
    assert [task["required"] for task in tasks] == [True, True, True, True, False]


@pytest.mark.both_databases
async def test_nothing_that_is_ours_to_know_goes_out(accounts: Accounts, product: Product) -> None:
    # method: D11
    acme = await accounts.account(tier="mid", segment="start-up", view="worried")
    await accounts.contract(acme, amount=120_000, currency="EUR", ends_on=NOW.date() + timedelta(days=40))
    await accounts.person(acme, persona="expert", role="decision maker", vision="Halve reporting")
    await accounts.add(
        AccountEvent(account_id=acme, kind="note", at=NOW, key="", note="They say it is too dear", period=1)
    )
    for kpi in accounts.library.playbooks["laer"].health.kpis:
        await accounts.kpi(acme, kpi.key, kpi.worst)
    await accounts.sweep()
    for path in ("/api/v1/accounts/acme", "/api/v1/accounts"):
        said = await product.ask(path)
        assert said.status == 200
        words = said.text.lower().replace("laer", "").replace("started", "")
        assert [word for word in INTERNAL if word in words] == []


async def test_an_account_that_was_never_assessed_has_no_stage_yet(accounts: Accounts, product: Product) -> None:
    # method: D11
    await accounts.account("New")
    said = (await product.account("new")).data
    assert (said["stage"], said["milestone"], said["tasks"], said["next_step"]) == (None, None, [], None)
    assert [one["reached"] for one in said["milestones"]] == [False] * 4


@pytest.mark.both_databases
async def test_an_account_that_left_is_not_active_and_has_nothing_to_do(accounts: Accounts, product: Product) -> None:
    # method: D11
    acme = await accounts.account(started_on=NOW.date())
    await accounts.sweep()
    await accounts.set(Account, acme, status="churned", churned_on=NOW.date(), churn_reason="Too dear")
    said = await product.account("acme")
    assert (said.data["active"], said.data["stage"], said.data["milestone"], said.data["tasks"]) == (
        False, None, None, [],
    )  # fmt: skip
    assert "dear" not in said.text


async def test_pages_follow_one_another_in_the_order_of_keys_until_all_were_read(
    accounts: Accounts, product: Product
) -> None:
    # method: D11
    keys = ["acme", "beta", "Gamma & Söhne", "delta/two", "zeta"]
    for key in keys:
        await accounts.account(key, key=key)
    await accounts.sweep()
    read, after, pages = [], "", 0
    while after is not None:
        page = await product.ask(f"/api/v1/accounts?limit=2&after={quote(after, safe='')}")
        read += [one["key"] for one in page.data["accounts"]]
        after, pages = page.data["next"], pages + 1
    assert (sorted(read), len(read), pages) == (sorted(keys), len(keys), 3)
    assert set(page.data["accounts"][0]) == {"key", "name", "active", "playbook", "stage", "milestone"}


@pytest.mark.parametrize("limit", ["0", "501", "-1", "ten", "1.5", "", "9" * 30, "%C2%B2"])
async def test_a_page_has_one_to_five_hundred_accounts(product: Product, limit: str) -> None:
    said = await product.ask(f"/api/v1/accounts?limit={limit}")
    assert (said.status, said.data) == (
        400, {"error": "bad_request", "message": "limit must be a whole number from 1 to 500."},
    )  # fmt: skip


async def test_what_has_not_changed_is_not_sent_again(accounts: Accounts, product: Product) -> None:
    # method: D11
    acme = await accounts.account(started_on=NOW.date())
    await accounts.sweep()
    for path in ("/api/v1/accounts/acme", "/api/v1/accounts"):
        first = await product.ask(path)
        tag = first.headers["ETag"]
        assert first.headers["Cache-Control"] == "private, max-age=60"
        for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
            again = await product.ask(path, If_None_Match=known)
            assert (again.status, again.text, again.headers["ETag"]) == (304, "", tag)
        assert (await product.ask(path, If_None_Match='"other"')).status == 200
    await accounts.finish(acme, "first-value")
    await accounts.sweep(days=1)
    changed = await product.ask("/api/v1/accounts/acme", If_None_Match=tag)
    assert (changed.status, changed.data["milestone"]["key"]) == (200, "habit")


async def test_a_request_takes_two_statements(accounts: Accounts, product: Product) -> None:
    # method: D11
    for number in range(30):
        await accounts.account(f"a{number:02}")
    await accounts.sweep()
    for path in ("/api/v1/accounts/a07", "/api/v1/accounts?limit=20"):
        await product.ask(path)  # meets the playbook version, and notes the day's first use of the key
        with counted(accounts.store) as said:
            assert (await product.ask(path)).status == 200
        assert len(said) == 2, said


async def test_a_key_opens_its_own_workspace_only(accounts: Accounts, book: Book, product: Product) -> None:
    # method: D11
    await accounts.account("Acme")
    theirs = accounts.elsewhere()
    await theirs.account("Secretive Ltd", key="secretive")
    await theirs.account("Their own Acme", key="acme")
    stranger = await add_key(accounts.store, book.other_workspace, "web-app", NOW)
    unknown = await product.account("nobody")
    hidden = await product.account("secretive")
    assert (hidden.status, hidden.text) == (unknown.status, unknown.text)
    assert (await product.account("acme")).data["name"] == "Acme"
    assert (await product.ask("/api/v1/accounts/acme", key=stranger)).data["name"] == "Their own Acme"
    assert [one["key"] for one in (await product.ask("/api/v1/accounts")).data["accounts"]] == ["acme"]
    listed = await product.ask("/api/v1/accounts", key=stranger)
    assert [one["key"] for one in listed.data["accounts"]] == ["acme", "secretive"]


HOSTILE = [
    "nobody", "%2F", "..%2F..%2Fhealthz", "acme%2Fsecret", "%E2%80%AE%F0%9F%92%A5", "a" * 300, "%00",
    "%FF%FE", "%ED%A0%80",
    "%27%20OR%201%3D1--", "%25", "acme%20", "%3C!channel%3E", "{key}", "acme%3Fkey=1", "ACME",
]  # fmt: skip


@pytest.mark.parametrize("key", HOSTILE)
async def test_a_strange_key_in_the_path_is_an_account_that_is_not_there(
    accounts: Accounts, product: Product, key: str
) -> None:
    await accounts.account("Acme")
    said = await product.ask(f"/api/v1/accounts/{key}")
    assert (said.status, said.data["error"]) == (404, "not_found")
    assert said.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("key", ["a/b", "Söhne & Co", "100%", "a?b#c", "💥", " ", "a" * 200, "{key}", "..."])
async def test_an_account_is_found_whatever_its_key_is_made_of(accounts: Accounts, product: Product, key: str) -> None:
    # method: D11
    await accounts.account("Odd", key=key)
    assert (await product.account(key)).data["key"] == key


async def test_without_a_key_of_ours_nothing_is_said(accounts: Accounts, product: Product) -> None:
    # method: D11
    await accounts.account("Acme")
    revoked = await add_key(accounts.store, accounts.workspace, "old-app", NOW)
    await revoke_key(accounts.store, accounts.workspace, "old-app", NOW)
    wrong = [
        revoked,
        "mp_",
        "mp_" + "x" * 43,
        product.key[:-1],
        product.key + "x",
        hash_of(product.key),
        "ü",
        "x" * 4000,
    ]
    for path in ("/api/v1/accounts/acme", "/api/v1/accounts/nobody", "/api/v1/accounts"):
        for key in wrong:
            said = await product.ask(path, key=key)
            assert (said.status, said.data["error"]) == (401, "wrong_key"), key
            assert said.headers["WWW-Authenticate"] == 'Bearer realm="milepost", error="invalid_token"'
            assert "Acme" not in said.text
        for header in ("", "Bearer", "Bearer ", f"Basic {product.key}", product.key):
            said = await product.ask(path, Authorization=header)
            assert (said.status, said.data["error"]) == (401, "no_key"), header
            assert said.headers["WWW-Authenticate"] == 'Bearer realm="milepost"'
            assert "milepost key add" in said.data["message"]


@pytest.mark.both_databases
async def test_a_revoked_key_ends_also_what_was_cached(accounts: Accounts, product: Product) -> None:
    await accounts.account("Acme")
    tag = (await product.account("acme")).headers["ETag"]
    await revoke_key(accounts.store, accounts.workspace, "web-app", NOW)
    assert (await product.ask("/api/v1/accounts/acme", If_None_Match=tag)).status == 401


async def test_it_can_only_be_read(accounts: Accounts, product: Product) -> None:
    await accounts.account("Acme")
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        said = await product.ask("/api/v1/accounts/acme", method=method)
        assert (said.status, said.data["error"]) == (405, "read_only")
        assert "GET" in said.headers["Allow"]
    said = await product.ask("/api/v1/nothing")
    assert (said.status, said.data["error"]) == (404, "not_found")


@pytest.mark.both_databases
async def test_a_database_that_cant_be_used_is_said_without_its_insides(accounts: Accounts, product: Product) -> None:
    async with accounts.store.everywhere(writes=True) as connection:
        await connection.exec_driver_sql("ALTER TABLE account_facts RENAME TO gone_facts")
    try:
        said = await product.account("acme")
    finally:
        async with accounts.store.everywhere(writes=True) as connection:
            await connection.exec_driver_sql("ALTER TABLE gone_facts RENAME TO account_facts")
    assert (said.status, said.data["error"], said.headers["Retry-After"]) == (503, "no_database", "60")
    assert "facts" not in said.text


async def test_what_goes_wrong_here_is_said_without_its_insides(accounts, product: Product, monkeypatch) -> None:
    def broken(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("boom of the facts")

    monkeypatch.setattr("handlers.api.accounts.product_account", broken)
    said = await product.account("acme")
    assert (said.status, said.data["error"]) == (500, "broken")
    assert "facts" not in said.text


@pytest.mark.both_databases
async def test_keys_are_kept_as_hashes_with_when_they_were_used_and_never_logged(
    accounts: Accounts, product: Product, caplog: pytest.LogCaptureFixture
) -> None:
    # method: D11
    caplog.set_level(logging.DEBUG)
    await accounts.account("Acme")
    await product.account("acme")
    await product.ask("/api/v1/accounts", key="mp_not-a-key-of-ours")
    async with accounts.store.read(accounts.workspace) as db:
        (row,) = (await db.scalars(select(ApiKey))).all()
    assert (row.hash, row.last_used_at, row.revoked_at) == (hash_of(product.key), NOW, None)
    assert product.key not in str(vars(row))
    assert product.key not in caplog.text
    assert "not-a-key-of-ours" not in caplog.text
    accounts.now += timedelta(minutes=59)
    await product.account("acme")
    async with accounts.store.read(accounts.workspace) as db:
        assert await db.scalar(select(ApiKey.last_used_at)) == NOW
    accounts.now += timedelta(minutes=1)
    await product.account("acme")
    async with accounts.store.read(accounts.workspace) as db:
        assert await db.scalar(select(ApiKey.last_used_at)) == accounts.now
