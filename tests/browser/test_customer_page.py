"""A customer's page in a browser: on a phone, and printed."""

import re

from playwright.async_api import async_playwright

from bot.talk.page.customer_page import VIEWS, CustomerPage, PageDone, PageMaterial, PageStep
from bot.talk.page.page_html import page_html
from bot.talk.page.page_message import PAGE, WINS
from tests.browser.chromium import CHROMIUM, FLAGS, IN_A_BROWSER

pytestmark = IN_A_BROWSER
A_PAGE = re.compile(rb"/Type\s*/Page\b")


def full() -> CustomerPage:
    """With as much as a page can hold."""
    step = PageStep(name="Your data source, connected", who="Dana Reyes, COO", day="Fri 16 Jan", moved="moved")
    return PAGE.model_copy(
        update={
            "sentence": "Halve reporting before the board meets",
            "sentence_by": "Dana Reyes, COO",
            "goals": PAGE.goals * 3,
            "steps": (step,) * 3,
            "from_us": (step,) * 3,
            "from_you": (step,) * 3,
            "done": (PageDone(name="The kick-off, with both teams", day="Mon 5 Jan"),) * 5,
            "material": PageMaterial(title="how to choose", text="A good one comes back every week. " * 8),
            "chain": (("Your first result", "done"), ("Part of every week", "now"), ("A second team", "ahead")),
            "returns": ("Cost so far: 240k EUR.", "Return so far: 310k EUR, counted as hours saved at 60 EUR."),
            "offers": ("Three years at today's price", "One year, with the second team"),
            "win": WINS.win,
            "results": WINS.results * 3,
        }
    )


async def test_it_fits_a_phone_and_one_printed_page_and_runs_nothing() -> None:
    # method: A9, D12
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(viewport={"width": 390, "height": 800})
        for view in VIEWS:
            await page.set_content(page_html(full().model_copy(update={"view": view}), "x/plan.ics"))
            assert await page.evaluate("document.documentElement.scrollWidth") == 390, view
            assert await page.locator("script").count() == 0
            assert len(A_PAGE.findall(await page.pdf(prefer_css_page_size=True))) == 1, view
        await browser.close()
