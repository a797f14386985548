"""What Slack would refuse, found before it is sent: a refused acknowledgement can't be seen failing.

The renderer keeps to `limits` by itself; this looks at what it made once more, block by block."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.surfaces.slack.render.escape import size
from bot.surfaces.slack.render.fit import characters
from bot.surfaces.slack.render.limits import SLACK

Json = Mapping[str, Any]

# The most characters of a text, by the type of what holds it and its name there.
TEXTS: dict[tuple[str, str], int] = {
    ("section", "text"): SLACK.section,
    ("header", "text"): SLACK.header,
    ("button", "text"): SLACK.button,
    ("image", "alt_text"): SLACK.alt,
    ("input", "label"): SLACK.label,
    ("input", "hint"): SLACK.hint,
    ("modal", "title"): SLACK.view_title,
    ("modal", "submit"): SLACK.view_title,
    ("modal", "close"): SLACK.view_title,
    ("data_visualization", "title"): SLACK.chart_title,
    ("plain_text_input", "initial_value"): SLACK.input,
}
OF_ANY = {"placeholder": SLACK.placeholder, "action_id": SLACK.action_id, "block_id": SLACK.view_id,
          "callback_id": SLACK.view_id}  # fmt: skip
# From how many to how many parts, by the type of what holds them and their name there.
PARTS: dict[tuple[str, str], tuple[int, int]] = {
    ("section", "fields"): (1, SLACK.fields),
    ("actions", "elements"): (1, SLACK.actions),
    ("context", "elements"): (1, 10),
    ("static_select", "options"): (1, SLACK.options),
    ("multi_static_select", "options"): (1, SLACK.options),
    ("checkboxes", "options"): (1, SLACK.choices),
    ("radio_buttons", "options"): (1, SLACK.choices),
    ("overflow", "options"): (1, SLACK.overflow),
    ("table", "rows"): (1, SLACK.table_rows),
}
MESSAGE = 13_200  # characters, where Slack draws the line


def problem_of_message(content: Json) -> str | None:
    """Why Slack wouldn't have it; None where it would."""
    blocks = content.get("blocks") or []
    return next(_problems_of_blocks(blocks, SLACK.blocks_in_message, MESSAGE), None)


def problem_of_form(view: Json) -> str | None:
    """The same of a modal."""
    problems = [*_texts(view), *_problems_of_blocks(view.get("blocks") or [], SLACK.blocks_in_view, 4 * MESSAGE)]
    if not view.get("blocks"):
        problems.append("there is nothing in it")
    return problems[0] if problems else None


def _problems_of_blocks(blocks: list[Any], most: int, room: int) -> Iterator[str]:
    if len(blocks) > most:
        yield f"{len(blocks)} blocks, more than {most}"
    if (total := characters(blocks)) > room:
        yield f"{total} characters, more than {room}"
    yield from _twice("block_id", [block.get("block_id") for block in blocks])
    for block in blocks:
        held = [block.get("accessory"), block.get("element"), *(block.get("elements") or [])]
        yield from _twice("action_id", [one.get("action_id") for one in held if isinstance(one, dict)])
        yield from _within(block)


def _twice(what: str, ids: list[Any]) -> Iterator[str]:
    given = [one for one in ids if one]
    if len(set(given)) < len(given):
        yield f"a {what} is used twice"


def _within(part: Any) -> Iterator[str]:
    """The problems of a part and of all in it."""
    if isinstance(part, list):
        for one in part:
            yield from _within(one)
    elif isinstance(part, dict):
        yield from (*_texts(part), *_counts(part))
        for one in part.values():
            yield from _within(one)


def _texts(part: Json) -> Iterator[str]:
    kind = str(part.get("type"))
    for name, value in part.items():
        most = TEXTS.get((kind, name)) or OF_ANY.get(name)
        if most is not None:
            yield from _text(f"{kind} {name}", value, most)
    if kind in ("plain_text", "mrkdwn") and not part.get("text"):
        yield "an empty text"


def _text(where: str, value: Any, most: int) -> Iterator[str]:
    text = value.get("text") if isinstance(value, dict) else value
    if not isinstance(text, str):
        yield f"{where} is no text"
    elif size(text) > most:
        yield f"{where} has {size(text)} characters, more than {most}"


def _counts(part: Json) -> Iterator[str]:
    kind = str(part.get("type"))
    for name in ("fields", "elements", "options", "rows"):
        if (allowed := PARTS.get((kind, name))) and name in part:
            least, most = allowed
            if not least <= len(part[name]) <= most:
                yield f"{kind} has {len(part[name])} {name}, not {least} to {most}"
    for option in part.get("options") or ():
        yield from _text("an option", option.get("text"), SLACK.option)
        yield from _text("an option's value", option.get("value"), SLACK.option_value)
    if kind == "table" and any(not 1 <= len(row) <= SLACK.table_columns for row in part.get("rows") or ()):
        yield f"a table has a row of more than {SLACK.table_columns} cells, or of none"


__all__ = ["problem_of_form", "problem_of_message"]
