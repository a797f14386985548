"""Accounts in the order of one figure, as somebody asked for them: the first one in the first sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.calendar import plural, say_age
from bot.journey.accounts.selection import Selection
from bot.message import Block, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Kpi, Library
from bot.store.contract_terms import still_paid
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, KpiLatest
from bot.talk.account.read_account import load_accounts
from bot.talk.account.view import AccountView
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, totals
from bot.talk.plain.many.lists import Whose, opens
from bot.text import measured

USUAL, MOST = 5, 12
ENDS = {"low": "Lowest", "high": "Highest", "bad": "Worst", "good": "Best"}
COUNTED = {"low": "Fewest", "high": "Most"}


@dataclass(frozen=True)
class FigureAsked:
    """by: "health", or a KPI's key. way: low | high | bad | good come first. most: how many are told."""

    by: str
    way: str
    selection: Selection
    most: int = USUAL


async def ranking_message(
    db: ReadSession, library: Library, asked: FigureAsked, whose: Whose, reader: Reader, now: datetime
) -> Message:
    """The accounts with their figures; how many have none."""
    kpi = _kpi(library, asked.by)
    value = AccountFacts.health if kpi is None else KpiLatest.value
    active = (Account.status == "active", *asked.selection.where())
    figures = select(Account.id, value)
    if kpi is None:
        figures = figures.join(AccountFacts, AccountFacts.account_id == Account.id).where(value.is_not(None))
    else:
        figures = figures.join(KpiLatest, KpiLatest.account_id == Account.id).where(KpiLatest.kpi == kpi.key)
    order = value.asc() if _small_first(asked.way, kpi) else value.desc()
    rows = (await db.execute(figures.where(*active).order_by(order, Account.id).limit(min(asked.most, MOST)))).all()
    views = await load_accounts(db, library, [row[0] for row in rows], now)
    found = [views[row[0]] for row in rows if row[0] in views]
    there = await db.scalar(select(func.count()).select_from(figures.where(*active).subquery())) or 0
    all_ = await db.scalar(select(func.count()).select_from(Account).where(*active)) or 0
    name = kpi.name if kpi is not None else "health"
    if not found:
        return Message(title=line(bold(f"{whose.said}: no {name} on record yet.")))
    said = [_said(view, kpi, reader, now) for view in found]
    ends = COUNTED if kpi is not None and not kpi.unit and asked.way in COUNTED else ENDS
    of = whose.said if whose.colleague else whose.said.lower()
    first = line(f"{ends[asked.way]} {name} of {of}: ", bold(called(found[0].account.name)), f", {said[0]}.")
    blocks: list[Block] = []
    if found[1:]:
        lines = tuple(_row(view, words, whose, reader, now) for view, words in zip(found, said, strict=True))
        blocks.append(Text(lines=lines))
    notes = [f"… and {there - len(found)} more"] if there > len(found) else []
    notes += [f"No figure for {plural(all_ - there, 'account')}"] if all_ > there else []
    if notes:
        blocks.append(Notes(lines=(line(f"{'. '.join(notes)}."),)))
    return Message(title=first, blocks=(*blocks, opens(found)))


def _kpi(library: Library, by: str) -> Kpi | None:
    """In the words of a playbook that measures it; None for the health score."""
    if by == "health":
        return None
    known = (kpi for one in library.playbooks.values() for kpi in one.health.kpis if kpi.key == by)
    return next(known, Kpi(key=by, name=by.replace("-", " ")))


def _small_first(way: str, kpi: Kpi | None) -> bool:
    """What is bad of tickets is a large number."""
    rises = kpi is None or kpi.best >= kpi.worst
    return way == "low" or (way == "bad" and rises) or (way == "good" and not rises)


def _said(view: AccountView, kpi: Kpi | None, reader: Reader, now: datetime) -> str:
    if kpi is None:
        return str(view.facts.health) if view.facts else "no score"
    found = view.measures.get(kpi.key)
    if found is None or found.value is None:
        return "no figure"
    old = found.observed_at is not None and (now - found.observed_at).days > kpi.fresh_days
    age = f" ({say_age(reader.day(found.observed_at), reader.today(now))})" if old and found.observed_at else ""
    return f"{measured(found.value, kpi.unit)}{age}"


def _row(view: AccountView, figure: str, whose: Whose, reader: Reader, now: datetime) -> Line:
    csm = f" ({called(view.csm.name, 24)})" if not whose.mine and view.csm else ""
    pays = " + ".join(totals(still_paid(view.contracts, reader.today(now))))
    return line(bold(called(view.account.name)), csm, f" · {figure}", f" · {pays}" if pays else "")
