"""What a manager hears on the first working day of the week, of the accounts that they lead."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from bot.calendar import moment
from bot.journey.accounts.selection import EVERYONE
from bot.journey.figures.forecast import quarter_forecast
from bot.journey.figures.load import team_load
from bot.journey.figures.quarter import quarter_of
from bot.message import Message
from bot.playbook.models import Library
from bot.store.people.members import members_of
from bot.store.ranking import worth_of
from bot.store.session import ReadSession
from bot.store.tables import Account, Cta, Outgoing, Person, Workspace
from bot.talk.changes.read_changes import read_changes
from bot.talk.composed import Composed
from bot.talk.digest.week.week_message import Nobodys, Week, render_week
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import called, given_name

USUAL, LONGEST = timedelta(days=7), timedelta(days=31)
OLD_ENOUGH = timedelta(hours=24)  # a workspace's first day is calm
GRACE = timedelta(hours=2)


async def week(db: ReadSession, library: Library, row: Outgoing, reader: Reader, now: datetime) -> Composed:
    """What was told stays as it was told: a week that is over is no to-do list."""
    if row.message is not None:
        return Composed(Message.model_validate(row.message), refs=row.refs)
    person = await db.get(Person, reader.person_id)
    if person is None:
        return Composed(None, reason="nobody reads it", refs=row.refs)
    evening = moment(date.fromisoformat(row.refs["local_date"]), person.work_to, reader.timezone)
    if now > max(evening, row.created_at + GRACE):
        return Composed(None, reason="the next one tells it", refs=row.refs)
    workspace = await db.get_one(Workspace, db.workspace_id)
    if workspace.baseline_at is None or workspace.baseline_at > now - OLD_ENOUGH:
        return Composed(None, reason="nothing is known of a week yet", refs=row.refs)
    reach = (await members_of(db)).reach(person.id, now)
    since = await _since(db, person.id, now)
    with db.seeing(reach.sight) as seen:
        found = await _gathered(seen, library, reader, since, now, team=reach.sight.limited)
    message = render_week(found)
    return Composed(message, refs=row.refs, reason="" if message else "nothing to say")


async def _since(db: ReadSession, person_id: int, now: datetime) -> datetime:
    """The last one that went out to them, or a week ago."""
    mine = (Outgoing.kind == "week", Outgoing.person_id == person_id, Outgoing.message.is_not(None))
    arrived = select(func.max(Outgoing.created_at)).where(*mine, Outgoing.state.not_in(("rejected", "dropped")))
    last = await db.scalar(arrived)
    return max(last, now - LONGEST) if last is not None else now - USUAL


async def _gathered(
    db: ReadSession, library: Library, reader: Reader, since: datetime, now: datetime, *, team: bool
) -> Week:
    today = reader.today(now)
    load = await team_load(db, today)
    changes = await read_changes(db, library, EVERYONE, since, now)
    return Week(
        today=today,
        since=reader.day(since),
        team=team,
        changes=tuple(changes),
        whose=await _whose(db, {one.account_id for one in changes}),
        forecast=await quarter_forecast(db, quarter_of(today), EVERYONE, today, now),
        load=load.csms,
        nobodys=await _nobodys(db, load.unowned),
    )


async def _whose(db: ReadSession, accounts: set[int]) -> dict[int, str]:
    owned = select(Account.id, Person.name).join(Person, Person.id == Account.csm_id).where(Account.id.in_(accounts))
    return {number: given_name(name) for number, name in (await db.execute(owned)).all()}


async def _nobodys(db: ReadSession, accounts: int) -> Nobodys:
    free = (Account.csm_id.is_(None), Account.status == "active")
    by_value = (func.coalesce(worth_of(Account.id), 0).desc(), Account.id)
    first = (await db.execute(select(Account.id, Account.name).where(*free).order_by(*by_value).limit(1))).first()
    open_ = select(func.count()).select_from(Cta).where(Cta.owner_id.is_(None), Cta.state == "open")
    number, name = (first[0], called(first[1], 30)) if first else (0, "")
    return Nobodys(accounts, await db.scalar(open_) or 0, number, name)


__all__ = ["week"]
