"""`/cta`: what is typed becomes a to-do, one's own or a colleague's."""

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.delivery.schedule.announce import announce
from bot.store.tables import Cta, Outgoing, Workspace
from bot.surfaces.plain.text import plain_text
from bot.talk.phrases.reader import Reader
from bot.talk.todos.alert import alert
from bot.usecases.workspace.roles import give_role, put_in_team
from tests.given.book import NOW, TIM
from tests.given.queued_messages import QueuedMessages
from tests.given.reading import text_of as words_of
from tests.given.slack_town import text_of

pytestmark = [pytest.mark.one_database, pytest.mark.slow]
LAST = select(Cta).where(Cta.rule == "hand").order_by(Cta.id.desc()).limit(1)
HOW_MANY = select(func.count()).select_from(Cta).where(Cta.rule == "hand")


async def tim_leads_olga(town) -> None:
    await give_role(town.store, 1, "tim@milepost.example", "manager", NOW)
    await put_in_team(town.store, 1, "tim@milepost.example", ["olga@milepost.example"], NOW)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("typed", "title", "due_on"),
    [
        ("call Dana tomorrow for acme", "call Dana", date(2026, 1, 7)),
        ("call Dana for Acme tomorrow", "call Dana", date(2026, 1, 7)),
        ("add call Dana by Fri for acme", "call Dana", date(2026, 1, 9)),
        ("prepare slides for the board for ACME", "prepare slides for the board", date(2026, 1, 13)),
        ("acme: send the notes for Globex by Fri", "send the notes for Globex", date(2026, 1, 9)),
    ],
)
async def test_the_account_may_stand_at_the_end(town, typed, title, due_on):
    await town.types(f"/cta {typed}", channel="CTEAM")
    row = await town.one(LAST)
    assert (row.account_id, row.title, row.due_on, row.owner_id) == (town.acme, title, due_on, 11)


async def test_what_may_be_a_question_adds_nothing(town):
    before = await town.one(HOW_MANY)
    for typed in ("what is due tomorrow for acme", "anything open at acme?", "show everything for acme", "call Dana"):
        assert "Shall I add it?" in text_of(await town.types(f"/cta {typed}")), typed
    assert await town.one(HOW_MANY) == before


async def test_an_account_at_the_end_that_two_have_is_asked_and_another_teams_refused(town):
    for key in ("north", "south"):
        await town.accounts.account("Initech", key=key)
    asked = await town.types("/cta call them tomorrow for initech")
    assert "could be Initech (north) or Initech (south). Which one?" in text_of(asked)
    await town.presses(asked, "Initech (south)")
    row = await town.one(LAST)
    assert (row.title, row.due_on) == ("call them", date(2026, 1, 7))
    await town.lets_in()  # Nora, of no team
    await put_in_team(town.store, 1, "tim@milepost.example", ["olga@milepost.example"], town.clock[0])
    said = text_of(await town.types("/cta call Dana tomorrow for acme", user="UNEW"))
    assert "Acme belongs to Olga Owner, in another team than yours." in said


@pytest.mark.both_databases
async def test_a_manager_gives_a_to_do_which_its_owner_hears_of_in_working_hours(town):
    await tim_leads_olga(town)
    said = await town.types("/cta @olga prepare the forecast by Fri", user="UTIM")
    assert "Gave Olga a to-do: prepare the forecast" in text_of(said)
    row = await town.one(LAST)
    assert (row.owner_id, row.account_id, row.due_on, row.tell) == (11, None, date(2026, 1, 9), "due")
    async with town.store.read(1) as db:
        told = await alert(db, town.library, row.id, Reader(1, 11, "Olga Owner", "Europe/Berlin", 1), town.clock[0])
    assert words_of(told).startswith("prepare the forecast · from Tim")
    await town.accounts.change(Workspace, 1, ticked_at=NOW.replace(hour=9))
    async with town.store.write(1) as db:
        assert await announce(db, NOW.replace(hour=9)) == 1
    assert await town.one(select(Outgoing.person_id).where(Outgoing.cta_id == row.id)) == 11
    undone = text_of(await town.presses(said, "Undo", user="UTIM"))
    assert "Undone" in undone
    assert " is gone." in undone
    assert await town.one(HOW_MANY) == 0


async def test_a_to_do_at_an_account_goes_to_a_colleague_with_everything_that_was_typed(town):
    said = await town.types("/cta @Tim Teammate call Dana tomorrow for acme")
    assert "Gave Tim a to-do: call Dana · Acme" in text_of(said)
    row = await town.one(LAST)
    assert (row.owner_id, row.account_id, row.title, row.due_on) == (12, town.acme, "call Dana", date(2026, 1, 7))
    asked = await town.types("/cta @tim acme call Dana on 2/3")
    await town.presses(asked, "Due Tue 3 Feb")
    row = await town.one(LAST)
    assert (row.owner_id, row.account_id, row.title, row.due_on) == (12, town.acme, "call Dana", date(2026, 2, 3))
    await town.types("/cta @tim")
    assert town.slack.views("UOLGA")[-1]["blocks"][-1]["element"]["initial_user"] == "UTIM"


@pytest.mark.both_databases
async def test_taken_back_it_is_over_in_the_message_that_told_the_colleague(town):
    said = await town.types("/cta @Tim Teammate call Dana tomorrow for acme")
    number = (await town.one(LAST)).id
    messages = QueuedMessages(town.accounts)
    told = await messages.queue("alert", cta_id=number, person_id=12)
    first = await messages.compose(told)
    assert first.message is not None
    assert "[Done]" in plain_text(first.message)
    await town.presses(said, "Undo")
    assert await town.one(select(Cta.id).where(Cta.id == number)) is None
    assert (await town.one(select(Outgoing).where(Outgoing.id == told))).edit
    over = await messages.compose(told)
    assert over.message is not None
    assert plain_text(over.message).splitlines() == [
        plain_text(first.message).splitlines()[0],
        "✓ Taken back by Olga: nothing to do.",
    ]


@pytest.mark.both_databases
async def test_who_leads_nobody_gives_nothing_without_an_account_of_theirs(town):
    before = await town.one(HOW_MANY)
    said = text_of(await town.types("/cta @tim buy milk by Fri"))
    assert "Only whoever leads Tim Teammate can give them a to-do of their own." in said
    assert "belongs to Olga Owner, so you can only read there" in text_of(
        await town.types("/cta @olga call Dana for acme", user="UTIM")
    )
    await town.lets_in(role="viewer")
    assert "only reads here, and couldn" in text_of(await town.types("/cta @nora call Dana for acme"))
    assert "You can read here, and change nothing" in text_of(await town.types("/cta @olga buy milk", user="UNEW"))
    unknown = await town.types("/cta @tom call Dana for acme")
    assert "No colleague is called *@tom*" in text_of(unknown)
    assert await town.one(HOW_MANY) == before
    await town.presses(unknown, "Tim Teammate")
    assert (await town.one(LAST)).owner_id == TIM.person_id
