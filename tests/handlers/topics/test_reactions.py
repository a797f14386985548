"""Reactions in the local workspace: something happens, and what is wanted is ready at once."""

# method: C3, C4

import json
from datetime import timedelta

import pytest
from aiohttp import web
from sqlalchemy import func, select

from bot.app import Milepost
from bot.playbook.models import Reaction
from bot.settings import Settings
from bot.store.tables import AccountEvent, Cta, Reacted, WebhookCall
from tests.given.book import NOW
from tests.given.slack_town import SEED, text_of

pytestmark = pytest.mark.one_database

CALL = select(Cta).where(Cta.rule == "low-score/cta")
CRM = {"key": "tell-crm", "on": "survey_received", "do": [{"webhook": "crm"}]}


async def answered(town, user: str = "UOLGA") -> None:
    """Dana gives 4, an hour after the accounts were first assessed."""
    town.clock[0] = NOW + timedelta(hours=1)
    await town.types("/journey acme survey", user=user)
    assert (await town.submits({"nps": "4", "csat": "2", "with": str(town.dana)}, user=user)).ok


async def test_a_low_score_is_in_the_list_at_once_with_its_draft_and_done_when_it_was_sent(town):
    # method: C5
    await answered(town)
    listed = await town.types("/cta")
    said = text_of(listed)
    assert "NPS 4 from Dana Reyes on Tue 6 Jan" in said
    assert "Call Dana and ask what is behind the score" in said
    assert (await town.one(CALL)).tell == ""  # Olga wrote it down herself
    await town.presses(listed, f"draft:todo/{(await town.one(CALL)).id}")
    form = json.dumps(town.slack.views("UOLGA")[-1], ensure_ascii=False)
    assert "Thank you for the honest score" in form
    assert (await town.submits({"text": "Dear Dana, …", "channel": "call", "with": str(town.dana)})).ok
    confirmed = town.slack.ephemerals("CTEAM", "UOLGA")[-1]
    assert "you spoke with" in text_of(confirmed)
    assert "The to-do is done." in text_of(confirmed)
    assert (await town.one(CALL)).state == "done"
    await town.presses(confirmed, "Undo")
    assert (await town.one(CALL)).state == "open"


async def test_done_closes_it_and_undo_opens_it_again(town):
    await answered(town)
    listed = await town.types("/cta")
    done = await town.presses(listed, f"done:{(await town.one(CALL)).id}")
    assert (await town.one(CALL)).state == "done"
    assert "ask what is behind the score" not in text_of(await town.types("/cta"))
    await town.presses(done, "Undo")
    assert (await town.one(CALL)).state == "open"


async def test_a_score_that_is_taken_back_leaves_no_to_do(town):
    await answered(town)
    assert (await town.one(CALL)).state == "open"
    await town.presses(town.slack.ephemerals("CTEAM", "UOLGA")[-1], "Undo")
    assert (await town.one(CALL)).state == "closed"
    assert "ask what is behind the score" not in text_of(await town.types("/cta"))


async def test_what_a_colleague_wrote_down_is_told_to_whose_account_it_is(town):
    await answered(town, user="UTIM")
    call = await town.one(CALL)
    assert (call.owner_id, call.tell) == (11, "due")


@pytest.mark.both_databases
async def test_the_tick_calls_the_hosts_other_systems(town):
    got: list[dict] = []

    async def hook(request: web.Request) -> web.Response:
        got.append(await request.json())
        return web.Response(status=200)

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    laer = town.library.playbooks["laer"].model_copy(update={"reactions": (Reaction.model_validate(CRM),)})
    library = town.library.model_copy(update={"playbooks": {**town.library.playbooks, "laer": laer}})
    settings = Settings(
        bot_token=SEED.bot_token, api_url=town.slack.api_url, webhook_secret="a-secret-of-the-host",
        webhooks={"crm": f"http://127.0.0.1:{runner.addresses[0][1]}/hook"},
    )  # fmt: skip
    try:
        await answered(town)
        milepost = Milepost(settings, town.store, library, lambda: town.clock[0])
        await milepost.connect()
        report = await milepost.tick(NOW + timedelta(hours=2), patience=0)
        await milepost.tick(NOW + timedelta(hours=3), patience=0)
    finally:
        await runner.cleanup()
    assert "Webhooks: 1 arrived, 0 failed." in report.in_words()
    [call] = got
    assert (call["event"], call["about"], call["value"], call["account"]) == (
        "survey_received", "nps", 4.0, {"key": "acme", "name": "Acme"},
    )  # fmt: skip
    assert await town.one(select(WebhookCall.state)) == "sent"


@pytest.mark.both_databases
async def test_a_stranger_can_neither_see_nor_close_it(town):
    await answered(town)
    number = (await town.one(CALL)).id
    async with town.store.read(2) as db:
        assert await db.get(Cta, number) is None
        assert await db.scalar(select(func.count()).select_from(Reacted)) == 0
    assert await town.one(select(func.count()).select_from(AccountEvent), workspace=2) == 0
