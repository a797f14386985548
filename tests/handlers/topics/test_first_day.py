"""The first day's questions."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot import actions
from bot.message import Actions, Message
from bot.store.tables import Account, Contract

pytestmark = pytest.mark.one_database


@pytest.mark.both_databases
async def test_the_first_days_questions_are_forms(town):
    async with town.store.write(1) as db:
        for number in (town.acme, town.globex):  # old customers when they came
            account = await db.get_one(Account, number)
            account.entry_stage, account.created_at = None, account.created_at + timedelta(days=400)
    await open_step(town, "dates")
    assert (await town.submits({str(town.globex): "2026-09-30"})).ok
    assert await town.one(select(Contract.ends_on).where(Contract.account_id == town.globex)) == date(2026, 9, 30)
    await open_step(town, "stages")
    assert (await town.submits({str(town.globex): "adopt"})).ok
    assert await town.one(select(Account.entry_stage).where(Account.id == town.globex)) == "adopt"


async def open_step(town, step: str) -> None:
    """Press the welcome message's button, in Olga's direct messages."""
    from bot.message import Button, line

    button = Button(label="Go", action=actions.SETUP, target=step)
    message = Message(title=line("Hello"), blocks=(Actions(elements=(button,)),))
    await town.desk._line_of("T1").direct("UOLGA", message)
    channel = town.slack.direct_channel("UOLGA")
    posted = town.slack.messages(channel)[-1]
    block = posted["blocks"][-1]
    outcome = await town.slack.acting.click_message(
        "UOLGA", channel, posted["ts"], block["block_id"], block["elements"][0]["action_id"]
    )
    assert outcome.ok, outcome
    await town.settled()
