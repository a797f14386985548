"""The client against a small connector of our own, over HTTP: what was certainly refused, what may have arrived."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime

import aiohttp
import pytest
from aiohttp import web

from bot.clock import machine_now
from bot.errors import AmbiguousSend, SendError, Unreadable
from bot.message import Message, line
from bot.platform import Posted
from bot.surfaces.teams.access.proof import Secret
from bot.surfaces.teams.access.token import AccessToken, TeamsApp
from bot.surfaces.teams.client import TeamsClient

HELLO = Message(title=line("Grüße an *Acme*"))
CHANNEL = "19:abc@thread.tacv2"


class Connector:
    """Gives tokens, keeps what it is sent, and answers as it was told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str, dict, str]] = []
        self.answers: list[tuple[int, dict, dict]] = []  # status, body, headers; empty: yes
        self.tokens = 0
        self.token_status = 200
        self.cuts = False
        self.served: dict[str, str] = {}

    async def token(self, request: web.Request) -> web.Response:
        form = await request.post()
        assert (form["grant_type"], form["client_id"], form["client_secret"]) == ("client_credentials", "app", "secret")
        self.tokens += 1
        if self.token_status != 200:
            return web.json_response({"error": "invalid_client"}, status=self.token_status)
        return web.json_response({"access_token": f"token-{self.tokens}", "expires_in": 3600})

    async def connector(self, request: web.Request) -> web.Response:
        body = await request.json() if request.can_read_body else {}
        path = request.rel_url.raw_path
        self.calls.append((request.method, path, body, request.headers["Authorization"]))
        if self.cuts:
            assert request.transport is not None
            request.transport.close()
        status, answer, headers = self.answers.pop(0) if self.answers else (201, {"id": f"m{len(self.calls)}"}, {})
        return web.json_response(answer, status=status, headers=headers)


@asynccontextmanager
async def running(connector: Connector):
    app = web.Application()
    app.router.add_post("/tenant/oauth2/v2.0/token", connector.token)
    app.router.add_route("*", "/amer/{rest:.*}", connector.connector)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.fixture
async def there():
    connector, seconds = Connector(), [0.0]
    async with running(connector) as address, aiohttp.ClientSession() as session:
        token = AccessToken(
            TeamsApp("app", "tenant", Secret("secret")),
            session,
            now=machine_now,
            monotonic=lambda: seconds[0],
            login=address,
        )
        served = connector.served = {CHANNEL: f"{address}/amer/", "29:ana": f"{address}/amer/"}

        async def service(of: str) -> str | None:
            return served.get(of)

        client = TeamsClient(token, session, bot_id="28:app", tenant_id="tenant", served=service)
        yield connector, client, seconds


async def refused(call) -> SendError:
    with pytest.raises(SendError) as caught:
        await call
    return caught.value


async def test_a_message_is_posted_changed_and_taken_away(there) -> None:
    connector, client, _ = there
    at = await client.post(CHANNEL, HELLO, delivery_id="d1")
    assert at == Posted(CHANNEL, "m1")
    await client.update(at, HELLO, delivery_id="d1")
    await client.remove(at)
    where = "/amer/v3/conversations/19%3Aabc%40thread.tacv2/activities"
    assert [call[:2] for call in connector.calls] == [
        ("POST", where),
        ("PUT", f"{where}/m1"),
        ("DELETE", f"{where}/m1"),
    ]
    assert connector.calls[0][2]["summary"] == "Grüße an *Acme*"
    assert connector.calls[0][2]["attachments"][0]["content"]["version"] == "1.5"
    assert {call[3] for call in connector.calls} == {"Bearer token-1"}


async def test_a_reply_stands_in_its_thread(there) -> None:
    connector, client, _ = there
    await client.post(CHANNEL, HELLO, delivery_id="d1", thread="1700")
    assert connector.calls[0][1].endswith("/19%3Aabc%40thread.tacv2%3Bmessageid%3D1700/activities")


async def test_a_personal_chat_is_opened(there) -> None:
    connector, client, _ = there
    assert await client.open_direct("29:ana") == "m1"
    sent = connector.calls[0][2]
    assert (sent["members"], sent["tenantId"], sent["bot"]) == ([{"id": "29:ana"}], "tenant", {"id": "28:app"})
    connector.answers = [(502, {}, {})]
    assert (await refused(client.open_direct("29:ana"))).unanswered
    assert (await refused(client.open_direct("29:nobody"))).permanent


