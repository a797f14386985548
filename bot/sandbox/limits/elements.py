"""The limits of texts and interactive elements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.seed import Json

Problems = Iterator[str]
SELECT_OPTIONS = 100


def pointed(problem: str, at: str) -> str:
    return f"{problem} [json-pointer:{at}]"


def length(value: Any, most: int, at: str) -> list[str]:
    """The problem of a string that is too long or no string; None passes."""
    if value is None:
        return []
    if not isinstance(value, str):
        return [pointed("must be a string", at)]
    return [pointed(f"must be less than {most + 1} characters, {len(value)} given", at)] if len(value) > most else []


def check_text(text: Any, most: int, at: str, *, plain: bool = False) -> Problems:
    """A text object: of a known type, not empty, not too long."""
    if not isinstance(text, dict):
        yield pointed("missing required text object", at)
        return
    kinds = {"plain_text"} if plain else {"plain_text", "mrkdwn"}
    if text.get("type") not in kinds:
        yield pointed(f"must be {' or '.join(sorted(kinds))}, not {text.get('type')}", f"{at}/type")
    value = text.get("text")
    if not isinstance(value, str) or not value:
        yield pointed("must be more than 0 characters", f"{at}/text")
    else:
        yield from length(value, most, f"{at}/text")
    if text.get("type") == "mrkdwn" and "emoji" in text:
        yield pointed("emoji is for plain_text only", f"{at}/emoji")


def check_element(element: Any, at: str, allowed: frozenset[str] | set[str]) -> Problems:
    if not isinstance(element, dict):
        yield pointed("missing required element", at)
        return
    kind = str(element.get("type"))
    if kind not in allowed:
        yield pointed(f"unsupported element type here: {kind}", f"{at}/type")
        return
    if kind != "image":
        yield from length(element.get("action_id"), 255, f"{at}/action_id")
    if element.get("placeholder") is not None:
        yield from check_text(element["placeholder"], 150, f"{at}/placeholder", plain=True)
    if element.get("confirm") is not None:
        yield from _confirm(element["confirm"], f"{at}/confirm")
    yield from ELEMENTS.get(kind, _nothing)(element, at)


def _nothing(element: Json, at: str) -> Problems:
    yield from ()


def _confirm(confirm: Json, at: str) -> Problems:
    for name, most, plain in (("title", 100, True), ("text", 300, False), ("confirm", 30, True), ("deny", 30, True)):
        if name in confirm or name in {"title", "text"}:
            yield from check_text(confirm.get(name), most, f"{at}/{name}", plain=plain)


def _button(button: Json, at: str) -> Problems:
    yield from check_text(button.get("text"), 75, f"{at}/text", plain=True)
    yield from length(button.get("value"), 2000, f"{at}/value")
    yield from length(button.get("url"), 3000, f"{at}/url")
    yield from length(button.get("accessibility_label"), 75, f"{at}/accessibility_label")
    if button.get("style") not in {None, "primary", "danger"}:
        yield pointed(f"must be primary or danger, not {button['style']}", f"{at}/style")


def _image(image: Json, at: str) -> Problems:
    if not isinstance(image.get("alt_text"), str) or not image["alt_text"]:
        yield pointed("missing required field: alt_text", f"{at}/alt_text")
    else:
        yield from length(image["alt_text"], 2000, f"{at}/alt_text")
    if not image.get("image_url") and not image.get("slack_file"):
        yield pointed("an image needs image_url or slack_file", at)
    yield from length(image.get("image_url"), 3000, f"{at}/image_url")


def _options(element: Json, at: str, least: int, most: int, text_limit: int = 75) -> Problems:
    options = element.get("options")
    if not isinstance(options, list) or not least <= len(options) <= most:
        yield pointed(f"must have {least} to {most} options, {len(options or [])} given", f"{at}/options")
        return
    for number, option in enumerate(options):
        yield from _option(option, f"{at}/options/{number}", text_limit)


def _option(option: Any, at: str, text_limit: int) -> Problems:
    if not isinstance(option, dict):
        yield pointed("must be an option", at)
        return
    yield from check_text(option.get("text"), text_limit, f"{at}/text")
    if not isinstance(option.get("value"), str) or not option["value"]:
        yield pointed("missing required field: value", f"{at}/value")
    else:
        yield from length(option["value"], 150, f"{at}/value")
    if option.get("description") is not None:
        yield from check_text(option["description"], 75, f"{at}/description")


def _select(element: Json, at: str) -> Problems:
    groups = element.get("option_groups")
    if groups is None:
        yield from _options(element, at, 1, SELECT_OPTIONS)
    elif len(groups) > SELECT_OPTIONS:
        yield pointed(f"no more than {SELECT_OPTIONS} option groups", f"{at}/option_groups")
    else:
        for number, group in enumerate(groups):
            yield from check_text(group.get("label"), 75, f"{at}/option_groups/{number}/label", plain=True)
            yield from _options(group, f"{at}/option_groups/{number}", 1, SELECT_OPTIONS)
    yield from _initial(element, at)


def _initial(element: Json, at: str) -> Problems:
    offered = [option.get("value") for option in all_options(element) if isinstance(option, dict)]
    chosen = [element["initial_option"]] if element.get("initial_option") else element.get("initial_options") or []
    for option in chosen:
        if not isinstance(option, dict) or option.get("value") not in offered:
            yield pointed("the initial option is not among the options", f"{at}/initial_option")


def all_options(element: Json) -> list[Json]:
    """The options of a select, also those in groups."""
    groups = element.get("option_groups")
    if groups is None:
        return list(element.get("options") or [])
    return [option for group in groups for option in group.get("options") or []]


def _overflow(element: Json, at: str) -> Problems:
    yield from _options(element, at, 1, 5)


def _choices(element: Json, at: str) -> Problems:
    yield from _options(element, at, 1, 10)
    yield from _initial(element, at)


def _text_input(element: Json, at: str) -> Problems:
    yield from length(element.get("initial_value"), 3000, f"{at}/initial_value")
    for name in ("min_length", "max_length"):
        if element.get(name) is not None and not 0 <= int(element[name]) <= 3000:
            yield pointed("must be between 0 and 3000", f"{at}/{name}")


def _number(element: Json, at: str) -> Problems:
    if not isinstance(element.get("is_decimal_allowed"), bool):
        yield pointed("missing required field: is_decimal_allowed", f"{at}/is_decimal_allowed")


ELEMENTS: dict[str, Callable[[Json, str], Problems]] = {
    "button": _button,
    "image": _image,
    "static_select": _select,
    "multi_static_select": _select,
    "overflow": _overflow,
    "checkboxes": _choices,
    "radio_buttons": _choices,
    "plain_text_input": _text_input,
    "number_input": _number,
}
