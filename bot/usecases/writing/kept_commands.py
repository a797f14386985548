"""Commands kept behind buttons: for one person, for a while."""

from collections.abc import Sequence
from datetime import timedelta

from bot.errors import UserError, Way
from bot.store.tables.people import Intent
from bot.usecases.writing.write import Write

STANDS = timedelta(days=1)


async def keep(write: Write, ways: Sequence[Way]) -> list[tuple[str, int]]:
    """(label, intent id) of each way."""
    async with write.store.write(write.workspace_id) as session:
        rows = [
            Intent(
                workspace_id=write.workspace_id,
                person_id=write.person_id,
                command={"text": way.command},
                expires_at=write.now + STANDS,
            )
            for way in ways
        ]
        session.add_all(rows)
        await session.flush()
        return [(way.label, row.id) for way, row in zip(ways, rows, strict=True)]


async def command_of(write: Write, intent_id: int) -> str:
    """The command's text. Raises UserError for somebody else's, and for one that has expired."""
    async with write.store.read(write.workspace_id) as session:
        intent = await session.get(Intent, intent_id)
    if intent is None or intent.expires_at <= write.now:
        raise UserError("That button has expired. Ask again.")
    if intent.person_id != write.person_id:
        raise UserError("That button was meant for somebody else. Ask for it yourself.")
    return str(intent.command["text"])
