"""Buttons and menus."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from bot.message import Button, DateSelect, Element, Option, PersonSelect, Select
from bot.surfaces.slack.parse import action_id
from bot.surfaces.slack.render.escape import plain_value, size
from bot.surfaces.slack.render.limits import SLACK
from bot.surfaces.slack.render.mrkdwn import safe_address

Json = dict[str, Any]
MORE = {"", "more", "⋯", "…", "...", "more ▾", "more…"}


def plain(text: str, most: int) -> Json:
    """A plain_text object; "–" where nothing is left, as Slack refuses empty ones."""
    return {"type": "plain_text", "text": plain_value(text, most) or "–", "emoji": True}


class ActionIds:
    """Keeps the action ids of one message apart."""

    def __init__(self) -> None:
        self._used: Counter[tuple[str, str]] = Counter()

    def new(self, action: str, target: str) -> str:
        self._used[action, target] += 1
        return action_id(action, target, self._used[action, target])


def action_elements(elements: Iterable[Element], ids: ActionIds, most: int) -> tuple[list[Json], list[str]]:
    """The elements, and what their menus could not hold, in words. `most`: options a menu may show."""
    made: list[Json] = []
    notes: list[str] = []
    for element in elements:
        if isinstance(element, Select):
            select, left_out = _select(element, ids, most)
            made += [select] if select else []
            notes += [f"{plain_value(element.label, SLACK.button)}: {and_more(left_out)}"] if left_out else []
        else:
            made.append(_simple(element, ids))
    return made, notes


def and_more(count: int) -> str:
    """The words for what a limit cut."""
    return f"… and {count:,} more"


def _simple(element: Button | DateSelect | PersonSelect, ids: ActionIds) -> Json:
    made: Json = {"action_id": ids.new(element.action, element.target)}
    if isinstance(element, Button):
        return made | _button(element)
    made |= {"placeholder": plain(element.label, SLACK.placeholder)}
    if isinstance(element, PersonSelect):
        return made | {"type": "users_select"}
    return made | {"type": "datepicker"} | ({"initial_date": element.chosen.isoformat()} if element.chosen else {})


def _button(button: Button) -> Json:
    made: Json = {"type": "button", "text": plain(button.label, SLACK.button)}
    if button.style:
        made["style"] = button.style
    if button.confirm:
        made["confirm"] = _confirm(button)
    if button.address and (address := safe_address(button.address)):
        made["url"] = address.replace("&amp;", "&")
    return made


def _confirm(button: Button) -> Json:
    return {
        "title": plain(button.label, SLACK.confirm_title),
        "text": plain(button.confirm or "", SLACK.confirm_text),
        "confirm": plain(button.label, 30),
        "deny": plain("Cancel", 30),
    }


def _select(select: Select, ids: ActionIds, most: int) -> tuple[Json | None, int]:
    """The menu, and how many options it had to leave out. No options, no menu."""
    fitting = [option for option in select.options if fits(option)]
    options = [option_object(option) for option in fitting[:most]]
    if not options:
        return None, len(select.options)
    made: Json = {"action_id": ids.new(select.action, select.target), "options": options}
    if select.menu and len(options) <= SLACK.overflow and select.label.casefold().strip() in MORE:
        return made | {"type": "overflow"}, len(select.options) - len(options)
    made |= {"type": "static_select", "placeholder": plain(select.label, SLACK.placeholder)}
    chosen = chosen_options(options, () if select.chosen is None else (select.chosen,))
    return made | ({"initial_option": chosen[0]} if chosen else {}), len(select.options) - len(options)


def fits(option: Option) -> bool:
    """Whether the option's value can be carried; a value can't be cut, as it means something."""
    return 0 < size(option.value) <= SLACK.option_value


def option_object(option: Option) -> Json:
    return {"text": plain(option.label, SLACK.option), "value": option.value}


def chosen_options(options: Sequence[Json], values: Iterable[str]) -> list[Json]:
    """Those of the options that have one of the values, each value once."""
    by_value = {option["value"]: option for option in reversed(options)}
    return [by_value[value] for value in dict.fromkeys(values) if value in by_value]
