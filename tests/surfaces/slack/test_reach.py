"""All goes through the proxy that the host names, and one that refuses is said in one sentence. With a real proxy."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot.conversation import Inbound, Reply
from bot.errors import SendError, SettingsError
from bot.message import Image, Message, line
from bot.sandbox.workspace import LocalWorkspace, SeedChannel
from bot.surfaces.slack.app import SlackPlatform
from bot.surfaces.slack.reach import proxy_for, webhook_client
from tests.given.small_slack import APP_TOKEN, BOT_TOKEN, OLGA, slack_seed, small_slack
from tests.surfaces.conftest import PNG

NAMES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy")
REFUSED = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nProxy-Authenticate: Basic\r\n\r\n"


@dataclass
class Proxy:
    """Takes what is for slack.test to the local workspace, where `wanted` stands in the head of what is asked."""

    home: int
    wanted: bytes = b""
    asked: list[bytes] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.asked.append(head.partition(b"\r\n")[0])
        if self.wanted not in head:
            writer.write(REFUSED)
            writer.close()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self.home)
        back.write(head.replace(b"slack.test", b"127.0.0.1"))  # it answers to this name alone
        await asyncio.gather(_pass_on(reader, back), _pass_on(there, writer), return_exceptions=True)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def slack() -> AsyncIterator[LocalWorkspace]:
    async with small_slack(slack_seed((OLGA,), (SeedChannel("CTEAM", "cs-team", ("UOLGA", "UBOT")),))) as place:
        yield place


@asynccontextmanager
async def proxied(
    slack: LocalWorkspace, patch: pytest.MonkeyPatch, wanted: bytes = b"", user: str = ""
) -> AsyncIterator[tuple[Proxy, SlackPlatform]]:
    home = int(slack.url.rpartition(":")[2].strip("/"))
    proxy = Proxy(home, wanted)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    patch.setenv("HTTP_PROXY", f"http://{user}127.0.0.1:{port}")
    try:
        yield proxy, platform(f"http://slack.test:{home}/api/")
    finally:
        server.close()


def platform(base_url: str) -> SlackPlatform:
    return SlackPlatform(
        lambda: BOT_TOKEN, app_token=APP_TOKEN, signing_secret=None, base_url=base_url, monotonic=time.monotonic
    )


async def test_calls_pictures_and_replies_go_through_the_proxy(slack, monkeypatch):
    async with proxied(slack, monkeypatch, b"Proxy-Authorization: Basic", "me:secret@") as (proxy, ours):
        surface = (await ours.connect()).surface
        picture = Image(alt="a dot", name="dot.png", png_base64=PNG)
        await surface.post("CTEAM", Message(title=line("hello"), blocks=(picture,)), delivery_id="1")
        reply = await webhook_client(f"http://slack.test:{proxy.home}/actions/T1/none").send_dict({"text": "x"})
        assert reply.status_code == 404  # the local workspace knows no such address: it has answered
    for asked in (b"auth.test", b"files.getUploadURLExternal", b"/upload", b"chat.postMessage", b"actions/T1/none"):
        assert [one for one in proxy.asked if asked in one], (asked, proxy.asked)


class Nobody:
    """A reception that takes everything and answers nothing."""

    commands = ()

    async def receive(self, inbound: Inbound) -> Reply:
        return Reply()

    async def cut_off(self, team_id: str, reason: str, at: datetime) -> None:
        return None


async def test_the_socket_goes_through_the_proxy(slack, monkeypatch):
    async with proxied(slack, monkeypatch) as (proxy, ours):
        await ours.connect()
        async with ours.attend(Nobody()).listening():
            assert [one for one in proxy.asked if one.startswith(b"GET ")], proxy.asked


async def test_a_proxy_that_wants_a_password_is_one_sentence_at_the_start_and_an_outage_later(slack, monkeypatch):
    async with proxied(slack, monkeypatch, b"Proxy-Authorization: Basic") as (proxy, ours):
        with pytest.raises(SettingsError, match=r"The proxy 127.0.0.1:\d+ in HTTPS_PROXY .* http://user:password@"):
            await ours.connect()
        proxy.wanted = b""
        surface = (await ours.connect()).surface
        proxy.wanted = b"Proxy-Authorization: Basic"
        with pytest.raises(SendError) as refused:
            await surface.post("CTEAM", Message(title=line("hello")), delivery_id="1")
        assert refused.value.everything


async def test_a_proxy_that_refuses_to_open_the_way_is_one_sentence_too(slack, monkeypatch):
    async with proxied(slack, monkeypatch, b"nothing has this") as (proxy, _):
        monkeypatch.setenv("HTTPS_PROXY", os.environ["HTTP_PROXY"])
        with pytest.raises(SettingsError, match=r"doesn't let us through to Slack \(status 407\)"):
            await platform("https://slack.test/api/").connect()
    assert proxy.asked == [b"CONNECT slack.test:443 HTTP/1.1"]


async def test_a_proxy_that_isnt_there_is_one_sentence_without_its_password(slack, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://me:secret@127.0.0.1:9")
    with pytest.raises(SettingsError, match=r"The proxy 127.0.0.1:9 in HTTPS_PROXY can't be reached") as caught:
        await platform("http://slack.test/api/").connect()
    assert "secret" not in str(caught.value)


def test_which_way_an_address_is_reached(monkeypatch):
    assert proxy_for("https://slack.com/api/") is None
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:8080")
    monkeypatch.setenv("HTTP_PROXY", "http://plain:8080")
    monkeypatch.setenv("NO_PROXY", "hooks.example, .inside.example")
    assert proxy_for("https://slack.com/api/") == "http://proxy:8080"
    assert proxy_for("wss://wss-primary.slack.com/link") == "http://proxy:8080"
    assert proxy_for("http://slack.test/") == "http://plain:8080"
    straight = ("https://hooks.example/", "https://a.inside.example/")
    here = ("http://127.0.0.1:9/api/", "http://localhost/", "http://[::1]:80/")
    assert [one for one in (*straight, *here) if proxy_for(one)] == []
