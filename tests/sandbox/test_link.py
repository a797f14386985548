"""The same acts as signed HTTP requests."""

from __future__ import annotations

from typing import Any


async def test_commands_clicks_and_forms_work_over_signed_http(http_pair: Any, card: Any, until: Any) -> None:
    workspace, bot = http_pair
    await workspace.acting.say("U1", "C1", "/journey acme")
    assert (await until(lambda: workspace.ephemerals("C1", "U1")))[0]["text"] == "Acme"
    ts = (await bot.client.chat_postMessage(channel="C1", text="Acme", blocks=card))["ts"]
    await workspace.acting.click_message("U1", "C1", ts, "row", "log")
    view = (await until(lambda: workspace.views("U1")))[0]
    assert (await workspace.acting.submit("U1", view["id"], {"said": {"v": "?"}})).errors
    assert (await workspace.acting.submit("U1", view["id"], {"said": {"v": "Fine"}})).ok


async def test_the_acknowledgement_as_text_is_shown(http_pair: Any) -> None:
    workspace, _ = http_pair
    await workspace.acting.say("U1", "C1", "/who")
    assert workspace.ephemerals("C1", "U1")[0]["text"] == "Nobody"


async def test_events_arrive_and_are_repeated_over_http(http_pair: Any, until: Any) -> None:
    workspace, bot = http_pair
    bot.refuse_events = 1
    await workspace.acting.say("U1", workspace.direct_channel("U1"), "hello")
    assert (await until(lambda: bot.heard))[0]["text"] == "hello"


async def test_a_wrong_secret_is_not_believed(http_pair: Any) -> None:
    workspace, bot = http_pair
    workspace.link.signing_secret = "guessed"
    await workspace.acting.say("U1", "C1", "/journey acme")
    assert "dispatch_failed" in workspace.ephemerals("C1", "U1")[0]["text"]
    assert bot.heard == []
