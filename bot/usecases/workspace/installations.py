"""Workspaces and their installations: made when a platform's team is first met."""

from datetime import datetime

from sqlalchemy import insert, select, update

from bot.store.session import Store
from bot.store.tables import Installation, Workspace


async def known_workspace(store: Store, surface: str, team_id: str) -> int | None:
    """The id of the team's workspace; None where we have never met it."""
    known = select(Installation.workspace_id).where(Installation.surface == surface, Installation.team_id == team_id)
    async with store.everywhere() as connection:
        return await connection.scalar(known)


async def workspace_of(
    store: Store,
    surface: str,
    team_id: str,
    now: datetime,
    *,
    name: str | None = None,
    timezone: str | None = None,
    bot_user_id: str | None = None,
) -> int:
    """The id of the team's workspace, made if need be. timezone: the one that the settings fix, if they do."""
    async with store.everywhere(writes=True) as connection:
        known = select(Installation.workspace_id).where(
            Installation.surface == surface, Installation.team_id == team_id
        )
        workspace_id = await connection.scalar(known)
        if workspace_id is None:
            made = insert(Workspace).values(name=name or team_id, created_at=now).returning(Workspace.id)
            workspace_id = (await connection.execute(made)).scalar_one()
            await connection.execute(
                insert(Installation).values(workspace_id=workspace_id, surface=surface, team_id=team_id)
            )
        facts = {"timezone": timezone} | ({"name": name} if name else {})
        await connection.execute(update(Workspace).where(Workspace.id == workspace_id).values(**facts))
        if bot_user_id:
            ours = (Installation.surface == surface, Installation.team_id == team_id)
            await connection.execute(update(Installation).where(*ours).values(bot_user_id=bot_user_id))
    return int(workspace_id)
