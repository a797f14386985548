"""The client against a small real Slack: what was certainly refused, what may have arrived, who reads along."""

import base64
from datetime import timedelta

import pytest

from bot.errors import AmbiguousSend, SendError, Unreadable
from bot.message import Form, Image, Message, TextInput, line
from bot.platform import Posted
from bot.sandbox.workspace import SeedChannel, SeedUser
from bot.surfaces.slack.client import SlackSurface
from tests.given.book import NOW
from tests.given.small_slack import BOT_TOKEN, slack_seed, small_slack

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
HELLO = Message(title=line("Hello"))


@pytest.fixture
async def slack():
    users = [SeedUser(f"U{n}", f"p{n}", f"Person {n}", f"P{n}@milepost.example", "Europe/Berlin") for n in range(1, 4)]
    users += [
        SeedUser("UGUEST", "gus", "Gus", "gus@acme.example", is_restricted=True),
        SeedUser("USUE", "sue", "Sue", "sue@acme.example", is_stranger=True),
    ]
    channels = (
        SeedChannel("COURS", "ours", ("U1", "U2", "UBOT")),
        SeedChannel("CGUEST", "guest", ("U1", "UGUEST", "UBOT")),
        SeedChannel("CSUE", "sue", ("U1", "USUE", "UBOT")),
        SeedChannel("CSHARED", "shared", ("U1", "UBOT"), is_ext_shared=True),
        SeedChannel("CELSE", "else", ("U1",)),
        SeedChannel("CSECRET", "secret", ("U1",), is_private=True),
    )
    async with small_slack(slack_seed(users, channels)) as place:
        yield place


@pytest.fixture
def seconds():
    return [0.0]


@pytest.fixture
def surface(slack, seconds):
    return SlackSurface(BOT_TOKEN, base_url=slack.api_url, monotonic=lambda: seconds[0])


async def test_a_post_carries_its_delivery_id_and_is_found_by_it(surface, slack):
    at = await surface.post("COURS", HELLO, delivery_id="d1")
    [message] = slack.messages("COURS")
    assert message["metadata"] == {"event_type": "milepost_delivery", "event_payload": {"delivery_id": "d1"}}
    assert await surface.find("COURS", "d1", since=NOW - timedelta(hours=1)) == at
    assert await surface.find("COURS", "d2", since=NOW - timedelta(hours=1)) is None


async def test_a_reply_is_found_in_its_thread(surface):
    parent = await surface.post("COURS", HELLO, delivery_id="d1")
    reply = await surface.post("COURS", HELLO, delivery_id="d2", thread=parent.ts)
    since = NOW - timedelta(hours=1)
    assert await surface.find("COURS", "d2", since=since, thread=parent.ts) == reply
    assert await surface.find("COURS", "d2", since=since) is None


async def test_many_messages_later_it_is_still_found(surface, slack):
    at = await surface.post("COURS", HELLO, delivery_id="d0")
    for number in range(1, 260):
        await surface.client.chat_postMessage(channel="COURS", text=f"chatter {number}")
    assert await surface.find("COURS", "d0", since=NOW - timedelta(hours=1)) == at


@pytest.mark.parametrize(("channel", "word"), [("CNONE", "channel_not_found"), ("CELSE", "not_in_channel")])
async def test_a_refusal_is_certain_and_final(surface, channel, word):
    with pytest.raises(SendError) as caught:
        await surface.post(channel, HELLO, delivery_id="d1")
    assert (caught.value.permanent, caught.value.reason) == (True, word)
    with pytest.raises(Unreadable):
        await surface.find(channel, "d1", since=NOW)


async def test_too_fast_means_wait_so_many_seconds(surface, slack):
    slack.faults.rate_limit("chat.postMessage", retry_after=17)
    with pytest.raises(SendError) as caught:
        await surface.post("COURS", HELLO, delivery_id="d1")
    assert (caught.value.permanent, caught.value.retry_after) == (False, 17.0)


@pytest.mark.parametrize("trouble", ["drop_before", "drop_after", "server_error"])
async def test_no_answer_is_ambiguous_and_never_retried_below_us(surface, slack, trouble):
    getattr(slack.faults, trouble)("chat.postMessage")
    with pytest.raises(AmbiguousSend):
        await surface.post("COURS", HELLO, delivery_id="d1")
    assert slack.calls["chat.postMessage"] == 1


