"""Advice for one account: the words of a rule's to-do, and what to say to whom about it."""

from __future__ import annotations

from datetime import datetime

from bot.calendar import plural
from bot.errors import PlaybookError
from bot.playbook.models import Laer, Rule, Voice
from bot.playbook.reactions.prepared_todos import is_prepared
from bot.playbook.text.advice import Advice, advise
from bot.playbook.text.left_out import left_out
from bot.playbook.text.situation import Situation
from bot.playbook.text.templates import render
from bot.store.tables import Cta
from bot.store.tables.todos_and_outbox import HAND
from bot.talk.account.view import AccountView, Contact
from bot.talk.phrases.account_words import situation, whom
from bot.talk.phrases.reaction_words import rule_behind
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import capital
from bot.text import clean

REASONS = {
    "risk": "at risk",
    "opportunity": "an opening",
    "lifecycle": "a step on the way",
    "objective": "a goal of ours",
    "data": "data missing",
}


GONE = "See whether it still matters"


def plain_key(rule: Rule) -> str:
    """What stands for its words where they are broken."""
    return rule.key.partition("/")[0].replace("-", " ")


def rule_of(view: AccountView, cta: Cta) -> Rule | None:
    """Today's rule or reaction behind a to-do; None where it was made by hand, or they are gone."""
    return find_rule(view, cta.rule) or rule_behind(view, cta.rule)


def find_rule(view: AccountView, key: str) -> Rule | None:
    return next((rule for rule in view.current.rules if rule.key == key), None)


def said(template: str, words: Situation, fallback: str) -> str:
    """A rule's template in words. A broken one must not cost the CSM the message: `fallback` names it, and so does the
    log."""
    try:
        return render(template, words) or fallback
    except PlaybookError as error:
        left_out(template, error.problem)
        return fallback


def todo_words(view: AccountView, cta: Cta, reader: Reader, now: datetime) -> str:
    """What to do, in a few words: "Offer the COO an engineer"."""
    rule = rule_of(view, cta)
    if rule is None:
        return clean(cta.title) or (GONE if is_prepared(cta.rule) else clean(cta.rule.replace("-", " ")))
    words = situation(view, reader, now, stakeholder=whom(view, cta, rule), cta=cta)
    return capital(said(rule.todo, words, plain_key(rule)))


def headline_words(view: AccountView, cta: Cta, reader: Reader, now: datetime) -> str:
    """Why it is there, after the account's name: "57 days without first value; 45 is usual"."""
    rule = rule_of(view, cta)
    if rule is None:
        return clean(cta.title) or ("its reason is no longer in use" if is_prepared(cta.rule) else "added by hand")
    words = situation(view, reader, now, stakeholder=whom(view, cta, rule), cta=cta)
    return said(rule.headline, words, f"{REASONS.get(rule.cta.type, 'to do')} ({plain_key(rule)})")


def clears_words(view: AccountView, cta: Cta, reader: Reader, now: datetime) -> str:
    """What closes it, a sentence."""
    rule = rule_of(view, cta)
    if rule is None:
        return "You close it with Done." if cta.rule == HAND else "Its rule is no longer in use; close it when done."
    words = situation(view, reader, now, stakeholder=whom(view, cta, rule), cta=cta)
    return said(rule.clears, words, "It clears by itself when the reason is gone.")


def voice_of(known: Contact | None) -> Voice:
    if known is None:
        return "neutral"
    voices: dict[str | None, Voice] = {"expert": "expert", "friend": "friend", "ceo": "ceo"}
    return voices.get(known.row.persona, "neutral")


def laer_of(view: AccountView) -> Laer:
    """The LAER stage that persona advice is keyed by; the first one until the account is assessed. An old customer
    whose place nobody has told uses it, as far as we know."""
    if view.stage is None:
        return "land" if view.placed else "adopt"
    return view.stage.laer


def advice_for(
    view: AccountView,
    known: Contact | None,
    reader: Reader,
    now: datetime,
    *,
    rule: Rule | None = None,
    cta: Cta | None = None,
) -> Advice:
    """What to say to that person: about the rule, else about the milestone the account works towards."""
    words = situation(view, reader, now, stakeholder=known, cta=cta)
    return advise(view.library, voice_of(known), laer_of(view), words, milestone=view.milestone, rule=rule)


def telling_question(view: AccountView) -> str:
    """The one question that tells what drives somebody."""
    neutral = view.library.personas["neutral"]
    return neutral.telling.get("all") or neutral.cells[laer_of(view)].questions[0]


def due_words(cta: Cta, reader: Reader, now: datetime) -> str:
    """ "2 days late", "due today", "due in 3 days"; asleep and snoozed ones say until when."""
    today = reader.today(now)
    if cta.state in ("asleep", "snoozed") and cta.wake_on:
        days = (cta.wake_on - today).days
        back = "today" if days <= 0 else "tomorrow" if days == 1 else f"in {days} days"
        return f"reached out, back {back}" if cta.state == "asleep" else f"back {back}"
    days = (cta.due_on - today).days
    if days < 0:
        return f"{plural(-days, 'day')} late"
    return "due today" if days == 0 else "due tomorrow" if days == 1 else f"due in {days} days"
