"""Reactions read back in words, for the page of a playbook."""

from __future__ import annotations

from collections.abc import Iterator

from bot.calendar import plural
from bot.facts.condition import in_words
from bot.playbook.models import Playbook, Reaction
from bot.playbook.models.reaction_models import DealKind
from bot.playbook.reactions.prepared_todos import PreparedTodo, webhooks
from bot.playbook.rules.vocabulary import vocabulary_of
from bot.playbook.text.situation import EventWords
from bot.playbook.text.templates import cap
from bot.text import measured

LETTERS = {"talk": "", "material": ", with the piece to send", "celebrate": ", with the thanks written"}

DEALS: dict[DealKind, str] = {
    "trial": "a trial",
    "first": "the first purchase",
    "product": "a product that is new to them",
    "renewed": "another term",
    "more": "another term that pays more",
}


def happens(reaction: Reaction, playbook: Playbook) -> str:
    """When it reacts: "When NPS of at most 6 comes in." """
    when = f", while {in_words(reaction.when, vocabulary_of(playbook))}" if reaction.when else ""
    return f"When {_what(reaction, playbook)}{when}."


def _what(reaction: Reaction, playbook: Playbook) -> str:
    match reaction.on:
        case "milestone_reached":
            names = {milestone.key: milestone.name for milestone in playbook.milestones()}
            return f"{names[reaction.milestone]} is reached" if reaction.milestone else "a milestone is reached"
        case "stage_entered":
            named = {stage.key: stage.name for stage in playbook.stages}
            where = named[reaction.stage] if reaction.stage else cap(reaction.laer or "")
            return f"{where} is entered"
        case "kpi_crossed" if reaction.kpi is not None:
            kpi = next(one for one in playbook.health.kpis if one.key == reaction.kpi.key)
            up = reaction.kpi.rises_to is not None
            bound = reaction.kpi.rises_to if up else reaction.kpi.falls_to
            return f"the figure of {kpi.name} {'rises' if up else 'falls'} to {measured(bound or 0, kpi.unit, 2)}"
        case "cta_opened":
            return f"the to-do of {reaction.rule} opens"
        case "contract_started" if reaction.deal is not None:
            product = f" of {reaction.deal.product}" if reaction.deal.product else ""
            return f"a contract{product} starts: {' or '.join(DEALS[kind] for kind in reaction.deal.kinds)}"
    return f"{' or '.join(_scores(reaction)) or 'any answer to a survey'} comes in"


def _scores(reaction: Reaction) -> Iterator[str]:
    for score in reaction.survey:
        bounds = [f"{score.at_least:g} or more"] if score.at_least is not None else []
        bounds += [f"{score.at_most:g} or less"] if score.at_most is not None else []
        yield " ".join([score.kind.upper(), " and ".join(bounds)]).strip()


def example(reaction: Reaction, playbook: Playbook) -> EventWords:
    """A made-up event of its kind."""
    on = "Tue 6 Jan"
    match reaction.on:
        case "milestone_reached":
            named = [one.name for one in playbook.milestones() if reaction.milestone in (None, one.key)]
            return EventWords(named[0], on)
        case "stage_entered":
            stages = [one.name for one in playbook.stages if reaction.stage == one.key or reaction.laer == one.laer]
            return EventWords(stages[0] if stages else playbook.stages[0].name, on)
        case "kpi_crossed" if reaction.kpi is not None:
            kpi = next(one for one in playbook.health.kpis if one.key == reaction.kpi.key)
            up = reaction.kpi.rises_to is not None
            bound = (reaction.kpi.rises_to if up else reaction.kpi.falls_to) or 0
            return EventWords(
                kpi.name, on, measured(bound, kpi.unit, 2), measured(bound + (-5 if up else 5), kpi.unit, 2)
            )
        case "cta_opened":
            return EventWords((reaction.rule or "").replace("-", " "), on)
        case "contract_started":
            return EventWords((reaction.deal.product if reaction.deal else None) or "Reports", on)
    score = next(iter(reaction.survey), None)
    given = (score.at_most or score.at_least or 5) if score else 5
    return EventWords(score.kind.upper() if score else "NPS", on, f"{given:g}", by="Dana Reyes")


def due(one: PreparedTodo) -> str:
    """ "high priority, due in 2 working days, with an alert"."""
    if one.in_days is not None:
        when = f"due {plural(one.in_days, 'day')} later"
    else:
        days = one.rule.cta.due_in_working_days
        when = f"due in {plural(days, 'working day')}" if days else "due the same day"
    alert = ", with an alert" if one.rule.alert else ""
    return f"{one.rule.cta.priority} priority, {when}{LETTERS[one.letter]}{alert}"


def calls(reaction: Reaction) -> str:
    """The other systems that hear of it; "" where none does."""
    return ", ".join(webhooks(reaction))


__all__ = ["calls", "due", "example", "happens"]
