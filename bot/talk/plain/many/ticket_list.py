"""Open tickets of many accounts, the pressing ones first; and who has how many where only a number is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, select

from bot.calendar import plural
from bot.journey.accounts.selection import Selection
from bot.message import Block, Line, Message, Notes, Span, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, KpiLatest, Ticket
from bot.talk.account.read_account import load_accounts
from bot.talk.account.view import days_since
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.ticket_words import TODAY
from bot.talk.phrases.words import called
from bot.talk.plain.many.lists import Whose, opens
from bot.talk.plain.standing_facts import TICKETS
from bot.text import number

SHOWN, COUNTED = 8, 5
SUBJECT = 60
PRESSING = ("urgent", "highest", "critical", "blocker", "p0", "p1", "high", "major")  # as help desks call them


@dataclass(frozen=True)
class TicketList:
    """pressing: only those of a high priority."""

    selection: Selection
    pressing: bool = False


async def tickets_message(
    db: ReadSession, library: Library, asked: TicketList, whose: Whose, reader: Reader, now: datetime
) -> Message:
    active = (Account.status == "active", *asked.selection.where())
    pressing = func.lower(Ticket.priority).in_(PRESSING)
    mine = and_(Ticket.account_id == Account.id, Ticket.closed_at.is_(None), *active)
    counts = select(func.count(), func.count(case((pressing, 1))), func.count(Account.id.distinct()))
    open_, hot, accounts = (await db.execute(counts.select_from(Ticket).join(Account, mine))).one()
    rows = select(Ticket, Account.name).join(Account, mine)
    if asked.pressing:
        rows = rows.where(pressing)
    rows = rows.order_by(case((pressing, 0), else_=1), Ticket.opened_at, Ticket.id).limit(SHOWN)
    shown = [(row[0], str(row[1])) for row in await db.execute(rows)]
    views = await load_accounts(db, library, list(dict.fromkeys(one.account_id for one, _ in shown)), now)
    blocks: list[Block] = []
    if shown:
        blocks.append(Text(lines=tuple(_row(one, name, reader, now) for one, name in shown)))
    rest = (hot if asked.pressing else open_) - len(shown)
    notes = [line(f"… and {rest} more")] if rest > 0 else []
    notes += await _by_number(db, active)
    if notes:
        blocks.append(Notes(lines=tuple(notes)))
    title = _title(whose, asked, open_, hot, accounts)
    return Message(title=line(bold(title)), blocks=(*blocks, *((opens(list(views.values())),) if views else ())))


def _title(whose: Whose, asked: TicketList, open_: int, hot: int, accounts: int) -> str:
    if asked.pressing:
        many = plural(hot, "pressing ticket") if hot else "no pressing ticket is"
        return f"{whose.said}: {many} open, of {open_} in all." if hot else f"{whose.said}: {many} on record."
    if not open_:
        return f"{whose.said}: no open ticket is on record by name."
    pressing = f", {hot} of them pressing" if hot else ""
    return f"{whose.said}: {plural(open_, 'open ticket')} at {plural(accounts, 'account')}{pressing}."


def _row(ticket: Ticket, name: str, reader: Reader, now: datetime) -> Line:
    subject = called(ticket.subject or f"ticket {ticket.key}", SUBJECT)
    about = Span(text=subject, link=ticket.link) if ticket.link else Span(text=subject)
    priority = f", {called(ticket.priority, 20)}" if ticket.priority else ""
    days = days_since(reader.day(ticket.opened_at), reader.today(now))
    age = plural(days, "day") if days else TODAY
    return line(bold(called(name)), " · ", about, f" · {age}{priority}")


async def _by_number(db: ReadSession, active: tuple[Any, ...]) -> list[Line]:
    """Of accounts whose tickets nobody named, those with the most."""
    named = select(Ticket.id).where(Ticket.account_id == Account.id, Ticket.closed_at.is_(None)).exists()
    rows = (
        await db.execute(
            select(Account.name, KpiLatest.value)
            .join(KpiLatest, and_(KpiLatest.account_id == Account.id, KpiLatest.kpi == TICKETS))
            .where(*active, ~named, KpiLatest.value > 0)
            .order_by(KpiLatest.value.desc(), Account.id)
            .limit(COUNTED)
        )
    ).all()
    said = ", ".join(f"{called(name, 30)} {number(value)}" for name, value in rows)
    return [line(f"By number only: {said}.")] if said else []
