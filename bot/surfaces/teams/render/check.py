"""What Teams would refuse, found before it is sent: the parts of the Adaptive Cards 1.5 schema that we use, and Teams'
own limits. The renderer keeps to them by itself; this looks at what it made once more."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.surfaces.teams.limits import TEAMS
from bot.surfaces.teams.text import in_bytes

Json = Mapping[str, Any]
LOOK = {"spacing", "separator"}
INPUT = {"id", "label", "value", "isRequired", "errorMessage"} | LOOK
# By type: what must stand in it, and what may.
PARTS: dict[str, tuple[set[str], set[str]]] = {
    "AdaptiveCard": ({"body"}, {"version", "actions", "msteams"}),
    "RichTextBlock": ({"inlines"}, LOOK),
    "TextRun": (
        {"text"},
        {"weight", "italic", "strikethrough", "fontType", "isSubtle", "size", "color", "selectAction"},
    ),
    "FactSet": ({"facts"}, LOOK),
    "Container": ({"items"}, {"style"} | LOOK),
    "Image": ({"url", "altText"}, {"size"} | LOOK),
    "ActionSet": ({"actions"}, LOOK),
    "Table": ({"columns", "rows"}, {"firstRowAsHeader"} | LOOK),
    "TableRow": ({"cells"}, set()),
    "TableCell": ({"items"}, set()),
    "Chart.Line": ({"data", "title", "fallback"}, {"yAxisTitle"} | LOOK),
    "Chart.VerticalBar.Grouped": ({"data", "title", "fallback"}, {"yAxisTitle"} | LOOK),
    "Input.Text": ({"id"}, {"isMultiline", "maxLength", "placeholder"} | INPUT),
    "Input.Number": ({"id"}, INPUT),
    "Input.Date": ({"id"}, INPUT),
    "Input.Time": ({"id"}, INPUT),
    "Input.ChoiceSet": ({"id", "choices"}, {"style", "wrap", "placeholder", "isMultiSelect", "choices.data"} | INPUT),
    "Action.Execute": ({"title", "verb", "data"}, {"style", "mode", "associatedInputs"}),
    "Action.Submit": ({"title", "data"}, {"style"}),
    "Action.OpenUrl": ({"url"}, {"title"}),
    "Action.ShowCard": ({"title", "card"}, {"style"}),
}
# Types that stand in these and in nothing else.
HELD: dict[str, tuple[str, ...]] = {
    "actions": ("Action.",),
    "rows": ("TableRow",),
    "cells": ("TableCell",),
    "inlines": ("TextRun",),
}
NOT_EMPTY = ("body", "inlines", "facts", "items", "actions", "columns", "rows", "cells", "text", "title", "url", "id")


def problem_of_activity(content: Json) -> str | None:
    """Why Teams wouldn't have it; None where it would."""
    if (length := in_bytes(content)) > TEAMS.message:
        return f"{length} bytes, more than {TEAMS.message}"
    return next((why for one in content.get("attachments") or () for why in _problems(one["content"])), None)


def problem_of_card(card: Json) -> str | None:
    """The same of a card alone, as a dialog shows one."""
    if (length := in_bytes(card)) > TEAMS.message:
        return f"{length} bytes, more than {TEAMS.message}"
    return next(_problems(card), None)


def _problems(card: Json) -> Iterator[str]:
    yield from _of_part(card)
    ids = [part["id"] for part in parts_of(card) if str(part.get("type")).startswith("Input.")]
    if len(set(ids)) < len(ids):
        yield "two inputs of one id"


def parts_of(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in it that has a type of its own, in its order. What a button carries is ours alone."""
    if isinstance(value, list):
        for one in value:
            yield from parts_of(one)
    elif isinstance(value, dict):
        if "type" in value:
            yield value
        for name, one in value.items():
            if name not in ("data", "choices.data"):
                yield from parts_of(one)


def _of_part(card: Json) -> Iterator[str]:
    for part in parts_of(card):
        kind = str(part["type"])
        if kind not in PARTS:
            yield f"there is no {kind}"
            continue
        must, may = PARTS[kind]
        names = set(part) - {"type"}
        yield from (f"{kind} lacks {name}" for name in sorted(must - names))
        yield from (f"{kind} has no {name}" for name in sorted(names - must - may))
        yield from (f"{kind} has an empty {name}" for name in NOT_EMPTY if name in part and not part[name])
        yield from _within(kind, part)


def _within(kind: str, part: Json) -> Iterator[str]:
    for name, kinds in HELD.items():
        for one in part.get(name) or ():
            if isinstance(one, dict) and not str(one.get("type")).startswith(kinds):
                yield f"{kind} has a {one.get('type')} among its {name}"
    if kind == "ActionSet" and sum(one.get("mode") != "secondary" for one in part["actions"]) > TEAMS.buttons:
        yield f"{len(part['actions'])} buttons in a row"
    if kind == "Table" and any(len(row["cells"]) != len(part["columns"]) for row in part["rows"]):
        yield "a table has a row of another width"
    if kind == "Input.ChoiceSet" and not part["choices"] and "choices.data" not in part:
        yield "nothing to choose from"
