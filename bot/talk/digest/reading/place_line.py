"""Where accounts are on their way, asked a few a morning until somebody has said it of all: a line of the digest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, not_, or_, select

from bot.calendar import plural
from bot.journey.accounts.place import is_placed
from bot.message import Actions, Block, Text, line
from bot.playbook.models import Library
from bot.store.ranking import worth_of
from bot.store.session import ReadSession
from bot.store.tables import Account, PlaybookVersion
from bot.talk.account.place import Places, place_buttons, places
from bot.talk.account.read_account import frozen
from bot.talk.digest.reading.told_in_vain import mornings, turn_of
from bot.talk.phrases.words import called, capital, in_words

A_DAY = 5
MORNINGS = 9  # days 2 to 10; who hasn't said it by then finds the question on the card and in the lists
AGAIN_AFTER = timedelta(days=30)  # once somebody said that they don't know


@dataclass(frozen=True)
class PlaceAsked:
    """unplaced: how many of one's accounts have no place; today: how many of them are asked about today, answered or
    not. account_id, name, choices: the one that is asked about now; None where today's are all answered. still: it was
    asked twice in vain, so that it is asked whether to go on."""

    unplaced: int
    today: int
    account_id: int | None = None
    name: str = ""
    choices: Places = ()
    still: bool = False


def unplaced(person_id: int) -> tuple[ColumnElement[bool], ...]:
    """On `Account`: that person's active accounts whose place isn't known."""
    return Account.csm_id == person_id, Account.status == "active", not_(is_placed())


def may_be_asked(today: date) -> ColumnElement[bool]:
    """Nobody said lately that they don't know."""
    return or_(Account.place_asked_on.is_(None), Account.place_asked_on <= today - AGAIN_AFTER)


async def to_ask(db: ReadSession, person_id: int, today: date) -> list[int]:
    """The accounts to ask that person about, the most valuable first."""
    order = (func.coalesce(worth_of(Account.id), 0).desc(), Account.name, Account.id)
    rows = await db.scalars(select(Account.id).where(*unplaced(person_id), may_be_asked(today)).order_by(*order))
    return list(rows)


async def todays(db: ReadSession, person_id: int, today: date) -> dict[str, Any]:
    """A morning's few, those that no morning has asked about first, as a digest's refs keep them; none once that many
    mornings have asked, or three have asked in vain: then only how many there are, until that many have been told."""
    told = await mornings(db, person_id, today)
    asked_on = [refs.get("places") or () for refs in told]
    waiting = await to_ask(db, person_id, today)
    turn = turn_of(told, "places_left", len(waiting))
    if len(told) > MORNINGS or turn == "over" or sum(bool(asked) for asked in asked_on) >= MORNINGS:
        return {"places": [], "places_quiet": len(waiting) if len(told) <= MORNINGS else 0}
    before = Counter(number for asked in asked_on for number in asked)
    first = Counter(asked[0] for asked in asked_on if asked)  # where there are few, another one begins each morning
    chosen = sorted(waiting, key=lambda number: (before[number], first[number]))[:A_DAY]
    return {"places": chosen, "places_left": len(waiting), "places_still": turn == "asked"}


async def place_asked(
    db: ReadSession, library: Library, refs: Mapping[str, Any], person_id: int, today: date
) -> PlaceAsked | None:
    """What the line says now. refs: the digest's, with today's accounts."""
    chosen: Sequence[int] = refs.get("places", ())
    if not chosen:
        return None
    count = await db.scalar(select(func.count()).select_from(Account).where(*unplaced(person_id))) or 0
    v = PlaybookVersion
    rows = await db.execute(
        select(Account.id, Account.name, v.id, v.hash, v.name)
        .join(v, v.id == Account.playbook_version_id)
        .where(Account.id.in_(chosen), *unplaced(person_id), may_be_asked(today))
    )
    left = {row[0]: row for row in rows}
    now = next((left[one] for one in chosen if one in left), None)
    if now is None:
        return PlaceAsked(count, len(chosen)) if count else None
    own = (await frozen(db, {(now[2], now[3])}))[now[2]]
    still = bool(refs.get("places_still"))
    return PlaceAsked(count, len(chosen), now[0], now[1], places(own, library.playbooks.get(now[4])), still)


def place_blocks(this: PlaceAsked | None) -> Iterator[Block]:
    if this is None:
        return
    have = f"{plural(this.unplaced, 'account')} {'has' if this.unplaced == 1 else 'have'} no place on the journey yet"
    if this.account_id is None:
        yield Text(lines=(line(f"{have}. That was today's; the next come with the next digest."),))
        return
    if this.still:
        yield Text(lines=(line(f"{have}, still. Tap one and I go on; else I leave it to their cards."),))
        yield Actions(elements=place_buttons(this.account_id, this.choices, this.name))
        return
    day = f" {capital(in_words(A_DAY))} a day, one tap each:" if this.unplaced > A_DAY else " Where now?"
    asked = f"{have}.{day}" if this.unplaced > 1 else f"Where does {called(this.name)} stand?"
    yield Text(lines=(line(asked),))
    yield Actions(elements=place_buttons(this.account_id, this.choices, this.name))
