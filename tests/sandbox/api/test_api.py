"""The Web API answers as Slack does."""

from __future__ import annotations

import time
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.workspace import LocalWorkspace

METADATA = {"event_type": "delivery", "event_payload": {"id": "d1"}}


async def refused(call: Any) -> str:
    with pytest.raises(SlackApiError) as problem:
        await call
    return str(problem.value.response["error"])


async def test_a_wrong_token_is_refused(client: Any) -> None:
    assert await refused(client.auth_test(token="xoxb-wrong")) == "invalid_auth"
    assert await refused(client.auth_test(token="xapp-local")) == "not_allowed_token_type"
    assert (await client.auth_test())["user_id"] == "UBOT"


async def test_a_message_is_there_with_its_metadata_only_when_asked(client: Any, workspace: Any) -> None:
    sent = await client.chat_postMessage(channel="C1", text="Hello", metadata=METADATA)
    plain = await client.conversations_history(channel="C1")
    full = await client.conversations_history(channel="C1", include_all_metadata=True)
    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == METADATA
    assert workspace.messages("C1")[0]["ts"] == sent["ts"] == "1795158000.000000"
    assert workspace.posts["C1"] == 1


async def test_timestamps_rise_while_the_clock_stands_still(client: Any) -> None:
    stamps = [(await client.chat_postMessage(channel="C1", text="x"))["ts"] for _ in range(3)]
    assert stamps == sorted(set(stamps))


async def test_history_is_newest_first_without_replies_and_replies_have_them(client: Any) -> None:
    first = (await client.chat_postMessage(channel="C1", text="first"))["ts"]
    await client.chat_postMessage(channel="C1", text="reply", thread_ts=first)
    second = (await client.chat_postMessage(channel="C1", text="second"))["ts"]
    history = (await client.conversations_history(channel="C1"))["messages"]
    assert [m["text"] for m in history] == ["second", "first"]
    assert history[1]["reply_count"] == 1
    thread = (await client.conversations_replies(channel="C1", ts=first))["messages"]
    assert [m["text"] for m in thread] == ["first", "reply"]
    after = await client.conversations_history(channel="C1", oldest=first)
    assert [m["ts"] for m in after["messages"]] == [second]
    both = await client.conversations_history(channel="C1", oldest=first, inclusive=True, limit=1)
    assert both["has_more"]
    rest = await client.conversations_history(channel="C1", cursor=both["response_metadata"]["next_cursor"], limit=1)
    assert [m["ts"] for m in rest["messages"]] == [first]


async def test_a_broadcast_reply_is_in_the_channel_too(client: Any) -> None:
    first = (await client.chat_postMessage(channel="C1", text="first"))["ts"]
    await client.chat_postMessage(channel="C1", text="reply", thread_ts=first, reply_broadcast=True)
    assert len((await client.conversations_history(channel="C1"))["messages"]) == 2


async def test_update_keeps_blocks_that_are_left_out_and_delete_removes(client: Any, workspace: Any, card: Any) -> None:
    ts = (await client.chat_postMessage(channel="C1", text="Acme", blocks=card))["ts"]
    await client.chat_update(channel="C1", ts=ts, text="Acme again")
    assert workspace.messages("C1")[0]["blocks"]
    await client.chat_update(channel="C1", ts=ts, text="Acme alone", blocks=[])
    assert workspace.messages("C1")[0]["blocks"] == []
    await client.chat_delete(channel="C1", ts=ts)
    assert workspace.messages("C1") == []


async def test_only_its_own_messages_can_be_changed(client: Any, workspace: Any) -> None:
    await workspace.acting.say("U1", "C1", "mine")
    ts = workspace.messages("C1")[0]["ts"]
    assert await refused(client.chat_update(channel="C1", ts=ts, text="no")) == "cant_update_message"
    assert await refused(client.chat_update(channel="C1", ts="1.000001", text="no")) == "message_not_found"


