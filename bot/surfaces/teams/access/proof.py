"""How the app shows that it is itself where tokens are given: by a secret, by a certificate, or as a machine of Azure's
that its directory knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlencode
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import Certificate as X509
from cryptography.x509 import load_pem_x509_certificate
from jwt.utils import base64url_encode

from bot.errors import SettingsError

RESOURCE = "https://api.botframework.com"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LASTS = 600  # seconds that a signed proof counts
HERE = "http://169.254.169.254/metadata/identity/oauth2/token"  # where a machine of Azure's is told who it is
UNREADABLE = "{} can't be read: it must hold a certificate and its RSA key without a password, as PEM."


@dataclass(frozen=True)
class TokenRequest:
    """What is asked for a token. form: posted; None: the address alone is got. outside: whether it leaves the machine's
    own network, perhaps through a proxy."""

    address: str
    form: Mapping[str, str] | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    outside: bool = True


class Proof(Protocol):
    """repair: what to do where it isn't accepted."""

    @property
    def repair(self) -> str: ...

    def request(self, login: str, client_id: str, tenant_id: str, now: datetime) -> TokenRequest:
        """login: where tokens are given."""
        ...


@dataclass(frozen=True)
class Secret:
    """The value of a client secret."""

    value: str = field(repr=False)
    repair: str = "make a new secret on the app registration's page and set TEAMS_CLIENT_SECRET"

    def request(self, login: str, client_id: str, tenant_id: str, now: datetime) -> TokenRequest:
        return _posted(login, client_id, tenant_id, {"client_secret": self.value})


class Certificate:
    """pem: a certificate and its key. now: one that has ended by then is of no use. name: of the setting that has it.
    Raises SettingsError."""

    def __init__(self, pem: str, now: datetime, name: str = "TEAMS_CERTIFICATE") -> None:
        self.repair = f"upload the certificate of {name} to the app registration's page, under Certificates & secrets"
        self._key, certificate = _read(pem, name)
        ends = certificate.not_valid_after_utc
        if ends < now:
            raise SettingsError(f"{name} ended on {ends:%Y-%m-%d}: make a new one, and upload it too.")
        self._thumbprint = base64url_encode(certificate.fingerprint(SHA256())).decode()

    def request(self, login: str, client_id: str, tenant_id: str, now: datetime) -> TokenRequest:
        begins, by = int(now.timestamp()), {"x5t#S256": self._thumbprint}
        who = {"iss": client_id, "sub": client_id, "aud": _address(login, tenant_id), "jti": uuid4().hex}
        signed = jwt.encode(who | {"nbf": begins, "exp": begins + LASTS}, self._key, "PS256", by)
        asserted = {"client_assertion_type": ASSERTION, "client_assertion": signed}
        return _posted(login, client_id, tenant_id, asserted)


@dataclass(frozen=True)
class ManagedIdentity:
    """The identity that Azure gave to the machine; client_id names which one. endpoint, header: where App Service and
    Container Apps say that it is asked for; without them it is asked for where a virtual machine does."""

    endpoint: str = ""
    header: str = field(default="", repr=False)
    repair: str = "give this machine the user-assigned identity that TEAMS_CLIENT_ID names, or set TEAMS_CLIENT_SECRET"

    def request(self, login: str, client_id: str, tenant_id: str, now: datetime) -> TokenRequest:
        version, headers = "2018-02-01", {"Metadata": "true"}
        if self.endpoint:
            version, headers = "2019-08-01", {"X-IDENTITY-HEADER": self.header}
        asked = urlencode({"api-version": version, "resource": RESOURCE, "client_id": client_id})
        return TokenRequest(f"{self.endpoint or HERE}?{asked}", headers=headers, outside=False)


def proof_of(secret: str, certificate: tuple[str, str], managed: tuple[str, str] | None, now: datetime) -> Proof:
    """The one of them that is set. certificate: "" where there is none, and by which setting it is told.
    managed: endpoint and header of the machine's identity. Raises SettingsError."""
    if managed is not None:
        return ManagedIdentity(*managed)
    pem, name = certificate
    return Certificate(pem, now, name) if pem else Secret(secret)


def _posted(login: str, client_id: str, tenant_id: str, proof: Mapping[str, str]) -> TokenRequest:
    form = {"grant_type": "client_credentials", "client_id": client_id, "scope": f"{RESOURCE}/.default", **proof}
    return TokenRequest(_address(login, tenant_id), form)


def _address(login: str, tenant_id: str) -> str:
    return f"{login.rstrip('/')}/{tenant_id}/oauth2/v2.0/token"


def _read(pem: str, name: str) -> tuple[RSAPrivateKey, X509]:
    try:
        key, certificate = load_pem_private_key(pem.encode(), None), load_pem_x509_certificate(pem.encode())
    except (ValueError, TypeError) as error:
        raise SettingsError(UNREADABLE.format(name)) from error
    if not isinstance(key, RSAPrivateKey):
        raise SettingsError(UNREADABLE.format(name))
    if key.public_key() != certificate.public_key():
        raise SettingsError(f"{name} holds a certificate and the key of another one.")
    return key, certificate
