"""What people read when something can't be done: what was understood, what is wrong, what works instead."""

import re
from collections.abc import Sequence

from sqlalchemy.exc import OperationalError

from bot import actions
from bot.errors import UserError, Way
from bot.message import Actions, Block, Button, Line, Message, Span, Text, bold, line
from bot.usecases.writing import kept_commands
from bot.usecases.writing.write import Write

MARKS = re.compile(r"\*(?P<bold>[^*\n]+)\*|`(?P<code>[^`\n]+)`")


def styled(text: str) -> Line:
    """Spans from our own sentences, in which *words* are bold and `commands` are code."""
    spans: list[Span] = []
    at = 0
    for match in MARKS.finditer(text):
        spans.append(Span(text=text[at : match.start()]))
        spans.append(bold(match["bold"]) if match["bold"] else Span(text=match["code"], style="code"))
        at = match.end()
    return tuple(span for span in [*spans, Span(text=text[at:])] if span.text)


async def in_words(error: UserError, write: Write | None) -> Message:
    """The error with its ways out as buttons; in writing where they can't be kept just now."""
    blocks: list[Block] = [Text(lines=(styled(error.text),))]
    if error.ways and write is not None:
        blocks.append(await _ways(write, error.ways))
    return Message(blocks=tuple(blocks), summary=plain(error.text))


def plain(text: str) -> str:
    """Our own sentence without its marks."""
    return "".join(span.text for span in styled(text))


async def _ways(write: Write, ways: Sequence[Way]) -> Block:
    try:
        kept = await kept_commands.keep(write, ways)
    except OperationalError:  # the database is busy: the words still help
        return Text(lines=tuple(line(Span(text=way.command, style="code")) for way in ways))
    return Actions(
        elements=tuple(Button(label=label, action=actions.RUN, target=str(number)) for label, number in kept)
    )


def unexpected(reference: str, typed: str, *, saved: bool, busy: bool = False) -> Message:
    """Something broke. `typed` is quoted back so that it isn't lost; `saved`: the change itself went through."""
    if saved:
        said = f"That is saved, but I couldn't show you the result (reference {reference})."
        return Message(blocks=(Text(lines=(line(said),)),), summary=said)
    said = (
        "The database is busy, so nothing was saved. Try again in a minute."
        if busy
        else f"That didn't work, and nothing was saved. Try again; if it stays so, report reference {reference}."
    )
    blocks: list[Block] = [Text(lines=(line(said),))]
    if typed.strip():
        blocks.append(Text(lines=(line("Your words, so that they aren't lost:"),)))
        blocks.append(Text(lines=tuple(line(row) for row in typed.strip().splitlines()), quote=True))
    return Message(blocks=tuple(blocks), summary=said)
