"""A list of accounts as it was asked for: which ones, how many, and why each stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot import actions
from bot.calendar import say_date
from bot.journey.accounts.asked_lists import AskedList, listed
from bot.message import Actions, Block, Button, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.store.contract_terms import ended_untold, settled, still_paid
from bot.store.session import ReadSession
from bot.store.tables import Contract
from bot.talk.account.read_account import load_accounts
from bot.talk.account.view import AccountView
from bot.talk.phrases.account_words import next_contract, who
from bot.talk.phrases.progress_words import milestone_words
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, totals
from bot.talk.plain.many.totals import sum_exactly
from bot.text import clean, shorten

SHOWN, OPENED, LEAVERS = 12, 5, 3


@dataclass(frozen=True)
class Whose:
    """said: "Your accounts", "All accounts". mine: whether they are the reader's. colleague: whose they are else."""

    said: str
    mine: bool = False
    colleague: str = ""


Why = Callable[[AccountView, AskedList, Reader, datetime], str]


async def list_message(
    db: ReadSession, library: Library, asked: AskedList, whose: Whose, period: str, reader: Reader, now: datetime
) -> Message:
    """The list; where it is empty, what that means."""
    ids = await listed(db, library, asked)
    views = await load_accounts(db, library, ids, now)
    found = [views[one] for one in ids if one in views]
    title, none = _titles(asked, whose, period, len(found))
    if not found:
        return Message(title=line(bold(none)), blocks=(_more(),))
    rows = tuple(_row(view, asked, whose, reader, now) for view in found[:SHOWN])
    blocks: list[Block] = [Text(lines=rows)]
    worth = sum_exactly(one for view in found for one in _about(view, asked, reader.today(now)))
    notes = [line(f"… and {len(found) - SHOWN} more")] if len(found) > SHOWN else []
    if worth and asked.kind in ("no-forecast", "outcome"):
        notes.append(line(f"Together {', '.join(worth)} a year."))
    if notes:
        blocks.append(Notes(lines=tuple(notes)))
    return Message(title=line(bold(title)), blocks=(*blocks, opens(found)))


def _row(view: AccountView, asked: AskedList, whose: Whose, reader: Reader, now: datetime) -> Line:
    csm = f" ({called(view.csm.name, 24)})" if not whose.mine and view.csm and whose.said == "All accounts" else ""
    why = WHY[asked.kind](view, asked, reader, now)
    return line(bold(called(view.account.name)), csm, f" · {why}" if why else "")


def opens(found: Sequence[AccountView]) -> Actions:
    """A button for each of the first accounts."""
    return Actions(
        elements=tuple(
            Button(label=shorten(called(view.account.name), 30), action=actions.CARD, target=str(view.account.id))
            for view in found[:OPENED]
        )
    )


def _more() -> Actions:
    return Actions(elements=(Button(label="My accounts", action=actions.PORTFOLIO, target=""),))


# What a row says


def _worth(view: AccountView, asked: AskedList, today: date) -> str:
    return " + ".join(totals(_about(view, asked, today))) or "no amount on record"


def _about(view: AccountView, asked: AskedList, today: date) -> list[Contract]:
    """The contracts that the line is about, where it is about some of them; else those that are paid."""
    first, last = asked.first or today, asked.last or date.max
    open_ = [one for one in view.contracts if not settled(one)]
    match asked.kind:
        case "outcome":
            return [one for one in open_ if ended_untold(one, today)]
        case "notice":
            return [one for one in open_ if one.notice_on and first <= one.notice_on <= last]
        case "no-forecast":
            ends = [one for one in open_ if one.ends_on and first <= one.ends_on <= last]
            return [one for one in ends if one.call is None]
    return still_paid(view.contracts, today)


def _renewal(view: AccountView, asked: AskedList, reader: Reader, now: datetime) -> str:
    today = reader.today(now)
    contract = min(
        _about(view, asked, today),
        key=lambda one: (one.ends_on or date.max, one.id),
        default=next_contract(view, today),
    )
    if contract is None or contract.ends_on is None:
        return _worth(view, asked, today)
    verb = "ended" if contract.ends_on < today else "ends"
    notice = (
        f", notice by {say_date(contract.notice_on, today, weekday=False)}"
        if contract.notice_on and contract.notice_on >= today
        else ""
    )
    told = (
        f", {contract.outcome}"
        if contract.outcome and contract.outcome_for == contract.ends_on
        else f", forecast {contract.call}"
        if contract.call
        else ", no forecast"
    )
    return f"{verb} {say_date(contract.ends_on, today, weekday=False)}{notice}{told} · {_worth(view, asked, today)}"


