"""Texts of the playbooks that are left out of messages, as they can't be said of a real account: told to whoever leads,
and by `milepost status`, until whoever writes playbooks has mended them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from bot.playbook.text.left_out import all_left_out
from bot.store.session import ReadSession, WriteSession
from bot.store.tables import Concern
from bot.usecases.upkeep.concerns import stand

LEFT_OUT = "text-left-out"
STANDING = select(Concern).where(Concern.kind == LEFT_OUT, Concern.over_at.is_(None))


async def is_any_left_out(session: ReadSession) -> bool:
    """Whether one is, or was when somebody last looked."""
    return bool(all_left_out()) or await session.scalar(STANDING.limit(1)) is not None


async def note_left_out(session: WriteSession, texts: Collection[str], now: datetime) -> list[Concern]:
    """Those that are new. texts: the keys of all there are; one is over when its text was changed or taken away."""
    still = {one.subject: one.refs for one in await session.scalars(STANDING) if one.subject in texts}
    found = {one.key: {"place": one.place, "why": one.why} for one in all_left_out()}
    return await stand(session, LEFT_OUT, still | found, now)


__all__ = ["is_any_left_out", "note_left_out"]
