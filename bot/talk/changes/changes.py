"""`/journey changes`: what changed since a day, in order of value: for the better, for the worse, or both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from bot import actions
from bot.calendar import plural, say_near
from bot.journey.accounts.selection import Selection
from bot.message import Actions, Block, Heading, Line, Message, Option, Select, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.talk.changes.read_changes import AccountChange, read_changes
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called
from bot.text import shorten

Direction = Literal["up", "down", "all", "reached"]  # reached: only milestones
SHOWN = 8  # lines of a direction
WORDS = 90  # characters of a customer's own
NOTHING = {
    "up": "nothing got better",
    "down": "nothing got worse",
    "all": "nothing has changed",
    "reached": "no milestone was reached",
}
OUTCOMES = {"won": "a new customer", "renewed": "renewed", "reduced": "renewed for less", "lost": "lost"}


@dataclass(frozen=True)
class Changes:
    """since: the first day. whose: "", or the CSM's name. changes: what is worth most first."""

    today: date
    since: date
    direction: Direction = "all"
    whose: str = ""
    changes: Sequence[AccountChange] = field(default=())


async def changes(
    db: ReadSession,
    library: Library,
    reader: Reader,
    now: datetime,
    since: date,
    selection: Selection,
    *,
    direction: Direction = "all",
    whose: str = "",
) -> Message:
    """What the reader may see of it. direction: only what got better ("up"), only what got worse ("down")."""
    found = await read_changes(db, library, selection, reader.midnight(since), now)
    wanted = [one for one in found if _wanted(one, direction)]
    return render_changes(Changes(reader.today(now), since, direction, whose, wanted))


def _wanted(one: AccountChange, direction: Direction) -> bool:
    if direction == "reached":
        return one.kind == "reached"
    return direction == "all" or one.better == (direction == "up")


def render_changes(this: Changes) -> Message:
    worse = [one for one in this.changes if not one.better]
    better = [one for one in this.changes if one.better]
    blocks: list[Block] = []
    for title, some in (("Worse", worse), ("Better", better)):
        if some:
            heading = (Heading(text=title),) if this.direction == "all" else ()
            blocks += [*heading, Text(lines=tuple(_lines(some, this.today)))]
    blocks.append(Actions(elements=(_menu(this.changes),))) if this.changes else None
    return Message(title=line(bold(_title(this, len(better), len(worse)))), blocks=tuple(blocks))


def _title(this: Changes, better: int, worse: int) -> str:
    """ "Since Mon 5 Jan: 3 better, 2 worse"."""
    since = "Today" if this.since == this.today else f"Since {say_near(this.since, this.today)}"
    whose = f" at {this.whose}'s accounts" if this.whose else ""
    if not this.changes:
        return f"{since}{whose}: {NOTHING[this.direction]}"
    if this.direction == "reached":
        return f"{since}{whose}: {plural(len(this.changes), 'milestone')} reached"
    counts = ", ".join(f"{count} {word}" for count, word in ((worse, "worse"), (better, "better")) if count)
    return f"{since}{whose}: {counts}"


def _lines(some: Sequence[AccountChange], today: date) -> Iterator[Line]:
    for one in some[:SHOWN]:
        value = f" · {one.value}" if one.value else ""
        yield line(bold(one.account), f": {change_words(one, today)}{value}")
    if len(some) > SHOWN:
        yield line(f"… and {len(some) - SHOWN:,} more")


def change_words(one: AccountChange, today: date) -> str:
    """ "health 77, was 66"; "answered NPS 4, Thu 8 Jan: “four days without a reply” (Dana Frost, COO)"."""
    day = say_near(one.on, today)
    if one.kind in OUTCOMES:
        product = f" ({called(one.what, 30)})" if one.what else ""
        return f"{OUTCOMES[one.kind]}{product}, {day}"
    if one.kind == "health":
        return f"health {one.now} {'↑' if one.better else '↓'}, was {one.before}"
    if one.kind == "answer":
        who = f" ({one.who})" if one.who else ""
        words = f": “{shorten(one.words, WORDS)}”" if one.words else ""
        return f"{one.what}, {day}{words}{who}"
    if one.kind == "left":
        return f"{one.who} left {day}"
    if one.kind == "reached":
        return f"reached {one.what} {day} 🎉"
    return f"{plural(one.now, 'to-do')} closed by {'itself' if one.now == 1 else 'themselves'} {day}"


def _menu(some: Sequence[AccountChange]) -> Select:
    names = dict.fromkeys((one.account_id, one.account) for one in some)
    options = tuple(Option(label=shorten(name, 60), value=str(number)) for number, name in list(names)[: 2 * SHOWN])
    return Select(label="Open", action=actions.CHANGED_CARD, target="", options=options)


# Examples

_TODAY = date(2026, 1, 6)
_SOME = (
    AccountChange(6, "Globex", "renewed", True, date(2026, 1, 5), 300e3, "300k EUR", what="Suite"),
    AccountChange(7, "Wonka", "lost", False, date(2026, 1, 5), 260e3, "260k EUR"),
    AccountChange(1, "Brightwater", "health", True, _TODAY, 240e3, "240k EUR", before=58, now=66),
    AccountChange(2, "Larkrise", "answer", False, date(2026, 1, 5), 45e3, "45k GBP", what="answered 4 of 10",
                  who="Kim Sato, CTO", words="We waited four days for an answer."),
    AccountChange(3, "Lowmere", "left", False, date(2026, 1, 5), 16e3, "16k SGD", who="Viktor Thorne, team lead"),
    AccountChange(4, "Tamarack", "reached", True, date(2026, 1, 5), 52e3, "52k USD", what="a weekly habit"),
    AccountChange(5, "Hooli", "cleared", True, _TODAY, 0, now=2),
)  # fmt: skip
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Changes: since Monday", render_changes(Changes(_TODAY, date(2026, 1, 5), changes=_SOME))),
    ("Changes: for the better", render_changes(Changes(_TODAY, date(2026, 1, 5), "up", changes=_SOME[2:3]))),
    ("Changes: none", render_changes(Changes(_TODAY, _TODAY))),
)
