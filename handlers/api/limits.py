"""What every answer over HTTP carries, how often somebody may ask, and how much may be sent."""

import asyncio
import ipaddress
import json
import time
from collections.abc import Awaitable, Callable, Collection
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.tally import count

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
WINDOW = 60.0  # seconds
MOST = 300  # requests in it from one address, of who shows no key: a monitor asks once a second, a reader seldom
MOST_BY_KEY = 600  # with one key: all of 5,000 accounts by pages are ten, one by one a program may ask ten a second
MOST_ASKING = 50_000
REFUSED = (401, 403, 408, 413, 429)
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SHOWN_ELSEWHERE = "/teams/shown/"  # pictures, which chats fetch from our address
PRODUCT = "/api/v1"  # where errors are JSON
TOO_OFTEN = "Too many requests. Try again in {} seconds."
TOO_LARGE = "This is too large: what is sent here may have {:,} bytes. Send less at once."
MOST_BYTES = 3_000_000  # of what platforms post
MOST_BYTES_READING = 16_384  # where things are only read, and nothing needs to be sent
HALF = 10.0  # seconds in which a body must have come


class PublicLimit:
    """Counts by address, and by key, in windows of a minute; whoever asks too often waits for the next one.

    most: of who shows no key. clock: seconds that only go up."""

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._began, self._asked = clock(), dict[str, int]()

    def wait(self, who: str, most: int | None = None) -> int:
        """Seconds until that address or key may ask again; 0: now, and it is counted. most: of a key's requests."""
        now = self._clock()
        if now - self._began >= WINDOW or len(self._asked) > MOST_ASKING:
            self._began, self._asked = now, {}
        asked = self._asked[who] = self._asked.get(who, 0) + 1
        return max(1, round(self._began + WINDOW - now)) if asked > (self._most if most is None else most) else 0


LIMIT: Final = web.AppKey("limit", PublicLimit)


def address_of(request: web.Request) -> str:
    """Who asks: behind a proxy of ours, as that one says; of IPv6 the network, as one reader has very many."""
    text = request.remote or ""
    if _network(text, private=True):
        text = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or text
    return _network(text) or text[:64]


def _network(text: str, *, private: bool = False) -> str:
    """private: "" unless it is an address of a house's own network."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if private and not (address.is_private or address.is_loopback):
        return ""
    bits = 64 if address.version == 6 else 32
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False).network_address)


def public_guard(limit: PublicLimit, platforms: Collection[str] = ()) -> Middleware:
    """A middleware: what is safe to say with every answer, and 429 for who asks without a key too often. platforms: the
    paths that they post to, all of them from a few addresses: only what isn't signed by one counts there."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        posted = request.method == "POST" and request.path in platforms
        counted = "Authorization" not in request.headers and not posted
        if counted and (wait := limit.wait(address_of(request))):
            return _too_often(request, wait)
        try:
            response = await handler(request)
        except web.HTTPException as error:
            response = error
        if response.status in REFUSED:
            count("http_refusals", status=str(response.status))
        if not counted and response.status == 401 and (wait := limit.wait(address_of(request))):
            return _too_often(request, wait)
        _safe(request, response)
        if isinstance(response, web.HTTPException):
            raise response
        return response

    return guard


async def whole_body(request: web.Request, most: int) -> None:
    """aiohttp keeps what was read. Raises HTTPException for too much, and for half of one."""
    if not request.can_read_body:
        return
    if (request.content_length or 0) > most:  # known before any of it is read
        raise _closing(_too_large(request, most))
    try:
        async with asyncio.timeout(HALF):
            if len(await request.read()) > most:
                raise _closing(_too_large(request, most))
    except web.HTTPRequestEntityTooLarge as error:
        raise _closing(_too_large(request, most)) from error
    except TimeoutError as error:
        raise _closing(web.HTTPRequestTimeout()) from error


def _too_large(request: web.Request, most: int) -> web.HTTPException:
    text, kind = _said(request, "too_large", TOO_LARGE.format(most))
    return web.HTTPRequestEntityTooLarge(most, most, text=text, content_type=kind)


def _closing(error: web.HTTPException) -> web.HTTPException:
    """What is still to come of the body isn't waited for."""
    error.force_close()
    return error


def _said(request: web.Request, error: str, message: str) -> tuple[str, str]:
    """For programs as JSON, in the words that all their errors have."""
    if request.path.startswith(f"{PRODUCT}/"):
        return json.dumps({"error": error, "message": message}), "application/json"
    return message, "text/plain"


def _safe(request: web.Request, response: web.StreamResponse) -> None:
    for name, value in SAFE.items():
        if name != "Cross-Origin-Resource-Policy" or not request.path.startswith(SHOWN_ELSEWHERE):
            response.headers.setdefault(name, value)


def _too_often(request: web.Request, wait: int) -> web.StreamResponse:
    count("http_refusals", status="429")
    text, kind = _said(request, "too_often", TOO_OFTEN.format(wait))
    headers = {"Retry-After": str(wait), "Cache-Control": "no-store", **SAFE}
    return web.Response(status=429, text=text, content_type=kind, headers=headers)
