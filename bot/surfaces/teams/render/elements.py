"""Buttons and menus. Each is one action of a row: a menu, and a button that asks once more, open a small card below."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.message import Button, DateSelect, Element, Option, PersonSelect, Select, line
from bot.surfaces.teams.limits import TEAMS
from bot.surfaces.teams.render.spans import safe_address, text_line
from bot.surfaces.teams.text import and_more, cut, literal, without_markdown

Json = dict[str, Any]
MORE = {"", "more", "⋯", "…", "...", "more ▾", "more…"}
STYLES = {"primary": "positive", "danger": "destructive"}
CHOSEN = "chosen"  # how the ids of inputs begin that hold what was chosen in a menu
VERB = "act"  # which action it is stands in its data; a client that finds no verb sends nothing
# The people picker of Teams: its values are directory ids.
PEOPLE = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}


CHOICES: Json = {"type": "Input.ChoiceSet", "wrap": True, "placeholder": "Choose"}


def label(text: str, most: int = TEAMS.button) -> str:
    """A button's words; "–" where nothing is left, as a button without any can't be pressed."""
    return literal(cut(text.strip(), most)).strip() or "–"


def acting(action: str, target: str, **more: str) -> Json:
    """What comes back with a click. Raises ValueError for ids that can't be carried: a mistake of ours, not data."""
    if ":" in action or len(action) + len(target) >= TEAMS.id:
        raise ValueError(f"not an action id: {action[:80]!r} {target[:80]!r}")
    return {"action": action, "target": target} | more


def rows(elements: Iterable[Element], most_options: int) -> list[Json]:
    """The elements as rows of actions, with what each row's menus could not hold below it."""
    made, notes = _actions(elements, most_options)
    first = [one for one in made if one.get("mode") != "secondary"]
    hidden = [one for one in made if one.get("mode") == "secondary"]  # Teams shows them behind "…"
    made = _in_rows(first) or ([{"type": "ActionSet", "actions": []}] if hidden else [])
    if hidden:
        made[-1]["actions"] += hidden
    said = text_line(line(" · ".join(notes)), isSubtle=True, size="Small") if notes else []
    return made + said


def _in_rows(acts: list[Json]) -> list[Json]:
    pieces = [acts[at : at + TEAMS.buttons] for at in range(0, len(acts), TEAMS.buttons)]
    return [{"type": "ActionSet", "actions": piece} for piece in pieces]


def _actions(elements: Iterable[Element], most: int) -> tuple[list[Json], list[str]]:
    made: list[Json] = []
    notes: list[str] = []
    for element in elements:
        if isinstance(element, Select):
            usable = [option for option in element.options if carries(option)]
            made += _menu(element, usable[:most], roomy=most == TEAMS.options)
            if left_out := len(element.options) - len(usable[:most]):
                notes.append(f"{label(element.label)}: {and_more(left_out)}")
        else:
            made.append(_button(element) if isinstance(element, Button) else _picker(element))
    return made, notes


def _button(button: Button) -> Json:
    if button.address and (address := safe_address(button.address)):
        return {"type": "Action.OpenUrl", "title": label(button.label), "url": address}
    look = {"style": STYLES[button.style]} if button.style else {}
    act = execute(button.label, acting(button.action, button.target)) | look
    if not button.confirm:
        return act
    asked = text_line(line(button.confirm), most=TEAMS.confirm)
    return _opening(button.label, [*asked, {"type": "ActionSet", "actions": [act]}]) | look


def execute(words: str, data: Json, *, inputs: bool = False) -> Json:
    """A button that acts. inputs: what stands in the inputs around it comes along."""
    made = {"type": "Action.Execute", "title": label(words), "verb": VERB, "data": data}
    return made if inputs else made | {"associatedInputs": "none"}


def _opening(words: str, body: list[Json]) -> Json:
    return {"type": "Action.ShowCard", "title": label(words), "card": {"type": "AdaptiveCard", "body": body}}


def _menu(select: Select, options: list[Option], *, roomy: bool) -> Iterator[Json]:
    """Few options are buttons where there is room: one press less. No options, no menu."""
    if not options:
        return
    acts = [execute(one.label, acting(select.action, select.target, value=one.value)) for one in options]
    if select.menu and select.label.casefold().strip() in MORE and len(acts) <= TEAMS.behind_dots:
        yield from (act | {"mode": "secondary"} for act in acts)
        return
    if roomy and not select.chosen and len(acts) <= TEAMS.pressed:
        yield _opening(_opened(select.label), _in_rows(acts))
        return
    field: Json = CHOICES | {"choices": [choice(option) for option in options]}
    if select.chosen in {option.value for option in options}:
        field["value"] = select.chosen
    yield _asking(select, field)


def _picker(element: DateSelect | PersonSelect) -> Json:
    if isinstance(element, PersonSelect):
        return _asking(element, {"type": "Input.ChoiceSet", "choices": [], "choices.data": PEOPLE})
    chosen = {"value": element.chosen.isoformat()} if element.chosen else {}
    return _asking(element, {"type": "Input.Date"} | chosen)


def _asking(element: Select | DateSelect | PersonSelect, field: Json) -> Json:
    named = {"id": CHOSEN, "label": without_markdown(cut(element.label, TEAMS.label)) or "–"}
    act = execute("OK", acting(element.action, element.target), inputs=True)
    return _opening(_opened(element.label), [field | named, {"type": "ActionSet", "actions": [act]}])


def _opened(words: str) -> str:
    """With the sign that there is more behind it."""
    words = label(words, TEAMS.button - 2)
    return words if words.endswith("▾") else f"{words} ▾"


def carries(option: Option) -> bool:
    """Whether the option's value can be carried; a value can't be cut, as it means something."""
    return 0 < len(option.value) <= TEAMS.option_value


def choice(option: Option) -> Json:
    return {"title": without_markdown(cut(option.label, TEAMS.option)) or "–", "value": option.value}