@pytest.mark.slow
async def test_a_slow_answer_is_ambiguous(surface, slack):
    surface.client.timeout = 0.3
    slack.faults.delay("chat.postMessage", 1.0)
    with pytest.raises(AmbiguousSend):
        await surface.post("COURS", HELLO, delivery_id="d1")
    assert slack.posts["COURS"] == 1


async def test_nobody_listening_is_certain_and_passes():
    surface = SlackSurface(BOT_TOKEN, base_url="http://127.0.0.1:9/api/", monotonic=lambda: 0.0)
    with pytest.raises(SendError) as caught:
        await surface.post("COURS", HELLO, delivery_id="d1")
    assert not caught.value.permanent


async def test_a_wrong_token_is_for_somebody_to_repair(slack):
    surface = SlackSurface("xoxb-wrong", base_url=slack.api_url, monotonic=lambda: 0.0)
    with pytest.raises(SendError) as caught:
        await surface.post("COURS", HELLO, delivery_id="d1")
    assert (caught.value.reason, caught.value.permanent) == ("invalid_auth", False)


async def test_reading_questions_may_simply_be_asked_again(surface, slack):
    slack.faults.drop_after("conversations.open")
    with pytest.raises(SendError) as caught:
        await surface.open_direct("U1")
    assert not caught.value.permanent
    assert await surface.open_direct("U1") == slack.direct_channel("U1")


async def test_an_update_replaces_what_stands_there(surface, slack):
    at = await surface.post("COURS", HELLO, delivery_id="d1")
    for _ in range(2):
        await surface.update(at, Message(title=line("Bye")), delivery_id="d1")
    assert [message["text"] for message in slack.messages("COURS")] == ["Bye"]
    assert slack.messages("COURS")[0]["metadata"]["event_payload"]["delivery_id"] == "d1"


@pytest.mark.parametrize(("channel", "is_member", "has_outsiders"), [
    ("COURS", True, False), ("CGUEST", True, True), ("CSUE", True, True), ("CSHARED", True, True),
    ("CELSE", False, False), ("CSECRET", False, False), ("CNONE", False, False),
])  # fmt: skip
async def test_who_reads_along(surface, channel, is_member, has_outsiders):
    audience = await surface.audience(channel)
    assert (audience.checked, audience.is_member, audience.has_outsiders) == (True, is_member, has_outsiders)


@pytest.mark.parametrize("method", ["conversations.info", "conversations.members", "users.list"])
async def test_a_question_without_an_answer_says_nothing_of_a_channel_and_is_asked_again(surface, slack, method):
    slack.faults.server_error(method)
    with pytest.raises(SendError) as caught:
        await surface.audience("COURS")
    assert caught.value.unanswered
    assert not caught.value.permanent
    assert (await surface.audience("COURS")).checked


async def test_a_channel_that_slack_wont_tell_of_is_unchecked(surface, slack):
    slack.faults.refuse("conversations.info", "restricted_action")
    assert not (await surface.audience("COURS")).checked
    assert (await surface.audience("COURS")).checked


async def test_an_audience_is_asked_anew_each_time(surface, slack):
    assert not (await surface.audience("COURS")).has_outsiders
    slack.store.channels["COURS"].members.append("UGUEST")  # two seconds later
    assert (await surface.audience("COURS")).has_outsiders


async def test_asked_to_wait_nothing_is_said_of_a_channel(surface, slack):
    slack.faults.rate_limit("conversations.members", retry_after=9)
    with pytest.raises(SendError) as caught:
        await surface.audience("COURS")
    assert caught.value.retry_after == 9.0


async def test_people_and_channels_are_found_page_by_page(surface, monkeypatch):
    monkeypatch.setattr("bot.surfaces.slack.directory.PAGE", 2)
    everyone = await surface.people()
    people = everyone.users
    assert everyone.lacks == ""
    assert [person.user_id for person in people] == ["U1", "U2", "U3", "UGUEST"]  # Slack lists no strangers
    assert (people[0].email, people[0].timezone, people[0].guest) == ("p1@milepost.example", "Europe/Berlin", False)
    assert people[3].guest
    assert await surface.find_channel("#else") == "CELSE"
    assert await surface.find_channel("nowhere") is None


