"""How a manager's week is said: what moved by value, what is expected, who carries what. At most 120 words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from bot import actions
from bot.calendar import plural, say_date, say_near
from bot.journey.figures.forecast import QuarterForecast, Renewing, Sum
from bot.journey.figures.load import CsmLoad
from bot.journey.figures.quarter import Quarter
from bot.message import Actions, Block, Button, Heading, Line, Message, Text, bold, line
from bot.talk.changes.moved import DOWN, Leeway, listed_lines, moved_lines, telling
from bot.talk.changes.read_changes import AccountChange
from bot.talk.digest.digest_message import words_without_buttons
from bot.talk.figures.forecast_message import SAID, total_lines
from bot.talk.phrases.words import called, capital, given_name, listed, money
from bot.text import shorten

MOST_WORDS = 120  # without buttons
SOON = 14  # days


@dataclass(frozen=True)
class Nobodys:
    """What nobody owns: accounts, the largest of them first, and open to-dos."""

    accounts: int = 0
    todos: int = 0
    first_id: int = 0
    first: str = ""


@dataclass(frozen=True)
class Week:
    """since: the day of the last one. team: of the reader's team only. changes: what is worth most first.
    whose: who has those accounts, by first name."""

    today: date
    since: date
    forecast: QuarterForecast
    team: bool = False
    changes: tuple[AccountChange, ...] = ()
    whose: Mapping[int, str] = field(default_factory=dict)
    load: tuple[CsmLoad, ...] = ()
    nobodys: Nobodys = field(default_factory=Nobodys)


def render_week(this: Week) -> Message | None:
    """None where nothing moved, nothing renews this quarter and everything has an owner."""
    is_open = any(not one.settled for one in this.forecast.sums)
    if not (telling(this.changes) or is_open or this.nobodys.accounts or this.nobodys.todos):
        return None
    for room in _rooms():
        message = _in_room(this, room)
        if words_without_buttons(message) <= MOST_WORDS:
            break
    return message


def _rooms() -> Iterator[Leeway]:
    room = Leeway()
    yield room
    narrower: tuple[dict[str, Any], ...] = (
        *({"words": False}, {"apart": 1}, {"worth": False}, {"named": 2}, {"named": 1}, {"whose": False}, {"csms": 3}),
        *({"letters": 18}, {"csms": 0}, {"apart": 0}, {"named": 0}),
    )
    for less in narrower:
        room = replace(room, **less)
        yield room


def _in_room(this: Week, room: Leeway) -> Message:
    blocks: list[Block] = []
    moved = tuple(moved_lines(this.changes, this.today, room, this.whose if room.whose else {}))
    untold = tuple(_untold(this, room))
    blocks.append(Text(lines=(*untold, *moved) or (line("Nothing moved."),)))
    if expected := tuple(_expected(this, room)):
        open_ = sum(one.contracts for one in this.forecast.sums if not one.settled) - len(this.forecast.untold)
        title = f"Forecast {this.forecast.quarter}" + (f": {plural(open_, 'renewal')} open" if open_ > 0 else "")
        blocks += [Heading(text=title), Text(lines=expected)]
    if carried := tuple(_carried(this, room)):
        blocks += [Heading(text="Who carries what"), Text(lines=carried)]
    blocks.append(Actions(elements=_buttons(this)))
    whose = "your team's accounts" if this.team else "all accounts"
    since = say_date(this.since, this.today)
    start = f"; start with {called(first, room.letters)}" if (first := _first(this)) else ""
    said = line("Good morning. ", bold(f"{capital(whose)} since {since}"), f"{start}.")
    return Message(title=said, blocks=tuple(blocks))


def _first(this: Week) -> str:
    """Where a manager can still change something: a contract that ends soon and isn't sure, else the largest fall."""
    soon = [one for one in _open(this) if (one.ends_on - this.today).days <= SOON and one.call in ("", "at risk")]
    if soon:
        return max(soon, key=lambda one: one.amount or 0).account
    return next((one.account for one in telling(this.changes) if not one.better and one.kind in DOWN), "")


