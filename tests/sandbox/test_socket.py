"""What people do reaches a real Bolt app over Socket Mode, and its answers come back."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest


async def test_a_command_is_answered_for_one_person(bot: Any, workspace: Any, until: Any) -> None:
    await workspace.acting.say("U1", "C1", "/journey  R&D ")
    shown = (await until(lambda: workspace.ephemerals("C1", "U1")))[0]
    assert shown["blocks"][1]["elements"][0]["action_id"] == "log"
    heard = bot.heard[0]
    assert (heard["text"], heard["user_id"], heard["channel_id"]) == ("R&amp;D", "U1", "C1")
    assert workspace.ephemerals("C1", "U2") == []


async def test_the_acknowledgement_itself_can_answer_and_names_are_escaped_where_asked(
    bot: Any, workspace: Any
) -> None:
    await workspace.acting.say("U1", "C1", "/who @tom in #acme, @nobody")
    assert [m["text"] for m in workspace.ephemerals("C1", "U1")] == ["Nobody"]
    assert bot.heard[0]["text"] == "<@U2|tom> in <#C4|acme>, @nobody"


@pytest.mark.slow
async def test_a_command_nobody_acknowledges_says_so(bot: Any, workspace: Any) -> None:
    await workspace.acting.say("U1", "C1", "/slow")
    assert workspace.ephemerals("C1", "U1")[0]["text"] == "/slow failed with the error “operation_timeout”"


async def test_without_a_bot_commands_fail_in_words(workspace: Any) -> None:
    await workspace.acting.say("U1", "C1", "/journey")
    await workspace.acting.say("U1", "C1", "/nonsense")
    texts = [m["text"] for m in workspace.ephemerals("C1", "U1")]
    assert "dispatch_failed" in texts[0]
    assert "not a valid command" in texts[1]


async def test_a_click_in_a_message_has_its_message_and_can_replace_it(
    bot: Any, workspace: Any, card: Any, until: Any
) -> None:
    ts = (await bot.client.chat_postMessage(channel="C1", text="Acme", blocks=card))["ts"]
    assert (await workspace.acting.click_message("U1", "C1", ts, "row", "done")).ok
    await until(lambda: workspace.messages("C1")[0]["text"] == "Done. Undo")
    heard = bot.heard[0]
    assert heard["message"]["ts"] == ts
    assert heard["container"] == {"type": "message", "message_ts": ts, "channel_id": "C1", "is_ephemeral": False}
    assert heard["actions"][0]["value"] == "7"


async def test_a_click_in_an_ephemeral_message_has_no_message_and_replaces_it(
    bot: Any, workspace: Any, until: Any
) -> None:
    await workspace.acting.say("U1", "C1", "/journey acme")
    ts = (await until(lambda: workspace.ephemerals("C1", "U1")))[0]["ts"]
    assert not (await workspace.acting.click_message("U2", "C1", ts, "row", "done")).ok
    await workspace.acting.click_message("U1", "C1", ts, "row", "done")
    await until(lambda: workspace.ephemerals("C1", "U1")[0]["text"] == "Done. Undo")
    heard = bot.heard[-1]
    assert heard["container"]["is_ephemeral"]
    assert "message" not in heard


async def test_a_form_is_checked_by_slack_then_by_the_bot(bot: Any, workspace: Any, card: Any, until: Any) -> None:
    ts = (await bot.client.chat_postMessage(channel="C1", text="Acme", blocks=card))["ts"]
    await workspace.acting.click_message("U1", "C1", ts, "row", "log")
    view = (await until(lambda: workspace.views("U1")))[0]
    missing = await workspace.acting.submit("U1", view["id"], {"said": {"v": ""}})
    assert missing.errors == {"said": "Please complete this required field."}
    wrong = await workspace.acting.submit("U1", view["id"], {"said": {"v": "?"}})
    assert wrong.errors == {"said": "Say what was said."}
    assert workspace.views("U1")
    await workspace.acting.submit("U1", view["id"], {"said": {"v": "more"}})
    pushed = workspace.views("U1")
    assert [v["previous_view_id"] for v in pushed] == [None, view["id"]]
    assert (await workspace.acting.submit("U1", pushed[1]["id"], {"said": {"v": "Fine"}})).ok
    assert [v["id"] for v in workspace.views("U1")] == [view["id"]]
    assert bot.heard[-1]["view"]["private_metadata"] == "acme"


async def test_a_closed_form_is_told(bot: Any, workspace: Any, card: Any, until: Any) -> None:
    ts = (await bot.client.chat_postMessage(channel="C1", text="Acme", blocks=card))["ts"]
    await workspace.acting.click_message("U1", "C1", ts, "row", "log")
    view = (await until(lambda: workspace.views("U1")))[0]
    await workspace.acting.close_view("U1", view["id"])
    assert workspace.views("U1") == []
    assert bot.heard[-1]["type"] == "view_closed"


async def test_home_is_published_when_it_is_opened(bot: Any, workspace: Any, until: Any) -> None:
    await workspace.acting.open_home("U2")
    home = await until(lambda: workspace.home("U2"))
    assert home["blocks"][0]["text"]["text"] == "Your week"
    assert workspace.home("U1") is None


async def test_direct_messages_mentions_and_joining_are_events(bot: Any, workspace: Any, until: Any) -> None:
    await workspace.acting.say("U1", workspace.direct_channel("U1"), "a < b")
    await until(lambda: [e for e in bot.heard if e["type"] == "message" and e["text"] == "a &lt; b"])
    await workspace.acting.say("U1", "C1", "@milepost who is @tom?")
    mention = await until(lambda: [e for e in bot.heard if e["type"] == "app_mention"])
    assert mention[0]["text"] == "<@UBOT> who is <@U2>?"
    await workspace.acting.say("U1", "C2", "@milepost?")
    assert "/invite @milepost" in workspace.ephemerals("C2", "U1")[0]["text"]
    await workspace.acting.say("U1", "C2", "/invite @milepost")
    joined = await until(lambda: [e for e in bot.heard if e["type"] == "member_joined_channel"])
    assert (joined[0]["user"], joined[0]["channel"]) == ("UBOT", "C2")


@pytest.mark.slow
async def test_events_nobody_acknowledges_come_again_with_the_same_id(bot: Any, workspace: Any, until: Any) -> None:
    bot.refuse_events = 1
    await workspace.acting.say("U1", workspace.direct_channel("U1"), "hello")
    heard = await until(lambda: bot.heard, seconds=30)
    assert len({event["event_id"] for event in heard}) == 1


async def test_a_message_shortcut_carries_the_message(bot: Any, workspace: Any) -> None:
    await workspace.acting.say("U2", "C1", "Call Acme")
    ts = workspace.messages("C1")[0]["ts"]
    assert (await workspace.acting.shortcut("U1", "C1", ts, "to_todo")).ok
    assert bot.heard[0]["message"]["text"] == "Call Acme"
    assert bot.heard[0]["callback_id"] == "to_todo"


async def test_a_response_url_serves_five_times_within_thirty_minutes(bot: Any, workspace: Any, clock: Any) -> None:
    await workspace.acting.say("U1", "C1", "/who")
    url = bot.heard[0]["response_url"]
    async with aiohttp.ClientSession() as session:
        for number in range(6):
            async with session.post(url, json={"text": str(number), "response_type": "in_channel"}) as answer:
                assert answer.status == (200 if number < 5 else 404)
        await workspace.acting.say("U1", "C1", "/who")
        clock.move(minutes=31)
        async with session.post(bot.heard[1]["response_url"], json={"text": "late"}) as answer:
            assert (await answer.json())["error"] == "expired_url"
    assert [m["text"] for m in workspace.messages("C1")] == ["0", "1", "2", "3", "4"]


async def test_the_bot_reconnects_when_asked(bot: Any, workspace: Any, until: Any) -> None:
    await workspace.socket.disconnect()
    await until(lambda: workspace.socket.is_connected, seconds=60)
    await workspace.acting.say("U1", "C1", "/who")
    assert bot.heard
