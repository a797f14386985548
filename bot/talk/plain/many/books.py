"""Somebody's accounts as a whole, and how much work there is for whom."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import case, func, select

from bot import actions
from bot.calendar import plural, say_date
from bot.message import Actions, Button, Line, Message, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, Cta
from bot.talk.account.at_risk import stands_at_risk
from bot.talk.account.read_account import load_accounts
from bot.talk.phrases.account_words import next_contract
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.risk_words import risk_reasons
from bot.talk.phrases.words import called
from bot.talk.plain.many.totals import totals_exactly
from bot.text import possessive, shorten

SHOWN = 4
MOST = 500  # accounts looked at


async def book_message(
    db: ReadSession, library: Library, person: tuple[int, str], reader: Reader, now: datetime
) -> Message:
    """How a colleague's accounts stand: what they pay, what is at risk, what renews next."""
    csm_id, name = person
    today = reader.today(now)
    mine = select(Account.id).where(Account.csm_id == csm_id, Account.status == "active").order_by(Account.id)
    ids = list(await db.scalars(mine.limit(MOST)))
    views = list((await load_accounts(db, library, ids, now)).values())
    if not views:
        return Message(title=line(bold(called(name)), " has no account."))
    low = sorted(
        (one for one in views if stands_at_risk(one)),
        key=lambda one: (one.facts.health if one.facts else 0) or 0,
    )
    ending = [
        (contract.ends_on, one)
        for one in views
        if (contract := next_contract(one, today)) and contract.ends_on and contract.ends_on >= today
    ]
    ending.sort(key=lambda one: (one[0], one[1].account.id))
    known = [one.facts.health for one in views if one.facts and one.facts.health is not None]
    lines: list[Line] = [line(f"{' + '.join(totals_exactly(views, today)) or 'No amount on record'} a year.")]
    if known:
        lines.append(line(f"Health from {min(known)} to {max(known)}; {len(low) or 'none'} at risk."))
    for one in low[:SHOWN]:
        lines.append(line(bold(called(one.account.name)), f" · {'; '.join(risk_reasons(one, reader, now))}"))
    gone = [one for one in views if one.facts and one.facts.champion_left_on]
    if gone:
        lines.append(line(f"Champion left: {', '.join(called(one.account.name) for one in gone[:SHOWN])}."))
    if ending:
        said = (f"{called(one.account.name)} {say_date(day, today, weekday=False)}" for day, one in ending[:SHOWN])
        lines.append(line(f"Renews next: {', '.join(said)}."))
    shown = [*low, *(one for _, one in ending)]
    opens = {one.account.id: called(one.account.name) for one in shown[:SHOWN]}
    buttons = tuple(Button(label=shorten(name_, 30), action=actions.CARD, target=str(i)) for i, name_ in opens.items())
    return Message(
        title=line(bold(f"{possessive(called(name))} {plural(len(views), 'account')}")),
        blocks=(Text(lines=tuple(lines)), *((Actions(elements=buttons),) if buttons else ())),
    )


async def own_load(db: ReadSession, person_id: int, today: date) -> Message:
    """What a CSM carries; what the others do is for who leads them."""
    late = func.coalesce(func.sum(case((Cta.due_on < today, 1), else_=0)), 0)
    mine = (Cta.state == "open", Cta.owner_id == person_id)
    count, overdue = (await db.execute(select(func.count(), late).where(*mine))).one()
    said = f"You have {plural(count, 'open to-do')}, {int(overdue)} late."
    buttons = (
        Button(label="My to-dos", action=actions.TODOS, target=""),
        Button(label="What I carry", action=actions.LOAD, target=""),
    )
    about = line("Only managers see how much everybody carries. ", said)
    return Message(title=about, blocks=(Actions(elements=buttons),))
