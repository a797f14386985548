"""People of a role, at many accounts, whom nobody has talked to for a while: who decides before all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select

from bot.calendar import plural, say_date
from bot.journey.accounts.selection import Selection
from bot.message import Block, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library
from bot.store.customer_roles import CHAMPION, DECIDER
from bot.store.ranking import worth_of
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountEvent, Stakeholder
from bot.talk.account.read_account import load_accounts
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called
from bot.talk.plain.many.lists import Whose, opens

SHOWN = 10
ROLE_WORDS = (
    (DECIDER, ("decision", "decider", "deciders", "buyer", "buyers", "sponsor", "sponsors", "executive", "executives")),
    (CHAMPION, ("champion", "champions", "advocate", "advocates")),
)
ROLES = {DECIDER: "decision maker", CHAMPION: "champion"}


@dataclass(frozen=True)
class SilentPeople:
    """role: as files have it. days: for so many nobody has talked to them."""

    role: str
    days: int
    selection: Selection


async def silent_people_message(
    db: ReadSession, library: Library, asked: SilentPeople, whose: Whose, reader: Reader, now: datetime
) -> Message:
    """The largest accounts first; never talked to counts as well."""
    talked = and_(
        AccountEvent.stakeholder_id == Stakeholder.id,
        AccountEvent.account_id == Stakeholder.account_id,
        AccountEvent.kind.in_(("contact", "review")),
        AccountEvent.undone_at.is_(None),
    )
    last = select(func.max(AccountEvent.at)).where(talked).correlate(Stakeholder).scalar_subquery()
    since = now - timedelta(days=asked.days)
    silent = (
        select(Stakeholder, Account.name, last.label("last"))
        .join(Account, Account.id == Stakeholder.account_id)
        .where(Account.status == "active", Stakeholder.status == "active", Stakeholder.role.contains(asked.role))
        .where(*asked.selection.where(), or_(last.is_(None), last < since))
    )
    count = await db.scalar(select(func.count()).select_from(silent.subquery())) or 0
    role = plural(count, ROLES[asked.role])
    said = f"{whose.said}: {role} nobody has talked to for {plural(asked.days, 'day')}"
    if not count:
        return Message(title=line(bold(f"{whose.said}: every {ROLES[asked.role]} was talked to in {asked.days} days.")))
    order = (func.coalesce(worth_of(Stakeholder.account_id), 0).desc(), Stakeholder.id)
    rows = (await db.execute(silent.order_by(*order).limit(SHOWN))).all()
    views = await load_accounts(db, library, list(dict.fromkeys(row[0].account_id for row in rows)), now)
    blocks: list[Block] = [Text(lines=tuple(_row(row[0], row[1], row[2], reader, now) for row in rows))]
    if count > SHOWN:
        blocks.append(Notes(lines=(line(f"… and {count - SHOWN} more"),)))
    return Message(title=line(bold(said)), blocks=(*blocks, opens(list(views.values()))))


def _row(person: Stakeholder, account: str, last: datetime | None, reader: Reader, now: datetime) -> Line:
    name = f"{called(person.name)}, {called(person.title)}" if person.title else called(person.name)
    when = f"last talk {say_date(reader.day(last), reader.today(now))}" if last else "never talked to"
    return line(bold(called(account)), f" · {name} · {when}")
