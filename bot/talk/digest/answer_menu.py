"""The digest answered where it stands: one menu whose items are account and deed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot import actions
from bot.message import Button, Element, Option, Select
from bot.talk.digest.reading.digest_parts import Digest, DigestItem
from bot.talk.renewal.call_buttons import call_options
from bot.talk.todos.brief import Brief
from bot.text import shorten

MOST = 60  # items of the menu; more than this is no menu any more
NAME = 28  # characters
FRIDAY = 4

# Deeds: what the menu's value begins with; the to-do, or the account, follows.
DRAFT, REACHED_OUT, DONE, LATER, NO_PROBLEM = "draft", "reached-out", "done", "later", "not-a-problem"
ANSWERED, NO_QUESTION = "answered", "not-a-question"  # the question's id follows
OPEN, ALL_THERE, UNDO, FORECAST = "card", "account-todos", "undo", "forecast"
OF_ACCOUNT = frozenset({OPEN, ALL_THERE})


def answer_menu(digest: Digest) -> tuple[Element, ...]:
    """The menu; nothing where there is nothing to answer or to take back."""
    options: list[Option] = []
    for entry in (*digest.items, *digest.also):
        options += _of_entry(entry)
    options += _taken_back(digest)
    shown = tuple({option.value: option for option in options}.values())[:MOST]
    return (Select(label="Answer", action=actions.ANSWER, target=str(digest.row_id), options=shown),) if shown else ()


def _taken_back(digest: Digest) -> Iterator[Option]:
    """What its reader has done, each deed once: it is confirmed by the digest alone, so it is undone there."""
    briefs = [brief for entry in (*digest.items, *digest.also) for brief in entry.briefs]
    for brief in [*briefs, *([digest.asked] if digest.asked else [])]:
        if brief.settled is not None and brief.settled.undo is not None:
            yield Option(
                label=f"{shorten(brief.name or brief.why, NAME)}: undo “{brief.settled.brief}”",
                value=f"{UNDO}/{brief.settled.undo}",
            )


def _of_entry(entry: DigestItem) -> Iterator[Option]:
    for brief in entry.briefs:
        if brief.settled is None:
            yield from _of_todo(brief, entry, in_short=len(entry.briefs) > 1)


def _of_todo(brief: Brief, entry: DigestItem, *, in_short: bool) -> Iterator[Option]:
    name = shorten(brief.name or brief.why, NAME)

    def option(deed: str, words: str, number: int) -> Option:
        return Option(label=f"{name}: {words}", value=f"{deed}/{number}")

    if brief.calls:
        yield from call_options(name, f"{FORECAST}/{brief.cta_id}")
    if brief.account_id is not None:
        yield option(DRAFT, "draft" if brief.question is None else "draft an answer", brief.cta_id)
    if brief.question is not None:
        yield option(ANSWERED, "answered", brief.question)
        yield option(NO_QUESTION, "not a question", brief.question)
    elif brief.by_hand or brief.one_off:
        yield option(DONE, "done", brief.cta_id)
    elif brief.account_id is not None:
        yield option(REACHED_OUT, "reached out", brief.cta_id)
    if not in_short:
        yield option(LATER, f"later, {brief.next_day[:1].lower()}{brief.next_day[1:]}", brief.cta_id)
    if not brief.by_hand:
        yield option(NO_PROBLEM, "not a problem …", brief.cta_id)
    if brief.account_id is not None:
        yield option(OPEN, "open its card", brief.account_id)
        if more := entry.more + len(entry.beside):
            yield option(ALL_THERE, f"{more:,} more there", brief.account_id)


# What is asked once


def asked_buttons(digest: Digest) -> tuple[Element, ...]:
    """ "[Yes, Friday] [Not a problem] [Not mine]"."""
    assert digest.asked is not None
    target = str(digest.asked.cta_id)
    found = [Button(label=friday_words(digest.today), action=actions.CHASE, target=target)]
    if not digest.asked.by_hand:
        found.append(Button(label="Not a problem", action=actions.NOT_A_PROBLEM, target=target))
    return (*found, Button(label="Not mine", action=actions.REASSIGN, target=target))


def friday_after(today: date) -> date:
    """The next Friday that leaves at least a day between."""
    ahead = (FRIDAY - today.weekday()) % 7
    return today + timedelta(days=ahead if ahead > 1 else ahead + 7)


def friday_words(today: date) -> str:
    return "Yes, Friday" if friday_after(today) - today < timedelta(days=FRIDAY + 1) else "Yes, next Friday"


__all__ = ["OF_ACCOUNT", "answer_menu", "asked_buttons", "friday_after", "friday_words"]
