"""The token that each activity comes with: signed by whom we trust, for us, now, for that service and our tenant."""

from collections.abc import Mapping
from typing import Any

import jwt

from bot.surfaces.teams.trust.keys import ALGORITHM, PublicKeys

Json = Mapping[str, Any]
SKEW = 300  # seconds between our clock and theirs
NEEDED = ["exp", "iss", "aud"]
BEARER = "bearer "
LONGEST = 16_000  # characters


class NotTrusted(Exception):
    """Nobody who may send us anything; why is for our log alone."""


class TokenCheck:
    """audience: our client id. tenant_id: the one that we work in; whatever is of another isn't ours."""

    def __init__(self, keys: PublicKeys, *, issuer: str, audience: str, tenant_id: str) -> None:
        self._keys, self._issuer, self._audience, self._tenant_id = keys, issuer, audience, tenant_id.lower()

    async def sender_of(self, authorization: str, activity: Json) -> None:
        """Raises NotTrusted; KeysAway where nobody can tell just now."""
        claims = await self._claims(_bearer(authorization), str(activity.get("channelId") or ""))
        service, claimed = (
            str(one or "").rstrip("/") for one in (activity.get("serviceUrl"), claims.get("serviceurl"))
        )
        if not service or service != claimed:
            raise NotTrusted("the token is for another service address")
        tenants = {one.lower() for one in (*tenants_of(activity), str(claims.get("tid") or "")) if one}
        if tenants != {self._tenant_id}:
            raise NotTrusted("it is of another tenant")

    async def _claims(self, token: str, channel: str) -> Json:
        try:
            name = jwt.get_unverified_header(token).get("kid")
        except jwt.PyJWTError as error:
            raise NotTrusted("that is no token") from error
        found = await self._keys.find(name) if isinstance(name, str) else None
        if found is None:
            raise NotTrusted("signed with a key that we don't know")
        if found.endorsed and channel not in found.endorsed:
            raise NotTrusted("its key may not sign for that channel")
        try:
            claims: Json = jwt.decode(
                token,
                found.key,
                algorithms=[ALGORITHM],
                audience=self._audience,
                issuer=self._issuer,
                leeway=SKEW,
                options={"require": NEEDED, "strict_aud": True},
            )
        except jwt.PyJWTError as error:
            raise NotTrusted(f"{type(error).__name__}: {error}") from error
        return claims


def _bearer(authorization: str) -> str:
    if len(authorization) > LONGEST or not authorization.lower().startswith(BEARER):
        raise NotTrusted("there is no token with it")
    return authorization[len(BEARER) :].strip()


def tenants_of(activity: Json) -> list[str]:
    """Every tenant that it names."""
    data, conversation = activity.get("channelData"), activity.get("conversation")
    tenant = data.get("tenant") if isinstance(data, Mapping) else None
    told = (
        tenant.get("id") if isinstance(tenant, Mapping) else None,
        conversation.get("tenantId") if isinstance(conversation, Mapping) else None,
    )
    return [str(one) for one in told if one]
