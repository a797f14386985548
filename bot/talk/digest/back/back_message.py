"""How somebody who was away is told of those days: at most 120 words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot import actions
from bot.calendar import plural, say_date
from bot.message import Actions, Block, Button, Heading, Line, Message, Text, bold, line
from bot.talk.changes.moved import Leeway, moved_lines, telling
from bot.talk.changes.read_changes import AccountChange
from bot.talk.digest.digest_message import words_without_buttons
from bot.talk.phrases.words import listed
from bot.text import shorten

MOST_WORDS = 120  # without buttons
# What a change of that kind is called, in the past tense; the rest is nobody's news.
DEEDS = {
    "log": "logged a contact",
    "reached-out": "reached out",
    "answered-together": "reached out",
    "done": "did a to-do",
    "later": "put a to-do off",
    "not-a-problem": "closed a to-do",
    "sent": "sent a letter",
    "renewal": "recorded the renewal",
    "renewal-call": "set the forecast",
    "forecasts": "set the forecast",
    "review": "held a review",
    "survey": "noted an answer",
    "task-done": "ticked a task",
    "todo-added": "added a to-do",
    "health": "set the health",
    "persona": "noted what drives somebody",
    "champion": "named a champion",
}


@dataclass(frozen=True)
class DoneMeanwhile:
    """What others did at an account: who and what; a note of the log begins with “."""

    account_id: int
    account: str
    value: str
    deeds: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Back:
    """since: the last day before. cover: "" for nobody. done: what is worth most first. open_, late: to-dos; first: the
    accounts of those that are due, what is worth most first. changes: likewise."""

    today: date
    since: date
    cover: str = ""
    done: tuple[DoneMeanwhile, ...] = ()
    open_: int = 0
    late: int = 0
    first: tuple[str, ...] = ()
    changes: tuple[AccountChange, ...] = ()


def render_back(this: Back) -> Message | None:
    """None where nobody did anything, nothing changed and nothing is late."""
    if not (this.done or telling(this.changes) or this.late):
        return None
    for room in _rooms():
        message = _in_room(this, room)
        if words_without_buttons(message) <= MOST_WORDS:
            break
    return message


def _rooms() -> Iterator[Leeway]:
    room = Leeway(letters=60)
    yield room
    narrower: list[dict[str, Any]] = [{"words": False}, {"letters": 40}, {"named": 2}, {"letters": 25}]
    for less in [*narrower, {"named": 1}, {"named": 0}]:
        room = replace(room, **less)
        yield room


def _in_room(this: Back, room: Leeway) -> Message:
    blocks: list[Block] = []
    if this.done:
        said = [line(_done(this.cover, room, one)) for one in this.done[: room.named]]
        more = len(this.done) - len(said)
        if more:
            said.append(line(f"{'… and ' if said else ''}{plural(more, 'more account' if said else 'account')}"))
        blocks += [Heading(text=_done_title(this)), Text(lines=tuple(said))]
    changed = tuple(moved_lines(this.changes, this.today, replace(room, letters=30)))
    if changed:
        blocks += [Heading(text="What changed"), Text(lines=changed)]
    blocks += [Heading(text="What is open"), Text(lines=tuple(_open(this)))]
    blocks.append(Actions(elements=_buttons(this)))
    cover = f"{this.cover} covered for you" if this.cover else "nobody covered for you"
    title = line("Welcome back. ", bold(f"Since {say_date(this.since, this.today)}"), f" {cover}.")
    return Message(title=title, blocks=tuple(blocks))


def _done_title(this: Back) -> str:
    others = {who for one in this.done for who, _ in one.deeds} - {this.cover}
    return "What was done" if others or not this.cover else f"What {this.cover} did"


def _done(cover: str, room: Leeway, one: DoneMeanwhile) -> str:
    """ "Acme 120k EUR: reached out, “wants the board slide by Friday”"."""
    name = " ".join(part for part in (one.account, one.value) if part)
    deeds = [f"{'' if who == cover else f'{who} '}{_deed(deed, room)}" for who, deed in one.deeds]
    return f"{name}: {listed(deeds, 3)}"


def _deed(deed: str, room: Leeway) -> str:
    note = deed.removeprefix("“")
    return deed if note == deed else f"“{shorten(note, room.letters)}”"


def _open(this: Back) -> Iterator[Line]:
    if not this.open_:
        yield line("Nothing.")
        return
    late = f", {this.late:,} late" if this.late else ""
    first = f": {listed(list(this.first))} first" if this.first else ""
    yield line(f"{plural(this.open_, 'to-do')}{late}{first}. Your digest has what is new today.")


def _buttons(this: Back) -> tuple[Button, ...]:
    opens = (
        Button(label=f"Open {shorten(one.account, 30)}", action=actions.CARD, target=str(one.account_id))
        for one in this.done[:2]
    )
    return (
        Button(label="All changes", action=actions.CHANGES, target=f"mine since {this.since.isoformat()}"),
        Button(label="My to-dos", action=actions.TODOS, target=""),
        *opens,
    )


# Examples

_DAY = date(2026, 1, 12)
_BACK = Back(
    today=_DAY,
    since=date(2026, 1, 2),
    cover="Tim",
    done=(
        DoneMeanwhile(1, "Acme", "120k EUR", (("Tim", "reached out"), ("Tim", "“the COO wants the board slide"))),
        DoneMeanwhile(2, "Hooli", "45k GBP", (("Priya", "set the forecast"),)),
    ),
    open_=9,
    late=4,
    first=("Umbrella", "Acme", "Soylent"),
    changes=(
        AccountChange(3, "Umbrella", "health", False, _DAY, 300e3, "300k EUR", before=78, now=61),
        AccountChange(4, "Globex", "renewed", True, date(2026, 1, 7), 80e3, "80k EUR", what="Suite"),
    ),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Back from days away", render_back(_BACK) or Message()),
    ("Back from days away: nobody covered", render_back(replace(_BACK, cover="", done=())) or Message()),
)

__all__ = ["DEEDS", "Back", "DoneMeanwhile", "render_back"]
