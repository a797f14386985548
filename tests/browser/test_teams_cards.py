"""Every message and form as Teams shows it: drawn by Microsoft's renderer, on a phone and on a desktop.

What the renderer can't show us: charts and the people picker, which are Teams' own, and how Teams lays buttons out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page

from bot.message import Form, Message
from bot.surfaces.teams.render.forms import render_form
from bot.surfaces.teams.render.message import render_message
from bot.talk.examples import EXAMPLES
from tests.browser.chromium import IN_A_BROWSER, MEASURED
from tests.browser.npm import with_package
from tests.browser.teams_page import DESKTOP, NARROW, PHONE, faults, opened, teams_page
from tests.given.messages.hostile_words import HOSTILE, spoilt

pytestmark = [*IN_A_BROWSER, with_package("adaptivecards"), with_package("markdown-it")]


@pytest.fixture(scope="module")
async def page() -> AsyncIterator[Page]:
    async with teams_page() as page:
        yield page


def cards_of(example: Message | Form) -> list[Any]:
    if isinstance(example, Form):
        return opened(render_form(example, where="card"))
    return opened(render_message(example)["attachments"][0]["content"])


@pytest.mark.parametrize(
    ("theme", "width"),
    [("light", PHONE), ("dark", NARROW), ("light", NARROW), ("dark", DESKTOP)],
    ids=["phone", "narrow-dark", "narrow", "desktop"],
)
@MEASURED
async def test_nothing_is_refused_missing_or_cut_off(page: Page, theme: str, width: int) -> None:
    drawn = [(name, card) for name, example in EXAMPLES for card in cards_of(example)]
    found = await faults(page, [card for _, card in drawn], theme=theme, width=width)
    assert [(drawn[at][0], fault) for at, fault in found] == []


@MEASURED
async def test_hostile_words_stand_there_as_they_are_spelled(page: Page) -> None:
    """No link, no mention, nothing bold, nothing lost; only a button that is too long ends in the client's "…"."""
    words = " ".join(HOSTILE)
    drawn = [
        (name, card)
        for name, example in EXAMPLES
        for card in cards_of(type(example).model_validate(spoilt(example.model_dump(mode="json"), words)))
    ]
    found = await faults(page, [card for _, card in drawn], theme="light", width=PHONE)
    assert [(drawn[at][0], fault) for at, fault in found if not fault.startswith("cut off: ")] == []


async def test_what_is_wrong_with_a_card_is_found(page: Page) -> None:
    """The look at the cards sees what it is there for."""

    async def of(*body: Any) -> list[str]:
        card = {"type": "AdaptiveCard", "version": "1.5", "body": list(body)}
        return [fault for _, fault in await faults(page, [card], theme="light", width=PHONE)]

    assert await of({"type": "TextBlock", "text": "Acme", "wrap": True}) == []
    assert "refused" in (await of({"type": "Chart.Line2", "data": []}, {"type": "Imag", "url": "x"}))[-1]
    assert await of({"type": "TextBlock", "text": "**Acme**"}) == ["<STRONG>", "isn't read: **Acme**"]
    assert (await of({"type": "TextBlock", "text": "see www.example.com", "wrap": True}))[
        0
    ] == "1 links that nobody meant"
    assert (await of({"type": "RichTextBlock", "inlines": ["x" * 60]}))[0].startswith("sticks out")
    assert (await of({"type": "RichTextBlock", "inlines": [""]}))[0] == "unseen: RichTextBlock"
    long = {"type": "Action.Execute", "title": "Send this: the handbook for your own admin"}
    assert (await of({"type": "ActionSet", "actions": [long]}))[0].startswith("cut off")
