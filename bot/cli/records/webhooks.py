"""`milepost webhooks`: what other systems were told, and telling them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.terminal import Moment, in_workspace, running, settings

if TYPE_CHECKING:
    from datetime import datetime

    from bot.delivery.webhooks.log import LoggedCall

STATES = ("pending", "sent", "given up")


@click.group()
def webhooks() -> None:
    """Calls to other systems that reactions make: what came of each, and making them again."""


@webhooks.command(name="list")
@click.option("--since", type=Moment(), help="Only calls since a day or moment, such as 2026-01-06.")
@click.option("--target", default="", metavar="NAME", help="Only calls to that target of MILEPOST_WEBHOOKS.")
@click.option("--state", type=click.Choice(STATES), default=None, help="Only calls in that state.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="At most so many.")
@in_workspace
@running
async def list_(since: datetime | None, target: str, state: str | None, limit: int, workspace: str | None) -> None:
    """List the newest calls, a line each: when, to whom, what about, and what came of it."""
    from bot.app import opened
    from bot.cli.workspace import workspace_meant
    from bot.delivery.webhooks.log import CallFilter, logged, targets_off

    async with opened(settings()) as milepost:
        workspace_id = await workspace_meant(milepost, workspace, new=False)
        async with milepost.store.read(workspace_id) as db:
            calls = await logged(db, CallFilter(since, target, state or "", limit))
            off = await targets_off(db)
    for one in off:
        click.echo(f"{one.name} is switched off since {_at(one.off_at)}: it said that it is gone (410).")
        click.echo(f"  milepost webhooks on {one.name} calls it again; so does another address in MILEPOST_WEBHOOKS.")
    for call in calls:
        click.echo(_line(call))
    if not calls:
        click.echo("No such calls.")


@webhooks.command(name="resend")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--since", type=Moment(), help="All that was given up since then, instead of single ones.")
@in_workspace
@running
async def resend(ids: tuple[str, ...], since: datetime | None, workspace: str | None) -> None:
    """Make calls again, with the same id and words: those with an ID of `list`, or all that were given up."""
    from bot.app import opened
    from bot.cli.workspace import workspace_meant
    from bot.delivery.webhooks.log import resend as again

    if bool(ids) == (since is not None):
        raise click.UsageError("Name calls by their ID, or say --since; `milepost webhooks list` shows them.")
    async with opened(settings()) as milepost:
        workspace_id = await workspace_meant(milepost, workspace, new=False)
        async with milepost.store.write(workspace_id) as db:
            count = await again(db, milepost.now(), ids=ids, since=since)
    if not count:
        raise click.ClickException("No such call, or it is on its way now. `milepost webhooks list` shows them.")
    click.echo(f"To be called again: {count}. The next round does it, within a minute where milepost serve runs.")


@webhooks.command(name="on")
@click.argument("name")
@in_workspace
@running
async def on(name: str, workspace: str | None) -> None:
    """Call a target again that said that it is gone."""
    from bot.app import opened
    from bot.cli.workspace import workspace_meant
    from bot.delivery.webhooks.log import switch_on

    async with opened(settings()) as milepost:
        workspace_id = await workspace_meant(milepost, workspace, new=False)
        async with milepost.store.write(workspace_id) as db:
            was_off = await switch_on(db, name)
    if not was_off:
        raise click.ClickException(f"{name} isn't switched off.")
    click.echo(f"{name} is called again. What it missed: milepost webhooks resend --since DAY")


@webhooks.command(name="secret")
def secret() -> None:
    """Print a new secret for MILEPOST_WEBHOOK_SECRET; it is kept nowhere."""
    from bot.delivery.webhooks.signature import new_secret

    click.echo(new_secret())


def _line(call: LoggedCall) -> str:
    parts = [
        f"{call.delivery_id}  {_at(call.created_at)}  {call.target}  {call.event}  {call.account_key}  {call.state}"
    ]
    tries = "1 try" if call.attempts == 1 else f"{call.attempts} tries"
    answer = f"{call.status}" if call.status else call.outcome or "not tried"
    took = f" in {call.milliseconds} ms" if call.milliseconds is not None else ""
    parts.append(f"{tries}, {answer}{took}")
    if call.state == "pending" and call.attempts:
        parts.append(f"again {_at(call.next_try_at)}")
    if call.reason:
        parts.append(call.reason)
    return "  ".join(parts)


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


__all__ = ["webhooks"]
