"""The neutral message as an activity of Teams: an Adaptive Card for the eye, a summary for notifications."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.actions import OPEN_FORMS
from bot.message import Actions, Block, Divider, Heading, Message, Steps, Text, line
from bot.surfaces.plain.text import plain_lines, said
from bot.surfaces.teams.limits import TEAMS
from bot.surfaces.teams.render.blocks import CardRoom, elements_of
from bot.surfaces.teams.render.check import parts_of, problem_of_activity
from bot.surfaces.teams.render.elements import CHOSEN
from bot.surfaces.teams.render.fit import CardPiece, fitted
from bot.surfaces.teams.render.spans import text_line
from bot.surfaces.teams.text import cut, in_bytes, literal, without_markdown

log = logging.getLogger(__name__)
Json = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"
IN_WORDS = "Teams didn't take this with buttons, so here it is in words. Type what comes next, or “home” for your page."
TOO_MUCH = "Teams didn't take this answer: it is too long. Ask for a part of it, such as one account or one list."
FEWER_OPTIONS = (TEAMS.options, 25, 10, 3)


def render_message(message: Message, *, addresses: Mapping[str, str] | None = None, picture_note: str = "") -> Json:
    """What of an activity is the message itself: "type", "summary" and the card.

    addresses: where the message's pictures are to be had, by their names; without one, a small picture stands in the
    card and a large one in words, with `picture_note` after them. Raises ValueError for an action that has no id."""
    return activity(card(message, CardRoom(addresses or {}, picture_note)), notification(message))


def forms_of(message: Message, *, addresses: Mapping[str, str] | None = None) -> Iterator[Json]:
    """As it is meant, then in words alone: for who tries again where Teams won't have it. What can't be drawn, or what
    we know that Teams wouldn't have, is left out."""
    try:
        content = render_message(message, addresses=addresses)
    except ValueError:
        log.exception("a message can't be drawn")
    else:
        if problem := problem_of_activity(content):
            log.error("a message is drawn as Teams wouldn't have it, so its words stand for it: %s", problem)
        else:
            yield content
    yield in_words(message)


def answer_forms(message: Message, *, addresses: Mapping[str, str] | None = None) -> list[Json]:
    """The same for who waits for it. In words they read why there are no buttons, and when even those are refused, what
    to do."""
    *cards, words = forms_of(message, addresses=addresses)
    only_that = {"type": "message", "textFormat": "plain", "text": TOO_MUCH, "summary": notification(message)}
    return [*cards, with_note(words, IN_WORDS) if cards else words, only_that]


def activity(drawn: Json, summary: str) -> Json:
    """An activity that shows a card."""
    return {"type": "message", "summary": summary, "attachments": [{"contentType": CARD, "content": drawn}]}


def card(message: Message, room: CardRoom | None = None) -> Json:
    """The card alone, as Home and the answer to a click take it."""
    room = room or CardRoom()
    pieces: list[CardPiece] = []
    for options in FEWER_OPTIONS:
        # Where menus show fewer options there is little room anyway, and none for the bytes of a picture.
        pieces = _pieces(message, replace(room, options=options, pictures_within=options == TEAMS.options))
        if sum(piece.bytes for piece in pieces if piece.kept) <= TEAMS.message * 2 // 3:
            break
    made = _card(fitted(pieces, _room_for_body(message)))
    _tell_apart(made)
    return made


def _tell_apart(drawn: Json) -> None:
    """Each menu's input gets a number, as no two may have one id; whose it is, its button says."""
    number = 0
    for part in parts_of(drawn):
        if part.get("id") == CHOSEN:
            number += 1
            part["id"] = f"{CHOSEN}{number}"


def _room_for_body(message: Message) -> int:
    return TEAMS.message - in_bytes(activity(_card([]), notification(message)))


def _card(body: list[Json]) -> Json:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": body or text_line(line("–")),
        "msteams": {"width": "Full"},
    }


def _pieces(message: Message, room: CardRoom) -> list[CardPiece]:
    pieces = [CardPiece(text_line(message.title, weight="Bolder", size="Medium"))]
    ruled = False
    before: type[Any] = Message
    for block in message.blocks:
        elements = elements_of(block, room)
        if elements:
            apart = {"separator": True} if ruled else {}
            elements = [elements[0] | {"spacing": _space(before, block)} | apart, *elements[1:]]
            before = type(block)
        ruled = isinstance(block, Divider) or (ruled and not elements)
        pieces.append(CardPiece(elements, kept=isinstance(block, Actions)))
    return pieces


def _space(before: type[Any], block: Block) -> str:
    """Above a block: a heading stands by what it heads."""
    if before is not Heading:
        return "Medium"
    return "None" if isinstance(block, Text | Steps) else "Small"


def notification(message: Message) -> str:
    """What a phone shows of it and a screen reader reads first. No Markdown is read there."""
    words = message.summary or said(message.title) or next(iter(plain_lines(message, actions=False)), "")
    return literal(cut(words.strip(), TEAMS.summary)) or "–"


def in_words(message: Message) -> Json:
    """The whole message as plain text, for where no card can stand."""
    lines: list[str] = []
    free = TEAMS.message - 2_000
    for words in plain_lines(message):
        shown = without_markdown(cut(words, TEAMS.fact))
        free -= in_bytes(shown)
        if free < 0:
            lines.append("… and more")
            break
        lines.append(shown)
    text = "\n".join(one for one in lines if one.strip("─ ")) or "–"
    return {"type": "message", "textFormat": "plain", "text": text, "summary": notification(message)}


def standing(drawn: Json, **marks: str) -> None:
    """Mark where a card stands, in whatever its buttons bring back."""
    for part in parts_of(drawn):
        if "data" in part and str(part.get("type")).startswith("Action."):
            part["data"] = {**part["data"], **marks}


def with_note(content: Json, words: str) -> Json:
    """The activity with a line in small print below it."""
    if not content.get("attachments"):
        return {**content, "text": f"{content['text']}\n{words}"}
    [shown] = content["attachments"]
    below = text_line(line(words), isSubtle=True, size="Small")
    drawn = {**shown["content"], "body": [*shown["content"]["body"], *below]}
    return {**content, "attachments": [{**shown, "content": drawn}]}


def open_dialogs(content: Json) -> None:
    """Have the buttons that open a form open a dialog for it. Nothing else can come of such a press than a dialog."""
    for part in parts_of(content):
        data = part.get("data")
        if part["type"] != "Action.Execute" or not isinstance(data, dict) or part.get("mode") == "secondary":
            continue
        if data.get("action") in OPEN_FORMS and part.get("associatedInputs") == "none" and "value" not in data:
            part["type"], part["data"] = "Action.Submit", {**data, "msteams": {"type": "task/fetch"}}
            del part["associatedInputs"], part["verb"]


def within_dialog(drawn: Json) -> None:
    """A dialog takes no Execute: its buttons send."""
    for part in parts_of(drawn):
        if part["type"] == "Action.Execute":
            part["type"] = "Action.Submit"
            part.pop("associatedInputs", None)
            part.pop("verb", None)
            part.pop("mode", None)
