"""What every answer over HTTP carries, and how often the public may ask."""

import ipaddress
import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.tally import count

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
WINDOW = 60.0  # seconds
MOST = 300  # requests in it from one address, of who shows no key: a monitor asks once a second, a reader seldom
MOST_ADDRESSES = 50_000
REFUSED = (401, 403, 408, 413)
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SHOWN_ELSEWHERE = "/teams/shown/"  # pictures, which chats fetch from our address


class PublicLimit:
    """Counts by address in windows of a minute; whoever asks too often waits for the next one.

    clock: seconds that only go up."""

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._began, self._asked = clock(), dict[str, int]()

    def wait(self, address: str) -> int:
        """Seconds until that address may ask again; 0: now, and it is counted."""
        now = self._clock()
        if now - self._began >= WINDOW or len(self._asked) > MOST_ADDRESSES:
            self._began, self._asked = now, {}
        asked = self._asked[address] = self._asked.get(address, 0) + 1
        return max(1, round(self._began + WINDOW - now)) if asked > self._most else 0


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


def public_guard(limit: PublicLimit) -> Middleware:
    """A middleware: what is safe to say with every answer, and 429 for who asks without a key too often. What platforms
    post is signed, and has its own answer for who isn't they; a key that isn't one counts as none."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        keyed = "Authorization" in request.headers
        if request.method in ("GET", "HEAD") and not keyed and (wait := limit.wait(address_of(request))):
            return _too_often(wait)
        try:
            response = await handler(request)
        except web.HTTPException as error:
            response = error
        if response.status in REFUSED:
            count("http_refusals", status=str(response.status))
        if keyed and response.status == 401 and (wait := limit.wait(address_of(request))):
            return _too_often(wait)
        _safe(request, response)
        if isinstance(response, web.HTTPException):
            raise response
        return response

    return guard


def _safe(request: web.Request, response: web.StreamResponse) -> None:
    for name, value in SAFE.items():
        if name != "Cross-Origin-Resource-Policy" or not request.path.startswith(SHOWN_ELSEWHERE):
            response.headers.setdefault(name, value)


def _too_often(wait: int) -> web.StreamResponse:
    count("http_refusals", status="429")
    headers = {"Retry-After": str(wait), "Cache-Control": "no-store", **SAFE}
    return web.Response(status=429, text="Too many requests. Try again in a minute.", headers=headers)
