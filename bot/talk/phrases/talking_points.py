"""The words of a rule's to-do at one account: what to do, why, what clears it, and when it is due."""

from __future__ import annotations

from datetime import datetime

from bot.calendar import plural, say_date
from bot.errors import PlaybookError
from bot.playbook.models import Rule
from bot.playbook.reactions.prepared_todos import is_prepared
from bot.playbook.text.left_out import left_out
from bot.playbook.text.situation import Situation
from bot.playbook.text.templates import render
from bot.store.tables import Cta
from bot.store.tables.todos_and_outbox import HAND
from bot.talk.account.view import AccountView
from bot.talk.phrases.account_words import situation, whom
from bot.talk.phrases.reaction_words import rule_behind
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.ticket_words import cause_first
from bot.talk.phrases.words import capital
from bot.text import clean, shorten

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
    why = said(rule.headline, words, f"{REASONS.get(rule.cta.type, 'to do')} ({plain_key(rule)})")
    return cause_first(why, rule, view, reader, now)


def in_rule_words(rule: Rule | None, words: Situation) -> tuple[str, str, str]:
    """Why, what to do, what clears it."""
    if rule is None:
        return "a to-do whose rule is no longer in use", GONE, ""
    plain = plain_key(rule)
    return said(rule.headline, words, plain), said(rule.todo, words, plain), said(rule.clears, words, "")


def tried_words(cta: Cta, reader: Reader, now: datetime) -> str:
    """Of a to-do that is back after its re-check: "Reached out Tue 30 Dec: called the COO. Still so." """
    if cta.tried_on is None or cta.state != "open":
        return ""
    note = f": {shorten(cta.note, 60).rstrip('.')}" if cta.note else ""
    return f"Reached out {say_date(cta.tried_on, reader.today(now))}{note}. Still so."


def step_words(rule: Rule | None, words: Situation, todo: str) -> str:
    """The first step, whom to ask for what, without a capital, as it follows "Next:"; the to-do in short where its rule
    says nothing more."""
    step = said(rule.step, words, "") if rule is not None and rule.step is not None else ""
    return step or f"{todo[:1].lower()}{todo[1:]}"


def step_of(view: AccountView, cta: Cta, reader: Reader, now: datetime) -> str:
    """The same of a to-do that stands alone, as a sentence begins."""
    rule = rule_of(view, cta)
    todo = todo_words(view, cta, reader, now)
    if rule is None or rule.step is None:
        return todo
    words = situation(view, reader, now, stakeholder=whom(view, cta, rule), cta=cta)
    return capital(step_words(rule, words, todo))


def clears_words(view: AccountView, cta: Cta, reader: Reader, now: datetime) -> str:
    """What closes it, a sentence."""
    rule = rule_of(view, cta)
    if rule is None:
        return "You close it with Done." if cta.rule == HAND else "Its rule is no longer in use; close it when done."
    words = situation(view, reader, now, stakeholder=whom(view, cta, rule), cta=cta)
    return said(rule.clears, words, "It clears by itself when the reason is gone.")


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
