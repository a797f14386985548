"""Whether managers may see each CSM's own success figure (method A7): closed unless a manager opens it."""

from bot.errors import UserError
from bot.store.people.members import LEADS
from bot.store.tables.people import Person, Workspace
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Write


async def open_to_managers(write: Write, *, open_: bool) -> int:
    """Open or close them. Returns the change's id. Raises UserError for who is no manager, or where nothing changes."""
    async with write.transaction() as session:
        person = await session.get_one(Person, write.person_id)
        if person.role not in LEADS:
            raise UserError("Only a manager can change who sees each CSM's own figure. Yours stays as it is.")
        workspace = await session.get_one(Workspace, write.workspace_id)
        if (workspace.figures_open_at is not None) == open_:
            raise UserError("They are open to managers already." if open_ else "They are closed already.")
        recording = Recording(session)
        recording.set(workspace, figures_open_at=write.now if open_ else None)
        return await recording.save(write, "settings", f"figures:{write.workspace_id}", None)
