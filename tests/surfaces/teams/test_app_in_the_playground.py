"""The same day through Microsoft's own offline playground of Teams."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.delivery.outbox import queue
from bot.sandbox.teams.playground import PACKAGE, Player, PlaygroundStage, playing
from bot.sandbox.teams.relay import ISSUER, Relay
from bot.store.tables import Cta, Installation
from bot.surfaces.teams.app import Vendor
from bot.surfaces.teams.render.check import parts_of
from bot.surfaces.teams.trust.keys import Trust
from tests.browser.npm import PACKAGES, with_package
from tests.given.accounts import Accounts
from tests.given.book import NOW
from tests.given.teams.small_teams import CLIENT, OLGA, TENANT, TIM, SmallTeams
from tests.given.teams.teams_town import TeamsTown, at_work, with_accounts
from tests.handlers import test_rights as rights
from tests.surfaces.teams.test_app_on_every_path import openable

pytestmark = [pytest.mark.slow, with_package(PACKAGE)]
STAGE = PlaygroundStage(
    (Player(OLGA, "Olga Owner", "olga@milepost.example"), Player(TIM, "Tim Teammate", "tim@milepost.example")),
    CLIENT,
    TENANT,
)
SOON = 20.0  # seconds


@dataclass
class InThePlayground(SmallTeams):
    relay: Relay | None = None

    @property
    def vendor(self) -> Vendor:
        assert self.relay is not None
        return Vendor(Trust(ISSUER, self.relay.keys), self.relay.login)


@dataclass
class Playing:
    town: TeamsTown
    relay: Relay

    async def asks(self, path: str, body: Any) -> Any:
        async with self.town.people.session.post(f"{self.relay.playground}{path}", json=body) as response:
            assert response.status == 200, (path, response.status, await response.text())
            return await response.json() if response.content_type == "application/json" else None

    async def types(self, text: str) -> tuple[str, Any]:
        """The message that follows, and its card."""
        before = set(self.relay.cards)
        said = {"from": {"id": "29:0"}, "text": text, "textFormat": "plain"}
        await self.asks(f"/_conversation/v1/conversations/{STAGE.chat}/messages", said)
        return await self.new(before)

    async def new(self, before: set[str]) -> tuple[str, Any]:
        await soon(lambda: set(self.relay.cards) - before)
        await self.town.settled()
        [*_, name] = (one for one in self.relay.cards if one not in before)
        return name, self.relay.cards[name]

    async def presses(self, name: str, title: str, **typed: str) -> Any:
        data = next(p["data"] for p in parts_of(self.relay.cards[name]) if p.get("title") == title and "data" in p)
        return await self.invokes(name, data | typed)

    async def invokes(self, name: str, data: Any) -> Any:
        value = {"action": {"type": "Action.Execute", "title": "", "data": data}, "trigger": "manual"}
        there = {"conversation": {"id": STAGE.chat}, "from": {"id": "29:0"}, "replyToId": name}
        answer = await self.asks("/_conversation/v1/invoke", {"name": "adaptiveCard/action", "value": value} | there)
        await self.town.settled()
        return answer


async def soon(holds: Callable[[], Any]) -> None:
    for _ in range(round(SOON / 0.02)):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it didn't come")


@pytest.fixture
async def played(accounts, tmp_path) -> AsyncIterator[Playing]:
    await with_accounts(accounts)
    async with in_the_playground(accounts, tmp_path) as playing_there:
        yield playing_there


@asynccontextmanager
async def in_the_playground(accounts: Accounts, folder: Path) -> AsyncIterator[Playing]:
    async with accounts.store.everywhere(writes=True) as connection:
        ours = {"workspace_id": 1, "surface": "teams", "team_id": TENANT}
        await connection.execute(insert(Installation).values(ours))
    relay = Relay(CLIENT, TENANT)
    async with relay.listening(), at_work(accounts, InThePlayground(relay=relay)) as town:
        relay.bot = town.people.bot
        async with playing(PACKAGES, folder, STAGE, relay.entrance) as relay.playground:
            yield Playing(town, relay)


office = rights.office


@pytest.mark.one_database
async def test_a_digest_comes_to_who_is_silent_since_the_installation(played, accounts) -> None:
    of_team = {"type": "installationUpdate", "conversation": {"id": STAGE.team, "conversationType": "channel"}}
    async with played.town.people.session.post(played.relay.entrance, json=of_team) as response:
        assert response.status == 200
    assert not played.relay.opened.is_set()  # nobody looks yet
    await played.asks(f"/_debug/conversation/{STAGE.chat}/installation", {})
    await played.new(set())
    assert played.relay.opened.is_set()
    async with at_work(accounts, InThePlayground(relay=played.relay)) as later:  # and after a restart
        played.relay.bot, before = later.people.bot, set(played.relay.cards)
        await later.tick(NOW + timedelta(days=1))
        _, digest = await played.new(before)
        assert "Good morning" in str(digest)
        assert "Acme" in str(digest)


@pytest.mark.one_database
async def test_each_button_that_opens_a_form_opens_it_as_a_card(office: rights.Office, tmp_path) -> None:
    targets = await openable(office)
    async with in_the_playground(office.accounts, tmp_path) as there:
        card, _ = await there.types("/journey alderfen")
        for action, target in targets.items():
            before = set(there.relay.cards)
            await there.invokes(card, {"action": action, "target": target})
            _, form = await there.new(before)
            assert any(part["type"].startswith("Input.") for part in parts_of(form)), action


@pytest.mark.one_database
@pytest.mark.both_databases
async def test_a_day_in_the_playground(played) -> None:
    await played.asks(f"/_debug/conversation/{STAGE.chat}/installation", {})
    _, home = await played.new(set())
    assert "account" in str(home)
    _, card = await played.types("/journey acme")
    assert "Acme" in str(card)
    assert "Dana Reyes" in str((await played.types("/journey acme prep"))[1])
    logged, said = await played.types("/journey acme log met the COO")
    assert "Saved" in str(said)
    answer = await played.presses(logged, "Undo")
    assert "Undone" in str(played.relay.cards[logged])
    assert answer["value"]["type"] == "AdaptiveCard"  # a word in answer to a press leaves the card where it is
    logged, _ = await played.types("/journey acme log call")
    before = set(played.relay.cards)
    await played.presses(logged, "Add details")
    form, drawn = await played.new(before)
    await played.presses(form, drawn["actions"][0]["title"], note="call with Dana", next_on="", next_step="")
    assert "call with Dana" in str(played.relay.cards[form])

    await played.town.tick()
    async with played.town.milepost.store.write(1) as db:
        todo = await db.scalar(select(Cta.id).where(Cta.rule.like("renewal%")))
        there = {"person_id": 11, "cta_id": todo, "account_id": 1}
        assert await queue(db, kind="alert", once="alert", now=NOW, refs={}, **there)
    before = set(played.relay.cards)
    await played.town.tick()
    alert, drawn = await played.new(before)
    await played.presses(alert, "Reached out")
    await played.town.tick(NOW + timedelta(minutes=5))
    await soon(lambda: "Reached out" not in [p.get("title") for p in parts_of(played.relay.cards[alert])])