async def test_places_it_may_not_post_to_are_refused(client: Any) -> None:
    assert await refused(client.chat_postMessage(channel="C2", text="x")) == "not_in_channel"
    assert await refused(client.chat_postMessage(channel="C3", text="x")) == "channel_not_found"
    assert await refused(client.chat_postMessage(channel="C9", text="x")) == "channel_not_found"
    assert await refused(client.conversations_history(channel="C2")) == "not_in_channel"
    assert await refused(client.api_call("chat.postMessage", json={"channel": "C1"})) == "no_text"
    assert await refused(client.chat_postMessage(channel="C1", text="x" * 40_001)) == "msg_too_long"
    assert await refused(client.chat_postMessage(channel="C1", text="x", thread_ts="1.1")) == "thread_not_found"


async def test_joining_lets_it_post(client: Any, workspace: Any) -> None:
    await client.conversations_join(channel="C2")
    await client.chat_postMessage(channel="C2", text="here")
    assert workspace.posts["C2"] == 1


async def test_ephemeral_messages_are_for_one_person_and_not_in_the_history(client: Any, workspace: Any) -> None:
    await client.chat_postEphemeral(channel="C1", user="U1", text="psst")
    assert [m["text"] for m in workspace.ephemerals("C1", "U1")] == ["psst"]
    assert workspace.ephemerals("C1", "U2") == []
    assert (await client.conversations_history(channel="C1"))["messages"] == []
    assert await refused(client.chat_postEphemeral(channel="C1", user="U3", text="no")) == "user_not_in_channel"


async def test_people_and_channels_can_be_looked_up(client: Any) -> None:
    user = (await client.users_lookupByEmail(email="TOM@northwind.example"))["user"]
    assert (user["id"], user["tz"], user["tz_offset"]) == ("U2", "America/New_York", -18000)
    assert await refused(client.users_lookupByEmail(email="sue@acme.example")) == "users_not_found"
    stranger = (await client.users_info(user="U3"))["user"]
    assert stranger["is_stranger"]
    assert "email" not in stranger["profile"]
    assert await refused(client.users_info(user="U9")) == "user_not_found"
    assert (await client.conversations_info(channel="C4"))["channel"]["is_ext_shared"]
    first = await client.users_list(limit=1)
    more = await client.users_list(limit=5, cursor=first["response_metadata"]["next_cursor"])
    assert [u["id"] for u in first["members"] + more["members"]] == ["U1", "U2", "UBOT"]
    mine = await client.users_conversations(types="public_channel,private_channel")
    assert [c["id"] for c in mine["channels"]] == ["C1", "C4"]
    assert (await client.conversations_members(channel="C1"))["members"] == ["U1", "U2", "UBOT"]
    opened = await client.conversations_open(users="U1")
    assert (await client.chat_postMessage(channel="U1", text="hi"))["channel"] == opened["channel"]["id"]


async def test_a_permalink_leads_to_the_message_on_the_page(client: Any, workspace: Any) -> None:
    ts = (await client.chat_postMessage(channel="C1", text="Here I am"))["ts"]
    link = (await client.chat_getPermalink(channel="C1", message_ts=ts))["permalink"]
    async with aiohttp.ClientSession() as browser, browser.get(link) as page:
        assert "Here I am" in await page.text()
        assert f"focus={ts}" in str(page.url)


async def test_files_upload_v2_shares_a_picture(client: Any, workspace: Any) -> None:
    channel = workspace.direct_channel("U1")
    done = await client.files_upload_v2(
        channel=channel, content=b"\x89PNG", filename="map.png", title="Map", alt_txt="A map"
    )
    message = workspace.messages(channel)[0]
    assert message["files"][0]["alt_txt"] == "A map"
    block = {"type": "image", "slack_file": {"id": done["file"]["id"]}, "alt_text": "A map"}
    await client.chat_postMessage(channel="C1", text="map", blocks=[block])
    async with aiohttp.ClientSession() as browser, browser.get(message["files"][0]["url_private"]) as file:
        assert await file.read() == b"\x89PNG"
        assert file.content_type == "image/png"
    unknown = {**block, "slack_file": {"id": "F9"}}
    assert await refused(client.chat_postMessage(channel="C1", text="map", blocks=[unknown])) == "invalid_blocks"


