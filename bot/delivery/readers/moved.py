"""A channel of ours that gains readers from outside: what we posted there is replaced, once, and its people are told.

A row that is to be replaced says so in `reason`, which outlives whatever edits follow: nothing internal comes back into
that message, also after the guest has left.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, Update, and_, func, null, or_, select, true, update

from bot.delivery.outbox import queue
from bot.errors import SendError, Unreadable
from bot.platform import Audience, Posted, Surface
from bot.store.channels import note_audience
from bot.store.session import ReadSession, Store, WriteSession
from bot.store.tables import Account, Channel, Outgoing, Person

MOVED = "moved"  # the kind of the message that tells of it, and what `reason` begins with
SHARED = "shared"  # the kind of rows for what people shared
log = logging.getLogger(__name__)
LOOK_EVERY = timedelta(hours=1)
AT_ONCE = 20  # channels


def is_moved(row: Outgoing) -> bool:
    return (row.reason or "").startswith(MOVED)


async def heed_readers(
    store: Store, workspace_id: int, surface: Surface, channel: Channel, audience: Audience, now: datetime
) -> None:
    """Keep who reads a channel, as the platform has just said. Where outsiders are new, or were known before what
    stands there was replaced at all, it moves.

    Raises SendError where the platform can't be asked just now what of ours stands there."""
    async with store.read(workspace_id) as db:
        asked = audience.has_outsiders and (channel.outsiders is not True or await _has_unmoved(db, channel))
    standing = await _standing(surface, channel.platform_id or "") if asked else []
    async with store.write(workspace_id) as session:
        is_new = audience.has_outsiders and await _turned(session, channel.id)
        await note_audience(session, channel.id, audience.name, outsiders=audience.has_outsiders, at=now)
        if not is_new and not (asked and await _has_unmoved(session, channel)):
            return
        await _adopt(session, channel, standing, now)
        moved = await _move_all(session, channel, now)
        if moved or (is_new and channel.outsiders is not None):
            await _tell(session, channel.id, moved, now)


async def _standing(surface: Surface, channel: str) -> list[Posted]:
    """What people shared there isn't in the outbox, so the channel itself is read."""
    try:
        return await surface.posted(channel)
    except (Unreadable, SendError) as error:
        if isinstance(error, SendError) and not error.permanent:
            raise
        log.warning("what was shared in %s can't be looked for (%s): look yourselves", channel, error)
        return []


async def _adopt(session: WriteSession, channel: Channel, standing: Sequence[Posted], now: datetime) -> None:
    """Messages of ours that aren't in the outbox become rows of it, to be replaced like the others."""
    known = set(await session.scalars(select(Outgoing.posted_ts).where(*_here(channel))))
    for at in standing:
        if at.ts not in known and channel.installation_id is not None:
            row = Outgoing(
                workspace_id=session.workspace_id,
                kind=SHARED,
                once=f"{SHARED}:{channel.id}:{at.ts}",
                refs={},
                installation_id=channel.installation_id,
                channel_id=channel.id,
                state="sent",
                delivery_id=uuid4().hex,
                next_try_at=now,
                message={"title": []},
                posted_channel=at.channel,
                posted_ts=at.ts,
                created_at=now,
                sent_at=now,
            )
            session.add(row)
    await session.flush()


async def heed_sent(session: WriteSession, row_id: int, installation_id: int, channel: str) -> None:
    """What was on its way while somebody from outside came in moves as well."""
    where = (Channel.installation_id == installation_id, Channel.platform_id == channel, Channel.outsiders == true())
    if await session.scalar(select(Channel.id).where(*where)) is not None:
        await session.execute(_replaced().where(Outgoing.id == row_id))


async def _turned(session: WriteSession, channel_id: int) -> bool:
    """Whether it was us who found out: of several processes one tells."""
    ours = update(Channel).where(
        Channel.id == channel_id, or_(Channel.outsiders.is_(None), Channel.outsiders.is_(False))
    )
    turned = ours.values(outsiders=True).returning(Channel.id).execution_options(synchronize_session=False)
    return (await session.execute(turned)).scalar_one_or_none() is not None


def _replaced() -> Update:
    values = {"edit": true(), "reason": MOVED, "attempts": 0, "lease_until": null()}
    return update(Outgoing).values(values).execution_options(synchronize_session=False)


async def _move_all(session: WriteSession, channel: Channel, now: datetime) -> int:
    found = await session.execute(
        _replaced().where(*_here(channel), _unmoved()).values(next_try_at=now).returning(Outgoing.id)
    )
    return len(found.all())


def _here(channel: Channel) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Outgoing.installation_id == channel.installation_id, Outgoing.posted_channel == channel.platform_id


def _unmoved() -> ColumnElement[bool]:
    return and_(Outgoing.state == "sent", func.coalesce(Outgoing.reason, "").not_like(f"{MOVED}%"))


async def _has_unmoved(session: ReadSession, channel: Channel) -> bool:
    return await session.scalar(select(Outgoing.id).where(*_here(channel), _unmoved()).limit(1)) is not None


async def _tell(session: WriteSession, channel_id: int, moved: int, now: datetime) -> None:
    """Each CSM who is told there, of the accounts that are theirs."""
    theirs = await session.execute(select(Account.csm_id, Account.id).where(Account.channel_id == channel_id))
    accounts: dict[int, list[int]] = {}
    for owner, account in theirs:
        if owner is not None:
            accounts.setdefault(owner, []).append(account)
    for person in await session.scalars(select(Person.id).where(Person.channel_id == channel_id)):
        accounts.setdefault(person, [])
    for person, ids in accounts.items():
        await queue(
            session,
            kind=MOVED,
            once=f"{MOVED}:{channel_id}:{person}:{now.isoformat()}",
            person_id=person,
            refs={"channel": channel_id, "accounts": sorted(ids), "moved": moved},
            now=now,
        )


async def to_look_at(session: ReadSession, installation_id: int, now: datetime) -> list[Channel]:
    """The channels whose readers nobody has asked for lately, the longest unasked first. One that has outsiders is
    asked about where something of ours can be read there all the same."""
    asked = (Channel.checked_at.is_(None), Channel.checked_at <= now - LOOK_EVERY)
    of_ours = and_(Outgoing.installation_id == installation_id, Outgoing.posted_channel.is_not(None))
    unmoved = select(Outgoing.posted_channel).where(of_ours, _unmoved())
    chosen = (
        select(Channel)
        .where(Channel.installation_id == installation_id, Channel.platform_id.is_not(None), or_(*asked))
        .where(or_(Channel.outsiders.is_(None), Channel.outsiders.is_(False), Channel.platform_id.in_(unmoved)))
        .order_by(Channel.checked_at.is_not(None), Channel.checked_at, Channel.id)
        .limit(AT_ONCE)
    )
    return list(await session.scalars(chosen))
