"""Putting messages into the outbox: in the same transaction as what they tell of."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Insert, case, null, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.delivery.destination import installation_for
from bot.platform import Posted
from bot.store.session import WriteSession
from bot.store.tables import Channel, Outgoing


async def queue(
    session: WriteSession,
    *,
    kind: str,
    once: str,
    now: datetime,
    refs: Mapping[str, Any],
    person_id: int | None = None,
    channel_id: int | None = None,
    account_id: int | None = None,
    cta_id: int | None = None,
    parent_id: int | None = None,
    installation_id: int | None = None,
) -> int | None:
    """Queue a message; its id, or None where `once` is in the outbox already, in whatever state.

    channel_id: of our rows; None: where the person wants it. With both, the person's direct message is where it goes if
    the channel must not have it. parent_id: it goes into that message's thread. installation_id: the platform that
    delivers it, None: the one where that channel or person is.
    Raises ValueError without person and channel."""
    if person_id is None and channel_id is None:
        raise ValueError("a message needs a person or a channel")
    values = {
        "workspace_id": session.workspace_id,
        "kind": kind,
        "once": once,
        "person_id": person_id,
        "channel_id": channel_id,
        "account_id": account_id,
        "cta_id": cta_id,
        "parent_id": parent_id,
        "refs": dict(refs),
        "installation_id": installation_id or await installation_for(session, person_id, channel_id),
        "delivery_id": uuid4().hex,
        "next_try_at": now,
        "created_at": now,
    }
    made: int | None = (await session.execute(_insert_once(session, values))).scalar_one_or_none()
    return made


def _insert_once(session: WriteSession, values: dict[str, Any]) -> Any:
    dialect = session.dialect
    inserting = sqlite.insert(Outgoing) if dialect == "sqlite" else postgresql.insert(Outgoing)
    statement: Insert = inserting.values(values).on_conflict_do_nothing(index_elements=["workspace_id", "once"])
    return statement.returning(Outgoing.id)


async def mark_edited(session: WriteSession, ids: Iterable[int]) -> None:
    """What these messages tell has changed: the platform's copies must follow once they are (or were) sent.

    One that isn't composed yet needs no mark: it will say what is true when it is sent."""
    chosen = list(ids)
    if not chosen:
        return
    # A free lease tells an edit under way that it is out of date; other states' leases guard a sending.
    lease = case((Outgoing.state == "sent", null()), else_=Outgoing.lease_until)
    await session.execute(
        update(Outgoing)
        .where(Outgoing.id.in_(chosen), Outgoing.message.is_not(None))
        .where(Outgoing.state.in_(("pending", "sending", "ambiguous", "sent")))
        .values(edit=true(), lease_until=lease)
        .execution_options(synchronize_session=False)
    )


async def edit_who_told(session: WriteSession, row: Outgoing, at: Posted) -> None:
    """A message that names the place of this one must say it anew where that became another: outsiders read it."""
    teller = row.refs.get("told_by")
    if teller is None or row.channel_id is None:
        return
    meant = await session.scalar(select(Channel.platform_id).where(Channel.id == row.channel_id))
    if meant != at.channel:
        await mark_edited(session, [int(teller)])
