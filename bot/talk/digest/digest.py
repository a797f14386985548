"""The digest: the same list all day, with what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import false, func, select

from bot.calendar import is_working_day, moment
from bot.journey.accounts.persona_walks import is_due
from bot.playbook.models import Library
from bot.store.ranking import deadline_is_near
from bot.store.session import ReadSession
from bot.store.tables import Account, AccountFacts, Cta, Outgoing, Person, Workspace
from bot.talk.composed import Child, Composed
from bot.talk.digest.alike_words import rules_about
from bot.talk.digest.digest_message import render_digest
from bot.talk.digest.first_day import first_day
from bot.talk.digest.gather import AS_GOOD, as_it_became, as_refs, gather, without_repeats
from bot.talk.digest.reading import digest_rows as reads
from bot.talk.digest.reading import news_rows as news
from bot.talk.digest.reading.digest_parts import Digest, Reached
from bot.talk.digest.reading.good_news import good_news
from bot.talk.digest.reading.matters import Morning, alerts_of, this_morning
from bot.talk.digest.reading.place_line import todays
from bot.talk.digest.reading.slips import newly_slipped
from bot.talk.digest.reading.told_before import ToldBefore, told_before
from bot.talk.phrases.reader import Reader
from bot.talk.quotes.proposed import to_ask_about
from bot.talk.todos.deadlines import DEADLINES

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
        untold = (*await reads.in_its_thread(db, row.id), *row.refs.get("ctas", ()))
        return Composed(None, untold=untold, refs=refs, reason="a later digest tells it")
    if "ctas" in row.refs:
        return await _again(db, library, row, owner, person, reader, today, now)
    before = await reads.digest_before(db, owner.id, today)
    if before is None and await _is_first_day(db, owner, reader, today):
        return Composed(await first_day(db, owner.id, today), refs={**row.refs, "ctas": [], "first_day": True})
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
    told = await told_before(db, owner.id, today, now)
    since = before.local_date if before else date.fromordinal(today.toordinal() - 1)
    how_ended = rules_about(library, "outcome_missing_days")
    morning = await this_morning(db, owner.id, today, reader.midnight(today), since, told, now, how_ended=how_ended)
    shown = morning.shown()
    alerts, listed = alerts_of(morning, today)
    reached = await news.reached_since(db, library, owner.id, since, today, before.reached if before else frozenset())
    besides = _accounts(morning, reached)
    good = await good_news(db, library, owner.id, before.created_at, now, besides) if before else ()
    refs = {
        **row.refs,
        **await as_refs(db, library, morning, owner.id, today, now),
        "told_ctas": [cta.id for cta in shown if cta.tell == "due"],
        "held": await reads.held(db, owner.id, [cta.id for cta in shown]),
        "good": AS_GOOD.dump_python(good, mode="json"),
        "proposals": await to_ask_about(db, owner.id, today, owner.digest_days, told.proposals),
        "slipped": await newly_slipped(db, owner.id, now, told.slipped, besides) if before else [],
        "reached": [[one.account_id, one.key, one.on.isoformat()] for one in reached],
        **await _renewals(db, library, owner.id, today, now, told, shown),
        "since": (before.created_at if before else now).isoformat(),
        **(await todays(db, owner.id, today) if owner.id == person.id else {"places": []}),
        **await reads.nobodys(db, person.id, owner.id, today),
        "revisit": owner.id == person.id and await is_due(db, owner.id, today, now),
    }
    digest = await gather(db, library, refs, row.id, owner, person, reader, today, now)
    digest, refs = without_repeats(digest, refs, told.said)
    refs["as_told"] = AS_TOLD.dump_python(digest, mode="json")
    message = render_digest(replace(digest, reached=reached))
    if message is None:
        return Composed(None, reason="nothing to say", refs=refs)
    children = await _children(db, alerts, listed, person, row.id, today)
    return Composed(message, children, tuple(cta.id for cta in shown), refs=refs)


def _accounts(morning: Morning, reached: Sequence[Reached]) -> set[int]:
    """Of which this digest tells something new anyway."""
    shown = {cta.account_id for cta in morning.shown() if cta.account_id is not None}
    return shown | {one.account_id for one in reached}


async def _renewals(
    db: ReadSession,
    library: Library,
    owner_id: int,
    today: date,
    now: datetime,
    told: ToldBefore,
    shown: Sequence[Cta],
) -> dict[str, list[int]]:
    """The accounts whose renewal is asked for: once ahead, as its to-do comes by itself when the day is near, and once
    when the contract has ended; as refs keep them."""
    besides = {cta.account_id for cta in shown if cta.account_id is not None}
    found = await news.renewals_without_word(
        db, library, owner_id, today, now, besides=besides, asked=told.renewals, asked_how=told.ended
    )
    return {"renewals": [one.account_id for one in found], "ended": [one.account_id for one in found if one.ended]}


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
        return Composed(await first_day(db, owner.id, today), refs=row.refs)
    told = {(int(account), str(key)) for account, key, _ in row.refs["reached"]}
    earliest = min((date.fromisoformat(day) for *_, day in row.refs["reached"]), default=today)
    reached = await news.reached_since(db, library, owner.id, earliest, today, frozenset())
    digest = await gather(db, library, row.refs, row.id, owner, person, reader, today, row.created_at)
    if reader.today(now) != today and "items" in row.refs and "as_told" in row.refs:
        digest = as_it_became(AS_TOLD.validate_python(row.refs["as_told"]), digest)
    kept = tuple(one for one in reached if (one.account_id, one.key) in told)
    return Composed(render_digest(replace(digest, reached=kept)), refs=row.refs)


async def _children(
    db: ReadSession, ctas: Sequence[Cta], listed: Sequence[Cta], person: Person, digest_id: int, today: date
) -> tuple[Child, ...]:
    """A full alert for each: in the account's own channel where it has one and the day's alerts have room, one of them
    kept for later; else in the digest's thread. listed: more deadlines than two, in one message."""
    accounts = [cta.account_id for cta in ctas if cta.account_id is not None]
    near = func.coalesce(deadline_is_near(today), false())
    rows = await db.execute(
        select(Account.id, Account.channel_id, near)
        .outerjoin(AccountFacts, AccountFacts.account_id == Account.id)
        .where(Account.id.in_(accounts))
    )
    where = {number: (channel, bool(is_near)) for number, channel, is_near in rows}
    found, room = [], max(person.alert_budget - 1, 1)
    for cta in ctas:
        channel, is_near = where.get(cta.account_id or 0, (None, False))
        if channel is not None and not is_near:
            channel, room = (channel, room - 1) if room > 0 else (None, room)
        once = f"digest-alert:{cta.id}:{cta.changed_at.isoformat()}"
        place: dict[str, Any] = {"in_thread": channel is None, "refs": {"told_by": digest_id} if channel else {}}
        found.append(Child("alert", once, person.id, channel, cta.account_id, cta.id, **place))
    if listed:
        refs = {"ctas": [cta.id for cta in listed]}
        found.append(Child(DEADLINES, f"digest-deadlines:{digest_id}", person.id, None, None, None, True, refs))
    return tuple(found)
