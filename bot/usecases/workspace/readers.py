"""A platform tells that who reads a channel has changed."""

from bot.store.channels import look_again
from bot.store.session import Store
from bot.usecases.workspace.installations import known_workspace


async def readers_changed(store: Store, surface: str, team_id: str, channel: str) -> None:
    """Have it asked anew at the next round. channel: the platform's id."""
    workspace_id = await known_workspace(store, surface, team_id)
    if workspace_id is not None:
        async with store.write(workspace_id) as db:
            await look_again(db, surface, team_id, channel)
