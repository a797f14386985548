"""What a talk is about, kept for half an hour: for one person, at one place, over restarts and several processes."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from bot.store.session import ReadSession
from bot.store.sql import upsert
from bot.store.tables import Conversation
from bot.usecases.writing.write import Write

KEPT = timedelta(minutes=30)


async def recall(db: ReadSession, write: Write, place: str) -> dict[str, Any]:
    """What was spoken of there last; nothing after half an hour."""
    asked = select(Conversation.about).where(
        Conversation.person_id == write.person_id, Conversation.place == place, Conversation.until > write.now
    )
    return dict(await db.scalar(asked) or {})


async def remember(write: Write, place: str, about: Mapping[str, Any]) -> None:
    """It takes the place of what was spoken of there before; that person's old ones go."""
    values = {"about": dict(about), "until": write.now + KEPT}
    async with write.store.write(write.workspace_id) as session:
        new = upsert(session.dialect, Conversation).values(
            workspace_id=write.workspace_id, person_id=write.person_id, place=place, **values
        )
        # Two requests of one person may be answered at once.
        here = ["workspace_id", "person_id", "place"]
        await session.execute(new.on_conflict_do_update(index_elements=here, set_=values))
        mine = Conversation.person_id == write.person_id
        await session.execute(delete(Conversation).where(mine, Conversation.until <= write.now))
