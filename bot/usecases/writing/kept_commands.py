"""Commands kept behind buttons: for one person, for a while."""

from collections.abc import Sequence
from datetime import timedelta

from bot.errors import UserError, Way
from bot.store.tables.people import Intent
from bot.usecases.writing.write import Deed

STANDS = timedelta(days=1)


async def keep(deed: Deed, ways: Sequence[Way]) -> list[tuple[str, int]]:
    """(label, intent id) of each way."""
    async with deed.store.write(deed.workspace_id) as session:
        rows = [
            Intent(
                workspace_id=deed.workspace_id,
                person_id=deed.person_id,
                command={"text": way.command},
                expires_at=deed.now + STANDS,
            )
            for way in ways
        ]
        session.add_all(rows)
        await session.flush()
        return [(way.label, row.id) for way, row in zip(ways, rows, strict=True)]


async def command_of(deed: Deed, intent_id: int) -> str:
    """The command's text. Raises UserError for somebody else's, and for one that has expired."""
    async with deed.store.read(deed.workspace_id) as session:
        intent = await session.get(Intent, intent_id)
    if intent is None or intent.expires_at <= deed.now:
        raise UserError("That button has expired. Type the command again.")
    if intent.person_id != deed.person_id:
        raise UserError("That button was meant for somebody else. Type the command yourself.")
    return str(intent.command["text"])
