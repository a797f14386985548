"""Every message on every surface, on one page that needs nothing else: for `milepost preview`.

Slack and Teams stand side by side. A card of Teams is drawn plainly, from what is sent there."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from bot.message import Form, Message
from bot.sandbox.show.still import still, styles
from bot.surfaces.plain.html import html
from bot.surfaces.plain.text import plain_text
from bot.surfaces.slack.render.fit import characters
from bot.surfaces.slack.render.forms import render_form
from bot.surfaces.slack.render.limits import SLACK
from bot.surfaces.slack.render.message import render_message
from bot.surfaces.teams.limits import TEAMS
from bot.surfaces.teams.render import forms as teams_forms
from bot.surfaces.teams.render import message as teams_messages
from bot.surfaces.teams.text import in_bytes

Json = dict[str, Any]


@dataclass(frozen=True)
class Preview:
    """One example, drawn. The counts stand against the limits of Slack and of Teams."""

    name: str
    anchor: str
    kind: str
    slack: Markup
    notification: str
    plain: str
    page: Markup
    blocks: int
    most_blocks: int
    characters: int
    most_characters: int
    source: str
    card_title: str = ""
    card: Json = field(default_factory=dict)
    card_bytes: int = 0
    most_bytes: int = TEAMS.message
    card_source: str = ""


def preview_page(examples: Iterable[tuple[str, Message | Form]], *, title: str = "Messages") -> str:
    """A self-contained HTML page. Raises ValueError for an example that can't be rendered."""
    shown = [_shown(number, *example) for number, example in enumerate(examples, 1)]
    loader = PackageLoader("bot.cli", "templates")
    environment = Environment(loader=loader, autoescape=select_autoescape(default=True, default_for_string=True))
    return environment.get_template("preview.html.j2").render(shown=shown, title=title, styles=Markup(styles()))


def _shown(number: int, name: str, example: Message | Form) -> Preview:
    if isinstance(example, Form):
        view = render_form(example)
        shown = _counted(number, name, "form", view, view["blocks"], SLACK.blocks_in_view)
        return _with_card(shown, teams_forms.render_form(example), teams_forms.form_title(example))
    rendered = render_message(example)
    shown = _counted(number, name, "message", rendered, rendered["blocks"], SLACK.blocks_in_message)
    shown = replace(
        shown, notification=unescape(rendered["text"]), plain=plain_text(example), page=Markup(html(example))
    )
    return _with_card(shown, teams_messages.card(example))


def _with_card(shown: Preview, card: Json, title: str = "") -> Preview:
    """As Teams gets it. title: what stands above a dialog."""
    source = json.dumps(card, indent=2, ensure_ascii=False)
    return replace(shown, card_title=title, card=card, card_bytes=in_bytes(card), card_source=source)


def _counted(number: int, name: str, kind: str, whole: Json, blocks: list[Json], most: int) -> Preview:
    return Preview(
        name=name,
        anchor=f"example-{number}",
        kind=kind,
        slack=_drawn(whole, f"example-{number}"),
        notification="",
        plain="",
        page=Markup(""),
        blocks=len(blocks),
        most_blocks=most,
        characters=sum(map(characters, blocks)),
        most_characters=SLACK.message,
        source=json.dumps(whole, indent=2, ensure_ascii=False),
    )


def _drawn(whole: Json, scope: str) -> Markup:
    """A message's blocks, or a window with its title and buttons, as the local workspace draws them."""
    blocks = still(whole["blocks"], scope)
    if whole.get("type") != "modal":
        return blocks
    return Markup(
        "<h2>{}</h2>{}<p class='ends'><button type='button' class='button'>{}</button> "
        "<button type='button' class='button primary'>{}</button></p>"
    ).format(whole["title"]["text"], blocks, whole["close"]["text"], whole["submit"]["text"])
