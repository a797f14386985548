"""`milepost audit`: who changed what, and what was taken out of the house, as a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from bot.cli.terminal import Moment, in_workspace, running, settings

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.option("--since", type=Moment(), required=True, help="A day or moment, such as 2026-01-06.")
@click.option("--format", "kind", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)
@click.option("--account", metavar="KEY", help="Only what was done at that account.")
@in_workspace
@running
async def audit(since: datetime, kind: str, account: str | None, workspace: str | None) -> None:
    """Write who changed what since a day, one deed a line; also what was exported, shared or published."""
    from bot.app import opened
    from bot.cli.workspace import workspace_meant
    from bot.store.audit.note import note
    from bot.store.audit.read import traced

    async with opened(settings()) as milepost:
        workspace_id = await workspace_meant(milepost, workspace, new=False)
        write, count = _writer(kind), 0
        async for one in traced(milepost.store, workspace_id, since, account):
            write(one.as_row())
            count += 1
        async with milepost.store.write(workspace_id) as db:
            note(db, "exported", "audit", about={"since": since.isoformat(), "account": account, "entries": count})


def _writer(kind: str) -> Any:
    """What writes one row to the terminal or the pipe."""
    import csv
    import json

    from bot.talk.portfolio.list_file import defused

    def as_text(value: Any) -> str:
        if value is None:
            return ""
        return defused(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))

    if kind == "jsonl":
        return lambda row: click.echo(json.dumps(row, ensure_ascii=False, default=str))
    sheet = csv.writer(sys.stdout, lineterminator="\n")
    begun: list[bool] = []

    def write(row: dict[str, Any]) -> None:
        if not begun:
            begun.append(True)
            sheet.writerow(row)
        sheet.writerow([as_text(value) for value in row.values()])

    return write
