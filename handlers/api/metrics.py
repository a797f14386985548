"""`/metrics` for Prometheus: what waits and since when, and what this process has done. Numbers only, no names.

prometheus-client (the extra `metrics`) writes them; nothing else of ours needs it."""

import hmac
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.errors import SettingsError
from bot.jobs.backlog import Backlog
from bot.tally import Labels, counted, timings

Read = Callable[[], Awaitable[Iterable[Backlog]]]
KINDS = {
    "deliveries": "Messages by what became of them in this process.",
    "http_refusals": "HTTP requests that were refused, by status.",
    "people_refused": "People who asked and aren't let in.",
    "platform_calls": "Calls to a platform, by what came of them.",
    "rate_limited": "Calls that a platform told us to make later (429).",
    "ticks": "Passes of all that is due, by how they ended.",
}


class Metrics:
    """key: what whoever asks must show. Raises SettingsError where the library is missing."""

    def __init__(self, key: str, read: Read, machine: Callable[[], datetime]) -> None:
        try:
            import prometheus_client
            import prometheus_client.core
        except ModuleNotFoundError as error:
            raise SettingsError(
                "MILEPOST_METRICS_KEY needs prometheus-client: install it with pip install -e '.[metrics]', "
                "or unset the key."
            ) from error
        self._library: Any = prometheus_client
        self._key, self._read, self._machine = key, read, machine

    async def answer(self, request: web.Request) -> web.StreamResponse:
        kind, _, shown = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not hmac.compare_digest(shown.strip().encode(), self._key.encode()):
            challenge = {"WWW-Authenticate": 'Bearer realm="milepost metrics"'}
            raise web.HTTPUnauthorized(text="This needs the key of MILEPOST_METRICS_KEY.", headers=challenge)
        families = list(self._families(await self._read()))
        registry = self._library.CollectorRegistry()
        registry.register(_Given(families))
        text = self._library.generate_latest(registry)
        headers = {"Content-Type": self._library.CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
        return web.Response(body=text, headers=headers)

    def _families(self, waiting: Iterable[Backlog]) -> Iterator[Any]:
        metrics = self._library.core
        many = metrics.GaugeMetricFamily("milepost_waiting", "What waits.", labels=["kind", "state"])
        oldest = metrics.GaugeMetricFamily(
            "milepost_waiting_oldest_seconds", "For how long the oldest waits.", labels=["kind", "state"]
        )
        for one in waiting:
            many.add_metric([one.kind, one.state], one.count)
            if one.oldest is not None:
                oldest.add_metric([one.kind, one.state], max(0.0, (self._machine() - one.oldest).total_seconds()))
        yield from (many, oldest)
        done = counted()
        for name, said in KINDS.items():
            rows = {labels: number for (of, labels), number in done.items() if of == name}
            family = metrics.CounterMetricFamily(f"milepost_{name}", said, labels=_names(rows))
            for labels, number in rows.items():
                family.add_metric([value for _, value in labels], number)
            yield family
        sweeps = timings().get(("sweep", ()), (0, 0.0))
        yield metrics.SummaryMetricFamily("milepost_sweep_seconds", "Rounds that swept.", *sweeps)


def _names(rows: Iterable[Labels]) -> list[str]:
    return [name for name, _ in next(iter(rows), ())]


class _Given:
    """What the library collects from."""

    def __init__(self, families: list[Any]) -> None:
        self._families = families

    def collect(self) -> list[Any]:
        return self._families


__all__ = ["Metrics"]
