"""The way out to other systems. A name is resolved once a connection; what it leads to is looked at, and connected to:
nobody can answer the look with one address and the call with another."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from socket import AF_INET, AddressFamily

from aiohttp import ClientSession, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.helpers import get_env_proxy_for_url
from aiohttp.resolver import DefaultResolver
from yarl import URL

from bot.delivery.webhooks.public import is_named, is_public

ALLOW = "MILEPOST_WEBHOOKS_PRIVATE=yes"
PRIVATE = f"its address is inside a private network, which only {ALLOW} allows"
SECONDS = 3.0  # that a name server gets at the start
SessionFor = Callable[[str], ClientSession]


class NotPublicError(Exception):
    """The host doesn't allow what the name leads to."""


class LookedAt(AbstractResolver):
    """Resolves as usual, and hands on nothing that isn't public: one private address among several refuses all."""

    def __init__(self, usual: AbstractResolver, *, private: bool) -> None:
        self._usual, self._private = usual, private

    async def resolve(self, host: str, port: int = 0, family: AddressFamily = AF_INET) -> list[ResolveResult]:
        found = await self._usual.resolve(host, port, family)
        if not self._private and not all(is_public(one["host"]) for one in found):
            raise NotPublicError(PRIVATE)
        return found

    async def close(self) -> None:
        await self._usual.close()


def check_literal(url: str, *, private: bool) -> None:
    """Of an address that needs no resolving. Raises NotPublicError."""
    host = URL(url).host or ""
    if not private and not is_named(host) and not is_public(host):
        raise NotPublicError(PRIVATE)


@asynccontextmanager
async def outward(*, private: bool, usual: AbstractResolver | None = None) -> AsyncIterator[SessionFor]:
    """Which session calls an address. Where HTTPS_PROXY names a proxy, that one resolves, and decides what is let out.

    usual: what resolves names; None: the machine's own way."""
    looked_at = TCPConnector(resolver=LookedAt(usual or DefaultResolver(), private=private), use_dns_cache=False)
    async with ClientSession(connector=looked_at) as direct, ClientSession(trust_env=True) as proxied:
        yield lambda url: proxied if goes_by_proxy(url) else direct


async def leading_inside(targets: Mapping[str, str], usual: AbstractResolver | None = None) -> list[str]:
    """Which targets, by name, wouldn't be called as things are. Who can't be resolved just now isn't known."""
    looked_at, found = LookedAt(usual or DefaultResolver(), private=False), []
    for name, url in targets.items():
        if goes_by_proxy(url):
            continue
        try:
            check_literal(url, private=False)
            async with asyncio.timeout(SECONDS):
                await looked_at.resolve(URL(url).host or "", URL(url).port or 0)
        except NotPublicError:
            found.append(name)
        except (OSError, TimeoutError):
            continue
    await looked_at.close()
    return found


def goes_by_proxy(url: str) -> bool:
    try:
        get_env_proxy_for_url(URL(url))
    except LookupError:
        return False
    return True


__all__ = ["PRIVATE", "NotPublicError", "SessionFor", "check_literal", "goes_by_proxy", "leading_inside", "outward"]
