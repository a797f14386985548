"""The sample in Microsoft's offline playground: what can be asked of the demo itself, in the chat."""

import asyncio
import os
import shutil
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.cli.demo import live_that_morning
from bot.cli.in_teams.demo_teams import living_in_teams, stage_of
from bot.sandbox.teams.playground import PACKAGE
from bot.sandbox.teams.relay import Relay
from tests.browser.npm import with_package

ROOT = Path(__file__).parents[3]
AFTERNOON = datetime(2026, 11, 27, 13, 0, tzinfo=UTC)


class InTheChat:
    """Ana, before the playground's page."""

    def __init__(self, session: aiohttp.ClientSession, relay: Relay, chat: str) -> None:
        self.session, self.relay, self.chat = session, relay, chat

    async def types(self, text: str) -> None:
        said = {"from": {"id": "29:0"}, "text": text, "textFormat": "plain"}
        address = f"{self.relay.playground}/_conversation/v1/conversations/{self.chat}/messages"
        async with self.session.post(address, json=said) as response:
            assert response.status == 200, await response.text()

    async def card(self, holds: Callable[[str], bool], besides: Collection[str] = ()) -> str:
        for _ in range(600):
            for name, card in self.relay.cards.items():
                if name not in besides and holds(str(card)):
                    return str(card)
            await asyncio.sleep(0.05)
        raise AssertionError("it didn't come")


@pytest.mark.slow
@with_package(PACKAGE)
async def test_mornings_and_colleagues_are_had_by_words_in_the_chat(tmp_path: Path) -> None:
    async with living_in_teams(tmp_path, AFTERNOON) as (demo, relay), aiohttp.ClientSession() as session:
        stage = stage_of(demo.sample)
        there = InTheChat(session, relay, stage.chat)
        async with session.post(f"{relay.playground}/_debug/conversation/{stage.chat}/installation", json={}):
            await relay.opened.wait()
        await live_that_morning(demo, AFTERNOON)
        await there.types("/journey list renewals")
        ana = await there.card(lambda card: "within 120 days" in card)

        known = set(relay.cards)
        await there.types("/demo next morning")
        await there.card(lambda card: "Good morning" in card, besides=known)
        assert f"{demo.clock.now():%a %d %b}" == "Mon 30 Nov"

        known = set(relay.cards)
        await there.types("/demo as ben")
        await there.types("/journey list renewals")
        bens = await there.card(lambda card: "within 120 days" in card, besides=known)
        assert "Corvane Health" in ana
        assert "Corvane Health" not in bens
        for platform in demo.milepost.platforms:
            await platform.wire.idle()
        await demo.milepost.background.idle()
        async with demo._moving, demo.milepost.turn:  # the morning is over, and what was just queued is out
            pass


async def test_without_the_internet_it_says_what_it_needs(tmp_path: Path) -> None:
    for name in ("Makefile", "package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, tmp_path)
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text("#!/bin/sh\nexit 1\n")  # as it ends where it reaches nobody
    npm.chmod(0o755)
    path = {"PATH": f"{npm.parent}:{os.environ['PATH']}"}
    made = await asyncio.create_subprocess_exec(
        "make", "packages", cwd=tmp_path, env=path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    said, _ = await made.communicate()
    assert made.returncode != 0
    assert "this needs the internet, or your company's npm registry" in said.decode()
    assert not (tmp_path / "node_modules").exists()
