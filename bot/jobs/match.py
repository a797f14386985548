"""Who is who and where messages go, kept up: what we know joined to what platforms know, and told where it matters."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update

from bot.delivery.outage import outage_of
from bot.delivery.schedule.concerns import tell_concerns
from bot.errors import AmbiguousSend, SendError
from bot.platform import PlatformChannel, PlatformUser, Surface
from bot.playbook.models import Library
from bot.playbook.rehearse import places
from bot.playbook.text.left_out import key_of
from bot.store.channels import found_at, not_found_yet
from bot.store.session import ReadSession, Store, WriteSession
from bot.store.tables import Channel, Concern, Identity, Installation, Person
from bot.usecases.upkeep.follow_channels import follow_channels
from bot.usecases.upkeep.follow_users import follow_users, is_news, note_addresses, note_unreached
from bot.usecases.upkeep.left_out_texts import is_any_left_out, note_left_out
from bot.usecases.upkeep.refused_digests import note_refused_digests

MATCH_EVERY = timedelta(hours=1)
ASKED_FOR = 50  # users missing from a list that are asked for one by one; the others wait for the next hour
log = logging.getLogger(__name__)


async def match_people_and_channels(
    store: Store, workspace_id: int, surfaces: Mapping[int, Surface], now: datetime
) -> None:
    """Once an hour on each installation (`surfaces` by its id), and at once when an import brought somebody new."""
    for installation_id, surface in surfaces.items():
        async with store.read(workspace_id) as db:
            due = await _is_due(db, installation_id, now)
        if due:
            try:
                await _match(store, workspace_id, installation_id, surface, now)
            except (SendError, AmbiguousSend) as error:
                log.warning("people and channels could not be matched on %s: %s", surface.name, error)


async def tell_of_texts_left_out(store: Store, library: Library, workspace_id: int, now: datetime) -> None:
    """Those of the playbooks that a message was sent without."""
    async with store.read(workspace_id) as db:
        if not await is_any_left_out(db):
            return
    async with store.write(workspace_id) as db:
        await _tell(db, await note_left_out(db, {key_of(text) for _, text in places(library)}, now), now)


async def follow_user(store: Store, workspace_id: int, installation_id: int, user: PlatformUser, now: datetime) -> None:
    """The platform has just told of one user."""
    async with store.read(workspace_id) as db:
        if not await is_news(db, installation_id, user):
            return
    async with store.write(workspace_id) as db:
        news = await follow_users(db, installation_id, [user], now)
        mine = (Identity.installation_id == installation_id, Identity.user_id == user.user_id)
        whose = await db.scalar(select(Identity.person_id).where(*mine))
        if whose is not None:
            news += await note_unreached(db, now, only={whose})
        await _tell(db, news, now)


async def _match(store: Store, workspace_id: int, installation_id: int, surface: Surface, now: datetime) -> None:
    everyone = await surface.people()
    async with store.read(workspace_id) as db:
        typed = await not_found_yet(db)
        missing = await _missing(db, installation_id, everyone.users)
    users = [*everyone.users, *[await _asked_for(surface, user_id) for user_id in missing]]
    channels = await surface.channels()
    found = {row.id: await _find(surface, row, channels) for row in typed}
    async with store.write(workspace_id) as db:
        news = await follow_users(db, installation_id, users, now)
        news += await note_addresses(db, installation_id, everyone.lacks, now)
        news += await note_unreached(db, now, blind=bool(everyone.lacks))
        for channel_id, platform_id in found.items():
            if platform_id is not None:
                await found_at(db, channel_id, installation_id, platform_id)
        news += await note_refused_digests(db, now)
        news += await follow_channels(db, installation_id, channels, now)
        await db.execute(update(Installation).where(Installation.id == installation_id).values(matched_at=now))
        await _tell(db, news, now)


async def _tell(db: WriteSession, news: Sequence[Concern], now: datetime) -> None:
    for one in news:
        log.warning("%s, %s: milepost status says more", one.kind, one.subject)
    await tell_concerns(db, news, now)


async def _missing(db: ReadSession, installation_id: int, users: Sequence[PlatformUser]) -> list[str]:
    """Our people's users that the platform's list leaves out: gone, or of another workspace of the same company."""
    listed = {user.user_id for user in users}
    known = await db.scalars(
        select(Identity.user_id)
        .where(Identity.installation_id == installation_id, Identity.gone_since.is_(None))
        .order_by(Identity.id)
    )
    return [user_id for user_id in known if user_id not in listed][:ASKED_FOR]


async def _asked_for(surface: Surface, user_id: str) -> PlatformUser:
    return await surface.user(user_id) or PlatformUser(user_id, None, "", None, gone=True)


async def _find(surface: Surface, row: Channel, channels: Sequence[PlatformChannel]) -> str | None:
    """The platform's id of what was typed, where it has such a channel."""
    if row.platform_id is None:
        return next((one.id for one in channels if one.name == row.name.strip().lower() and not one.is_archived), None)
    audience = await surface.audience(row.platform_id)
    return row.platform_id if audience.checked and audience.is_member else None


async def _is_due(db: ReadSession, installation_id: int, now: datetime) -> bool:
    outage = await outage_of(db, installation_id)
    if outage is not None and outage[1]:
        return False
    matched_at = await db.scalar(select(Installation.matched_at).where(Installation.id == installation_id))
    if matched_at is None or matched_at > now or now - matched_at >= MATCH_EVERY:
        return True
    newest = await db.scalar(select(Person.created_at).order_by(Person.created_at.desc()).limit(1))
    return newest is not None and newest > matched_at
