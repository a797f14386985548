"""Rules that opened nothing at an account: what is missing until they would, or what nobody can tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bot.facts.comparison import Comparison
from bot.facts.condition import Group, comparisons, said
from bot.facts.entry import Here
from bot.facts.facts import entry_of
from bot.journey.rules.rule_states import RuleState, Stand
from bot.playbook.rules.vocabulary import vocabulary_of
from bot.talk.account.view import AccountView

NEAREST_SHOWN, UNKNOWN_SHOWN = 4, 4
Stands = Mapping[Comparison, Stand]


class Missing(NamedTuple):
    """What a rule lacks, in words, and how far the account is from it as a share of what is asked."""

    gap: float
    words: tuple[str, ...]


def nearest_rules(view: AccountView, states: Sequence[RuleState], today: date) -> tuple[str, ...]:
    """What the rules that come closest to holding lack, the nearest first: "no review for more than 90 days (now 28
    days)". Of things that stand in for each other, the nearest; of things that must all be so, each."""
    here = Here(view.facts, today, vocabulary_of(view.current))
    quiet = [state for state in states if state.rule.per == "account" and state.holds is False]
    found = [_missing(here, state.tree, state.stands) for state in quiet]
    ranked = sorted((one for one in found if one), key=lambda one: one.gap)
    return tuple(dict.fromkeys(" and ".join(dict.fromkeys(one.words)) for one in ranked))[:NEAREST_SHOWN]


# Where nobody knows how far an account is, no milestone of its own is named.
FOLLOWS = {"last_milestone": "what follows a milestone"}


def unknown_rules(view: AccountView, states: Sequence[RuleState], today: date) -> tuple[tuple[str, str], ...]:
    """Why nobody can tell, and what: ("no renewal date is on record", "at most 120 days to notice …")."""
    here = Here(view.facts, today, vocabulary_of(view.current))
    found: dict[str, dict[str, None]] = {}
    for state in states:
        open_ended = [state.stands[one] for one in comparisons(state.tree) if state.stands[one].holds is None]
        for stand in open_ended if state.holds is None else ():
            why = entry_of(stand.asked).why_unknown(stand.asked, stand.values, here)
            if why is not None:
                asked = FOLLOWS.get(stand.asked.fact) or said(stand.asked, here.words)
                found.setdefault(why, {})[asked] = None
    return tuple((reason, "; ".join(asked)) for reason, asked in found.items())[:UNKNOWN_SHOWN]


def _missing(here: Here, group: Group, stands: Stands) -> Missing | None:
    """None where it holds."""
    found = [
        _missing(here, part, stands) if isinstance(part, Group) else _lacking(here, stands[part])
        for part in group.parts
    ]
    lacking = [one for one in found if one]
    if not group.every:
        return min(lacking, default=None) if len(lacking) == len(found) else None
    words = tuple(text for one in lacking for text in one.words)
    return Missing(max(one.gap for one in lacking), words) if lacking else None


def _lacking(here: Here, one: Stand) -> Missing | None:
    if one.holds:
        return None
    now = entry_of(one.asked).now(one.asked, one.values, here)
    return Missing(now.gap, (f"{said(one.asked, here.words)} ({now.words})",))


__all__ = ["nearest_rules", "unknown_rules"]
