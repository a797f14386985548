"""What moved the health of accounts that have a to-do about it: an alert tells what `/journey acme health` knows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.facts.condition import comparisons, parse
from bot.journey.health.health_by_date import moved_lately, whole_year
from bot.journey.health.health_history import observations, spans
from bot.store.session import ReadSession
from bot.store.tables import Cta
from bot.talk.account.view import AccountView
from bot.talk.phrases.talking_points import rule_of

HEALTH = {"health", "band", "health_fell", "band_changed", "kpi.fell_by"}


async def with_health_moves(db: ReadSession, views: Mapping[int, AccountView], now: datetime) -> dict[int, AccountView]:
    """Those accounts; the ones that have a to-do about a measured score with what moved it."""
    found = dict(views)
    for number, view in views.items():
        if _is_measured(view) and any(_about_health(view, cta) for cta in view.todos):
            figures = await observations(db, number, now)
            year = whole_year(view.playbook, await spans(db, number, now), figures, now)
            found[number] = replace(view, moved=moved_lately(view.playbook, view.health, year, figures))
    return found


def _is_measured(view: AccountView) -> bool:
    return view.facts is not None and view.facts.health is not None and view.facts.health_until is None


def _about_health(view: AccountView, cta: Cta) -> bool:
    rule = rule_of(view, cta)
    return rule is not None and any(one.fact in HEALTH for one in comparisons(parse(rule.when)))


__all__ = ["with_health_moves"]
