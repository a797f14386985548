"""Whether managers may see each CSM's own success figure (method A7): closed unless a manager opens it."""

from bot.errors import UserError
from bot.store.tables.people import Person, Workspace
from bot.usecases.writing.changes import Recording
from bot.usecases.writing.write import Deed


async def open_to_managers(deed: Deed, *, open_: bool) -> int:
    """Open or close them. Returns the change's id. Raises UserError for who is no manager, or where nothing changes."""
    async with deed.writing() as session:
        person = await session.get_one(Person, deed.person_id)
        if person.role != "manager":
            raise UserError("Only a manager can change who sees each CSM's own figure. Yours stays as it is.")
        workspace = await session.get_one(Workspace, deed.workspace_id)
        if (workspace.figures_open_at is not None) == open_:
            raise UserError("They are open to managers already." if open_ else "They are closed already.")
        recording = Recording(session)
        recording.set(workspace, figures_open_at=deed.now if open_ else None)
        return await recording.save(deed, "settings", f"figures:{deed.workspace_id}", None)
