"""`milepost role` and `milepost manager`: who is let in, as what, and in whose team."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import click

from bot.cli.terminal import in_workspace, running, settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.store.session import Store

OUT = "is no longer let in."
NO_ADMIN = (
    "Nobody is named as the last resort yet: set MILEPOST_ADMIN=you@example.com, and I tell that person what I can "
    "tell nobody else."
)


@click.command()
@click.argument("email", required=False)
@click.argument("name", metavar="[admin|manager|csm|viewer]", required=False)
@click.option("--not", "no_longer", is_flag=True, help="They are no longer let in.")
@in_workspace
@running
async def role(email: str | None, name: str | None, no_longer: bool, workspace: str | None) -> None:
    """Say who is let in, and as what; alone it lists everybody.

    An admin does everything, a manager reads and writes the accounts of the own team (of all CSMs, without one), a CSM
    reads the team's and writes to the own, a viewer reads."""
    from bot.errors import UserError
    from bot.usecases.workspace.roles import give_role, shut_out

    if email is None:
        await _list(workspace)
        return
    if no_longer == (name is not None):
        raise UserError(f"Say what {email} may be: admin, manager, csm or viewer; or --not, to let them in no longer.")
    async with _place(workspace) as (store, workspace_id, now):
        if name is None:
            given = await shut_out(store, workspace_id, email)
        else:
            given = await give_role(store, workspace_id, email, name.lower(), now)
    click.echo(
        f"{given.name} {OUT}" if name is None else f"{given.name} is {_a(name.lower())} now.{_unheard(given.new)}"
    )


@click.command()
@click.argument("email")
@click.option("--of", "of", metavar="EMAIL", multiple=True, help="Somebody in their team; may be given several times.")
@click.option("--not", "no_longer", is_flag=True, help="They no longer manage; with --of: not that person any more.")
@in_workspace
@running
async def manager(email: str, of: tuple[str, ...], no_longer: bool, workspace: str | None) -> None:
    """Say who manages CSMs: all of them, or with --of those who are in their team."""
    from bot.usecases.workspace.roles import make_manager, put_in_team, take_out_of_team

    async with _place(workspace) as (store, workspace_id, now):
        if not of:
            given = await make_manager(store, workspace_id, email, now, manager=not no_longer)
            done = "no longer manages." if no_longer else f"is {_a(given.role or '')} now.{_unheard(given.new)}"
            click.echo(f"{given.name} {done}")
        elif no_longer:
            boss, names = await take_out_of_team(store, workspace_id, email, of)
            click.echo(f"No longer in {boss}'s team: {', '.join(names)}.")
        else:
            boss, names = await put_in_team(store, workspace_id, email, of, now)
            click.echo(f"In {boss}'s team now: {', '.join(names)}.")


async def _list(workspace: str | None) -> None:
    from bot.calendar import plural
    from bot.usecases.workspace.roles import listed

    async with _place(workspace) as (store, workspace_id, _now), store.read(workspace_id) as db:
        people = await listed(db)
    if not people:
        click.echo("Nobody is let in yet. Import the accounts with their CSMs, or: milepost role EMAIL admin.")
    for one in people:
        has = f", {plural(one.accounts, 'account')}" if one.accounts else ""
        whose = f", in {one.manager}'s team" if one.manager else ""
        since = ", since an upgrade; milepost role says what stays" if one.found else ""
        click.echo(f"{one.role}: {one.name} <{one.email or 'no e-mail'}>{has}{whose}{since}")


def _a(role_name: str) -> str:
    called = {"admin": "an admin", "csm": "a CSM"}
    return called.get(role_name, f"a {role_name}")


def _unheard(new: bool) -> str:
    return " They are let in as soon as somebody in your chat has that e-mail." if new else ""


@asynccontextmanager
async def _place(team: str | None) -> AsyncIterator[tuple[Store, int, datetime]]:
    """The database, the workspace that is meant, and the moment."""
    from bot.app import opened
    from bot.cli.workspace import workspace_meant

    async with opened(settings()) as milepost:
        workspace_id = await workspace_meant(milepost, team, new=False)
        yield milepost.store, workspace_id, milepost.now()
