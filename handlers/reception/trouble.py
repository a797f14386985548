"""What people read when something can't be done: what was understood, what is wrong, what works instead."""

from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot import actions
from bot.errors import UserError, Way
from bot.message import Actions, Block, Button, Line, Message, Span, Text, line
from bot.store.trouble import DatabaseTrouble, trouble_of
from bot.usecases.writing import kept_commands
from bot.usecases.writing.write import Write

NOT_KEPT = "That took too long and couldn't be kept, so nothing was saved. Try again in a minute."
STAYS = "If it stays so, tell whoever runs Milepost"
TELL = "Please tell whoever runs Milepost"
IN_TROUBLE = {
    DatabaseTrouble.BUSY: "The database is busy, so nothing was saved. Try again in a minute.",
    DatabaseTrouble.FULL: f"The database has no room left, so nothing was saved. {TELL}: its disk is full.",
    DatabaseTrouble.READ_ONLY: f"The database can only be read just now, so nothing was saved. {TELL}.",
    DatabaseTrouble.AWAY: f"I can't reach the database, so nothing was saved. Try again in a few minutes. {STAYS}.",
    DatabaseTrouble.SCHEMA: f"The database isn't set up for this version of mine, so nothing was saved. {TELL}.",
    DatabaseTrouble.DAMAGED: f"The database is damaged, so nothing was saved. {TELL}.",
    DatabaseTrouble.REFUSED: f"The database doesn't let me in, so nothing was saved. {TELL}.",
}


async def in_words(error: UserError, write: Write | None) -> Message:
    """The error with its ways out as buttons; in writing where they can't be kept just now."""
    blocks: list[Block] = [Text(lines=(error.said,))]
    if error.ways and write is not None:
        blocks.append(await _ways(write, error.ways))
    return Message(blocks=tuple(blocks))


async def _ways(write: Write, ways: Sequence[Way]) -> Block:
    try:
        kept = await kept_commands.keep(write, ways)
    except SQLAlchemyError as error:  # the words still help
        if trouble_of(error) is None:
            raise
        return Text(lines=tuple(line(Span(text=way.command, style="ask")) for way in ways))
    return Actions(
        elements=tuple(Button(label=label, action=actions.RUN, target=str(number)) for label, number in kept)
    )


def unexpected(reference: str, *, saved: bool, trouble: DatabaseTrouble | None = None) -> str:
    """Something broke. saved: the change itself went through."""
    if saved:
        return f"That is saved, but I couldn't show you the result (reference {reference})."
    if trouble is not None:
        return IN_TROUBLE[trouble]
    return f"That didn't work, and nothing was saved. Try again; if it stays so, report reference {reference}."


def with_their_words(
    said: Line, typed: Sequence[Line], heading: str = "Your words, so that they aren't lost:"
) -> Message:
    """What is wrong, and what was typed, so that it isn't lost."""
    blocks: list[Block] = [Text(lines=(said,))]
    if typed:
        blocks.append(Text(lines=(line(heading),)))
        blocks.append(Text(lines=tuple(typed), quote=True))
    return Message(blocks=tuple(blocks))
