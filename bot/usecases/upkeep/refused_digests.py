"""Digests that couldn't be delivered, and nobody would hear of it: whose they were is told to whoever leads them."""

from datetime import datetime

from sqlalchemy import func, select

from bot.store.session import WriteSession
from bot.store.tables import Concern, Outgoing, Person
from bot.usecases.upkeep.concerns import stand

REFUSED = "digest-refused"


async def note_refused_digests(session: WriteSession, now: datetime) -> list[Concern]:
    """People whose newest digest was refused: those of whom that is new. It is over when a later one arrives."""
    newest = (
        select(func.max(Outgoing.id))
        .where(Outgoing.kind == "digest", Outgoing.state.in_(("sent", "rejected")), Outgoing.person_id.is_not(None))
        .group_by(Outgoing.person_id)
    )
    rows = await session.execute(
        select(Person.id, Person.name, Outgoing.reason)
        .join(Outgoing, Outgoing.person_id == Person.id)
        .where(Outgoing.id.in_(newest), Outgoing.state == "rejected")
        .order_by(Person.id)
    )
    found = {f"person:{number}": {"person": number, "name": name, "reason": reason} for number, name, reason in rows}
    return await stand(session, REFUSED, found, now)


__all__ = ["note_refused_digests"]
