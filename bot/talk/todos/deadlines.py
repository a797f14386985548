"""Deadlines within seven days, more than two of them: one message instead of an alert each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import actions
from bot.calendar import plural
from bot.message import Actions, Block, Button, Line, Message, Text, bold, line
from bot.playbook.models import Library
from bot.store.session import ReadSession
from bot.store.tables import Cta, Outgoing
from bot.talk.composed import Composed
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.todo_words import shortly
from bot.talk.todos.alerts.example_briefs import ACME, RENEWAL
from bot.talk.todos.brief import Brief, briefs
from bot.text import shorten

DEADLINES = "deadlines"
SHOWN = 6
WHY = 60  # characters


async def deadlines(db: ReadSession, library: Library, row: Outgoing, reader: Reader, now: datetime) -> Composed:
    """As they stand now; those that are settled say so."""
    rows = {cta.id: cta for number in row.refs["ctas"] if (cta := await db.get(Cta, int(number))) is not None}
    at = row.created_at if row.message else now
    found = await briefs(db, library, list(rows.values()), reader, at)
    if row.message is None:
        found = [brief for brief in found if rows[brief.cta_id].state == "open"]
    if not found:
        return Composed(None, reason="all of them are closed already", refs=row.refs)
    return Composed(render_deadlines(found), refs=row.refs)


def render_deadlines(found: Sequence[Brief]) -> Message:
    lines = [_line(brief) for brief in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(line(f"… and {len(found) - SHOWN} more"))
    blocks: list[Block] = [Text(lines=tuple(lines))]
    buttons = [
        Button(label=shorten(brief.name, 30), action=actions.ACCOUNT_TODOS, target=str(brief.account_id))
        for brief in found[:SHOWN]
        if brief.settled is None and brief.account_id is not None
    ]
    if buttons:
        blocks.append(Actions(elements=tuple(buttons)))
    return Message(title=line(bold(f"{plural(len(found), 'deadline')} within a week")), blocks=tuple(blocks))


def _line(brief: Brief) -> Line:
    if brief.settled is not None:
        return line(f"{brief.settled.mark} {brief.name} · {brief.settled.brief}")
    value = f" · {brief.value}" if brief.value else ""
    return line(bold(brief.name), f": {shortly(brief.why, WHY)}{value}")


# Examples

_THREE = (RENEWAL, replace(ACME, why="notice in 3 days (Fri 9 Jan)"), replace(RENEWAL, name="Hooli", value="45k GBP"))
EXAMPLES: tuple[tuple[str, Message], ...] = (("Alert: several deadlines at once", render_deadlines(_THREE)),)