async def test_a_window_needs_a_fresh_trigger(client: Any, workspace: Any, form: Any) -> None:
    assert await refused(client.views_open(trigger_id="t1", view=form)) == "invalid_trigger_id"
    trigger = workspace.acting.triggers.new("U1")
    opened = await client.views_open(trigger_id=trigger, view=form)
    assert await refused(client.views_open(trigger_id=trigger, view=form)) == "exchanged_trigger_id"
    assert workspace.views("U1")[0]["id"] == opened["view"]["id"]
    changed = {**form, "title": {"type": "plain_text", "text": "Changed"}}
    stale = client.views_update(view_id=opened["view"]["id"], hash="old", view=changed)
    assert await refused(stale) == "hash_conflict"
    await client.views_update(view_id=opened["view"]["id"], view=changed)
    assert workspace.views("U1")[0]["title"]["text"] == "Changed"


# -- bad days


async def test_a_dropped_connection_before_has_done_nothing(client: Any, workspace: Any) -> None:
    workspace.faults.drop_before("chat.postMessage")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="C1", text="once")
    assert workspace.messages("C1") == []


async def test_a_dropped_connection_after_has_posted(client: Any, workspace: Any) -> None:
    workspace.faults.drop_after("chat.postMessage", times=2)
    for _ in range(2):
        with pytest.raises(aiohttp.ClientError):
            await client.chat_postMessage(channel="C1", text="sent")
    await client.chat_postMessage(channel="C1", text="third")
    assert len(workspace.messages("C1")) == 3
    assert workspace.calls["chat.postMessage"] == 3


async def test_a_rate_limit_says_when_to_come_back(client: Any, workspace: Any) -> None:
    workspace.faults.rate_limit("chat.postMessage", retry_after=7)
    with pytest.raises(SlackApiError) as problem:
        await client.chat_postMessage(channel="C1", text="x")
    assert problem.value.response.status_code == 429
    assert problem.value.response.headers["Retry-After"] == "7"
    assert workspace.messages("C1") == []


async def test_a_server_error_and_a_slow_answer(client: Any, workspace: Any) -> None:
    workspace.faults.server_error("chat.postMessage", status=502)
    with pytest.raises(SlackApiError) as problem:
        await client.chat_postMessage(channel="C1", text="x")
    assert problem.value.response.status_code == 502
    workspace.faults.delay("chat.postMessage", 0.2)
    before = time.monotonic()
    await client.chat_postMessage(channel="C1", text="x")
    assert time.monotonic() - before >= 0.2


# -- who may come in


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({}, 200),
    ],
)
async def test_other_hosts_and_other_pages_are_refused(workspace: Any, headers: dict[str, str], status: int) -> None:
    body = {"as": "U1", "channel": "C1"}
    async with (
        aiohttp.ClientSession() as browser,
        browser.post(f"{workspace.url}/ui/read", json=body, headers=headers) as answer,
    ):
        assert answer.status == status


async def test_the_workspace_is_on_loopback_only(workspace: Any) -> None:
    assert workspace.url.startswith("http://127.0.0.1:")


async def test_a_taken_port_is_an_error_and_a_stopped_workspace_can_start_again(workspace: Any, clock: Any) -> None:
    other = LocalWorkspace(workspace.seed, now=clock.now)
    with pytest.raises(OSError, match="address already in use"):
        await other.start(int(workspace.url.rpartition(":")[2]))
    await other.start()
    assert other.url != workspace.url
    await other.stop()
