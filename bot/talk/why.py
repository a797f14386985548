"""Why each open to-do exists and what clears it; and where nothing fired, how far the rules are from holding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot import actions
from bot.calendar import say_date
from bot.journey.reads import RuleState, rule_states
from bot.message import Actions, Block, Button, Heading, Line, Message, Notes, Text, bold, line
from bot.playbook.condition_words import NUMBER_WORDS, Leaf, distance, holds, in_words, leaf_in_words, leaves, parse
from bot.playbook.models import Library
from bot.store.session import TenantSession
from bot.store.tables import Cta
from bot.talk.advising import clears_words, due_words, headline_words, todo_words
from bot.talk.load import load_account
from bot.talk.reader import Reader
from bot.talk.risk import risk_words
from bot.talk.situation import AccountView
from bot.talk.view import kpi_of
from bot.talk.words import called, capital, clean, fold

NEAREST_SHOWN, UNKNOWN_SHOWN = 4, 4
# Facts whose absence is an answer, not a gap: nobody left, no contract is past its end, nobody answered badly.
ABSENT = {"champion_left_days", "outcome_missing_days", "days_since_low_answer", "health_by_hand_days"}
UNKNOWN = {
    "milestone": "all milestones are reached",
    "milestone_days": "its milestone has no start date",
    "milestone_overdue_days": "its milestone has no start date",
    "stage_days": "the day it entered its stage isn't on record",
    "days_since_review": "neither a review nor a start date is on record",
    "days_since_contact": "no contact is on record",
    "days_since_survey": "neither a survey nor a start date is on record",
    "days_to_deadline": "no renewal date is on record",
    "days_to_end": "no renewal date is on record",
    "health": "too little fresh data for a health score",
    "health_fell": "too little fresh data for a health score",
    "band": "too little fresh data for a health score",
    "band_changed": "too little fresh data for a health score",
    "tier": "its tier isn't on record",
    "segment": "its segment isn't on record",
}


@dataclass(frozen=True)
class Reason:
    """An open to-do: what it is, why it is there, what clears it. tried: what was done about it already."""

    todo: str
    due: str
    because: str
    opened: str
    clears: str
    tried: str = ""


@dataclass(frozen=True)
class Why:
    """nearest: rules that don't hold, with how far they are from it. unknown: rules that nobody can tell, and why."""

    account_id: int
    name: str
    reasons: tuple[Reason, ...] = ()
    nearest: tuple[tuple[str, str], ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    note: str = ""
    risk: str = ""
    playbook: str = ""


async def why(db: TenantSession, library: Library, account_id: int, reader: Reader, now: datetime) -> Message | None:
    """The reasons behind an account's to-dos; None where this workspace has no such account."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    states = await rule_states(db, library, account_id, now)
    return draw(replace(why_of(view, states, reader, now), risk=await risk_words(db, view)))


def draw(this: Why) -> Message:
    blocks: list[Block] = [Text(lines=_reason(one)) for one in this.reasons]
    if not this.reasons:
        blocks.append(Text(lines=(line("No to-dos: nothing holds that would open one."),)))
    if this.risk:
        blocks += [Heading(text="Seen before"), Text(lines=(line(this.risk),))]
    if this.nearest:
        blocks += [Heading(text="Not yet"), Text(lines=_pairs(this.nearest))]
    if this.unknown:
        blocks += [Heading(text="Can't tell"), Text(lines=_pairs(this.unknown))]
    target = str(this.account_id)
    buttons = (
        Button(label="Card", action=actions.CARD, target=target),
        Button(label="Tasks", action=actions.TASKS, target=target),
    )
    blocks.append(Actions(elements=buttons))
    notes = [this.note, f"By the playbook {this.playbook}." if this.playbook else ""]
    if lines := tuple(line(text) for text in notes if text):
        blocks.append(Notes(lines=lines))
    return Message(title=line("Why these to-dos: ", bold(this.name)), blocks=tuple(blocks))


def _reason(one: Reason) -> tuple[Line, ...]:
    lines = [line(bold(one.todo), f" · {one.due}"), line(f"{capital(one.because)}.", f" Opened {one.opened}.")]
    if one.tried:
        lines.append(line(f"Tried: {one.tried}"))
    return (*lines, line(one.clears))


def _pairs(pairs: Sequence[tuple[str, str]]) -> tuple[Line, ...]:
    return tuple(line(f"• {capital(rule)}: {text}") for rule, text in pairs)


# From the account to the reasons


def why_of(view: AccountView, states: Sequence[RuleState], reader: Reader, now: datetime) -> Why:
    live = {cta.rule for cta in view.todos}
    quiet = [state for state in states if state.rule.key not in live]
    note = ""
    if view.churned:
        note = "An account that has left gets no to-dos."
    elif view.facts is None:
        note = "Not assessed yet: new data or tomorrow morning does it."
    return Why(
        account_id=view.account.id,
        name=called(view.account.name, 48),
        reasons=tuple(reason_of(view, cta, reader, now) for cta in view.todos),
        nearest=() if view.churned else nearest(view, quiet),
        unknown=() if view.churned else unknown(view, quiet),
        note=note,
        playbook="" if note else fold(view.current.title, 60),
    )


def reason_of(view: AccountView, cta: Cta, reader: Reader, now: datetime) -> Reason:
    today = reader.today(now)
    by_hand = cta.rule == "hand"
    return Reason(
        todo=fold(todo_words(view, cta, reader, now), 80),
        due=due_words(cta, reader, now),
        because="added by hand" if by_hand else headline_words(view, cta, reader, now),
        opened=say_date(cta.opened_on, today),
        clears=clears_words(view, cta, reader, now),
        tried=_tried(cta, reader, now),
    )


def _tried(cta: Cta, reader: Reader, now: datetime) -> str:
    parts = [f"reached out {say_date(cta.tried_on, reader.today(now))}"] if cta.tried_on else []
    note = clean(cta.note)
    return ": ".join([*parts, fold(note, 120)]) if note else "".join(parts)


# Rules that did not fire


def nearest(view: AccountView, states: Sequence[RuleState]) -> tuple[tuple[str, str], ...]:
    """The rules that come closest to holding, nearest first, and how far they are from it."""
    ranked = []
    for state in states:
        if state.rule.per == "account" and state.holds is False:
            gap, words = far(view, state)
            ranked.append((gap, (in_words(state.rule.when, view.current), words)))
    return tuple(pair for _, pair in sorted(ranked, key=lambda item: item[0])[:NEAREST_SHOWN])


def unknown(view: AccountView, states: Sequence[RuleState]) -> tuple[tuple[str, str], ...]:
    open_ended = [state for state in states if state.holds is None and not _absent(state)]
    pairs = [(in_words(state.rule.when, view.current), because_of(view, state)) for state in open_ended]
    return tuple(pairs[:UNKNOWN_SHOWN])


def _absent(state: RuleState) -> bool:
    """Unknown only because something never happened."""
    gaps = [leaf.fact for leaf in state.leaves if leaf.holds is None]
    return state.holds is None and bool(gaps) and all(fact in ABSENT for fact in gaps)


def far(view: AccountView, state: RuleState) -> tuple[float, str]:
    """How far a rule is from holding, as a share of its bound and in words: of all that is missing, the farthest."""
    values = values_of(view, state)
    found = [
        _far_leaf(view, leaf, values.get(_name(leaf)), state)
        for leaf in leaves(parse(state.rule.when))
        if not _holds(leaf, values.get(_name(leaf)), state)
    ]
    return max(found, default=(9.0, "doesn't hold"))


def _far_leaf(view: AccountView, leaf: Leaf, value: Any, state: RuleState) -> tuple[float, str]:
    if isinstance(value, int | float) and isinstance(leaf.value, int | float) and leaf.operator != "known":
        gap = abs(value - leaf.value) / max(abs(leaf.value), 1.0)
        return gap, distance(leaf, float(value)) or "nearly there"
    if leaf.operator == "moved":
        return 1.5, "it hasn't"
    if leaf.fact in ABSENT:
        return 3.0, "none so far"
    return 2.0, f"not {leaf_in_words(leaf, view.current)}"


def _holds(leaf: Leaf, value: Any, state: RuleState) -> bool:
    if isinstance(value, int | float) and leaf.fact in (*NUMBER_WORDS, "kpi") and leaf.operator != "known":
        return holds(leaf.operator, leaf.value, value)
    return any(one.fact == _name(leaf) and one.holds for one in state.leaves)


def values_of(view: AccountView, state: RuleState) -> Mapping[str, Any]:
    """The facts' values that the rule asks for; KPIs as "kpi.weekly-use"."""
    values = {leaf.fact: leaf.value for leaf in state.leaves}
    values |= {f"kpi.{part.kpi}": part.value for part in view.health if part.fresh}
    return values


def _name(leaf: Leaf) -> str:
    return f"kpi.{leaf.kpi}" if leaf.kpi else leaf.fact


def because_of(view: AccountView, state: RuleState) -> str:
    """Why nobody can tell: "no renewal date is on record"."""
    by_hand = view.facts is not None and view.facts.health_until is not None
    moves = ("health_fell", "band_changed") if by_hand else ()
    said = dict.fromkeys(moves, "its health is set by hand, which is no movement")
    gaps = dict.fromkeys(said.get(leaf.fact) or _gap(view, leaf.fact) for leaf in state.leaves if leaf.holds is None)
    return "; ".join(gaps) or "something it asks for isn't on record"


def _gap(view: AccountView, fact: str) -> str:
    kind, _, key = fact.partition(".")
    if kind == "kpi":
        return f"no fresh figure for {kpi_of(view, key).name}"
    return UNKNOWN.get(fact, f"{fact.replace('_', ' ')} isn't on record")


EXAMPLES: tuple[tuple[str, Message], ...] = (
    (
        "Why",
        draw(
            Why(
                1,
                "Acme",
                reasons=(
                    Reason(
                        "Unblock: trained admin",
                        "1 day late",
                        "77 days without a weekly habit; 60 is usual (the playbook's guess)",
                        "Sat 3 Jan",
                        "Clears by itself when a weekly habit is reached.",
                        tried="reached out Tue 30 Dec: called the COO",
                    ),
                ),
                nearest=(("no review for more than 90 days", "34 days to go until 90"),),
                risk="Of 120 accounts scored like this, 36 left. What raises it: weekly use 41% (62% is usual).",
                unknown=(("health has fallen by 15 points or more within 7 days", UNKNOWN["health"]),),
                playbook="Land, adopt, expand, renew",
            )
        ),
    ),
    (
        "Why, nothing open",
        draw(Why(2, "Hooli", nearest=(("no review for more than 90 days", "62 days to go until 90"),))),
    ),
)
