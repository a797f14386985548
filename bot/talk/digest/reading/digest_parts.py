"""What a digest is made of, ready to be said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.talk.digest.reading.place_line import PlaceAsked
from bot.talk.quotes.proposed import Proposed
from bot.talk.todos.brief import Brief


@dataclass(frozen=True)
class Reached:
    """A milestone reached since the last digest. thanked: the thanks for it went out, or were put aside."""

    account_id: int
    account: str
    milestone: str
    on: date
    key: str = ""
    thanked: bool = False


@dataclass(frozen=True)
class GoodNews:
    """What got better since the last digest. said: after the account's name. words: the customer's own; who: said
    them."""

    account: str
    said: str
    words: str = ""
    who: str = ""


@dataclass(frozen=True)
class Slipped:
    """A milestone that was reached and no longer holds. said: after the account's name."""

    account_id: int
    account: str
    said: str
    value: str = ""


@dataclass(frozen=True)
class RenewalDue:
    """A renewal that wants a word from the CSM. ended: it is over and nobody said how. notice: `on` is the day to give
    notice by, not the end."""

    account_id: int
    account: str
    on: date
    value: str = ""
    ended: bool = False
    notice: bool = False


@dataclass(frozen=True)
class DigestItem:
    """One place of the digest: a to-do, or several of one kind under a title of their own.

    beside: what else is new at its account; more: to-dos that are open there besides. new: how many are new since the
    last digest, or have changed since they were told; changed: how many of those only changed. forecasts: all of them
    ask for a forecast, so one form sets them. ours: they probably have one cause."""

    briefs: tuple[Brief, ...]
    title: str = ""
    beside: tuple[str, ...] = ()
    more: int = 0
    new: int = 1
    changed: int = 0
    forecasts: bool = False
    ours: bool = False

    @property
    def is_settled(self) -> bool:
        return all(brief.settled is not None for brief in self.briefs)

    @property
    def settled(self) -> int:
        return sum(brief.settled is not None for brief in self.briefs)


@dataclass(frozen=True)
class Waits:
    """Something that waits: name, what it pays, since when it is late; why: its reason; left: "notice in 27 days",
    where a deadline is ahead; step: what to do about it."""

    name: str
    value: str
    since: date
    why: str = ""
    left: str = ""
    step: str = ""


@dataclass(frozen=True)
class Digest:
    """All that a digest tells.

    row_id: of the outbox. items: at most three; also: what else is new, in short. waiting: to-dos that count today and
    stand in no item; late: the first of them, the nearest deadline first, then the latest. to: its reader's first
    name, of their own accounts. asked: told twice and unanswered. week: accounts
    and their days. held: new ones that nobody has heard of.
    usage_on: the newest figures; stale: accounts with figures too old to judge by, stale_at: the only one's name.
    crm_on: the last import of accounts and people. unconfirmed: what alerts were about that may not have arrived;
    refused: that didn't. For managers: unowned: to-dos nobody owns.
    away: for whom it is read, and when they are back; unreached: they can't be reached at all; nobody: how many
    accounts of theirs have neither them nor a cover. revisit: it is time to walk the journey, once a quarter.
    place: the account whose place on the journey is asked for; unplaced: how many have none, where that was asked in
    vain. good: what got better, beside what was reached. slipped: what was reached and no longer holds. proposals: of
    which it is asked what came of them.
    """

    today: date
    row_id: int
    items: tuple[DigestItem, ...] = ()
    also: tuple[DigestItem, ...] = ()
    waiting: int = 0
    late: tuple[Waits, ...] = ()
    to: str = ""
    asked: Brief | None = None
    reached: tuple[Reached, ...] = ()
    week: tuple[tuple[str, date], ...] = ()
    week_more: int = 0
    renewals: tuple[RenewalDue, ...] = ()
    held: int = 0
    usage_on: date | None = None
    stale: int = 0
    stale_at: str = ""
    crm_on: date | None = None
    unconfirmed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    unowned: int = 0
    unowned_at: str = ""  # the account of the first of them
    unowned_still: bool = False  # told twice already
    away: tuple[str, date | None] | None = None
    unreached: bool = False
    nobody: int = 0
    revisit: bool = False
    place: PlaceAsked | None = None
    unplaced: int = 0
    good: tuple[GoodNews, ...] = ()
    slipped: tuple[Slipped, ...] = ()
    proposals: tuple[Proposed, ...] = ()

    @property
    def new(self) -> int:
        """Without those that only changed."""
        return sum(entry.new - entry.changed for entry in (*self.items, *self.also))

    @property
    def changed(self) -> int:
        return sum(entry.changed for entry in (*self.items, *self.also))

    @property
    def older(self) -> int:
        """Open ones that stand in an item, neither new nor changed: they were there before anybody was told."""
        return sum(len(entry.briefs) - entry.settled for entry in (*self.items, *self.also) if not entry.new)


__all__ = ["Digest", "DigestItem", "GoodNews", "Reached", "RenewalDue", "Slipped", "Waits"]
