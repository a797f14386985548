"""Who asks with which key, whether it may, and whether not too often: one place for every route that wants a key."""

from datetime import datetime

from aiohttp import web

from bot.store.session import Store
from bot.usecases.workspace.keys import KnownKey, known_key
from handlers.api.limits import LIMIT, MOST_BY_KEY, TOO_OFTEN

BEARER = 'Bearer realm="milepost"'
INVALID = f'{BEARER}, error="invalid_token"'
NO_KEY = "This needs an API key: send it as 'Authorization: Bearer mp_…'. `milepost key add NAME` makes one."
WRONG_KEY = "This API key isn't one in use; it may have been revoked. `milepost key add NAME` makes a new one."
OVER = (
    "This API key ended on {:%Y-%m-%d}. Revoke {name} with `milepost key revoke`, and `milepost key add` makes another."
)
NOT_ITS = (
    "This API key may not do that: {name} opens {has}. `milepost key add NAME --scope {wanted}` makes one that may."
)


class Refused(Exception):
    """An answer that isn't what was asked for. error: for programs; message: what to do, for people."""

    def __init__(self, status: int, error: str, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status, self.error, self.message = status, error, message
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def token_of(request: web.Request) -> str:
    """ "" where none is shown."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


async def shown_key(request: web.Request, store: Store, scope: str, now: datetime) -> KnownKey:
    """The key that is shown. Raises Refused: 401 where it is none of ours, 403 where its scope is another, 429."""
    if not (token := token_of(request)):
        raise Refused(401, "no_key", NO_KEY, WWW_Authenticate=BEARER)
    key = await known_key(store, token)
    if key is None:
        raise Refused(401, "wrong_key", WRONG_KEY, WWW_Authenticate=INVALID)
    if key.expires_at is not None and key.is_over(now):
        raise Refused(401, "expired_key", OVER.format(key.expires_at, name=key.name), WWW_Authenticate=INVALID)
    if wait := request.config_dict[LIMIT].wait(f"key {key.id}", MOST_BY_KEY):
        raise Refused(429, "too_often", TOO_OFTEN.format(wait), Retry_After=str(wait))
    if not key.opens(scope):
        challenge = f'{BEARER}, error="insufficient_scope", scope="{scope}"'
        words = NOT_ITS.format(name=key.name, has=key.scope, wanted=scope)
        raise Refused(403, "not_allowed", words, WWW_Authenticate=challenge)
    return key


__all__ = ["Refused", "shown_key", "token_of"]
