"""The digest: the same list all day, with what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select

from bot.calendar import is_working_day, moment
from bot.journey.accounts.persona_walks import is_due
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Account, Cta, Outgoing, Person, Workspace
from bot.talk.composed import Child, Composed
from bot.talk.digest import digest_rows as reads
from bot.talk.digest.digest_message import Digest, render_digest
from bot.talk.digest.first_day import first_day
from bot.talk.digest.place_line import place_asked, todays
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import given_name
from bot.talk.todos.brief import briefs

AS_TOLD = TypeAdapter(Digest)
GRACE = timedelta(hours=2)  # for one that falls due at the end of the working day


async def digest(db: ReadSession, library: Library, row: Outgoing, reader: Reader, now: datetime) -> Composed:
    """The morning's, or what has become of it; about the accounts of whom its reader covers for, if they do."""
    person = await db.get(Person, reader.person_id)
    if person is None:
        return Composed(None, reason="nobody reads it", refs=row.refs)
    owner = await db.get_one(Person, int(row.refs.get("for", person.id)))
    today = date.fromisoformat(row.refs["local_date"])
    if _is_overtaken(row, person, reader, today, now):
        refs = {**row.refs, reads.OVERTAKEN: True}
        return Composed(None, untold=await reads.in_its_thread(db, row.id), refs=refs, reason="a later digest tells it")
    if "ctas" in row.refs:
        return await _again(db, library, row, owner, person, reader, today, now)
    before = await reads.digest_before(db, owner.id, today)
    if before is None and await _is_first_day(db, owner, reader, today):
        return Composed(await first_day(db, owner.id), refs={**row.refs, "ctas": [], "first_day": True})
    return await _first_time(db, library, row, owner, person, reader, today, before, now)


def _is_overtaken(row: Outgoing, reads_it: Person, reader: Reader, day: date, now: datetime) -> bool:
    """It couldn't be delivered while its reader was at work: the next one tells what it would have told."""
    evening = moment(day, reads_it.work_to, reader.timezone)
    return row.message is None and now > max(evening, row.created_at + GRACE)


async def _is_first_day(db: ReadSession, owner: Person, reader: Reader, today: date) -> bool:
    """The workspace's baseline is so young that no working day lies between it and this digest."""
    workspace = await db.get_one(Workspace, db.workspace_id)
    if workspace.baseline_at is None:
        return True
    began = reader.day(workspace.baseline_at)
    days_between = (date.fromordinal(day) for day in range(began.toordinal() + 1, today.toordinal()))
    return not any(is_working_day(day, owner.digest_days) for day in days_between)


async def _first_time(
    db: ReadSession,
    library: Library,
    row: Outgoing,
    owner: Person,
    person: Person,
    reader: Reader,
    today: date,
    before: reads.Before | None,
    now: datetime,
) -> Composed:
    begins = reader.midnight(today)
    chosen = await reads.first_three(db, owner.id, today, begins)
    near = await reads.near_untold(db, owner.id, today, chosen)
    tell = [cta for cta in (*chosen, *near) if cta.tell == "due"]
    ahead = await reads.ahead(db, owner.id, today, begins, [cta.id for cta in (*chosen, *near)])
    since = before.local_date if before else date.fromordinal(today.toordinal() - 1)
    reached = await reads.reached_since(db, library, owner.id, since, today, before.reached if before else frozenset())
    refs = {
        **row.refs,
        "ctas": [cta.id for cta in chosen],
        "near_ctas": [cta.id for cta in near],
        "due": ahead.due,
        "held": ahead.held - len(tell),
        "told_ctas": [cta.id for cta in tell],
        "new": await _new(db, owner.id, before, today, [cta.id for cta in (*chosen, *near)]),
        "reached": [[one.account_id, one.key, one.on.isoformat()] for one in reached],
        "since": (before.created_at if before else now).isoformat(),
        "places": await todays(db, owner.id, today) if owner.id == person.id else [],
        "revisit": owner.id == person.id and await is_due(db, owner.id, today, now),
    }
    digest = await _gather(db, library, refs, row.id, owner, person, reader, today, now)
    refs["as_told"] = AS_TOLD.dump_python(digest, mode="json")
    message = render_digest(replace(digest, reached=reached))
    if message is None:
        return Composed(None, reason="nothing to say", refs=refs)
    children = await _children(db, tell, person, row.id)
    return Composed(message, children, tuple(cta.id for cta in tell), refs=refs)


async def _new(
    db: ReadSession, owner_id: int, before: reads.Before | None, today: date, besides: list[int]
) -> list[str]:
    """After the first digest: all of that one is new."""
    return await reads.new_and_held(db, owner_id, before.created_at, today, besides) if before else []


