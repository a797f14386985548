"""Somebody's accounts as a whole, and how much work there is for whom."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import case, func, select

from bot import actions
from bot.calendar import plural, say_date
from bot.message import Actions, Button, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, Cta, Person
from bot.talk.account.read_account import load_accounts
from bot.talk.phrases.account_words import next_contract
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, health_words
from bot.talk.plain.totals import totals_exactly
from bot.text import possessive, shorten

SHOWN = 4
MOST_CSMS = 15
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
        (one for one in views if one.facts and one.facts.band == 1),
        key=lambda one: (one.facts.health if one.facts else 0) or 0,
    )
    ending = [
        (contract.ends_on, one)
        for one in views
        if (contract := next_contract(one, today)) and contract.ends_on and contract.ends_on >= today
    ]
    ending.sort(key=lambda one: (one[0], one[1].account.id))
    known = [one.facts.health for one in views if one.facts and one.facts.health is not None]
    lines: list[Line] = [line(f"{' + '.join(totals_exactly(views)) or 'No amount on record'} a year.")]
    if known:
        lines.append(
            line(f"Health from {min(known)} to {max(known)}; {plural(len(low), 'account')} in the lowest band.")
        )
    for one in low[:SHOWN]:
        score = one.facts.health if one.facts else None
        lines.append(line(bold(called(one.account.name)), f" · health {health_words(score or 0, one.before)}"))
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


async def load_message(db: ReadSession, reader: Reader, today: date, *, leads: bool) -> Message:
    """Open to-dos per CSM for who leads; others hear of their own only. Never a ranking of people: by name."""
    open_ = (Cta.state == "open", Cta.owner_id.is_not(None))
    late = func.sum(case((Cta.due_on < today, 1), else_=0))
    query = select(Cta.owner_id, func.count(), late).where(*open_).group_by(Cta.owner_id)
    counted = {row[0]: (row[1], int(row[2] or 0)) for row in await db.execute(query)}
    todos = Button(label="My to-dos", action=actions.TODOS, target="")
    if not leads:
        mine, overdue = counted.get(reader.person_id, (0, 0))
        said = f"You have {plural(mine, 'open to-do')}, {overdue} late."
        about = line("Only managers see how much everybody carries. ", said)
        return Message(title=about, blocks=(Actions(elements=(todos,)),))
    accounts = select(Account.csm_id, func.count()).where(Account.status == "active").group_by(Account.csm_id)
    owned = {row[0]: row[1] for row in await db.execute(accounts)}
    names = {row[0]: row[1] for row in await db.execute(select(Person.id, Person.name).order_by(Person.name))}
    rows = [
        line(
            bold(called(name)),
            f" · {plural(counted.get(i, (0, 0))[0], 'open to-do')}, {counted.get(i, (0, 0))[1]} late, "
            f"{plural(owned.get(i, 0), 'account')}",
        )
        for i, name in names.items()
        if i in counted or i in owned
    ]
    notes = Notes(lines=(line("By name, as it says nothing of how well anybody works."),))
    return Message(
        title=line(bold("Who carries what, by name")),
        blocks=(Text(lines=tuple(rows[:MOST_CSMS])), notes, Actions(elements=(todos,))),
    )
