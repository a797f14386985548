"""What the team noted on its walks along the journey over the quarters (method B13): by playbook and its own stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import actions
from bot.calendar import plural
from bot.journey.accounts.persona_walks import team_walks
from bot.message import Actions, Block, Button, Heading, Line, Message, Notes, Text, bold, line
from bot.playbook.models import Library, Playbook
from bot.store.session import ReadSession
from bot.store.tables import Revisit
from bot.talk.phrases.reader import Reader
from bot.talk.phrases.words import given_name, listed
from bot.talk.reviews.shoes import walker_name
from bot.text import shorten

KEPT = timedelta(days=730)
OF_A_STAGE = 4
TEAM = "team"  # the button's target


@dataclass(frozen=True)
class StageNotes:
    """heading: "Adopt". said: the newest notes; more: how many older ones."""

    heading: str
    said: tuple[Line, ...]
    more: int = 0


async def team_notes(db: ReadSession, library: Library, reader: Reader, now: datetime) -> Message:
    rows = await team_walks(db, now - KEPT)
    names = {row.playbook for row, _ in rows}
    found: list[StageNotes] = []
    for name in (one for one in library.playbooks if one in names):
        found += _of_playbook(library, library.playbooks[name], rows, titled=len(names) > 1)
    return team_notes_message(found, len(rows), len({row.quarter for row, _ in rows}))


def _of_playbook(
    library: Library, playbook: Playbook, rows: Sequence[tuple[Revisit, str]], *, titled: bool
) -> list[StageNotes]:
    """In the order of its stages. titled: with its name, where there are notes of others too."""
    found = []
    for stage in playbook.stages:
        here = [(row, who) for row, who in rows if (row.playbook, row.stage) == (playbook.name, stage.key)]
        if here:
            said = tuple(_note(library, playbook, row, who) for row, who in here[:OF_A_STAGE])
            heading = f"{stage.name}, {playbook.title}" if titled else stage.name
            found.append(StageNotes(heading, said, len(here) - len(said)))
    return found


def _note(library: Library, playbook: Playbook, row: Revisit, who: str) -> Line:
    """ "As a Friend type, Q1 2026, Olga: everyone has met everyone · goes wrong: … · weak: no group training"."""
    year, _, quarter = row.quarter.partition("-")
    head = f"As {walker_name(library, playbook, row.persona)}, {quarter} {year}, {given_name(who)}"
    wrong = f" · goes wrong: {shorten(row.wrong, 100)}" if row.wrong else ""
    weak = f" · weak: {shorten(listed(row.weak.splitlines()), 100)}" if row.weak else ""
    return line(bold(head), f": {shorten(row.success, 120)}{wrong}{weak}")


def team_notes_message(found: Sequence[StageNotes], notes: int, quarters: int) -> Message:
    walk = Button(label="Walk the journey", action=actions.REVISIT, target="")
    if not found:
        said = line("Nobody of your team has walked the journey yet. Ten minutes are enough for one stage.")
        return Message(title=line(bold("No notes yet")), blocks=(Text(lines=(said,)), Actions(elements=(walk,))))
    blocks: list[Block] = []
    for one in found:
        more = (line(f"… and {one.more:,} older"),) if one.more else ()
        blocks += [Heading(text=one.heading), Text(lines=(*one.said, *more))]
    title = f"{plural(notes, 'note')} of your team, from {plural(quarters, 'quarter')}"
    small = Notes(lines=(line("The newest first, of two years. Your team reads them, the customers never."),))
    return Message(title=line(bold(title)), blocks=(*blocks, Actions(elements=(walk,)), small))


_NOTE = line(bold("As a Friend type, Q1 2026, Olga"), ": everyone has met everyone · weak: no group training")
EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Revisit, the team's notes", team_notes_message((StageNotes("Land", (_NOTE,), 2),), 3, 2)),
    ("Revisit, no notes of the team yet", team_notes_message((), 0, 0)),
)

__all__ = ["TEAM", "team_notes", "team_notes_message"]
