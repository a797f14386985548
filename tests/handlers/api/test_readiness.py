"""Whether we are ready: yes or no for the public, and why for whoever has a key. Over real HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import text

from bot.app import Milepost
from bot.conversation import Caller, Inbound
from bot.settings.read import Settings
from bot.store.session import Store
from bot.store.tables import Installation, Outgoing, Workspace
from bot.usecases.workspace.keys import add_key
from handlers.api.readiness import Readiness
from handlers.api.server import make_http
from tests.given.accounts import Accounts
from tests.given.book import NOW
from tests.given.databases import at_head

pytestmark = pytest.mark.one_database


@dataclass
class Site:
    milepost: Milepost
    accounts: Accounts
    url: str
    key: str

    async def ask(self, path: str = "/readyz", key: str = "") -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        async with aiohttp.ClientSession() as client, client.get(f"{self.url}{path}", headers=headers) as answer:
            is_json = answer.content_type == "application/json"
            return answer.status, await answer.json() if is_json else await answer.text()

    async def why(self) -> dict[str, dict[str, Any]]:
        """What isn't well, by what it is about."""
        _, said = await self.ask(key=self.key)
        return {one["about"]: one for one in said["lines"] if not one["well"]}


@asynccontextmanager
async def served(application: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}"
    await runner.cleanup()


@pytest.fixture
async def site(accounts: Accounts) -> AsyncIterator[Site]:
    store = accounts.store
    async with at_head(store):
        await accounts.change(Workspace, accounts.workspace, ticked_at=NOW)
        key = await add_key(store, accounts.workspace, "monitor", NOW)
        milepost = Milepost(Settings(bot_token="xoxb-x"), store, accounts.library, lambda: NOW)
        milepost.workspaces[accounts.workspace] = {}
        milepost.ready = True
        readiness = Readiness(lambda: milepost.ready, store, milepost.reading, lambda: NOW)
        async with served(make_http({}, readiness)) as url:
            yield Site(milepost, accounts, url, key)


@pytest.mark.both_databases
async def test_ready_is_said_to_everybody_and_how_things_stand_to_whoever_has_a_key(site: Site) -> None:
    assert await site.ask() == (200, "ok")
    status, said = await site.ask(key=site.key)
    assert status == 200
    assert said["ready"] is True
    assert {"database", "round", "outbox"} <= {one["about"] for one in said["lines"]}
    status, said = await site.ask(key="mp_wrong")
    assert (status, said["error"]["code"]) == (401, "wrong_key")


async def test_an_outage_is_not_ready_and_says_since_when(site: Site) -> None:
    values = {"outage": "token_revoked", "outage_since": NOW - timedelta(hours=3)}
    await site.accounts.change(Installation, 1, **values)
    assert await site.ask() == (503, "not ready")
    outage = (await site.why())["outage"]
    assert outage["since"].startswith((NOW - timedelta(hours=3)).isoformat()[:19])
    assert "token_revoked - install the app again" in outage["text"]


async def test_a_round_that_is_too_old_is_not_ready(site: Site) -> None:
    await site.accounts.change(Workspace, site.accounts.workspace, ticked_at=NOW - timedelta(hours=2))
    assert (await site.ask())[0] == 503
    assert "does milepost serve run" in (await site.why())["round"]["text"]


async def test_what_was_refused_is_told_but_stops_nobody(site: Site) -> None:
    refused = Outgoing(
        workspace_id=site.accounts.workspace,
        kind="alert",
        once="x",
        refs={},
        installation_id=1,
        state="rejected",
        delivery_id="x",
        next_try_at=NOW,
        created_at=NOW,
        reason="restricted_action",
    )
    async with site.accounts.store.write(site.accounts.workspace) as db:
        db.add(refused)
    assert (await site.ask())[0] == 200
    assert await site.ask("/readyz?all") == (503, "not ready")
    assert "restricted_action" in (await site.why())["refused"]["text"]


async def test_tables_of_another_version_are_not_ready(site: Site) -> None:
    async with site.accounts.store.everywhere(writes=True) as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert (await site.ask())[0] == 503
    assert "schema is 9999" in (await site.why())["schema"]["text"]


@pytest.mark.both_databases
async def test_a_pass_that_met_a_database_in_trouble_is_not_ready_until_one_is_well(site: Site) -> None:
    async with without(site.accounts.store, "slots"):
        with pytest.raises(Exception, match="slots"):
            await site.milepost.tick(NOW)
        assert (await site.ask())[0] == 503
        assert "aren't those of this version" in (await site.why())["database"]["text"]
    await site.milepost.tick(NOW)
    assert (await site.ask(key=site.key))[1]["ready"] is True


async def test_trouble_that_somebodys_word_meets_is_known_before_the_next_pass(site: Site) -> None:
    site.milepost.entrances()
    async with without(site.accounts.store, "identities"):
        await site.milepost._desks["slack"].receive(Inbound("command", Caller("T1", "UOLGA"), "1", name="journey"))
        await site.milepost.background.idle()
        assert (await site.ask())[0] == 503
        assert "aren't those of this version" in (await site.why())["database"]["text"]
    await site.milepost.tick(NOW)
    assert (await site.ask(key=site.key))[1]["ready"] is True


@asynccontextmanager
async def without(store: Store, table: str) -> AsyncIterator[None]:
    """A table that this version needs is gone, as after somebody's hand."""
    await rename(store, table, f"{table}_gone")
    try:
        yield
    finally:
        await rename(store, f"{table}_gone", table)


async def rename(store: Store, old: str, new: str) -> None:
    async with store.everywhere(writes=True) as connection:
        await connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


async def test_alive_is_said_also_before_and_after_being_ready(site: Site) -> None:
    site.milepost.ready = False
    assert await site.ask("/healthz") == (200, "ok")
    assert await site.ask() == (503, "not ready")
    assert "starting" in (await site.why())["process"]["text"]
