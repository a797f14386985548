"""What Slack accepts in messages, modals and Home, of the kinds that we send. The bot's mistakes must not pass here and
fail there.

`check_blocks` and `check_view` return problems in words, each with its place ("[json-pointer:/blocks/2/text]").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.limits.elements import check_element, check_text, length, pointed
from bot.sandbox.limits.tables import check_chart, check_table
from bot.sandbox.seed import Json

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_CHARACTERS = 13_200
INTERACTIVE = frozenset(
    (
        "button",
        "static_select",
        "multi_static_select",
        "users_select",
        "conversations_select",
        "overflow",
        "datepicker",
        "timepicker",
        "checkboxes",
        "radio_buttons",
    )
)
TYPED = frozenset(("plain_text_input", "number_input"))
INPUTS = (INTERACTIVE - {"button", "overflow"}) | TYPED
SURFACES = {
    "input": {"modal", "home", "message"},
    "table": {"message"},
    "data_visualization": {"message"},
}

Problems = Iterator[str]


def check_blocks(blocks: Any, surface: str) -> list[str]:
    """Problems of the blocks of a "message", "modal" or "home"; an empty list if there are none."""
    if not isinstance(blocks, list):
        return ["must be a list of blocks [json-pointer:/blocks]"]
    problems = list(_count(blocks, surface))
    for number, block in enumerate(blocks):
        problems += check_block(block, f"/blocks/{number}", surface)
    problems += _unique_ids(blocks)
    if surface == "message" and not problems:
        problems += _message_totals(blocks)
    return problems


def _count(blocks: list[Any], surface: str) -> Problems:
    most = MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS
    if len(blocks) > most:
        yield f"no more than {most} items allowed, {len(blocks)} given [json-pointer:/blocks]"
    if not blocks and surface == "modal":
        yield "must have at least 1 item [json-pointer:/blocks]"


def check_block(block: Any, at: str, surface: str) -> list[str]:
    if not isinstance(block, dict):
        return [pointed("must be an object", at)]
    kind = block.get("type")
    checker = CHECKERS.get(str(kind))
    if checker is None:
        return [pointed(f"unsupported block type: {kind}", f"{at}/type")]
    if surface not in SURFACES.get(str(kind), {surface}):
        return [pointed(f"{kind} blocks are not allowed in a {surface}", at)]
    return [*length(block.get("block_id"), 255, f"{at}/block_id"), *checker(block, at)]


def _unique_ids(blocks: list[Any]) -> Problems:
    seen: set[str] = set()
    actions: dict[str, set[str]] = {}
    for number, block in enumerate(b for b in blocks if isinstance(b, dict)):
        block_id = block.get("block_id")
        if block_id in seen:
            yield f"block_id {block_id!r} is used twice [json-pointer:/blocks/{number}/block_id]"
        if block_id:
            seen.add(block_id)
        used = actions.setdefault(f"block {number}", set())
        for element in elements_of(block):
            action_id = element.get("action_id")
            if action_id in used:
                yield f"action_id {action_id!r} is used twice in one block [json-pointer:/blocks/{number}]"
            if action_id:
                used.add(action_id)


def elements_of(block: Json) -> list[Json]:
    """The interactive elements of one block."""
    held = [block.get("accessory"), block.get("element"), *(block.get("elements") or [])]
    return [e for e in held if isinstance(e, dict) and e.get("type") in INTERACTIVE | INPUTS]


def _message_totals(blocks: list[Json]) -> Problems:
    total = sum(_characters(block) for block in blocks)
    if total > MESSAGE_CHARACTERS:
        yield f"the message has {total} characters in its blocks, more than {MESSAGE_CHARACTERS} [json-pointer:/blocks]"
    kinds = [block["type"] for block in blocks]
    for kind, most in (("table", 1), ("data_visualization", 2)):
        if kinds.count(kind) > most:
            yield f"only {most} {kind} allowed in one message [json-pointer:/blocks]"
    cells = sum(_characters(block) for block in blocks if block["type"] == "table")
    if cells > 10_000:
        yield f"table cells have {cells} characters, more than 10000 [json-pointer:/blocks]"


def _characters(value: Any) -> int:
    """Visible characters: every text, label, title and alt text in a block."""
    if isinstance(value, list):
        return sum(_characters(item) for item in value)
    if not isinstance(value, dict):
        return 0
    visible = sum(
        len(v) for k, v in value.items() if k in {"text", "title", "caption", "alt_text"} and isinstance(v, str)
    )
    return visible + sum(_characters(item) for item in value.values())


# -- the block types


def _section(block: Json, at: str) -> Problems:
    text, fields = block.get("text"), block.get("fields")
    if text is None and not fields:
        yield pointed("a section needs text or fields", at)
    if text is not None:
        yield from check_text(text, 3000, f"{at}/text")
    if fields is not None and not 1 <= len(fields) <= 10:
        yield pointed(f"must have 1 to 10 fields, {len(fields)} given", f"{at}/fields")
    for number, field in enumerate(fields or []):
        yield from check_text(field, 2000, f"{at}/fields/{number}")
    if block.get("accessory") is not None:
        yield from check_element(block["accessory"], f"{at}/accessory", (INTERACTIVE | {"image"}))


def _header(block: Json, at: str) -> Problems:
    yield from check_text(block.get("text"), 150, f"{at}/text", plain=True)


def _divider(block: Json, at: str) -> Problems:
    yield from ()


def _image(block: Json, at: str) -> Problems:
    yield from check_element(block, at, frozenset({"image"}))
    if block.get("title") is not None:
        yield from check_text(block["title"], 2000, f"{at}/title", plain=True)


def _context(block: Json, at: str) -> Problems:
    elements = block.get("elements")
    if not isinstance(elements, list) or not 1 <= len(elements) <= 10:
        yield pointed(f"must have 1 to 10 elements, {len(elements or [])} given", f"{at}/elements")
        return
    for number, element in enumerate(elements):
        place = f"{at}/elements/{number}"
        if isinstance(element, dict) and element.get("type") == "image":
            yield from check_element(element, place, frozenset({"image"}))
        else:
            yield from check_text(element, 3000, place)


def _actions(block: Json, at: str) -> Problems:
    elements = block.get("elements")
    if not isinstance(elements, list) or not 1 <= len(elements) <= 25:
        yield pointed(f"must have 1 to 25 elements, {len(elements or [])} given", f"{at}/elements")
        return
    for number, element in enumerate(elements):
        yield from check_element(element, f"{at}/elements/{number}", INTERACTIVE)


def _input(block: Json, at: str) -> Problems:
    yield from check_text(block.get("label"), 2000, f"{at}/label", plain=True)
    if block.get("hint") is not None:
        yield from check_text(block["hint"], 2000, f"{at}/hint", plain=True)
    yield from check_element(block.get("element"), f"{at}/element", INPUTS)


CHECKERS: dict[str, Callable[[Json, str], Problems]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "image": _image,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "table": check_table,
    "data_visualization": check_chart,
}


def check_view(view: Any) -> list[str]:
    """Problems of a modal or a Home view."""
    if not isinstance(view, dict) or view.get("type") not in {"modal", "home"}:
        return ['must be a view of type "modal" or "home" [json-pointer:/view]']
    surface = str(view["type"])
    problems = [*length(view.get("private_metadata"), 3000, "/private_metadata")]
    problems += length(view.get("callback_id"), 255, "/callback_id")
    problems += length(view.get("external_id"), 255, "/external_id")
    if surface == "modal":
        problems += _modal_texts(view)
    return problems + check_blocks(view.get("blocks"), surface)


def _modal_texts(view: Json) -> Problems:
    yield from check_text(view.get("title"), 24, "/title", plain=True)
    for name in ("submit", "close"):
        if view.get(name) is not None:
            yield from check_text(view[name], 24, f"/{name}", plain=True)
    has_input = any(isinstance(b, dict) and b.get("type") == "input" for b in view.get("blocks") or [])
    if has_input and view.get("submit") is None:
        yield "a modal with input blocks needs submit [json-pointer:/submit]"
