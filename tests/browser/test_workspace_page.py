"""The local workspace's page in a real browser, with a real Bolt app behind it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright, expect
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.workspace import LocalWorkspace, MessageShortcut, SeedChannel, SeedUser, SlashCommand
from tests.browser.chromium import CHROMIUM, FLAGS, IN_A_BROWSER
from tests.given.small_slack import slack_seed

pytestmark = IN_A_BROWSER

SEED = slack_seed(
    team_name="Northwind",
    users=(
        SeedUser("U1", "mara", "Mara Vogel", "mara@northwind.example", "Europe/Berlin"),
        SeedUser("U2", "tom", "Tom Okafor", "tom@northwind.example", "America/New_York"),
    ),
    channels=(SeedChannel("C1", "cs-team", ("U1", "U2", "UBOT")),),
    commands=(
        SlashCommand("/journey", "acme", "Where an account is", ("acme", "globex")),
        SlashCommand("/persona", "@coo ceo", "How a contact thinks"),
    ),
    shortcuts=(MessageShortcut("to_todo", "Make it a to-do"),),
)


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(text: str, action_id: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": "1", **more}


ASKED = {
    "title": plain("Sure?"),
    "text": plain("It will leave your list."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
CARD = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Acme* <img src=x onerror=alert(1)>"}},
    {
        "type": "actions",
        "elements": [button("Log", "log"), button("Done", "done"), button("Drop", "drop", confirm=ASKED)],
    },
]
FORM = {
    "type": "modal",
    "callback_id": "log",
    "title": plain("Log a call"),
    "submit": plain("Save"),
    "blocks": [
        {
            "type": "input",
            "block_id": "said",
            "label": plain("What was said"),
            "element": {"type": "plain_text_input", "action_id": "v"},
        }
    ],
}


def build_app(api_url: str) -> AsyncApp:
    app = AsyncApp(client=AsyncWebClient(token=SEED.bot_token, base_url=api_url), signing_secret="x")

    @app.command("/journey")
    async def journey(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Acme", blocks=CARD)

    @app.action("log")
    async def log(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.action("done")
    async def done(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Done, well done.", replace_original=True)

    @app.action("drop")
    async def drop(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Dropped.", replace_original=True)

    @app.view("log")
    async def save(ack: Any, view: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        said = view["state"]["values"]["said"]["v"]["value"]
        if said == "?":
            await ack(response_action="errors", errors={"said": "Say what was said."})
            return
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text=f"Logged: {said}")

    @app.shortcut("to_todo")
    async def todo(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.event("app_home_opened")
    async def home(event: dict[str, Any], client: AsyncWebClient) -> None:
        view = {"type": "home", "blocks": [{"type": "header", "text": plain("Your week")}]}
        await client.views_publish(user_id=event["user"], view=view)

    @app.event("message")
    async def message(event: dict[str, Any], say: Any) -> None:
        await say(f"You wrote: {event['text']}")

    return app


@pytest.fixture
async def workspace() -> AsyncIterator[LocalWorkspace]:
    moment = [datetime(2026, 11, 20, 7, 0, tzinfo=UTC)]

    async def next_morning() -> datetime:
        moment[0] += timedelta(days=3)
        await app.client.chat_postMessage(channel="U1", text="Good morning. Nothing is late.")
        return moment[0]

    local = LocalWorkspace(SEED, now=lambda: moment[0], next_morning=next_morning)
    await local.start()
    app = build_app(local.api_url)
    handler = AsyncSocketModeHandler(app, SEED.app_token)
    await handler.connect_async()
    yield local
    await handler.close_async()
    await local.stop()


@pytest.fixture
async def page(workspace: LocalWorkspace, tmp_path: Path) -> AsyncIterator[Page]:
    """The page at 1280 px. Errors in the script and requests to elsewhere fail the test."""
    wrong: list[str] = []
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=CHROMIUM, args=FLAGS, viewport={"width": 1280, "height": 800}
        )
        opened = context.pages[0]
        opened.set_default_timeout(8000)
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("request", lambda request: wrong.append(request.url) if workspace.url not in request.url else None)
        await opened.goto(workspace.url)
        wrong[:] = [entry for entry in wrong if not entry.startswith(("about:", "chrome:"))]
        yield opened
        await context.close()
    assert wrong == []


def shown(page: Page, text: str) -> Any:
    return page.get_by_test_id("message").filter(has_text=text)


async def run_journey(page: Page) -> None:
    await page.get_by_test_id("composer").fill("/journey acme")
    await page.keyboard.press("Enter")
    await expect(shown(page, "Acme")).to_be_visible()


async def test_a_command_completes_with_the_keyboard(page: Page) -> None:
    composer = page.get_by_test_id("composer")
    await composer.press_sequentially("/")
    await expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(2)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Tab")
    await expect(composer).to_have_value("/journey ")
    await page.get_by_role("button", name="globex").click()
    await expect(composer).to_have_value("/journey globex")
    await page.keyboard.press("Enter")
    await expect(shown(page, "Only visible to you")).to_contain_text("Acme <img src=x onerror=alert(1)>")


async def test_a_button_updates_its_message_in_place(page: Page) -> None:
    await run_journey(page)
    await page.get_by_role("button", name="Done").click()
    await expect(shown(page, "Done, well done.")).to_be_visible()
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await expect(page.locator(".busy")).to_have_count(0)


async def test_a_dangerous_button_asks_first(page: Page) -> None:
    await run_journey(page)
    await page.get_by_role("button", name="Drop").click()
    await page.get_by_role("button", name="No", exact=True).click()
    await expect(shown(page, "Dropped.")).to_have_count(0)
    await page.get_by_role("button", name="Drop").click()
    await page.get_by_role("button", name="Yes", exact=True).click()
    await expect(shown(page, "Dropped.")).to_be_visible()


async def test_a_form_shows_errors_under_its_fields_and_keeps_what_was_typed(page: Page) -> None:
    await run_journey(page)
    await page.get_by_role("button", name="Log").click()
    modal = page.get_by_test_id("modal")
    await expect(modal).to_contain_text("Log a call")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal).to_contain_text("Please complete this required field.")
    await page.get_by_label("What was said").fill("?")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal).to_contain_text("Say what was said.")
    await expect(page.get_by_label("What was said")).to_have_value("?")
    await page.get_by_label("What was said").fill("They like it")
    await page.keyboard.press("Enter")
    await expect(modal).to_be_hidden()
    await expect(shown(page, "Logged: They like it")).to_be_visible()


async def test_acting_as_another_person_shows_their_messages_and_time(page: Page) -> None:
    await page.get_by_test_id("composer").fill("mine alone")
    await page.get_by_test_id("send").click()
    await expect(shown(page, "You wrote: mine alone")).to_be_visible()
    await expect(page.get_by_test_id("clock")).to_have_text("Fri 20 Nov, 08:00 in Berlin")
    await page.get_by_test_id("act-as").select_option("U2")
    await expect(page.get_by_test_id("clock")).to_have_text("Fri 20 Nov, 02:00 in New York")
    await expect(page.get_by_test_id("message")).to_have_count(0)


async def test_the_next_working_morning_brings_its_messages(page: Page) -> None:
    await page.get_by_test_id("next-morning").click()
    await expect(shown(page, "Good morning.")).to_be_visible()
    await expect(page.get_by_test_id("clock")).to_contain_text("Mon 23 Nov, 08:00")
    await expect(page.get_by_test_id("next-morning")).not_to_have_class("busy")


async def test_a_thread_opens_beside_and_takes_replies(page: Page, workspace: LocalWorkspace) -> None:
    await page.get_by_test_id("sidebar-channel-cs-team").click()
    await page.get_by_test_id("composer").fill("Who calls Acme?")
    await page.keyboard.press("Enter")
    message = shown(page, "Who calls Acme?")
    await message.hover()
    await message.get_by_label("Reply in thread").click()
    await page.get_by_test_id("thread-composer").fill("I do")
    await page.keyboard.press("Enter")
    panel = page.get_by_test_id("thread-panel")
    await expect(panel.get_by_test_id("message").filter(has_text="I do")).to_be_visible()
    await expect(page.get_by_test_id("replies")).to_contain_text("1 reply")
    await page.get_by_label("Close thread").click()
    await expect(panel).to_be_hidden()
    await page.get_by_test_id("replies").click()
    await expect(panel).to_be_visible()


async def test_a_message_shortcut_opens_its_window(page: Page) -> None:
    await page.get_by_test_id("sidebar-channel-cs-team").click()
    await page.get_by_test_id("composer").fill("Call Acme")
    await page.keyboard.press("Enter")
    message = shown(page, "Call Acme")
    await message.hover()
    await message.get_by_test_id("message-menu").click()
    await page.get_by_role("menuitem", name="Make it a to-do").click()
    await expect(page.get_by_test_id("modal")).to_contain_text("Log a call")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("modal")).to_be_hidden()


async def test_home_is_drawn_when_it_is_opened(page: Page) -> None:
    await page.get_by_test_id("home-tab").click()
    await expect(page.get_by_test_id("home")).to_contain_text("Your week")
    await page.get_by_test_id("messages-tab").click()
    await expect(page.get_by_test_id("composer")).to_be_visible()


async def test_new_messages_elsewhere_are_marked(page: Page, workspace: LocalWorkspace) -> None:
    await page.get_by_test_id("sidebar-channel-cs-team").click()
    await expect(page.get_by_test_id("composer")).to_have_attribute("placeholder", "Message #cs-team")
    client = AsyncWebClient(token=SEED.bot_token, base_url=workspace.api_url)
    await client.chat_postMessage(channel="U1", text="While you were away")
    await expect(page.get_by_test_id("sidebar-channel-milepost")).to_contain_text("1 unread")
    await page.get_by_test_id("sidebar-channel-milepost").click()
    await expect(shown(page, "While you were away")).to_be_visible()
    await expect(page.get_by_test_id("sidebar-channel-milepost")).not_to_contain_text("unread")


async def test_on_a_phone_the_sidebar_opens_and_nothing_is_too_wide(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 844})
    await run_journey(page)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    await page.locator("#open-side").click()
    await page.get_by_test_id("next-morning").click()
    await expect(page.locator("#app")).not_to_have_class(re.compile("side-open"))
    await page.locator("#open-side").click()
    await page.get_by_test_id("sidebar-channel-cs-team").click()
    await expect(page.get_by_role("heading", name="cs-team")).to_be_visible()