async def test_a_token_is_kept_until_shortly_before_its_end(there) -> None:
    connector, client, seconds = there
    await client.post(CHANNEL, HELLO, delivery_id="d1")
    seconds[0] = 3299.0
    await client.post(CHANNEL, HELLO, delivery_id="d2")
    assert connector.tokens == 1
    seconds[0] = 3300.0
    await client.post(CHANNEL, HELLO, delivery_id="d3")
    assert connector.tokens == 2


async def test_without_a_token_nothing_leaves(there) -> None:
    connector, client, _ = there
    connector.token_status = 401
    why = await refused(client.post(CHANNEL, HELLO, delivery_id="d1"))
    assert (why.everything, why.permanent, why.reason) == (True, False, "no token: invalid_client")
    connector.token_status = 503
    why = await refused(client.post(CHANNEL, HELLO, delivery_id="d1"))
    assert why.unanswered
    assert connector.calls == []


@pytest.mark.parametrize(
    ("status", "code", "permanent", "everything", "wait"),
    [
        (403, "BotNotInConversationRoster", True, False, None),
        (404, "ConversationNotFound", True, False, None),
        (412, "PreconditionFailed", False, False, None),
        (429, "TooManyRequests", False, False, 7.0),
        (401, "Unauthorized", False, True, None),
    ],
)
async def test_a_refusal_is_certain(there, status, code, permanent, everything, wait) -> None:
    connector, client, _ = there
    connector.answers = [(status, {"error": {"code": code}}, {"Retry-After": "7"} if wait else {})]
    why = await refused(client.post(CHANNEL, HELLO, delivery_id="d1"))
    assert (why.permanent, why.everything, why.retry_after, why.reason) == (permanent, everything, wait, code)
    assert len(connector.calls) == 1
    await client.post(CHANNEL, HELLO, delivery_id="d1")
    assert connector.tokens == (2 if everything else 1)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_what_may_have_arrived_is_told_apart_and_made_once(there, status) -> None:
    connector, client, _ = there
    connector.answers = [(status, {}, {})]
    with pytest.raises(AmbiguousSend):
        await client.post(CHANNEL, HELLO, delivery_id="d1")
    assert len(connector.calls) == 1


async def test_a_line_that_breaks_after_the_request_left_is_ambiguous(there) -> None:
    connector, client, _ = there
    connector.cuts = True
    with pytest.raises(AmbiguousSend):
        await client.post(CHANNEL, HELLO, delivery_id="d1")


async def test_what_may_have_arrived_cant_be_looked_up(there) -> None:
    _, client, _ = there
    with pytest.raises(Unreadable):
        await client.find(CHANNEL, "d1", since=datetime(2026, 3, 1, tzinfo=UTC))


async def test_nobody_listening_is_certain_and_passes(there) -> None:
    connector, client, _ = there
    await client.post(CHANNEL, HELLO, delivery_id="d1")
    connector.served[CHANNEL] = "http://127.0.0.1:9"
    why = await refused(client.post(CHANNEL, HELLO, delivery_id="d2"))
    assert (why.everything, why.permanent) == (True, False)


async def test_a_card_that_teams_wont_have_is_told_in_words(there) -> None:
    connector, client, _ = there
    connector.answers = [(413, {"error": {"code": "MessageSizeTooBig"}}, {})]
    await client.post(CHANNEL, HELLO, delivery_id="d1")
    assert [bool(call[2].get("attachments")) for call in connector.calls] == [True, False]
    assert connector.calls[1][2]["text"] == "Grüße an ∗Acme∗"


async def test_a_message_that_is_gone_needs_no_taking_away(there) -> None:
    connector, client, _ = there
    connector.answers = [
        (404, {"error": {"code": "ActivityNotFound"}}, {}),
        (403, {"error": {"code": "Forbidden"}}, {}),
    ]
    await client.remove(Posted(CHANNEL, "m1"))
    assert (await refused(client.remove(Posted(CHANNEL, "m1")))).reason == "Forbidden"
