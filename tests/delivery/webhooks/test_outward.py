"""Nobody inside is called by a webhook: by address, by name, by an answer that changes, nor by a redirect."""

# method: C3

import datetime
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from socket import AF_INET, AddressFamily

import pytest
from aiohttp import ClientSession, TCPConnector, web
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.delivery.webhooks.call import HttpCaller
from bot.delivery.webhooks.outward import LookedAt, leading_inside, outward
from bot.delivery.webhooks.public import is_public
from bot.delivery.webhooks.queue import NoAnswer, NotAllowed
from bot.errors import SettingsError
from bot.settings.read import read_settings
from tests.delivery.webhooks.test_webhooks import SECRET, Receiver, call_of, crm
from tests.given.book import NOW

__all__ = ["crm"]  # a fixture
PUBLIC = ("93.184.216.34", "1.1.1.1", "2606:4700::1111")
INSIDE = (
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:c0a8:101::1", "nonsense", "",
)  # fmt: skip


class Says(AbstractResolver):
    """A name server of the test's: one answer after the other, the last one stays."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self.answers, self.asked = list(answers), 0

    async def resolve(self, host: str, port: int = 0, family: AddressFamily = AF_INET) -> list[ResolveResult]:
        self.asked += 1
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [ResolveResult(hostname=host, host=one, port=port, family=AF_INET, proto=0, flags=0) for one in found]

    async def close(self) -> None:
        pass


def caller(session: ClientSession, url: str, *, private: bool = False) -> HttpCaller:
    return HttpCaller(session, url, SECRET, lambda: NOW, private)


def port_of(receiver: Receiver) -> int:
    return int(receiver.url.split(":")[2].split("/")[0])


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_that_are_not_everybodys(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"])
async def test_an_address_inside_is_not_called(crm: Receiver, host: str) -> None:
    async with outward(private=False) as session_for:
        url = f"http://{host}:{port_of(crm)}/"
        with pytest.raises(NotAllowed, match="MILEPOST_WEBHOOKS_PRIVATE=yes"):
            await caller(session_for(url), url)(call_of(1, 1, "1" * 32))
    assert crm.got == []


@pytest.mark.parametrize("answer", [("127.0.0.1",), ("93.184.216.34", "127.0.0.1"), ("127.0.0.1", "93.184.216.34")])
async def test_a_name_that_leads_inside_is_not_called(crm: Receiver, answer: tuple[str, ...]) -> None:
    url = f"http://hook.example:{port_of(crm)}/"
    async with outward(private=False, usual=Says(answer)) as session_for:
        with pytest.raises(NotAllowed):
            await caller(session_for(url), url)(call_of(1, 1, "1" * 32))
    assert crm.got == []


async def test_a_name_that_leads_inside_is_called_where_the_host_allows_it(crm: Receiver) -> None:
    url, names = f"http://hook.example:{port_of(crm)}/", Says(("127.0.0.1",))
    async with outward(private=True, usual=names) as session_for:
        assert await caller(session_for(url), url, private=True)(call_of(1, 1, "1" * 32)) == 204
    assert (len(crm.got), names.asked) == (1, 1)


async def test_a_name_server_that_changes_its_answer_reaches_nobody_inside(crm: Receiver) -> None:
    """DNS rebinding: public when it is looked at, inside when it is called. The only look is the call's own."""
    url, names = f"http://hook.example:{port_of(crm)}/", Says(("93.184.216.34",), ("127.0.0.1",))
    looked_at = LookedAt(names, private=False)
    assert [one["host"] for one in await looked_at.resolve("hook.example")] == ["93.184.216.34"]
    async with ClientSession(connector=TCPConnector(resolver=looked_at, use_dns_cache=False)) as session:
        for _ in range(2):
            with pytest.raises(NotAllowed):
                await caller(session, url)(call_of(1, 1, "1" * 32))
    assert (crm.got, names.asked) == ([], 3)  # each connection by one answer, none without a look


async def test_what_was_looked_at_is_what_is_connected_to(crm: Receiver) -> None:
    url, names = f"http://hook.example:{port_of(crm)}/", Says(("127.0.0.1",), ("10.255.255.1",))
    async with outward(private=True, usual=names) as session_for:
        assert await caller(session_for(url), url, private=True)(call_of(1, 1, "1" * 32)) == 204
    assert names.asked == 1


@pytest.fixture
async def with_tls(tmp_path: Path) -> AsyncIterator[tuple[int, ssl.SSLContext]]:
    """A receiver whose certificate is hook.example's, and who trusts it."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=hook.example")
    today = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, today, today + datetime.timedelta(days=1))
    names = x509.SubjectAlternativeName([x509.DNSName("hook.example")])
    signed = made.add_extension(names, critical=False).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    plain = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "both.pem").write_bytes(plain + signed.public_bytes(pem))
    there = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    there.load_cert_chain(tmp_path / "both.pem")

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=204)

    app = web.Application()
    app.router.add_post("/", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=there).start()
    yield runner.addresses[0][1], ssl.create_default_context(cadata=signed.public_bytes(pem).decode())
    await runner.cleanup()


async def test_the_certificate_must_be_the_names_also_where_the_address_is_pinned(
    with_tls: tuple[int, ssl.SSLContext],
) -> None:
    port, trust = with_tls
    pinned = TCPConnector(resolver=LookedAt(Says(("127.0.0.1",)), private=True), use_dns_cache=False, ssl=trust)
    async with ClientSession(connector=pinned) as session:
        assert await caller(session, f"https://hook.example:{port}/", private=True)(call_of(1, 1, "1" * 32)) == 204
        with pytest.raises(NoAnswer, match="ClientConnectorCertificateError"):
            await caller(session, f"https://other.example:{port}/", private=True)(call_of(1, 1, "1" * 32))


async def test_through_a_proxy_the_proxy_resolves(crm: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port_of(crm)}")
    names = Says(("127.0.0.1",))
    async with outward(private=False, usual=names) as session_for:
        url = "http://hook.example/"
        assert await caller(session_for(url), url)(call_of(1, 1, "1" * 32)) == 204
        literal = "http://10.0.0.1/"
        with pytest.raises(NotAllowed):
            await caller(session_for(literal), literal)(call_of(1, 1, "1" * 32))
    assert (len(crm.got), names.asked) == (1, 0)


@pytest.mark.parametrize(
    "url", ["https://10.0.0.1/x", "http://127.0.0.1:8/", "http://localhost/", "https://[::1]/", "https://2130706433/"]
)
def test_an_address_inside_stops_the_start_unless_it_is_allowed(url: str) -> None:
    given = {"MILEPOST_WEBHOOKS": f"crm={url}", "MILEPOST_WEBHOOK_SECRET": SECRET}
    with pytest.raises(SettingsError, match="crm is an address inside a private network"):
        read_settings(given)
    assert read_settings({**given, "MILEPOST_WEBHOOKS_PRIVATE": "yes"}).webhooks == {"crm": url}
    with pytest.raises(SettingsError, match="MILEPOST_WEBHOOKS_PRIVATE must be yes or no"):
        read_settings({**given, "MILEPOST_WEBHOOKS_PRIVATE": "perhaps"})


async def test_at_the_start_it_is_known_which_names_lead_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    targets = {"crm": "https://crm.example/x", "ops": "https://ops.example", "lit": "https://10.0.0.1"}
    assert await leading_inside(targets, Says(("93.184.216.34",), ("10.0.0.1",))) == ["ops", "lit"]
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:3128")
    assert await leading_inside(targets, Says(("10.0.0.1",))) == []
