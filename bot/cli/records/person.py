"""`milepost person`: what is kept about somebody, as a file; and that person forgotten."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.terminal import in_workspace, running, settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.app import Milepost
    from bot.usecases.privacy.subject import Subject

BESIDE = (
    "What I can't reach: files that you imported and the rejected rows beside them, backups, and what stands in the "
    "chat already. Take them out of the files before the next import, or they come in again."
)


@click.group()
def person() -> None:
    """What is kept about a contact or a colleague, by e-mail."""


@person.command()
@click.argument("email")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; without it, the terminal.")
@in_workspace
@running
async def export(email: str, out: Path | None, workspace: str | None) -> None:
    """Write everything that is kept about somebody, as JSON."""
    from bot.usecases.privacy.export import person_export

    async with _about(email, workspace) as (milepost, workspace_id, subject):
        found = await person_export(milepost.store, workspace_id, subject)
    text = json.dumps(found, ensure_ascii=False, indent=2, default=str)
    if out is None:
        click.echo(text)
        return
    _keep(out, text)
    rows = sum(map(len, found.values()))
    click.echo(f"{out}: {rows:,} {'row' if rows == 1 else 'rows'} from {', '.join(found)}.")


@person.command()
@click.argument("email")
@click.option("--yes", is_flag=True, help="Don't ask first.")
@in_workspace
@running
async def forget(email: str, yes: bool, workspace: str | None) -> None:
    """Take somebody out of everything; what must stay names nobody any more. There is no way back."""
    from bot.usecases.privacy.forget import forget as run

    async with _about(email, workspace) as (milepost, workspace_id, subject):
        click.echo(_who(subject))
        if not yes:
            click.confirm("Forget this person? There is no way back", abort=True)
        done = await run(milepost.store, workspace_id, subject, milepost.now().date())
        pattern = subject.pattern()
        waiting = await milepost.inbox.forget(lambda text: pattern.search(text) is not None)
    for table, count in sorted(done.items()):
        click.echo(f"  {table}: {count:,}")
    if waiting:
        click.echo(f"  inbox: {waiting:,}")
    click.echo("Forgotten.")
    click.echo(BESIDE)


def _keep(file: Path, text: str) -> None:
    """Its owner's alone."""
    file.touch(mode=0o600)
    file.write_text(f"{text}\n", encoding="utf-8")


def _who(subject: Subject) -> str:
    parts = []
    if subject.contacts:
        count = len(subject.contacts)
        parts.append("a contact at one account" if count == 1 else f"a contact at {count} accounts")
    if subject.colleague is not None:
        parts.append("a colleague, whose accounts and open to-dos will be nobody's")
    return f"{subject.email} is {' and '.join(parts)}."


@asynccontextmanager
async def _about(email: str, team: str | None) -> AsyncIterator[tuple[Milepost, int, Subject]]:
    """The program on its database, the workspace that is meant, and who. Raises UserError for an unknown address."""
    from bot.app import opened
    from bot.cli.workspace import workspace_meant
    from bot.errors import UserError
    from bot.usecases.privacy.subject import subject_of

    async with opened(settings()) as milepost:
        workspace_id = await workspace_meant(milepost, team, new=False)
        async with milepost.store.read(workspace_id) as db:
            subject = await subject_of(db, email)
        if not subject.is_known:
            raise UserError(f"Nobody here has the address {email}: no contact and no colleague.")
        yield milepost, workspace_id, subject
