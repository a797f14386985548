"""Whether all is well, and what isn't: one reading for `milepost status` and for whoever asks over HTTP with a key."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot.calendar import plural
from bot.delivery.state import DeliveryState, delivery_state
from bot.delivery.webhooks.log import given_up, targets_off
from bot.errors import SettingsError
from bot.inbox.inbox import InboxState
from bot.store.people.file_askers import owners_in, whom_to_ask
from bot.store.people.members import members_of, named
from bot.store.session import ReadSession, Store
from bot.store.tables import Concern, FileQuestion
from bot.store.trouble import DatabaseTrouble, in_a_sentence, trouble_of
from bot.store.upkeep.ending_keys import ending_keys, ends_soon
from bot.store.upkeep.schema import need_revision, try_writing
from bot.talk.phrases.concern_words import in_the_log
from bot.talk.portfolio.file_questions import in_short, with_names

RECENT = timedelta(days=7)
QUESTIONS = 5  # that are named
QUIET = timedelta(hours=1)  # serve makes a round each minute, a host's cron perhaps each quarter of an hour
LATE = timedelta(minutes=10)  # for a message that waits
ROOM = 200_000_000  # bytes that a disk should have left, or as many as the database has: an upgrade keeps a copy
MB = 1_000_000
UNREACHED = {
    "gone": "the account in your chat is deactivated.",
    "guest": "a guest in your chat, and guests are told nothing.",
    "unknown": "no member here has that e-mail.",
}


@dataclass(frozen=True)
class Said:
    """A line for the terminal; `well` False: somebody has to do something.

    about: what it is of, for programs. stops: nobody is served until it is mended. since: when it began."""

    text: str
    well: bool = True
    about: str = ""
    stops: bool = False
    since: datetime | None = None


Repair = Callable[[str], str]  # what to do about an outage, in the platform's words


async def of_workspace(
    store: Store, workspace_id: int, now: datetime, repair: Repair, *, answering: bool
) -> list[Said]:
    """How a workspace is served. answering: its platform has just accepted our token."""
    async with store.read(workspace_id) as db:
        state = await delivery_state(db, now, now - RECENT)
        standing = await db.scalars(select(Concern).where(Concern.over_at.is_(None)).order_by(Concern.id))
        concerns = [one for one in standing if one.kind != "unreached"]  # which is read anew, for what it is now
        asked = await of_questions(db, now)
        calls = [one async for one in _webhooks(db, now)]
        keys = [Said(f"  {ends_soon(one, now)}", False, "api-key") for one in await ending_keys(db, now)]
    said = [Said(f"  {in_the_log(one)}", False, one.kind, since=one.since) for one in concerns]
    return [*_workspace(state, now, repair, answering=answering), *said, *asked, *keys, *calls]


async def of_questions(db: ReadSession, now: datetime) -> list[Said]:
    """What files left open, and whom that is asked in chat."""
    q = FileQuestion
    rows = list(await db.scalars(select(q).where(q.answered_at.is_(None)).order_by(q.id)))
    everybody = await members_of(db) if rows else None
    said = []
    for row in rows[:QUESTIONS]:
        whom = named(whom_to_ask(everybody, await owners_in(db, row), now)) if everybody else ""
        asks = f"asked of {whom} in chat" if whom else "nobody may answer it: milepost role EMAIL admin lets somebody"
        text = f"  {in_short(await with_names(db, row))} ({asks})"
        said.append(Said(text, bool(whom), "file-question", since=row.asked_at))
    if len(rows) > QUESTIONS:
        said.append(Said(f"  And {plural(len(rows) - QUESTIONS, 'more question')} about files.", about="file-question"))
    return said


async def of_database(store: Store, *, tried: bool) -> Said:
    """Whether it has our tables and can be written to. tried: by a write that changes nothing."""
    try:
        await need_revision(store)
        if tried:
            await try_writing(store)
    except SettingsError as error:
        return Said(str(error), well=False, about="schema", stops=True)
    except SQLAlchemyError as error:
        if (trouble := trouble_of(error)) is None:
            raise
        busy = trouble is DatabaseTrouble.BUSY
        return Said(in_a_sentence(error), well=busy, about="database", stops=not busy)
    return Said("Database: its tables are up to date.", about="database")


def of_disk(file: Path | None) -> Said | None:
    """Before it is full. file: SQLite's; None, as for PostgreSQL, whose disk is another machine's: nothing to say."""
    if file is None or not file.exists():
        return None
    left = shutil.disk_usage(file.parent).free
    if left >= max(ROOM, file.stat().st_size):
        return None
    return Said(f"Disk: {left // MB:,} MB are left where the database is: make room before it is full.", False, "disk")


def of_inbox(state: InboxState, now: datetime) -> Said:
    """What people sent and nobody has finished: a process that was killed, and none since."""
    if state.oldest is None:
        return Said("Inbox: nothing waits.", about="inbox")
    late = now - state.oldest > LATE
    waits = f"{plural(state.waiting, 'thing')} that people sent, the oldest since {_at(state.oldest)}"
    end = ": does milepost serve run?" if late else "."
    return Said(f"Inbox: {waits}{end}", not late, "inbox", since=state.oldest)


def _workspace(state: DeliveryState, now: datetime, repair: Repair, *, answering: bool) -> Iterator[Said]:
    for line in state.lines:
        place = f"{line.surface.capitalize()} ({line.team})"
        if line.outage is not None and line.since is not None:
            why = f"{line.outage}{repair(line.outage)}"
            since = f"nothing gets through since {_at(line.since)}"
            yield Said(f"  {place}: {since}: {why}", False, "outage", stops=True, since=line.since)
        elif answering:
            yield Said(f"  {place}: no trouble.", about="outage")
    yield _round(state.ticked_at, now)
    if state.waiting and state.oldest is not None:
        late = now - state.oldest > LATE
        waiting = f"{plural(state.waiting, 'message')} waiting, the oldest since {_at(state.oldest)}."
        yield Said(f"  Outbox: {waiting}", not late, "outbox", since=state.oldest)
    else:
        yield Said("  Outbox: nothing waits.", about="outbox")
    for one in state.refused:
        about = f"{one.kind} about {one.about}" if one.about else one.kind
        to = f" to {one.to}" if one.to else ""
        what = "May not have arrived" if one.unconfirmed else "Not delivered"
        why = f"{one.reason}{repair(one.reason)}"
        yield Said(f"  {what}, {_at(one.at)}: {about}{to}: {why}", False, "refused", since=one.at)
    for somebody in state.unreached:
        who = f"{somebody.name} <{somebody.email}>" if somebody.email else somebody.name
        why = f"{plural(somebody.accounts, 'account')}: {UNREACHED[somebody.how]}"
        yield Said(f"  Can't be reached: {who}, {why}", False, "unreached")
    if state.unowned:
        verb, them = ("has", "it") if state.unowned == 1 else ("have", "them")
        yield Said(f"  {plural(state.unowned, 'account')} {verb} no CSM, so nobody hears of {them}.", False, "unowned")
    for name in state.not_found:
        yield Said(f"  Channel {name}: isn't found, or the bot isn't in it.", False, "channel")


async def _webhooks(db: ReadSession, now: datetime) -> AsyncIterator[Said]:
    """What other systems weren't told."""
    for one in await targets_off(db):
        gone = f"it said that it is gone (410), {_at(one.off_at)}, and is called no more"
        yield Said(f"  Webhook {one.name}: {gone}: milepost webhooks on {one.name}", False, "webhook", since=one.off_at)
    for target, count in await given_up(db, now - RECENT):
        lost = f"{plural(count, 'call')} of the last seven days did not arrive"
        yield Said(f"  Webhook {target}: {lost}: milepost webhooks list", False, "webhook")


def _round(ticked_at: datetime | None, now: datetime) -> Said:
    if ticked_at is None:
        who = "milepost serve makes them, or milepost tick by a cron of yours."
        return Said(f"  Last round: none yet. {who}", False, "round")
    if ticked_at > now + QUIET:
        ahead = "which is still to come (a wrong clock, or tick --now); the next round sets it back."
        return Said(f"  Last round: {_at(ticked_at)}, {ahead}", False, "round", since=ticked_at)
    late = now - ticked_at > QUIET
    after = ", and none since: does milepost serve run, or your cron?" if late else "."
    return Said(f"  Last round: {_at(ticked_at)}{after}", not late, "round", stops=late, since=ticked_at)


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
