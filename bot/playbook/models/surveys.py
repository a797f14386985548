"""Surveys that a playbook asks for (method C11): at a milestone, at the step where accounts are lost, on leaving."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal

from bot.facts.condition import comparisons, parse
from bot.playbook.models.parts import Part
from bot.playbook.yaml.yaml_source import Trouble, Where

if TYPE_CHECKING:
    from bot.playbook.models import Rule

ALONE: Final = "days_since_asked"


class SurveyAsked(Part):
    """survey: nps, whether they would recommend us; csat, how well it works for them. whom: who decides there, or who
    works with it."""

    survey: Literal["nps", "csat"]
    whom: Literal["decides", "uses"] = "decides"


def check_asks(rule: Rule, where: Where) -> Iterator[Trouble]:
    """A survey goes out by itself: never beside an offer, or beside something that they are asked for. The rule's
    conditions must be right."""
    if rule.asks is None:
        return
    if not any(one.fact == ALONE for one in comparisons(parse(rule.when))):
        problem = (
            f"must also ask for {ALONE}, or the survey goes out beside an offer or a request: add any: "
            f"[{ALONE}: {{known: false}}, {ALONE}: {{above: 14}}]"
        )
        yield Trouble((*where, "when"), problem)
    if rule.per == "csm":
        yield Trouble((*where, "asks"), "is for a rule of one account; leave out per: csm")
    if rule.sends is not None:
        yield Trouble((*where, "sends"), "doesn't go with asks: a survey is all that its letter holds; leave it out")


__all__ = ["ALONE", "SurveyAsked", "check_asks"]
