"""How old a figure may be where a rule doesn't say: as old as health.yaml lets it be, so that what is too old there is
unknown everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.playbook.models import Playbook, Reaction, Rule

FRESH = "fresh_days"


def with_freshness(playbook: Playbook) -> Playbook:
    """The playbook whose conditions name an age for every KPI that they ask."""
    limits = {kpi.key: kpi.fresh_days for kpi in playbook.health.kpis}
    rules = tuple(_rule(rule, limits) for rule in playbook.rules)
    reactions = tuple(_reaction(one, limits) for one in playbook.reactions)
    return playbook.model_copy(update={"rules": rules, "reactions": reactions})


def _rule(rule: Rule, limits: Mapping[str, int]) -> Rule:
    update = {"when": _filled(rule.when, limits), "clears_when": _filled(rule.clears_when, limits)}
    return rule.model_copy(update=update)


def _reaction(reaction: Reaction, limits: Mapping[str, int]) -> Reaction:
    return reaction.model_copy(update={"when": _filled(reaction.when, limits)})


def _filled(condition: Any, limits: Mapping[str, int]) -> Any:
    """Whatever isn't of the right shape stays as it is: the check has said so."""
    if isinstance(condition, list):
        return [_filled(each, limits) for each in condition]
    if not isinstance(condition, Mapping):
        return condition
    return {
        name: _of_kpis(asked, limits) if name == "kpi" else _filled(asked, limits) for name, asked in condition.items()
    }


def _of_kpis(asked: Any, limits: Mapping[str, int]) -> Any:
    if not isinstance(asked, Mapping):
        return asked
    return {
        key: {**bounds, FRESH: bounds.get(FRESH, limits.get(key))}
        if isinstance(bounds, Mapping) and key in limits
        else bounds
        for key, bounds in asked.items()
    }


__all__ = ["with_freshness"]
