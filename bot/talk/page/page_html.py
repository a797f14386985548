"""A customer's page as HTML: no script, nothing from elsewhere, one printed A4."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.talk.page.customer_page import CustomerPage
from bot.talk.phrases.words import capital

TEMPLATES: Final = Path(__file__).parent / "templates"
TITLE: Final = "Our plan"  # what a chat shows of a link: no name of anybody
FILE_NAME: Final = "plan.html"
HEADINGS: Final = {"start": "How we start", "plan": "Our plan", "wins": "What has been achieved"}


def page_html(page: CustomerPage, calendar: str | None = None) -> str:
    """calendar: the way to the calendar file from where the page is; None: it isn't at an address, but a file."""
    return (
        _environment()
        .get_template("page.html.j2")
        .render(page=page, title=TITLE, heading=HEADINGS[page.view], css=Markup(style()), calendar=calendar)
    )


@lru_cache(1)
def style() -> str:
    return (TEMPLATES / "page.css").read_text(encoding="utf-8")


@lru_cache(1)
def style_hash() -> str:
    """By which a browser knows that the style is ours."""
    return f"sha256-{b64encode(sha256(style().encode()).digest()).decode()}"


@lru_cache(1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cap"] = capital
    return environment