def _open(this: Week) -> list[Renewing]:
    """Contracts that run still, and end in the quarter."""
    return [one for one in this.forecast.open_ if not one.settled and one.ends_on >= this.today]


def _untold(this: Week, room: Leeway) -> Iterator[Line]:
    """Contracts that are over: whether they were renewed is the first thing a manager asks."""
    if found := this.forecast.untold:
        yield from listed_lines("Ended, and nobody has said how", found, len(found), partial(_ended, room), room.named)


# What is expected


def _expected(this: Week, room: Leeway) -> Iterator[Line]:
    found = this.forecast
    yield from total_lines(found.sums, uncalled=False)
    if found.apart:
        rows = found.apart
        yield from listed_lines("CSM and data disagree", rows, len(rows), partial(_apart, room), room.apart)
    ended = {(one.account_id, one.product, one.ends_on) for one in found.untold if not one.call}
    missing = sum(one.contracts for one in found.sums if not one.settled and not one.call) - len(ended)
    if missing > 0:
        open_ = [one for one in found.open_ if not one.call]
        uncalled = [one for one in open_ if (one.account_id, one.product, one.ends_on) not in ended]
        uncalled.sort(key=lambda one: -(one.amount or 0))
        said = partial(_uncalled, this.today, room)
        yield from listed_lines("No forecast from the CSM", uncalled, missing, said, room.named)


def _uncalled(today: date, room: Leeway, one: Renewing) -> str:
    """ "Saltmarsh Media 80k USD · ends Fri 4 Dec · by the data at risk (Chloe)"."""
    data = f" · by the data {one.data}" if one.data else ""
    return f"{_name(room, one)} · ends {say_near(one.ends_on, today)}{data}{_whose(room, one)}"


def _ended(room: Leeway, one: Renewing) -> str:
    return f"{_name(room, one)}{_whose(room, one)}"


def _apart(room: Leeway, one: Renewing) -> str:
    return f"{_name(room, one)} · called {SAID[one.call]}, by the data {one.data}{_whose(room, one)}"


def _name(room: Leeway, one: Renewing) -> str:
    return f"{called(one.account, room.letters)} {_worth(one)}"


def _whose(room: Leeway, one: Renewing) -> str:
    return f" ({given_name(one.csm)})" if one.csm and room.whose else ""


def _worth(one: Renewing) -> str:
    return money(one.amount, one.currency) if one.amount is not None else "without amount"


# Who carries what


def _carried(this: Week, room: Leeway) -> Iterator[Line]:
    if 0 < len(this.load) <= room.csms:
        for one in this.load:
            yield line(bold(given_name(one.name)), f" {_load(one, this.today, room)}")
    elif this.load:
        open_, late = (sum(counts) for counts in zip(*((one.open_, one.late) for one in this.load), strict=True))
        yield line(f"{len(this.load):,} people: {plural(open_, 'open to-do')}, {late:,} late")
    uncovered = [given_name(one.name) for one in this.load if one.back_on is not None and not one.cover]
    if uncovered and len(this.load) > room.csms:
        yield line(f"Away without cover: {listed(uncovered, 3)}")
    if free := _nobodys(this.nobodys, room):
        yield line(bold("Nobody's"), f": {free}")


def _load(one: CsmLoad, today: date, room: Leeway) -> str:
    """ "10 accounts, 720k EUR · 7 to-dos, 2 late · 1 promise due; back Fri, Tim covers"."""
    late = f", {one.late:,} late" if one.late else ""
    sums = " + ".join(money(amount, currency) for currency, amount in one.values.items()) if room.worth else ""
    worth = f", {sums}" if sums else ""
    owed = f" · {plural(one.promised, 'promise')} due" if one.promised else ""
    said = f"{plural(one.accounts, 'account')}{worth} · {plural(one.open_, 'to-do')}{late}{owed}"
    if one.back_on is None:
        return said
    cover = f"{given_name(one.cover)} covers" if one.cover else "nobody covers"
    return f"{said}; back {say_near(one.back_on, today)}, {cover}"


