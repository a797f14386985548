"""To-dos that a reaction opened (method C3): what happened, whom they are about, and what their draft writes."""

from __future__ import annotations

from datetime import date

from bot.calendar import say_date
from bot.playbook.models import Rule
from bot.playbook.reactions.prepared_todos import PreparedTodo, find_prepared
from bot.playbook.text.situation import EventWords
from bot.store.tables import Cta, Reacted
from bot.talk.account.view import AccountView, Contact, find_milestone, find_stage, kpi_of
from bot.talk.phrases.words import called
from bot.text import clean, measured

SURVEYS = {"nps": "NPS", "csat": "CSAT"}


def prepared_of(view: AccountView, cta: Cta | None) -> PreparedTodo | None:
    """What today's playbook says of a reaction's to-do; None for all others, and where the reaction is gone."""
    return find_prepared(view.current, cta.rule) if cta is not None else None


def reacted_of(view: AccountView, cta: Cta | None) -> Reacted | None:
    """What happened, of which the to-do came."""
    if cta is None:
        return None
    key = cta.rule.partition("/")[0]
    return next((one for one in view.reacted if (one.reaction, one.occurrence) == (key, cta.occurrence)), None)


def event_words(view: AccountView, cta: Cta | None, today: date) -> EventWords | None:
    """What happened, in words."""
    one, told = reacted_of(view, cta), prepared_of(view, cta)
    if one is None or told is None:
        return None
    on = say_date(one.happened_on, today)
    match told.reaction.on:
        case "kpi_crossed":
            kpi = kpi_of(view, one.about)
            value, was = (None if each is None else measured(each, kpi.unit, 2) for each in (one.value, one.was))
            return EventWords(kpi.name, on, value, was)
        case "survey_received":
            value = None if one.value is None else f"{one.value:g}"
            known = answered_by(view, cta)
            by = called(known.row.name) if known else None
            return EventWords(SURVEYS.get(one.about, clean(one.about)), on, value, by=by)
        case "stage_entered":
            stage = find_stage(view.current, one.about) or find_stage(view.playbook, one.about)
            return EventWords(stage.name if stage else one.about, on)
        case "milestone_reached":
            milestone = find_milestone(view, one.about)
            return EventWords(milestone.name if milestone else one.about.replace("-", " "), on)
        case "contract_started":
            return EventWords(called(one.about), on)
    return EventWords(one.about.replace("-", " "), on)


def answered_by(view: AccountView, cta: Cta | None) -> Contact | None:
    """Who gave the answer that the to-do is about, if they are still there."""
    one = reacted_of(view, cta)
    if one is None or one.stakeholder_id is None:
        return None
    return next((known for known in view.active if known.row.id == one.stakeholder_id), None)


def rule_behind(view: AccountView, key: str) -> Rule | None:
    """The words of a reaction's to-do, in the shape of a rule."""
    found = find_prepared(view.current, key)
    return found.rule if found else None
