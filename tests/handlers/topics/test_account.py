"""An account's card: its view, its map, its steps."""

from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from bot.store.tables import Account, AccountEvent, TaskDone
from tests.given.slack_town import first_button, text_of

pytestmark = pytest.mark.one_database


async def test_a_task_is_ticked_and_unticked(town):  # method: D3
    shown = await town.types("/journey acme tasks")
    label = next(
        element["text"]["text"] for block in shown["blocks"] for element in block.get("elements") or []
        if element.get("action_id", "").startswith("task-done")
    )  # fmt: skip
    shown = await town.presses(shown, label)
    assert await town.one(select(func.count()).select_from(TaskDone)) == 1
    await town.presses(shown, "Undo")
    assert await town.one(select(func.count()).select_from(TaskDone)) == 0


@pytest.mark.both_databases
async def test_my_view_is_set_from_the_cards_menu(town):
    card = await town.types("/journey acme")
    await town.presses(card, f"more:{town.acme}", value="view")
    assert (await town.submits({"view": "worried", "note": "quiet champion"})).ok
    assert await town.one(select(Account.view).where(Account.id == town.acme)) == "worried"
    assert await town.one(select(AccountEvent.note)) == "quiet champion"


async def test_four_matters_are_the_most_pressing_one_and_three_more_each_one_click_away(town):
    days = {f"Matter {day}": town.clock[0].date() + timedelta(days=day) for day in (4, 2, 1, 3)}
    hooli = await town.accounts.account("Hooli")
    for title, due_on in days.items():
        await town.accounts.todo(hooli, "hand", title=title, due_on=due_on, occurrence=title)
    card = await town.types("/journey hooli")
    assert "Matter 1" in text_of(card)
    there = await town.presses(card, "3 more")
    said = [block["text"]["text"] for block in there["blocks"] if block.get("text")]
    shown = [title for text in said for title in days if title in text]
    assert shown == ["Matter 1", "Matter 2", "Matter 3", "Matter 4"]
    buttons = [one["action_id"] for block in there["blocks"] for one in block.get("elements", ())]
    assert sum(one.startswith("done:") for one in buttons) == 4


async def test_the_map_goes_to_the_direct_message(town):  # method: A1
    shown = await town.types("/journey acme map")
    assert "direct message" in text_of(shown)
    posted = town.slack.messages(town.slack.direct_channel("UOLGA"))
    assert any(message.get("files") for message in posted)


@pytest.mark.both_databases
async def test_each_stage_is_one_click_from_the_map_in_full_also_those_to_come(town):  # method: A1
    shown = await town.types("/journey acme map")
    for stage in town.accounts.library.playbooks["laer"].stages:
        said = text_of(await town.presses(shown, f"map-stage:{town.acme}", value=stage.key))
        for told in (stage.purpose, *stage.needs, *stage.touchpoints, *stage.actions, *stage.teams):
            assert told in said, (stage.key, told)
    assert "can't find that any more" in text_of(await town.presses(shown, f"map-stage:{town.acme}", value="gone"))


async def test_an_account_answers_to_its_name(town):  # method: A1
    shown = await town.types("/journey acme")
    assert "Acme" in text_of(shown)
    assert "Talking points" in text_of(shown)


async def test_an_accounts_card_takes_four_statements_in_two_transactions(town):
    await town.types("/journey acme", user="UOLGA")  # the playbook's version is parsed once, and she was seen
    town.clock[0] += timedelta(minutes=2)
    said: list[str] = []
    engine = town.store.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda c, cursor, sql, *rest: said.append(sql))
    event.listen(engine, "begin", lambda connection: said.append("BEGIN"))
    await town.types("/journey acme", user="UOLGA")
    # Who asks, and what they may see (for a minute nobody asks again); which account; it with all that hangs on it.
    assert [sql.split()[0] for sql in said] == ["BEGIN", "SELECT", "SELECT", "BEGIN", "SELECT", "SELECT"]


async def test_sharing_says_who_reads_and_refuses_outsiders(town):
    card = await town.types("/journey acme")
    menu = next(element for block in card["blocks"] for element in block.get("elements") or []
                if element["action_id"].startswith("more"))  # fmt: skip
    asked = await town.presses(card, menu["action_id"], value="share")
    assert "cs-team" in text_of(asked)
    await town.presses(asked, first_button(asked))
    assert "Acme" in text_of(town.slack.messages("CTEAM")[-1])
    for channel, word in (("CSHARED", "from outside"), ("CGUESTS", "from outside"), ("CAWAY", "Add me")):
        card = await town.types("/journey acme", channel=channel)
        refused = await town.presses(card, menu["action_id"], value="share", channel=channel)
        assert word in text_of(refused)
        assert not town.slack.posts[channel]
