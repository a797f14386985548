"""`milepost demo` as a visitor meets it: the real bot in the local workspace, in a real browser."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from tests.browser.chromium import CHROMIUM, FLAGS, IN_A_BROWSER

pytestmark = IN_A_BROWSER
ROOT = Path(__file__).parents[2]
FRIDAY = "2026-11-20T14:10:00Z"


@pytest.fixture
async def address() -> AsyncIterator[str]:
    """A demo of its own; it must end cleanly with Ctrl-C."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from bot.cli.main import main; main()", "demo", "--no-browser", "--now", FRIDAY,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    said = (await asyncio.wait_for(process.stdout.readline(), 90)).decode()
    found = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert found, said
    yield found.group()
    process.send_signal(signal.SIGINT)
    _, err = await asyncio.wait_for(process.communicate(), 90)
    assert process.returncode == 0
    assert "Traceback" not in err.decode()


@pytest.fixture
async def page(address: str, tmp_path: Path) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=CHROMIUM, args=FLAGS, viewport={"width": 1280, "height": 900}
        )
        opened = context.pages[0]
        opened.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        await opened.goto(address)
        yield opened
        await context.close()


async def act_as(page: Page, name: str, channel: str) -> None:
    await page.get_by_test_id("act-as").select_option(label=name)
    await page.get_by_test_id(f"sidebar-channel-{channel}").click()


async def type_in(page: Page, text: str) -> None:
    await page.get_by_test_id("composer").fill(text)
    await page.keyboard.press("Enter")


def shown(page: Page, text: str | re.Pattern[str]) -> Locator:
    return page.get_by_test_id("message").filter(has_text=text).last


async def test_every_csm_finds_this_mornings_digest(page: Page) -> None:
    for name in ("Ana Keller", "Ben Okafor", "Chloe Rivera", "Mei Tan"):
        await act_as(page, name, f"cs-{name.split()[0].lower()}")
        digest = shown(page, "Good morning")
        await expect(digest).to_be_visible()
        await expect(digest).to_contain_text("08:00")


async def test_a_csms_day(page: Page) -> None:
    # method: A1, A3, C4, D5, D7
    await act_as(page, "Ana Keller", "cs-ana")
    digest = shown(page, "Good morning")
    await expect(digest).to_contain_text("Corvane Health")

    # The card, from a command; the talking points, from its button.
    await type_in(page, "/journey corvane")
    card = shown(page, "Corvane Health · mid tier")
    await expect(card).to_contain_text("96k EUR")
    await card.get_by_role("button", name="Talking points").click()
    await expect(shown(page, "Prep: Corvane Health")).to_contain_text("Tomas Winter, Managing director")

    # What is typed is saved at once, and the form adds to it.
    await type_in(page, "/journey corvane log met the director, wants the board slide")
    saved = shown(page, "Saved to Corvane Health's log")
    await saved.get_by_role("button", name="Add details").click()
    form = page.get_by_test_id("modal")
    await expect(form).to_contain_text("met the director, wants the board slide")
    await page.get_by_test_id("modal-submit").click()
    await expect(form).to_be_hidden()

    # A persona by its signs.
    await type_in(page, "/persona corvane")
    await shown(page, "people and types").get_by_role("button", name="What I've seen").last.click()
    await form.get_by_label("asks how a result will be measured").check()
    await form.get_by_label("comes with goals or figures of their own").check()
    await page.get_by_test_id("modal-submit").click()
    await expect(shown(page, "Expert type")).to_be_visible()

    # A click in the alert: it is settled there, and the digest follows in place.
    await digest.get_by_test_id("replies").click()
    thread = page.get_by_test_id("thread-panel")
    alert = thread.get_by_test_id("message").filter(has_text="Corvane Health:").last
    await alert.get_by_role("button", name="Probable").click()
    await expect(shown(page, "Good morning")).to_contain_text(re.compile("✓ Corvane Health"))
    beside = page.locator("[data-testid=message]:not([data-testid=thread-panel] *)")
    await expect(beside.filter(has_text="Good morning")).to_have_count(1)


async def test_the_next_working_morning_brings_the_next_digest(page: Page) -> None:
    # method: D5
    await act_as(page, "Ana Keller", "cs-ana")
    await expect(page.get_by_test_id("clock")).to_contain_text("Fri 20 Nov")
    await page.get_by_test_id("next-morning").click()
    await expect(page.get_by_test_id("clock")).to_contain_text("Mon 23 Nov", timeout=60_000)
    await expect(page.get_by_test_id("message").filter(has_text="Good morning")).to_have_count(2)


async def test_a_question_in_plain_words_is_answered_as_the_command_would(page: Page) -> None:
    await act_as(page, "Ana Keller", "cs-ana")
    await type_in(page, "@milepost how is brightwater?")
    await expect(shown(page, "Brightwater Group · ")).to_be_visible()


async def test_an_unknown_name_gets_suggestions_as_buttons(page: Page) -> None:
    await act_as(page, "Ana Keller", "cs-ana")
    await type_in(page, "/journey corvan helth")
    wrong = shown(page, "corvan helth")
    await wrong.get_by_role("button", name="Corvane Health").click()
    await expect(shown(page, "Corvane Health · mid tier")).to_be_visible()
