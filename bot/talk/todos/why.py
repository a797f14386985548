"""Why each open to-do exists and what clears it; and where nothing fired, how far the rules are from holding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import actions
from bot.calendar import say_date
from bot.facts.condition import in_words
from bot.journey.rules.rule_states import RuleState, rule_states
from bot.message import Actions, Block, Button, Heading, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.playbook.rules.vocabulary import vocabulary_of
from bot.store.session import ReadSession
from bot.store.tables import Cta
from bot.store.tables.todos_and_outbox import HAND
from bot.talk.account.read_account import load_account
from bot.talk.phrases.account_words import AccountView
from bot.talk.phrases.health_moved import with_health_moves
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.risk_words import risk_words, stuck_words
from bot.talk.phrases.talking_points import clears_words, due_words, headline_words, todo_words
from bot.talk.phrases.words import called, capital
from bot.talk.todos.nearest_rules import nearest_rules, unknown_rules
from bot.text import clean, shorten


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
    """gaps: what the CSM's to-do for missing data asks for here. nearest: what rules lack that opened nothing.
    unknown: why nobody can tell of others, and what. risk: how many like it leave; stuck: where it gets stuck next."""

    account_id: int
    name: str
    reasons: tuple[Reason, ...] = ()
    gaps: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    note: str = ""
    risk: str = ""
    stuck: str = ""
    playbook: str = ""


async def why(db: ReadSession, library: Library, account_id: int, reader: Reader, now: datetime) -> Message | None:
    """The reasons behind an account's to-dos; None where this workspace has no such account."""
    view = await load_account(db, library, account_id, now)
    if view is None:
        return None
    view = (await with_health_moves(db, {account_id: view}, now))[account_id]
    states = await rule_states(db, library, account_id, now)
    stuck = await stuck_words(db, view, reader.today(now))
    return why_message(replace(why_of(view, states, reader, now), risk=await risk_words(db, view), stuck=stuck))


def why_message(this: Why) -> Message:
    blocks: list[Block] = [Text(lines=_reason(one)) for one in this.reasons]
    if this.gaps:
        said = line(bold("Missing data"), ", asked for in one to-do for all accounts")
        blocks.append(Text(lines=(said, *_points(this.gaps))))
    if not (this.reasons or this.gaps):
        blocks.append(Text(lines=(line("No to-dos: nothing holds that would open one."),)))
    if this.risk:
        blocks += [Heading(text="Seen before"), Text(lines=(line(this.risk),))]
    if this.stuck:
        blocks += [Heading(text="Likeliest to get stuck next"), Text(lines=(line(this.stuck),))]
    if this.nearest:
        blocks += [Heading(text="Not yet"), Text(lines=_points(this.nearest))]
    if this.unknown:
        blocks += [Heading(text="Can't tell"), Text(lines=_points(f"{why}: {what}" for why, what in this.unknown))]
    target = str(this.account_id)
    buttons = (
        Button(label="Card", action=actions.CARD, target=target),
        Button(label="Health", action=actions.HEALTH, target=target),
        Button(label="Log", action=actions.LOG, target=target),
        Button(label="History", action=actions.HISTORY, target=target),
        Button(label="Success figure", action=actions.MULTIPLIER, target=target),
    )
    blocks.append(Actions(elements=(*buttons, *_how_foreseen(this))))
    notes = [this.note, f"By the playbook {this.playbook}." if this.playbook else ""]
    if lines := tuple(line(text) for text in notes if text):
        blocks.append(Notes(lines=lines))
    return Message(title=line("Why these to-dos: ", bold(this.name)), blocks=tuple(blocks))


def _how_foreseen(this: Why) -> Iterator[Button]:
    figures = (("warning", this.risk, "How losses are foreseen"), ("stuck", this.stuck, "How stuck is foreseen"))
    return (Button(label=label, action=actions.COUNTED, target=name) for name, said, label in figures if said)


def _reason(one: Reason) -> tuple[Line, ...]:
    lines = [line(bold(one.todo), f" · {one.due}"), line(f"{capital(one.because)}.", f" Opened {one.opened}.")]
    if one.tried:
        lines.append(line(f"Tried: {one.tried}"))
    return (*lines, line(one.clears))


def _points(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(line(f"• {capital(text)}") for text in texts)


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
        gaps=() if view.churned else tuple(_gaps(view, states)),
        nearest=() if view.churned else nearest_rules(view, quiet, reader.today(now)),
        unknown=() if view.churned else unknown_rules(view, quiet, reader.today(now)),
        note=note,
        playbook="" if note else shorten(view.current.title, 60),
    )


def _gaps(view: AccountView, states: Sequence[RuleState]) -> Iterator[str]:
    words = vocabulary_of(view.current)
    return (in_words(state.rule.when, words) for state in states if state.rule.per == "csm" and state.holds)


def reason_of(view: AccountView, cta: Cta, reader: Reader, now: datetime) -> Reason:
    today = reader.today(now)
    by_hand = cta.rule == HAND
    return Reason(
        todo=shorten(todo_words(view, cta, reader, now), 80),
        due=due_words(cta, reader, now),
        because="added by hand" if by_hand else headline_words(view, cta, reader, now),
        opened=say_date(cta.opened_on, today),
        clears=clears_words(view, cta, reader, now),
        tried=_tried(cta, reader, now),
    )


def _tried(cta: Cta, reader: Reader, now: datetime) -> str:
    parts = [f"reached out {say_date(cta.tried_on, reader.today(now))}"] if cta.tried_on else []
    note = clean(cta.note)
    return ": ".join([*parts, shorten(note, 120)]) if note else "".join(parts)


EXAMPLES: tuple[tuple[str, Message], ...] = (
    (
        "Why",
        why_message(
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
                gaps=("figures are too old to judge by",),
                nearest=("no review for more than 90 days (now 56 days)",),
                risk="About 6 of 20 accounts like it leave within half a year (4 to 8, as tried on 120 accounts). "
                "What raises it: weekly use 41% (62% is usual).",
                stuck="First value, where it is now: 38% of retail accounts that were still on it after 30 days were "
                "late or gone when its 45 days were over (24 to 54% is likely, from 41).",
                unknown=(
                    (
                        "too little fresh data for a health score",
                        "health has fallen by 15 points or more within 7 days",
                    ),
                ),
                playbook="Land, adopt, expand, renew",
            )
        ),
    ),
    (
        "Why, nothing open",
        why_message(Why(2, "Hooli", nearest=("no review for more than 90 days (now 28 days)",))),
    ),
)
