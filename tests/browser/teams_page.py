"""Cards as people will see them: by Microsoft's own renderer, in Chromium, in the colours and widths of Teams."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

from tests.browser.chromium import CHROMIUM, FLAGS
from tests.browser.npm import PACKAGES

PHONE, NARROW, DESKTOP = 320, 340, 760
SCRIPTS = (
    PACKAGES / "markdown-it/dist/markdown-it.min.js",
    PACKAGES / "adaptivecards/dist/adaptivecards.min.js",
    Path(__file__).with_name("teams_page.js"),
)
STYLE = Path(__file__).with_name("teams_page.css")


@asynccontextmanager
async def teams_page() -> AsyncIterator[Page]:
    """An empty page with the renderer. It reaches no network."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            page = await browser.new_page()
            await page.set_content("<!doctype html><meta charset=utf-8><main id=cards></main>")
            await page.add_style_tag(path=STYLE)
            for script in SCRIPTS:
                await page.add_script_tag(path=script)
            yield page
        finally:
            await browser.close()


async def faults(page: Page, cards: Sequence[Any], *, theme: str, width: int) -> list[tuple[int, str]]:
    """What is wrong with how the cards look: which of them, and what."""
    found = await page.evaluate("([cards, theme, width]) => faults(cards, theme, width)", [cards, theme, width])
    return [(at, fault) for at, fault in found]


def opened(card: Any) -> list[Any]:
    """The card, and those that its buttons open."""
    inner: list[Any] = []
    if isinstance(card, list):
        return [one for part in card for one in opened(part)]
    if isinstance(card, dict):
        inner = [one for name, part in card.items() if name not in ("data", "choices.data") for one in opened(part)]
        if card.get("type") == "AdaptiveCard":
            return [card, *inner]
    return inner
