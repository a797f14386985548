"""Clients for Slack, which all go through the proxy that HTTPS_PROXY names, unless NO_PROXY says else."""

from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined]

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.errors import SettingsError, UnreachedError
from bot.surfaces.slack.call_result import PROXY_WANTS_A_PASSWORD

TIMEOUT = 15  # seconds for one request; well below the sender's lease


def proxy_for(address: str) -> str | None:
    """A proxy would look for this machine's own addresses on its own machine, so nothing there goes through one."""
    there = urlsplit(address)
    if _is_here(there.hostname or "") or proxy_bypass_environment(there.netloc):
        return None
    secure = there.scheme in ("https", "wss")
    return getproxies_environment().get("https" if secure else "http")


def web_client(base_url: str, token: str | None = None) -> AsyncWebClient:
    """No retries below us: the SDK's own would post twice when a connection breaks after the request left."""
    client = AsyncWebClient(token=token, base_url=base_url, retry_handlers=[], timeout=TIMEOUT)
    client.proxy = proxy_for(base_url)  # the SDK's own guess knows no NO_PROXY
    return client


def webhook_client(url: str) -> AsyncWebhookClient:
    """For one response_url."""
    client = AsyncWebhookClient(url, timeout=TIMEOUT, retry_handlers=[])
    client.proxy = proxy_for(url)
    return client


def unreached(error: Exception, address: str) -> SettingsError:
    """One sentence for the start; it names the proxy where that is what refuses, and never its password."""
    proxy = proxy_for(address)
    if proxy is None:
        return UnreachedError(f"Slack can't be reached at {address} ({error}).")
    there = urlsplit(proxy if "//" in proxy else f"//{proxy}")
    name = f"The proxy {there.hostname}:{there.port or 80} in HTTPS_PROXY"
    if (status := _refused_with(error)) is not None:
        how = "set it as http://user:password@host:port" if status == PROXY_WANTS_A_PASSWORD else "check it"
        said = f"{name} doesn't let us through to Slack (status {status}): {how}."
        return SettingsError(said) if status < 500 else UnreachedError(said)
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return UnreachedError(f"{name} can't be reached ({error.os_error}): check it, or leave HTTPS_PROXY out.")
    return UnreachedError(f"Slack can't be reached at {address} through the proxy in HTTPS_PROXY ({error}).")


def _refused_with(error: Exception) -> int | None:
    """The proxy's own no, said while it connects or in the place of an answer."""
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return error.status
    status = getattr(getattr(error, "response", None), "status_code", None)
    return status if status == PROXY_WANTS_A_PASSWORD else None


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


__all__ = ["TIMEOUT", "proxy_for", "unreached", "web_client", "webhook_client"]
