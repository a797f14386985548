"""The neutral message in Slack's form: blocks for the eye, text for notifications and screen readers."""

import logging
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any, Literal

from bot.message import Actions, Block, Divider, Image, Message, Table
from bot.surfaces.plain.text import plain_lines
from bot.surfaces.slack.render.blocks import Room, blocks_of
from bot.surfaces.slack.render.check import problem_of_message
from bot.surfaces.slack.render.data import mrkdwn_section
from bot.surfaces.slack.render.elements import ActionIds, and_more
from bot.surfaces.slack.render.escape import cut, literal, size
from bot.surfaces.slack.render.fit import Piece, Space, fitted
from bot.surfaces.slack.render.limits import SLACK
from bot.surfaces.slack.render.mrkdwn import rendered

log = logging.getLogger(__name__)
Json = dict[str, Any]
Readers = Literal["channel", "direct", "ephemeral"]
ROWS_IN_TEXT = 10
FEWER_OPTIONS = (SLACK.options, 50, 25, 10, 5, 1)


def render_message(
    message: Message,
    *,
    audience: Readers = "channel",
    files: Mapping[str, str] | None = None,
    newer_blocks: bool = True,
) -> Json:
    """{"text", "blocks"} for chat.postMessage, chat.update and response_url.

    audience: who reads it; an ephemeral reply can show no picture and says where it went.
    files: ids of the pictures already uploaded, by their names. newer_blocks: tables and charts, too.
    Raises ValueError for an action that has no id."""
    elsewhere = " · sent to your direct messages" if audience == "ephemeral" else ""
    shown = {} if audience == "ephemeral" else files or {}
    room = Room(newer_blocks, shown, elsewhere)
    blocks = _whole(message, room, Space(SLACK.blocks_in_message, SLACK.message))
    return {"text": notification(message), "blocks": blocks}


def forms_of(
    message: Message, files: Mapping[str, str] | None = None, *, audience: Readers = "channel"
) -> Iterator[Json]:
    """The message as it is meant, then in forms that Slack refuses less easily: pictures in words, only blocks that
    have always been there, plain text. A form that can't be drawn, or that Slack wouldn't have, is left out."""
    looks: list[tuple[Mapping[str, str], bool]] = [(files, True)] if files else []
    for shown, newer_blocks in (*looks, ({}, True), ({}, False)):
        try:
            content = render_message(message, audience=audience, files=shown, newer_blocks=newer_blocks)
        except ValueError:
            log.exception("a message can't be drawn")
            continue
        if problem := problem_of_message(content):
            log.error("a message is drawn as Slack wouldn't have it, so a simpler form is taken: %s", problem)
        else:
            yield content
    yield {"text": notification(message), "blocks": []}


def safe_message(message: Message, audience: Readers) -> Json:
    """The best form that Slack will have, for where a refusal can't be seen."""
    return next(forms_of(message, audience=audience))


def render_home(message: Message) -> Json:
    """A view for views.publish. Home knows no table and chart blocks: they read as text."""
    room = Room(newer_blocks=False, picture_note=" · ask for it in a message")
    blocks = _whole(message, room, Space(SLACK.blocks_in_view, 4 * SLACK.message))
    return {"type": "home", "blocks": blocks or [mrkdwn_section("–")]}


def notification(message: Message) -> str:
    """The text beside the blocks: what a phone shows and a screen reader reads. Escaped, and it never pings anyone."""
    lines = plain_lines(_short_tables(message), actions=False)
    if message.summary and message.summary != message.plain():
        lines = [message.summary, *lines]
    elif message.summary:
        lines = [message.summary, *[one for one in lines if one != message.summary]]
    shown = [literal(cut(words, SLACK.text // 6)) for words in lines if words.strip("─ ")]
    kept = list(takewhile(_within(SLACK.text - 40), shown)) or ["–"]
    return "\n".join(kept if len(kept) >= len(shown) else [*kept, and_more(len(shown) - len(kept))])


def _short_tables(message: Message) -> Message:
    """With the first rows of each table only: nobody wants a hundred read out."""
    return message.model_copy(update={"blocks": tuple(_short_table(block) for block in message.blocks)})


def _short_table(block: Block) -> Block:
    if not isinstance(block, Table) or len(block.rows) <= ROWS_IN_TEXT:
        return block
    more = (and_more(len(block.rows) - ROWS_IN_TEXT),)
    return block.model_copy(update={"rows": (*block.rows[:ROWS_IN_TEXT], more)})


class _within:
    """True for lines while they fit together."""

    def __init__(self, most: int) -> None:
        self._left = most

    def __call__(self, words: str) -> bool:
        self._left -= size(words) + 1
        return self._left >= 0


def _whole(message: Message, room: Room, space: Space) -> list[Json]:
    """Title and blocks, fitted. Menus show fewer options where buttons alone would be too much for one message."""
    pieces: list[Piece] = []
    for options in FEWER_OPTIONS:
        attempt = Room(room.newer_blocks, room.files, room.picture_note, options, ActionIds())
        pieces = [*_title(message), *(_piece(block, attempt) for block in message.blocks)]
        if sum(piece.size for piece in pieces if piece.kept) <= space.characters * 2 // 3:
            break
    return fitted(pieces, space)


def _title(message: Message) -> list[Piece]:
    text = rendered(message.title, strong=True)
    return [Piece([mrkdwn_section(text)])] if text else []


def _piece(block: Block, room: Room) -> Piece:
    return Piece(blocks_of(block, room), kept=isinstance(block, Actions), items=0 if isinstance(block, Divider) else 1)


def pictures(message: Message) -> list[Image]:
    """The pictures in a message, each name once."""
    return list({block.name: block for block in message.blocks if isinstance(block, Image)}.values())
