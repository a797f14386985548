"""How the app shows that it is itself: by a secret, a certificate or a machine's identity, against a small place of our
own that gives tokens as Microsoft does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import aiohttp
import jwt
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from jwt.utils import base64url_encode

from bot.clock import machine_now
from bot.errors import SendError, SettingsError
from bot.surfaces.teams.access import proof as proofs
from bot.surfaces.teams.access.proof import Certificate, ManagedIdentity, Proof, Secret, proof_of
from bot.surfaces.teams.access.token import AccessToken, TeamsApp
from bot.surfaces.teams.app import TeamsPlatform, Vendor
from bot.surfaces.teams.trust.keys import MICROSOFT
from tests.given.teams.small_teams import CLIENT, TENANT

NOW = datetime(2026, 1, 6, tzinfo=UTC)
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certificate(key: rsa.RSAPrivateKey = KEY, ends: datetime | None = None) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "milepost")])
    ends = ends or machine_now() + timedelta(days=90)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(ends - timedelta(days=365)).not_valid_after(ends)
    return made.sign(key, SHA256())


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = KEY, *, of=None, password: str = "") -> str:
    how = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    shown = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how)
    return (shown + (of or certificate()).public_bytes(Encoding.PEM)).decode()


class TokenPlace:
    """Gives a token to who shows to be the app."""

    def __init__(self) -> None:
        self.asked: list[web.Request] = []
        self.proofs: set[str] = set()
        self.refuses = ""

    async def login(self, request: web.Request) -> web.Response:
        form = await request.post()
        assert (form["grant_type"], form["client_id"]) == ("client_credentials", CLIENT)
        assert form["scope"] == "https://api.botframework.com/.default"
        if "client_assertion" not in form:
            return self._given(form["client_secret"] == "a~secret")
        shown = str(form["client_assertion"])
        head = jwt.get_unverified_header(shown)
        assert head["x5t#S256"] == base64url_encode(certificate().fingerprint(SHA256())).decode() or self.refuses
        told = jwt.decode(shown, KEY.public_key(), ["PS256"], audience=str(request.url), issuer=CLIENT)
        assert (told["sub"], told["jti"] in self.proofs) == (CLIENT, False)  # each counts once
        self.proofs.add(told["jti"])
        return self._given(well=True)

    async def identity(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        assert request.query["resource"] == "https://api.botframework.com"
        if request.query["client_id"] != CLIENT:
            return web.json_response({"error": "invalid_request"}, status=400)
        if request.headers.get("X-IDENTITY-HEADER") == "ours":
            ends = int(machine_now().timestamp()) + 7200
            return web.json_response({"access_token": "managed", "expires_on": str(ends)})
        return self._given(request.headers.get("Metadata") == "true")

    def _given(self, well: bool) -> web.Response:
        if not well or self.refuses:
            return web.json_response({"error": self.refuses or "invalid_client"}, status=401)
        return web.json_response({"access_token": "given", "expires_in": "3600"})


@asynccontextmanager
async def running(place: TokenPlace) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post(f"/{TENANT}/oauth2/v2.0/token", place.login)
    app.router.add_get("/identity", place.identity)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def token(proof: Proof, login: str, seconds: list[float] | None = None, client: str = CLIENT) -> AccessToken:
    session = aiohttp.ClientSession(trust_env=True)
    held = seconds if seconds is not None else [0.0]
    return AccessToken(
        TeamsApp(client, TENANT, proof), session, now=machine_now, monotonic=lambda: held[0], login=login
    )


async def test_each_way_gets_a_token_and_another_one_before_it_ends(monkeypatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")  # a machine's own identity isn't asked for through a proxy
    monkeypatch.setenv("NO_PROXY", "")
    place = TokenPlace()
    async with running(place) as address:
        ways = (
            ManagedIdentity(f"{address}/identity", "ours"),
            ManagedIdentity(f"{address}/identity", "another"),
        )
        monkeypatch.setattr(proofs, "HERE", f"{address}/identity")
        for proof, wanted in ((ways[0], "managed"), (ManagedIdentity(), "given")):
            got = await token(proof, address)
            assert await got.get() == wanted
            await got._session.close()
        monkeypatch.delenv("HTTP_PROXY")
        for one in (Secret("a~secret"), Certificate(pem(), machine_now())):
            seconds = [0.0]
            got = await token(one, address, seconds)
            assert await got.get() == "given"
            seconds[0] = 3400.0
            assert await got.get() == "given"
            await got._session.close()
        assert len(place.proofs) == 2
        refused = await token(ways[1], address, client="another app")
        with pytest.raises(SendError, match="no token: invalid_request"):
            await refused.get()
        await refused._session.close()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("-----BEGIN CERTIFICATE-----\nPRIVATE KEY", "can't be read"),
        (pem(password="x"), "without a password"),
        (pem(ec.generate_private_key(ec.SECP256R1())), "its RSA key"),
        (pem(of=certificate(rsa.generate_private_key(65537, 2048))), "the key of another one"),
        (pem(of=certificate(ends=NOW - timedelta(days=400))), "ended on 2024-12-02: make a new one"),
    ],
)
def test_a_certificate_that_is_of_no_use_is_told_in_a_sentence(text: str, problem: str) -> None:
    with pytest.raises(SettingsError, match=problem) as caught:
        Certificate(text, machine_now(), "TEAMS_CERTIFICATE_FILE")
    assert str(caught.value).startswith("TEAMS_CERTIFICATE_FILE ")


def test_it_is_the_one_that_is_set() -> None:
    assert isinstance(proof_of("", ("", ""), ("", ""), NOW), ManagedIdentity)
    assert isinstance(proof_of("", (pem(), "TEAMS_CERTIFICATE"), None, NOW), Certificate)
    assert proof_of("x", ("", ""), None, NOW) == Secret("x")
    assert "x" not in repr(Secret("x"))


@pytest.mark.parametrize(
    ("proof", "client", "told"),
    [
        (Secret("wrong"), CLIENT, "set TEAMS_CLIENT_SECRET"),
        (Certificate(pem(), machine_now()), CLIENT, "upload the certificate of TEAMS_CERTIFICATE"),
        (ManagedIdentity("{address}/identity", "ours"), "another app", "identity that TEAMS_CLIENT_ID names"),
        (ManagedIdentity("http://127.0.0.1:9/none"), CLIENT, "it needs a machine in Azure"),
    ],
)
async def test_one_that_isnt_accepted_stops_the_start_with_what_to_do(proof: Proof, client: str, told: str) -> None:
    place = TokenPlace()
    place.refuses = "invalid_client"
    async with running(place) as address:
        if isinstance(proof, ManagedIdentity):
            proof = ManagedIdentity(proof.endpoint.format(address=address), proof.header)
        clocks = {"now": machine_now, "monotonic": lambda: 0.0}
        vendor = Vendor(MICROSOFT, address)
        platform = TeamsPlatform(TeamsApp(client, TENANT, proof), None, url="https://x", vendor=vendor, **clocks)
        with pytest.raises(SettingsError, match=told):
            await platform.connect()
        await platform.close()
