"""The playground listens on the loopback address alone, or it isn't started."""

import socket
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.sandbox.teams import playground
from bot.sandbox.teams.playground import PACKAGE, Player, PlaygroundStage, playing
from tests.browser.npm import PACKAGES, with_package

STAGE = PlaygroundStage((Player("aad-ana", "Ana", "ana@milepost.example"),), "client", "tenant")


@pytest.mark.slow
@with_package(PACKAGE)
async def test_it_isnt_started_where_others_could_reach_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [*others] = playground._own_addresses()
    if not others:
        pytest.skip("this machine has the loopback address alone")
    async with playing(PACKAGES, tmp_path, STAGE, "http://127.0.0.1:9") as address:
        port = int(address.rpartition(":")[2])
        with pytest.raises(OSError):
            socket.create_connection((others[0], port), timeout=0.5).close()
    everywhere = tmp_path / "everywhere.cjs"
    everywhere.write_text("")  # as it listens by itself
    monkeypatch.setattr(playground, "LOOPBACK", everywhere)
    with pytest.raises(SettingsError, match=f"could be reached at {others[0]} too, so it isn't started"):
        async with playing(PACKAGES, tmp_path, STAGE, "http://127.0.0.1:9"):
            raise AssertionError("it is there")


async def test_what_it_needs_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="install Node, then run `make packages`"):
        async with playing(tmp_path, tmp_path, STAGE, "http://127.0.0.1:9"):
            raise AssertionError("it is there")
