"""KPIs that nobody in the workspace measures any more, of those that rules ask for with silent_days: the figures come
from somewhere, and it is that which has fallen silent, not an account."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bot.facts.condition import Condition, comparisons, parse
from bot.facts.kpis import fed_since, feed_of
from bot.facts.measures import Feed
from bot.playbook.models import Library, Playbook
from bot.store.session import ReadSession
from bot.store.tables import Account, KpiLatest, PlaybookVersion


@dataclass(frozen=True)
class SilentFeed:
    """name: the KPI's. days: nobody has measured it for longer."""

    kpi: str
    name: str
    days: int


async def silent_feeds(db: ReadSession, library: Library, today: date) -> frozenset[Feed]:
    """Those that conditions of any playbook ask for. Where none asks, nothing is read."""
    return frozenset([feed for feed in sorted(_asked(library)) if not await _is_fed(db, feed, today)])


def _asked(library: Library) -> dict[Feed, list[str]]:
    """With the playbooks that ask."""
    found: dict[Feed, list[str]] = {}
    for playbook in library.playbooks.values():
        for condition in _conditions(playbook):
            for feed in filter(None, map(feed_of, comparisons(parse(condition)))):
                found.setdefault(feed, []).append(playbook.name)
    return found


def _conditions(playbook: Playbook) -> Iterator[Condition]:
    for rule in playbook.rules:
        yield from (when for when in (rule.when, rule.clears_when) if when is not None)
    yield from (reaction.when for reaction in playbook.reactions if reaction.when is not None)


async def _is_fed(db: ReadSession, feed: Feed, today: date) -> bool:
    """Stops at the first account that has a figure: only a broken feed is looked for to the end."""
    k = KpiLatest
    where = (k.workspace_id == db.workspace_id, k.kpi == feed[0], k.observed_at >= fed_since(feed, today))
    return await db.scalar(select(k.account_id).where(*where).limit(1)) is not None


async def broken_feeds(db: ReadSession, library: Library, silent: frozenset[Feed]) -> Sequence[SilentFeed]:
    """Those of them by which customers were measured before, on a playbook that asks; each KPI once, with the longest
    silence that is asked for. What was never measured at all is no feed."""
    found: dict[str, SilentFeed] = {}
    asked = _asked(library)
    for kpi, days in sorted(silent & asked.keys()):
        if await _was_fed(db, kpi, asked[kpi, days]):
            found[kpi] = SilentFeed(kpi, _name(library, kpi), days)
    return tuple(found.values())


async def _was_fed(db: ReadSession, kpi: str, playbooks: Sequence[str]) -> bool:
    k, a, v = KpiLatest, Account, PlaybookVersion
    measured = select(k.account_id).join(a, a.id == k.account_id).join(v, v.id == a.playbook_version_id)
    here = (k.workspace_id == db.workspace_id, k.kpi == kpi, a.status == "active", v.name.in_(playbooks))
    return await db.scalar(measured.where(*here).limit(1)) is not None


def _name(library: Library, key: str) -> str:
    kpis = (kpi for playbook in library.playbooks.values() for kpi in playbook.health.kpis)
    return next((kpi.name for kpi in kpis if kpi.key == key), key)


__all__ = ["SilentFeed", "broken_feeds", "silent_feeds"]
