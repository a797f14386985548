"""Forms as cards with inputs: in a dialog, or in the place of the card that was clicked where a client has none."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from bot.message import (
    ChannelInput,
    ChoiceInput,
    DateInput,
    Form,
    Input,
    Line,
    NumberInput,
    Option,
    PersonInput,
    TextInput,
    TimeInput,
    line,
)
from bot.surfaces.plain.text import said
from bot.surfaces.teams.limits import TEAMS
from bot.surfaces.teams.render.elements import CHOICES, PEOPLE, acting, carries, choice, execute, label
from bot.surfaces.teams.render.spans import text_line
from bot.surfaces.teams.render.table import small_print
from bot.surfaces.teams.text import and_more, clean, cut, in_bytes, literal, without_markdown

Json = dict[str, Any]
Where = Literal["dialog", "card"]
Known = tuple[Sequence[Option], Sequence[Option]]  # channels and people
BETWEEN = ","  # what Teams puts between the values of a choice of several


def render_form(
    form: Form,
    *,
    where: Where = "dialog",
    errors: Mapping[str, Line] | None = None,
    channels: Sequence[Option] = (),
    people: Sequence[Option] = (),
) -> Json:
    """The card. Raises ValueError for more than a card holds: a mistake of ours, not data.

    errors: why the form wasn't accepted, by input. channels: what a channel is chosen from, as Teams has no picker.
    people: who can be chosen where a client hasn't Teams' own picker of people."""
    if len(form.inputs) > TEAMS.inputs:
        raise ValueError(f"{len(form.inputs)} inputs are too many for one form")
    several = [one.name for one in form.inputs if isinstance(one, ChoiceInput) and one.several]
    data = acting(form.action, form.target) | {"form": [one.name for one in form.inputs], "several": several}
    send = execute(form.submit, data, inputs=True) | {"style": "positive"}
    if where == "dialog":  # which takes no Execute
        send = {name: value for name, value in send.items() if name != "verb"} | {"type": "Action.Submit"}
    for options in (TEAMS.options, 50, 25, 10):
        drawn = _drawn(form, send, where, errors or {}, (channels[:options], people[:options]), options)
        if in_bytes(drawn) <= TEAMS.message:
            return drawn
    raise ValueError("a form is longer than Teams takes")


def form_title(form: Form) -> str:
    """What stands above a dialog."""
    return label(form.title, TEAMS.form_title)


def filled(form: Form, fields: Mapping[str, str | tuple[str, ...]]) -> Form:
    """The form with what was typed in it, as it is shown again when it wasn't accepted."""
    return Form.model_validate(form.model_dump() | {"inputs": [_with(one, fields) for one in form.inputs]})


def _with(field: Input, fields: Mapping[str, str | tuple[str, ...]]) -> Json:
    held = field.model_dump()
    if field.name not in fields:
        return held
    value: Any = fields[field.name]
    if isinstance(field, ChoiceInput):
        value = (value,) if isinstance(value, str) and value else value or ()
    return held | {"value": value or None if isinstance(field, DateInput) else value}


def _drawn(form: Form, send: Json, where: Where, errors: Mapping[str, Line], known: Known, most: int) -> Json:
    title = text_line(line(form.title), weight="Bolder", size="Medium") if where == "card" else []
    intro = [one for words in form.intro for one in text_line(words)]
    body = [*title, *(one | ({"spacing": "Small"} if one is intro[0] else {}) for one in intro)]
    for field in form.inputs:
        body += _input(field, known, most)
        if field.name in errors:
            body += text_line(errors[field.name], color="Attention", weight="Bolder")
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": body or text_line(line("–")),
        "actions": [send],
    }


def _input(field: Input, known: Known, most: int) -> list[Json]:
    name = without_markdown(cut(field.label, TEAMS.label)) or "–"
    channels, people = known
    if isinstance(field, ChannelInput):
        made, left_out = _choices(channels, (field.value,), several=False, spread=False, most=most)
    elif isinstance(field, ChoiceInput):
        made, left_out = _choices(field.options, field.value, several=field.several, spread=field.spread, most=most)
    elif isinstance(field, PersonInput):
        made, left_out = _person(field, people), 0
    else:
        made, left_out = KINDS[type(field)](field), 0
    if not made:
        [label_line] = text_line(line(field.label))
        return [label_line | {"spacing": "Medium"}, *small_print("Nothing to choose from yet.")]
    asked: Json = {"id": field.name, "label": name, "spacing": "Medium"}
    if not field.optional:
        asked |= {"isRequired": True, "errorMessage": "Please fill this in."}
    hint = said(line(field.hint))
    return [made | asked, *small_print(cut(hint, TEAMS.fact), and_more(left_out) if left_out else "")]


def _choices(
    options: Sequence[Option], chosen: Sequence[str], *, several: bool, spread: bool, most: int
) -> tuple[Json, int]:
    """The choices, none where there are none, and how many had to be left out."""
    usable = [one for one in options if carries(one) and not (several and BETWEEN in one.value)][:most]
    if not usable:
        return {}, 0
    known = [one.value for one in usable if one.value in chosen]
    made = CHOICES | {"choices": [choice(one) for one in usable]}
    made |= {"style": "expanded" if spread else "compact"} | ({"isMultiSelect": True} if several else {})
    return made | ({"value": BETWEEN.join(known if several else known[:1])} if known else {}), len(options) - len(
        usable
    )


def _text(field: TextInput) -> Json:
    made: Json = {"type": "Input.Text", "isMultiline": field.many_lines, "maxLength": field.most}
    if field.value:
        made["value"] = cut(field.value, field.most)
    return made | ({"placeholder": literal(cut(field.placeholder, TEAMS.label))} if field.placeholder else {})


def _date(field: DateInput) -> Json:
    return {"type": "Input.Date"} | ({"value": field.value.isoformat()} if field.value else {})


def _time(field: TimeInput) -> Json:
    return {"type": "Input.Time"} | ({"value": field.value} if field.value else {})


def _number(field: NumberInput) -> Json:
    """A card wants a number. What isn't one is somebody's typing, and stands there to be mended."""
    try:
        return {"type": "Input.Number"} | ({"value": float(field.value)} if field.value else {})
    except ValueError:
        return {"type": "Input.Text", "value": clean(field.value)}


def _person(field: PersonInput, people: Sequence[Option]) -> Json:
    """Teams looks up what is typed in the directory; elsewhere it is chosen from those that we know."""
    made: Json = {"type": "Input.ChoiceSet", "choices": [choice(one) for one in people], "choices.data": PEOPLE}
    return made | ({"value": field.value} if field.value else {})


KINDS: dict[type[Any], Callable[[Any], Json]] = {
    TextInput: _text,
    DateInput: _date,
    TimeInput: _time,
    NumberInput: _number,
}