async def test_a_message_with_a_picture_is_posted_in_one_call(surface, slack):
    image = Image(alt="Health fell", name="h.png", png_base64=PNG)
    message = Message(title=line("Acme"), blocks=(image,))
    await surface.post("COURS", message, delivery_id="d1")
    [posted] = slack.messages("COURS")
    [file_id] = slack.store.files
    assert posted["blocks"][1]["slack_file"] == {"id": file_id}
    assert slack.store.files[file_id].content == base64.b64decode(PNG)


async def test_a_picture_that_cannot_be_uploaded_posts_nothing(surface, slack):
    slack.faults.drop_after("files.completeUploadExternal")
    message = Message(title=line("Acme"), blocks=(Image(alt="x", name="h.png", png_base64=PNG),))
    with pytest.raises(SendError) as caught:
        await surface.post("COURS", message, delivery_id="d1")
    assert (caught.value.permanent, slack.posts["COURS"]) == (False, 0)


async def test_a_picture_is_shared_in_a_direct_message(surface, slack):
    direct = await surface.open_direct("U1")
    address = await surface.upload_picture(direct, Image(alt="Health fell", name="h.png", png_base64=PNG))
    assert address
    assert slack.messages(direct)[0]["files"][0]["name"] == "h.png"


async def test_a_link_leads_to_the_message_where_there_is_one(surface):
    at = await surface.post("COURS", HELLO, delivery_id="d1")
    assert "/archives/COURS/p" in (await surface.link(at) or "")
    assert await surface.link(Posted("COURS", "1.0")) is None


@pytest.mark.parametrize(("address", "own"), [
    ("https://hooks.slack.com/actions/T1/2/3", True), ("https://slack.com/x", True),
    ("http://hooks.slack.com/x", False), ("https://hooks.slack.com.evil.example/x", False),
    ("https://evil.example/hooks.slack.com", False), ("https://hooks.slack.com@evil.example/x", False),
    ("https://evilslack.com/", False), ("https://hooks.slack.com:8443/x", False), ("file:///etc/passwd", False),
    ("https://[broken", False), ("", False),
])  # fmt: skip
async def test_answers_go_to_the_platforms_own_host_only(address, own):
    assert SlackSurface(BOT_TOKEN, monotonic=lambda: 0.0).is_own_address(address) is own


async def test_an_answer_to_somebody_else_is_refused(surface, slack):
    assert surface.is_own_address(slack.url + "/actions/T1/x")
    for address in ("https://hooks.slack.com/actions/T1/2/3", "http://127.0.0.1:1/actions/T1/x"):
        with pytest.raises(SendError, match="not an address of the platform"):
            await surface.respond(address, HELLO)


async def test_an_expired_answer_address_says_so(surface, slack):
    with pytest.raises(SendError, match="expired_url") as caught:
        await surface.respond(slack.url + "/actions/T1/nothing", HELLO)
    assert caught.value.permanent


async def test_home_is_published(surface, slack):
    await surface.publish_home("U1", HELLO)
    assert slack.home("U1")["blocks"][0]["text"]["text"] == "*Hello*"


async def test_a_form_with_a_stale_trigger_is_refused(surface):
    form = Form(action="log", target="7", title="Log", submit="Save", inputs=(TextInput(name="n", label="Note"),))
    with pytest.raises(SendError):
        await surface.open_form("stale", form)


async def test_a_message_that_cannot_be_drawn_arrives_as_text(surface, slack):
    from bot.message import Actions, Button

    buttons = Actions(elements=(Button(label="x", action="x" * 300, target="1"),))
    await surface.post("COURS", Message(title=line("Acme is stuck"), blocks=(buttons,)), delivery_id="d1")
    [stands] = slack.messages("COURS")
    assert (stands["text"], stands.get("blocks") or []) == ("Acme is stuck", [])


async def test_a_picture_that_is_refused_for_good_leaves_its_words(surface, slack):
    slack.faults.refuse("files.getUploadURLExternal", "missing_scope", times=None)
    message = Message(title=line("Acme"), blocks=(Image(alt="Health fell", name="h.png", png_base64=PNG),))
    await surface.post("COURS", message, delivery_id="d1")
    assert "Health fell" in str(slack.messages("COURS")[0]["blocks"])
