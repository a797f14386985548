"""How old the figures of a movement may be: its KPI's own limit stands in health.yaml, and two playbooks may differ.

Written into the conditions when a playbook is loaded, so that whoever asks them needs no playbook, and rules that
differ in this are two rules (`shared.py`)."""

from __future__ import annotations

from typing import Any, TypeVar

from bot.facts.condition import with_fresh_days
from bot.facts.vocabulary import Vocabulary
from bot.playbook.models import Playbook, Reaction, Rule
from bot.playbook.rules.condition_check import check_condition
from bot.playbook.rules.vocabulary import vocabulary_of

Asking = TypeVar("Asking", Rule, Reaction)


def with_freshness(playbook: Playbook) -> Playbook:
    """The same playbook. Conditions in which something is wrong stay as they are; `checks.py` says what."""
    words = vocabulary_of(playbook)
    changes: dict[str, Any] = {
        "rules": tuple(_settled(rule, words) for rule in playbook.rules),
        "reactions": tuple(_settled(reaction, words) for reaction in playbook.reactions),
    }
    return playbook.model_copy(update=changes)


def _settled(one: Asking, words: Vocabulary) -> Asking:
    asked = {name: when for name in ("when", "clears_when") if (when := getattr(one, name, None)) is not None}
    right = {name: when for name, when in asked.items() if next(check_condition(when, words), None) is None}
    return one.model_copy(update={name: with_fresh_days(when, words) for name, when in right.items()})


__all__ = ["with_freshness"]
