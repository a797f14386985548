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
    from bot.store.tables.keys import ApiKey


@click.group()
def key() -> None:
    """API keys, for a product that shows where its customers stand."""


@key.command(name="add")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    default=("all",),
    show_default=True,
    metavar="SCOPE",
    help="What it opens: accounts:read, status:read or all; may stand again.",
)
@click.option(
    "--expires", default="never", show_default=True, metavar="WHEN", help="A time such as 90d, a day, or never."
)
@in_workspace
@running
async def add(name: str, scopes: tuple[str, ...], expires: str, workspace: str | None) -> None:
    """Make a key and print it, once. NAME says what will use it."""
    from bot.usecases.workspace.keys import add_key
    from bot.usecases.workspace.scopes import read_expiry, read_scope

    async with _place(workspace) as (store, workspace_id, now):
        scope, end = read_scope(scopes), read_expiry(expires, now)
        made = await add_key(store, workspace_id, name, now, scope, end)
    until = f"ends {_at(end)}" if end else "has no end"
    click.echo(f"The key for {name}: it opens {scope} and {until}.", err=True)
    click.echo("It is shown this once and can't be read again:", err=True)
    click.echo(made)


@key.command(name="list")
@in_workspace
@running
async def list_(workspace: str | None) -> None:
    """List the keys: what each opens, when it was made and last used, and when it ends."""
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
        click.echo(f"{one.name}: {one.scope}, made {_at(one.created_at)}, {used}, {_end(one, milepost.now())}")


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


def _end(key: ApiKey, now: datetime) -> str:
    if key.revoked_at:
        return f"revoked {_at(key.revoked_at)}"
    if key.expires_at is None:
        return "no end"
    return f"{'ended' if key.expires_at <= now else 'ends'} {_at(key.expires_at)}"


def _at(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else ""
