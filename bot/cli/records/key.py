"""`milepost key`: the keys with which programs of ours read accounts over HTTP."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import click

from bot.cli.terminal import in_workspace, running, settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.store.session import Store


@click.group()
def key() -> None:
    """API keys, for a product that shows where its customers stand."""


@key.command(name="add")
@click.argument("name")
@in_workspace
@running
async def add(name: str, workspace: str | None) -> None:
    """Make a key and print it, once. NAME says what will use it."""
    from bot.usecases.workspace.keys import add_key

    async with _place(workspace) as (store, workspace_id, now):
        made = await add_key(store, workspace_id, name, now)
    click.echo(f"The key for {name}. It is shown this once and can't be read again:", err=True)
    click.echo(made)


@key.command(name="list")
@in_workspace
@running
async def list_(workspace: str | None) -> None:
    """List the keys: when each was made, last used and revoked."""
    from bot.app import opened
    from bot.cli.workspace import workspace_to_read
    from bot.usecases.workspace.keys import list_keys

    async with opened(settings()) as milepost:
        workspace_id = await workspace_to_read(milepost, workspace)
        keys = await list_keys(milepost.store, workspace_id) if workspace_id is not None else []
    if not keys:
        click.echo("No keys yet. milepost key add NAME makes one.")
    for one in keys:
        used = f"last used {_at(one.last_used_at)}" if one.last_used_at else "never used"
        ended = f", revoked {_at(one.revoked_at)}" if one.revoked_at else ""
        click.echo(f"{one.name}: made {_at(one.created_at)}, {used}{ended}")


@key.command(name="revoke")
@click.argument("name")
@in_workspace
@running
async def revoke(name: str, workspace: str | None) -> None:
    """End a key; requests with it are refused from now on."""
    from bot.usecases.workspace.keys import revoke_key

    async with _place(workspace) as (store, workspace_id, now):
        await revoke_key(store, workspace_id, name, now)
    click.echo(f"Revoked {name}. Requests with its key are refused from now on.")


@asynccontextmanager
async def _place(team: str | None) -> AsyncIterator[tuple[Store, int, datetime]]:
    """The database, the workspace that is meant, and the moment."""
    from bot.app import opened
    from bot.cli.workspace import workspace_meant

    async with opened(settings()) as milepost:
        workspace_id = await workspace_meant(milepost, team, new=False)
        yield milepost.store, workspace_id, milepost.now()


def _at(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else ""
