"""What somebody has to know about people and channels: begun once, over when it is over."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bot.store.session import WriteSession
from bot.store.tables import Concern

Subjects = Mapping[str, Mapping[str, Any]]


async def stand(
    session: WriteSession, kind: str, found: Subjects, now: datetime, *, among: Collection[str] | None = None
) -> list[Concern]:
    """Exactly these subjects stand from now on, of those that were looked at; the ones that are new.

    found: what the words need, by the subject. among: what was looked at; None: all that there are."""
    rows = await session.scalars(select(Concern).where(Concern.kind == kind, Concern.over_at.is_(None)))
    standing = {one.subject: one for one in rows if among is None or one.subject in among}
    for subject, one in standing.items():
        if subject not in found:
            one.over_at = now
        elif one.refs != found[subject]:
            one.refs = dict(found[subject])
    await session.flush()
    return [
        await _begin(session, kind, subject, refs, now) for subject, refs in found.items() if subject not in standing
    ]


async def happened(session: WriteSession, kind: str, subject: str, refs: Mapping[str, Any], now: datetime) -> Concern:
    """Something to be told that doesn't last."""
    return await _begin(session, kind, subject, refs, now, over_at=now)


async def _begin(
    session: WriteSession,
    kind: str,
    subject: str,
    refs: Mapping[str, Any],
    now: datetime,
    over_at: datetime | None = None,
) -> Concern:
    one = Concern(
        workspace_id=session.workspace_id, kind=kind, subject=subject, refs=dict(refs), since=now, over_at=over_at
    )
    session.add(one)
    await session.flush()
    return one


__all__ = ["Subjects", "happened", "stand"]
