"""What a talk is about, kept for half an hour: for one person, at one place, over restarts and several processes."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from bot.store.session import ReadSession
from bot.store.tables import Conversation
from bot.usecases.writing.write import Write

KEPT = timedelta(minutes=30)
FRESH = timedelta(minutes=20)  # what has longer than that to go isn't written again


async def recall(db: ReadSession, write: Write, place: str) -> dict[str, Any]:
    """What was spoken of there last; nothing after half an hour."""
    asked = select(Conversation.about).where(
        Conversation.person_id == write.person_id, Conversation.place == place, Conversation.until > write.now
    )
    return dict(await db.scalar(asked) or {})


async def remember(write: Write, place: str, about: Mapping[str, Any]) -> None:
    """It takes the place of what was spoken of there before; that person's old ones go."""
    async with write.store.write(write.workspace_id) as session:
        here = Conversation.person_id == write.person_id
        row = await session.scalar(select(Conversation).where(here, Conversation.place == place))
        if row is None:
            row = Conversation(workspace_id=write.workspace_id, person_id=write.person_id, place=place)
            session.add(row)
        row.about, row.until = dict(about), write.now + KEPT
        await session.flush()
        await session.execute(delete(Conversation).where(here, Conversation.until <= write.now))
