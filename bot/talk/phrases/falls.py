"""What a young account's health fell from: where the score of a week ago isn't on record, an alert tells what
`/journey acme health` knows."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.facts.condition import comparisons, parse
from bot.journey.health.health_history import observations, spans
from bot.store.session import TenantSession
from bot.store.tables import Cta
from bot.talk.account.view import AccountView, Fell
from bot.talk.health.health_by_date import moved_lately, whole_year
from bot.talk.phrases.talking_points import rule_of

HEALTH = {"health", "band", "health_fell", "band_changed"}


async def with_falls(db: TenantSession, views: Mapping[int, AccountView], now: datetime) -> dict[int, AccountView]:
    """Those accounts; the young ones that have a to-do about their health with what it fell from."""
    found = dict(views)
    for number in list(_young(views)):
        found[number] = replace(views[number], fell=await _fell(db, views[number], now))
    return found


def _young(views: Mapping[int, AccountView]) -> Iterator[int]:
    for number, view in views.items():
        measured = view.facts is not None and view.facts.health is not None and view.facts.health_until is None
        if measured and view.before is None and any(_about_health(view, cta) for cta in view.todos):
            yield number


def _about_health(view: AccountView, cta: Cta) -> bool:
    rule = rule_of(view, cta)
    return rule is not None and any(one.fact in HEALTH for one in comparisons(parse(rule.when)))


async def _fell(db: TenantSession, view: AccountView, now: datetime) -> Fell | None:
    number = view.account.id
    figures = await observations(db, number, now)
    moved = moved_lately(view, whole_year(view, await spans(db, number, now), figures, now), figures)
    return Fell(moved.was, moved.since, moved.moves) if moved and moved.score < moved.was else None


__all__ = ["with_falls"]
