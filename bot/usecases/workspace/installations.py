"""Workspaces and their installations: made when a platform's team is first met."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from bot.store.session import Store
from bot.store.tables import Installation, Workspace


@dataclass(frozen=True)
class Team:
    """A platform's team, as the platform tells of it. bot_user_id: ours there, None: not known."""

    surface: str
    team_id: str
    name: str | None = None
    bot_user_id: str | None = None


@dataclass(frozen=True)
class Installed:
    """Where a team stands with us."""

    installation_id: int
    workspace_id: int


async def known_workspace(store: Store, surface: str, team_id: str) -> int | None:
    """The id of the team's workspace; None where we have never met it."""
    known = select(Installation.workspace_id).where(Installation.surface == surface, Installation.team_id == team_id)
    async with store.everywhere() as connection:
        return await connection.scalar(known)


async def workspaces(store: Store) -> list[tuple[int, str]]:
    """Id and name of each."""
    async with store.everywhere() as connection:
        rows = await connection.execute(select(Workspace.id, Workspace.name).order_by(Workspace.id))
        return [(number, name) for number, name in rows]


async def installed(
    store: Store, team: Team, now: datetime, *, joins: int | None = None, timezone: str | None = None
) -> Installed:
    """The team's installation, made if need be, with a workspace of its own unless it joins one.

    joins: the workspace of which a team that we have never met is a further installation. timezone: the one that the
    settings fix, if they do."""
    i = Installation
    mine = (i.surface == team.surface, i.team_id == team.team_id)
    async with store.everywhere(writes=True) as connection:
        known = (await connection.execute(select(i.id, i.workspace_id).where(*mine))).first()
        if known is None:
            workspace_id = joins
            if workspace_id is None:
                made = insert(Workspace).values(name=team.name or team.team_id, created_at=now).returning(Workspace.id)
                workspace_id = (await connection.execute(made)).scalar_one()
            new = insert(i).values(workspace_id=workspace_id, surface=team.surface, team_id=team.team_id)
            known = (await connection.execute(new.returning(i.id, i.workspace_id))).one()
        facts = {"timezone": timezone} | ({"name": team.name} if team.name and joins is None else {})
        await connection.execute(update(Workspace).where(Workspace.id == known.workspace_id).values(**facts))
        told = {"name": team.name, "bot_user_id": team.bot_user_id}
        if heard := {column: value for column, value in told.items() if value}:
            await connection.execute(update(i).where(*mine).values(**heard))
    return Installed(int(known.id), int(known.workspace_id))


__all__ = ["Installed", "Team", "installed", "known_workspace", "workspaces"]
