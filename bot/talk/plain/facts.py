"""One fact about an account in one sentence, with its age, and the button that shows the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot import actions
from bot.message import Actions, Button, Line, Message, Text
from bot.talk.plain import contract_facts, said_facts, standing_facts, time_facts
from bot.talk.plain.asked import FactAsked
from bot.talk.plain.people_facts import PEOPLE_FACTS, person_line

Fact = Callable[[FactAsked], Line]
Shown = tuple[str, str]  # a button's label and its action
CARD: Shown = ("Open the account", actions.CARD)


def fact_message(asked: FactAsked, name: str, besides: Sequence[str] = ()) -> Message:
    """The fact as a sentence, then a button for the rest. besides: facts that were asked for with it."""
    words, more = _fact(asked, name)
    others = [_fact(asked, one) for one in besides]
    target = str(asked.view.account.id)
    shown = dict.fromkeys((*([more] if more else []), *(one for _, one in others if one), CARD))
    buttons = tuple(Button(label=label, action=action, target=target) for label, action in shown)
    lines = (Text(lines=tuple(said for said, _ in others)),) if others else ()
    return Message(title=words, blocks=(*lines, Actions(elements=buttons)))


def _fact(asked: FactAsked, name: str) -> tuple[Line, Shown | None]:
    kind, _, kpi = name.partition(":")
    if kind == "kpi":
        return standing_facts.kpi_fact(asked, kpi), ("Health and why it moved", actions.HEALTH)
    if kind in PEOPLE_FACTS:
        if asked.people and kind in ("title", "persona", "email"):
            return person_line(asked.view, asked.people, kind, asked.today), ("People and types", actions.PERSONAS)
        return PEOPLE_FACTS[kind](asked.view, asked.today), ("People and types", actions.PERSONAS)
    say, more = FACTS[kind]
    return say(asked), more


FACTS: dict[str, tuple[Fact, Shown | None]] = {
    "renewal": (contract_facts.renewal, ("Forecast or outcome", actions.RENEWAL)),
    "auto-renew": (contract_facts.auto_renew, ("Forecast or outcome", actions.RENEWAL)),
    "notice": (contract_facts.notice, ("Forecast or outcome", actions.RENEWAL)),
    "value": (contract_facts.value, None),
    "outcome": (contract_facts.outcome, ("Say how it came out", actions.RENEWAL)),
    "call": (contract_facts.call, ("Set the forecast", actions.RENEWAL)),
    "products": (contract_facts.products, None),
    "health": (standing_facts.health, ("Health and why it moved", actions.HEALTH)),
    "health-trend": (standing_facts.health_trend, ("Health and why it moved", actions.HEALTH)),
    "data-age": (standing_facts.data_age, ("Health and why it moved", actions.HEALTH)),
    "moved": (standing_facts.moved_fact, ("Health and why it moved", actions.HEALTH)),
    "stage": (standing_facts.stage, ("Tasks", actions.TASKS)),
    "milestone": (standing_facts.milestone, ("Tasks", actions.TASKS)),
    "reached": (standing_facts.reached, ("Tasks", actions.TASKS)),
    "tasks": (standing_facts.tasks, ("Tasks", actions.TASKS)),
    "risk-view": (standing_facts.risk, ("Health and why it moved", actions.HEALTH)),
    "loss": (standing_facts.loss, ("What we learned", actions.POST_MORTEM)),
    "stuck-view": (standing_facts.stuck, ("Tasks", actions.TASKS)),
    "contact": (time_facts.contact, ("What happened", actions.LOG)),
    "never-talked": (time_facts.never_talked, ("People and types", actions.PERSONAS)),
    "history": (time_facts.contact, ("What happened", actions.LOG)),
    "review": (time_facts.review, ("What happened", actions.LOG)),
    "survey": (time_facts.survey, ("Record a survey", actions.SURVEY)),
    "promises": (time_facts.owed_fact, ("To-dos", actions.ACCOUNT_TODOS)),
    "to-dos": (time_facts.todos, ("To-dos", actions.ACCOUNT_TODOS)),
    "next-step": (time_facts.next_step, ("To-dos", actions.ACCOUNT_TODOS)),
    "goals": (time_facts.goals, None),
    "wishes": (said_facts.wishes, ("What happened", actions.LOG)),
    "interview": (said_facts.interview, ("What happened", actions.LOG)),
    "owner": (time_facts.owner, None),
    "tier": (time_facts.tier, None),
    "segment": (time_facts.segment, None),
    "start": (time_facts.start, None),
    "parent": (time_facts.parent, None),
}

__all__ = ["FactAsked", "Text", "fact_message"]