def _nobodys(this: Nobodys, room: Leeway) -> str:
    """ "2 accounts, Wexcombe Tools first · 3 to-dos"."""
    name = called(this.first, room.letters)
    first = f", {name} first" if this.accounts > 1 else f", {name}" if name else ""
    parts = (
        f"{plural(this.accounts, 'account')}{first}" if this.accounts else "",
        plural(this.todos, "to-do") if this.todos else "",
    )
    return " · ".join(part for part in parts if part)


def _buttons(this: Week) -> tuple[Button, ...]:
    free = Button(
        label=f"Open {shorten(this.nobodys.first, 30)}", action=actions.CARD, target=f"{this.nobodys.first_id}"
    )
    return (
        Button(label="Forecast", action=actions.FORECAST, target=f"{this.forecast.quarter} all"),
        Button(label="Changes", action=actions.CHANGES, target=f"all since {this.since.isoformat()}"),
        Button(label="Load", action=actions.LOAD, target=""),
        *((free,) if this.nobodys.first_id else ()),
    )


# Examples

_DAY = date(2026, 1, 12)
_ACME = Renewing(1, "Acme", "Priya Nair", "Suite", date(2026, 3, 14), Decimal(120_000), "EUR", "commit", "at risk", "")
_HOOLI = Renewing(2, "Hooli", "Tim Brandt", "Suite", date(2026, 2, 4), Decimal(45_000), "GBP", "", "probable", "")
_WEEK = Week(
    today=_DAY,
    since=date(2026, 1, 5),
    team=True,
    changes=(
        AccountChange(3, "Umbrella", "health", False, _DAY, 300e3, "300k EUR", before=78, now=61),
        AccountChange(4, "Globex", "renewed", True, date(2026, 1, 7), 80e3, "80k EUR", what="Suite"),
        AccountChange(5, "Wonka", "lost", False, date(2026, 1, 9), 45e3, "45k GBP", what="Suite"),
        AccountChange(2, "Hooli", "health", True, _DAY, 45e3, "45k GBP", before=61, now=74),
        AccountChange(
            6,
            "Soylent",
            "answer",
            False,
            date(2026, 1, 8),
            30e3,
            "30k GBP",
            what="answered 4 of 10",
            who="Kim Sato, CTO",
            words="We waited four days for an answer.",
        ),
    ),
    whose={2: "Tim", 3: "Priya", 4: "Tim", 5: "Tim", 6: "Priya"},
    forecast=QuarterForecast(
        Quarter(2026, 1),
        sums=(
            Sum("Priya Nair", "commit", "at risk", "", "EUR", 1, Decimal(120_000), 0),
            Sum("Tim Brandt", "", "probable", "", "GBP", 1, Decimal(45_000), 0),
            Sum("Tim Brandt", "", "commit", "renewed", "EUR", 2, Decimal(80_000), 0),
        ),
        open_=(_HOOLI, _ACME),
        apart=(_ACME,),
    ),
    load=(
        CsmLoad(1, "Priya Nair", 14, {"EUR": Decimal(1_400_000)}, 9, 2, 1),
        CsmLoad(2, "Tim Brandt", 9, {"GBP": Decimal(45_000)}, 4, 0, 0, date(2026, 1, 14), "Priya Nair"),
    ),
    nobodys=Nobodys(2, 3, 7, "Wayne"),
)
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("A manager's week", render_week(_WEEK) or Message()),
    ("A manager's week: nothing moved", render_week(replace(_WEEK, team=False, changes=())) or Message()),
    (
        "A manager's week: many CSMs",
        render_week(replace(_WEEK, load=tuple(replace(_WEEK.load[n % 2], person_id=n) for n in range(12))))
        or Message(),
    ),
)

__all__ = ["Nobodys", "Week", "render_week"]