def _stage(view: AccountView, asked: AskedList, reader: Reader, now: datetime) -> str:
    goal = milestone_words(view, reader, now)
    health = f"health {view.facts.health}" if view.facts and view.facts.health is not None else "health unknown"
    return f"{goal.name}, {health}" if goal else health


def _health(view: AccountView, asked: AskedList, reader: Reader, now: datetime) -> str:
    health = f"health {view.facts.health}" if view.facts and view.facts.health is not None else "health unknown"
    stage = f", {view.stage.name}" if view.stage else ""
    return f"{health}{stage} · {_worth(view, asked, reader.today(now))}"


def _left(view: AccountView, asked: AskedList, reader: Reader, now: datetime) -> str:
    today = reader.today(now)
    gone = [one for one in view.people if one.row.status == "left" and one.row.left_on]
    gone = [one for one in gone if asked.key != "champion" or "champion" in (one.row.role or "")]
    gone.sort(key=lambda one: one.row.left_on or date.min, reverse=True)
    said = (f"{who(one)}, left {say_date(one.row.left_on, today)}" for one in gone[:LEAVERS] if one.row.left_on)
    return "; ".join(said)


def _lost(view: AccountView, asked: AskedList, reader: Reader, now: datetime) -> str:
    today = reader.today(now)
    day = say_date(view.account.churned_on, today) if view.account.churned_on else "day unknown"
    return f"{day}: {clean(view.account.churn_reason or 'no reason on record')}"


def _ended(view: AccountView, asked: AskedList, reader: Reader, now: datetime) -> str:
    since, today = view.facts.outcome_missing_since if view.facts else None, reader.today(now)
    worth = _worth(view, asked, today)
    return f"ended {say_date(since, today)}, outcome not recorded · {worth}" if since else worth


def _notice(view: AccountView, asked: AskedList, reader: Reader, now: datetime) -> str:
    today = reader.today(now)
    days = [one.notice_on for one in _about(view, asked, today) if one.notice_on]
    by = f"notice by {say_date(min(days), today)}" if days else "notice date unknown"
    return f"{by} · {_worth(view, asked, today)}"


WHY: dict[str, Why] = {
    "notice": _notice,
    "no-forecast": _renewal,
    "milestone": _stage,
    "no-champion": _health,
    "left": _left,
    "lost": _lost,
    "outcome": _ended,
}


# What the list is called


def _titles(asked: AskedList, whose: Whose, period: str, count: int) -> tuple[str, str]:
    """Its title, and what stands there where it is empty."""
    number = f"{count:,}"
    about, none = NAMES[asked.kind]
    when = f" {period}" if period else ""
    said = {"when": when, "what": "champion" if asked.key == "champion" else "contact"}
    verb = about.format(**said) if count != 1 else _singular(about.format(**said))
    of = f"{whose.said}: " if whose.said else ""
    return f"{of}{number} {verb}", f"{of}{none.format(**said)}"


def _singular(words: str) -> str:
    for many, one in (
        ("are ", "is "),
        ("have ", "has "),
        ("renew ", "renews "),
        ("end ", "ends "),
        ("end", "ends"),
        ("started", "started"),
    ):
        if words.startswith(many):
            return one + words[len(many) :]
    return words


NAMES = {
    "notice": ("can give notice{when}", "none can give notice{when}."),
    "no-forecast": ("have no forecast yet and end{when}", "every contract that ends{when} has a forecast."),
    "milestone": ("work towards that milestone", "none works towards that milestone."),
    "no-champion": ("have no champion on record", "a champion is known everywhere."),
    "left": ("had a {what} leave{when}", "no {what} left{when}."),
    "lost": ("left us{when}", "no account left us{when}."),
    "outcome": ("have a term that ended without an outcome", "every term that ended has its outcome."),
}
