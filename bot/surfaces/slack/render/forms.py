"""Forms as modals."""

import logging
from collections.abc import Callable
from typing import Any

from bot.message import (
    ChannelInput,
    ChoiceInput,
    DateInput,
    Form,
    Input,
    NumberInput,
    PersonInput,
    TextInput,
    TimeInput,
    line,
)
from bot.surfaces.slack.render.action_ids import action_id
from bot.surfaces.slack.render.check import problem_of_form
from bot.surfaces.slack.render.data import mrkdwn_section
from bot.surfaces.slack.render.elements import and_more, chosen_options, fits, option_object, plain
from bot.surfaces.slack.render.escape import clean, cut
from bot.surfaces.slack.render.limits import SLACK
from bot.surfaces.slack.render.mrkdwn import paragraphs, rendered

log = logging.getLogger(__name__)
Json = dict[str, Any]


def render_form(form: Form) -> Json:
    """A view for views.open and views.update. Raises ValueError for more inputs than a modal holds."""
    if len(form.inputs) >= SLACK.blocks_in_view - 4:
        raise ValueError(f"{len(form.inputs)} inputs are too many for one form")
    room = SLACK.blocks_in_view - len(form.inputs)
    intro = [mrkdwn_section(text) for text in paragraphs(rendered(words) for words in form.intro)]
    blocks = [*intro[:room], *(_input(one) for one in form.inputs)]
    return {
        "type": "modal",
        "callback_id": action_id(form.action, form.target),
        "title": plain(form.title, SLACK.view_title),
        "submit": plain(form.submit, SLACK.view_title),
        "close": plain("Cancel", SLACK.view_title),
        "blocks": blocks or [mrkdwn_section("–")],
    }


def checked_form(form: Form) -> Json:
    """The view. Raises ValueError for one that Slack wouldn't have."""
    view = render_form(form)
    if problem := problem_of_form(view):
        raise ValueError(problem)
    return view


def safe_form(form: Form) -> Json:
    """The view, for where a refusal can't be seen; words in its place where Slack wouldn't have it."""
    try:
        return checked_form(form)
    except ValueError:
        log.exception("the form %s can't be shown", form.action)
        words = line("This form can't be shown. That isn't your fault: please tell whoever runs me. ", *form.instead)
        return {
            "type": "modal",
            "title": plain(form.title, SLACK.view_title),
            "close": plain("Close", SLACK.view_title),
            "blocks": [mrkdwn_section(rendered(words))],
        }


def _input(field: Input) -> Json:
    element, left_out = KINDS[type(field)](field)
    if element is None:
        return mrkdwn_section(
            f"{rendered(line(field.label), strong=True, most=SLACK.label)}\nNothing to choose from yet."
        )
    hint = " · ".join(
        words for words in (cut(field.hint, SLACK.hint - 40), and_more(left_out) if left_out else "") if words
    )
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.label, SLACK.label),
        "element": {"action_id": field.name} | element,
        "optional": field.optional,
    } | ({"hint": plain(hint, SLACK.hint)} if hint else {})


def _text(field: TextInput) -> tuple[Json, int]:
    most = min(field.most, SLACK.input)
    made: Json = {"type": "plain_text_input", "multiline": field.many_lines, "max_length": most}
    if field.value:
        made["initial_value"] = cut(field.value, most)
    if field.placeholder:
        made["placeholder"] = plain(field.placeholder, SLACK.placeholder)
    return made, 0


def _choice(field: ChoiceInput) -> tuple[Json | None, int]:
    usable = [option for option in field.options if fits(option)]
    spread = field.spread and len(usable) <= SLACK.choices
    options = [option_object(option) for option in usable[: SLACK.options]]
    if not options:
        return None, 0
    made: Json = {"type": _choice_type(spread, field.several), "options": options}
    if not spread:
        made["placeholder"] = plain("Choose", SLACK.placeholder)
    if chosen := chosen_options(options, field.value):
        made |= {"initial_options": chosen} if field.several else {"initial_option": chosen[0]}
    return made, len(field.options) - len(options)


def _choice_type(spread: bool, several: bool) -> str:
    if spread:
        return "checkboxes" if several else "radio_buttons"
    return "multi_static_select" if several else "static_select"


def _date(field: DateInput) -> tuple[Json, int]:
    return {"type": "datepicker"} | ({"initial_date": field.value.isoformat()} if field.value else {}), 0


def _time(field: TimeInput) -> tuple[Json, int]:
    return {"type": "timepicker"} | ({"initial_time": field.value} if field.value else {}), 0


def _number(field: NumberInput) -> tuple[Json, int]:
    made: Json = {"type": "number_input", "is_decimal_allowed": field.decimal}
    return made | ({"initial_value": clean(field.value)} if field.value else {}), 0


def _person(field: PersonInput) -> tuple[Json, int]:
    return {"type": "users_select"} | ({"initial_user": field.value} if field.value else {}), 0


def _channel(field: ChannelInput) -> tuple[Json, int]:
    made: Json = {"type": "conversations_select", "filter": {"include": ["public", "private"]}}
    return made | ({"initial_conversation": field.value} if field.value else {}), 0


KINDS: dict[type[Any], Callable[[Any], tuple[Json | None, int]]] = {
    TextInput: _text,
    ChoiceInput: _choice,
    DateInput: _date,
    TimeInput: _time,
    NumberInput: _number,
    PersonInput: _person,
    ChannelInput: _channel,
}