async def _again(
    db: ReadSession,
    library: Library,
    row: Outgoing,
    owner: Person,
    person: Person,
    reader: Reader,
    today: date,
    now: datetime,
) -> Composed:
    """The same list as in the morning, with what became of it; on that day also how much is left. What else a digest of
    a day gone by told stays as it was told."""
    if row.refs.get("first_day"):
        return Composed(await first_day(db, owner.id), refs=row.refs)
    told = {(int(account), str(key)) for account, key, _ in row.refs["reached"]}
    earliest = min((date.fromisoformat(day) for *_, day in row.refs["reached"]), default=today)
    reached = await reads.reached_since(db, library, owner.id, earliest, today, frozenset())
    digest = await _gather(db, library, row.refs, row.id, owner, person, reader, today, row.created_at)
    if reader.today(now) == today:
        shown = [*row.refs["ctas"], *row.refs["near_ctas"]]
        left = await reads.ahead(db, owner.id, today, reader.midnight(today), shown)
        digest = replace(digest, due=left.due + sum(item.settled is not None for item in digest.items))
    elif "as_told" in row.refs:
        became = {item.cta_id: item.settled for item in digest.items}
        told_then = AS_TOLD.validate_python(row.refs["as_told"])
        items = tuple(replace(item, settled=became.get(item.cta_id)) for item in told_then.items)
        digest = replace(told_then, items=items)
    kept = tuple(one for one in reached if (one.account_id, one.key) in told)
    return Composed(render_digest(replace(digest, reached=kept)), refs=row.refs)


async def _gather(
    db: ReadSession,
    library: Library,
    refs: Mapping[str, Any],
    row_id: int,
    owner: Person,
    person: Person,
    reader: Reader,
    today: date,
    now: datetime,
) -> Digest:
    shown = await reads.by_ids(db, refs["ctas"])
    items = await briefs(db, library, shown, reader, now)
    direct = await reads.told_directly(db, person.id, now, refs["told_ctas"])
    told = refs["told_ctas"]
    items = [replace(item, to_tell=item.cta_id in told, in_direct=item.cta_id in direct) for item in items]
    near = await briefs(db, library, await reads.by_ids(db, refs["near_ctas"]), reader, now)
    listed = [*refs["ctas"], *refs["near_ctas"]]
    begins = reader.midnight(today)
    week, week_more = await reads.this_week(db, owner.id, today, begins, listed)
    ahead = await reads.ahead(db, owner.id, today, begins, listed)
    accounts = [item.account_id for item in items if item.account_id is not None]
    renewals, renewals_more = await reads.renewals_without_word(db, library, owner.id, today, now, accounts)
    usage_on, stale, stale_at = await reads.ages(db, owner.id)
    imported = await reads.imported_at(db)
    unreached = owner.id != person.id and await reads.is_unreached(db, owner.id)
    since = datetime.fromisoformat(refs["since"])
    return Digest(
        today=today,
        row_id=row_id,
        items=tuple(items),
        due=refs["due"],
        late=ahead.late,
        week=week,
        week_more=week_more,
        renewals=renewals,
        renewals_more=renewals_more,
        held=refs["held"],
        new=tuple(refs.get("new", ())),
        thread=tuple(brief.name or brief.why for brief in near),
        usage_on=usage_on,
        crm_on=reader.day(imported) if imported else None,
        stale=stale,
        stale_at=stale_at,
        unconfirmed=await reads.ended_since(db, person.id, "unconfirmed", since),
        refused=await reads.ended_since(db, person.id, "rejected", since),
        unowned=await reads.unowned(db, person.id),
        revisit=bool(refs.get("revisit")),
        place=await place_asked(db, library, refs.get("places", ()), owner.id, today),
        away=(given_name(owner.name), owner.away_until) if owner.id != person.id else None,
        unreached=unreached,
        nobody=await reads.accounts_of(db, owner.id) if unreached and owner.cover_id != person.id else 0,
    )


async def _children(db: ReadSession, ctas: list[Cta], person: Person, digest_id: int) -> tuple[Child, ...]:
    """A full alert for each: in the account's own channel where it has one, else in the digest's thread."""
    accounts = [cta.account_id for cta in ctas if cta.account_id is not None]
    rows = await db.execute(select(Account.id, Account.channel_id).where(Account.id.in_(accounts)))
    channels: dict[int | None, int | None] = {number: channel for number, channel in rows}  # noqa: C416
    found = []
    for cta in ctas:
        channel = channels.get(cta.account_id)
        once = f"digest-alert:{cta.id}:{cta.changed_at.isoformat()}"
        place: dict[str, Any] = {"in_thread": channel is None, "refs": {"told_by": digest_id} if channel else {}}
        found.append(Child("alert", once, person.id, channel, cta.account_id, cta.id, **place))
    return tuple(found)
