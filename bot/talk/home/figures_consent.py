"""Who sees a CSM's own success figure (method A7), as it stands on Home: everybody is told, managers can change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot import actions
from bot.calendar import say_date
from bot.message import Actions, Block, Button, Heading, Message, Text, bold, line
from bot.store.people.members import LEADS
from bot.store.session import ReadSession
from bot.store.tables import Person, Workspace
from bot.talk.phrases.reader import Reader


@dataclass(frozen=True)
class Openness:
    """since: when they were opened to managers, None: closed. manages: the reader is one."""

    since: date | None = None
    manages: bool = False


async def read_openness(db: ReadSession, reader: Reader) -> Openness:
    workspace = await db.get_one(Workspace, reader.workspace_id)
    person = await db.get_one(Person, reader.person_id)
    since = reader.day(workspace.figures_open_at) if workspace.figures_open_at else None
    return Openness(since, person.role in LEADS)


def home_blocks(this: Openness, today: date) -> tuple[Block, ...]:
    """Nothing for a CSM while they are closed: there is nothing to be told."""
    if this.since is None and not this.manages:
        return ()
    since = f", since {say_date(this.since, today)}" if this.since else ""
    if not this.manages:
        said = f"Managers can see it{since}: the figure and what it is made of. Colleagues can't."
        return Heading(text="Your own success figure"), Text(lines=(line(said),))
    said = f"Managers see them{since}; each CSM reads that here." if since else "Only the CSM sees the own one."
    return (
        Heading(text="Each CSM's own success figure"),
        Text(lines=(line(said),)),
        Actions(elements=(_close() if since else _open(),)),
    )


def _open() -> Button:
    sure = "Managers will see each CSM's own figure and what it is made of. Each CSM is told on their Home."
    return Button(label="Let managers see them", action=actions.FIGURES_OPEN, target="", confirm=sure)


def _close() -> Button:
    return Button(label="Close them again", action=actions.FIGURES_CLOSE, target="")


def confirm(change_id: int, *, open_: bool) -> Message:
    """In the past tense, with Undo."""
    done = "Opened each CSM's own success figure to managers" if open_ else "Closed each CSM's own success figure"
    then = "Each CSM reads so on their Home." if open_ else "Only the CSM sees the own one now."
    undo = Button(label="Undo", action=actions.UNDO, target=str(change_id))
    return Message(title=line(bold(done)), blocks=(Text(lines=(line(then),)), Actions(elements=(undo,))))


EXAMPLES: tuple[tuple[str, Message], ...] = (
    ("Success figures: opened", confirm(9, open_=True)),
    ("Success figures: closed", confirm(9, open_=False)),
)

__all__ = ["EXAMPLES", "Openness", "confirm", "home_blocks", "read_openness"]
