"""The playground listens on the loopback address alone, or it isn't started."""

import socket
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.sandbox.teams import playground
from bot.sandbox.teams.acting import Acting
from bot.sandbox.teams.playground import PACKAGE, Player, PlaygroundStage, need_playground, playing
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


def test_what_it_needs_is_said_before_anything_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playground.shutil, "which", lambda name: None)
    with pytest.raises(SettingsError, match="needs Node 20 or newer"):
        need_playground(tmp_path)
    monkeypatch.setattr(playground.shutil, "which", lambda name: "/usr/bin/node")
    with pytest.raises(SettingsError, match="packages aren't here yet: run `make packages`"):
        need_playground(tmp_path)
    program = tmp_path / PACKAGE / "cli.js"
    program.parent.mkdir(parents=True)
    program.write_text("")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"Port {port} can't be used"):
            need_playground(tmp_path, port)
    assert need_playground(tmp_path, port) == ("/usr/bin/node", program)


def test_each_one_who_is_acted_as_has_a_chat_of_their_own() -> None:
    acting = Acting("chat", "ana")
    typed = {"from": {"id": "29:0", "aadObjectId": "ana"}, "conversation": {"id": "chat"}}
    to_ben, to_ana = (f"/v3/conversations/{chat}/activities" for chat in (acting.behind("ben"), "chat"))
    assert acting.as_them(typed) == typed
    assert (acting.shown_at(to_ben, ()), acting.shown_at(to_ana, ())) == (None, to_ana)
    acting.who = {"id": "29:1", "aadObjectId": "ben", "name": "Ben"}
    done = acting.as_them(typed)
    assert (done["from"]["aadObjectId"], done["conversation"]["id"]) == ("ben", acting.behind("ben"))
    assert (acting.shown_at(to_ben, ()), acting.shown_at(to_ana, ())) == (to_ana, None)
    assert acting.shown_at(f"{to_ana}/m1", ["m1"]) == f"{to_ana}/m1"  # what stands there changes, whoever it is for
