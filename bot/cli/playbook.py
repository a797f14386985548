"""`milepost playbook`: a playbook's page, which one a workspace follows, and accounts moved to it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.terminal import in_workspace, running, settings
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.app import Milepost
    from bot.playbook.models import Playbook
    from bot.playbook.page import HeardInStage


class Playbooks(click.Group):
    """A word that isn't a command of its own is the name of a playbook: `milepost playbook laer` shows it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None:
            args = ["show", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=Playbooks, subcommand_metavar="NAME | COMMAND [ARGS]...")
def playbook() -> None:
    """With a playbook's NAME: write the page that documents it. Or one of the commands below."""


@playbook.command()
@click.argument("name")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; NAME.html by default.")
@click.option("--heard", is_flag=True, help="With what your customers said in each stage: for your own people only.")
@in_workspace
@running
async def show(name: str, out: Path | None, heard: bool, workspace: str | None) -> None:
    """Write the page that documents a playbook, as one HTML file."""
    from bot.playbook.load import load_library
    from bot.playbook.page import playbook_page

    library = load_library(settings().playbooks)
    page = playbook_page(library, name)  # a wrong name is said before anything is opened
    if heard:
        page = playbook_page(library, name, await _heard(workspace, library.playbooks[name]))
    file = out or Path(f"{name}.html")
    file.write_text(page, encoding="utf-8")
    click.echo(f"{name}: {file}")


async def _heard(workspace: str | None, playbook: Playbook) -> dict[str, HeardInStage]:
    from bot.store.audit.note import note
    from bot.talk.quotes.heard_in_stage import for_the_page

    async with _place(workspace, reads=True) as (milepost, workspace_id):
        async with milepost.store.write(workspace_id) as db:
            note(db, "exported", "what customers said", about={"name": playbook.name})
        async with milepost.store.read(workspace_id) as db:
            return await for_the_page(db, playbook)


@playbook.command(name="list")
@in_workspace
@running
async def list_(workspace: str | None) -> None:
    """List the playbooks, and how many accounts of the workspace are on each."""
    from bot.usecases.workspace.playbooks import playbooks_in_use

    async with _place(workspace, reads=True) as (milepost, workspace_id):
        async with milepost.store.read(workspace_id) as db:
            in_use = await playbooks_in_use(db)
        for one in in_use.lines(milepost.library):
            click.echo(one)


@playbook.command()
@click.argument("name")
@in_workspace
@running
async def use(name: str, workspace: str | None) -> None:
    """Choose the playbook that new accounts of the workspace start with."""
    from bot.jobs.move_accounts import need_playbook
    from bot.usecases.workspace.playbooks import choose_playbook, playbooks_in_use

    async with _place(workspace) as (milepost, workspace_id):
        need_playbook(milepost.library, name)
        async with milepost.store.write(workspace_id) as db:
            await choose_playbook(db, name)
            elsewhere = (await playbooks_in_use(db)).elsewhere(name)
    click.echo(f"New accounts start with {name} from now on.")
    if elsewhere:
        here = f" --workspace {workspace}" if workspace else ""
        click.echo(
            f"{elsewhere:,} stay on another playbook. How they would change shows: "
            f"milepost playbook move --all --to {name} --dry-run{here}"
        )


@playbook.command()
@click.argument("accounts", nargs=-1, metavar="[ACCOUNT]...")
@click.option("--all", "everyone", is_flag=True, help="All accounts of the workspace.")
@click.option("--to", metavar="NAME", help="To this playbook; without it, to today's version of each account's own.")
@click.option("--dry-run", is_flag=True, help="Only show who would change how.")
@in_workspace
@running
async def move(accounts: tuple[str, ...], everyone: bool, to: str | None, dry_run: bool, workspace: str | None) -> None:
    """Move accounts to another playbook, or to their own as it is today.

    ACCOUNT is a key or an exact name. What was reached and exists there stays reached; to-dos that the playbook doesn't
    know close; nothing is announced. Ended in the middle, the same command goes on.
    """
    from bot.jobs.move_accounts import MoveWish, move_accounts

    if everyone and accounts:
        raise UserError(f"Say --all, or name the accounts ({', '.join(accounts)}): it is one or the other.")
    if not everyone and not accounts:
        raise UserError("Name the accounts, or say --all. With --dry-run you see first who would change how.")
    async with _place(workspace, new=False, reads=dry_run) as (milepost, workspace_id):
        wish = MoveWish(accounts, to, dry_run)
        report = await move_accounts(milepost.store, milepost.library, workspace_id, wish, milepost.now())
    for line in report.lines():
        click.echo(line)


@asynccontextmanager
async def _place(team: str | None, *, new: bool = True, reads: bool = False) -> AsyncIterator[tuple[Milepost, int]]:
    """The program on its database, and the workspace that is meant. new: whether it may be one that we meet now.
    reads: nothing is changed by it, so nothing is written down of the workspace either."""
    from bot.app import opened
    from bot.cli.workspace import workspace_meant, workspace_to_read

    async with opened(settings()) as milepost:
        if not reads:
            yield milepost, await workspace_meant(milepost, team, new=new)
        elif (known := await workspace_to_read(milepost, team)) is not None:
            yield milepost, known
        else:
            raise UserError("Nothing is known of this workspace yet: import its accounts first.")
