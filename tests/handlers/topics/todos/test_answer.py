"""Buttons, menus and forms, as people meet them in the local workspace."""

import json
from datetime import date, timedelta

import pytest
from aiohttp import web
from sqlalchemy import func, select

from bot.app import Milepost
from bot.delivery.outbox import queue
from bot.playbook.models import Reaction
from bot.settings.read import Settings
from bot.store.tables import (
    AccountEvent,
    Cta,
    Outgoing,
    Person,
    Reacted,
    WebhookCall,
)
from bot.talk.phrases.reader import Reader
from bot.talk.todos.alert import alert
from bot.usecases.workspace.roles import put_in_team
from tests.given.book import NOW, TODAY
from tests.given.rows import channel_row
from tests.given.slack_town import SEED, text_of

pytestmark = [pytest.mark.one_database, pytest.mark.slow]


async def add_cta(town, rule="hand", **values) -> int:
    given = {"due_on": TODAY, "occurrence": rule, "title": "Call Dana", "changed_at": town.clock[0]}
    return await town.accounts.todo(town.acme, rule, **(given | values))


@pytest.mark.both_databases
async def test_a_to_do_is_done_from_the_list_and_undone(town):
    await add_cta(town)
    shown = await town.types("/cta")
    done = await town.presses(shown, "Done")
    assert await town.one(select(Cta.state).where(Cta.rule == "hand")) == "done"
    undone = await town.presses(done, "Undo")
    assert "open again" in text_of(undone)
    assert await town.one(select(Cta.state).where(Cta.rule == "hand")) == "open"


async def test_later_takes_a_day_from_the_menu_or_a_form(town):
    cta = await add_cta(town)
    shown = await town.types("/cta")
    await town.presses(shown, f"later:{cta}", value="tomorrow")
    assert await town.one(select(Cta.wake_on).where(Cta.id == cta)) == date(2026, 1, 7)
    other = await add_cta(town, occurrence="2")
    shown = await town.types("/cta")
    await town.presses(shown, f"later:{other}", value="date")
    assert "until" in (await town.submits({"until": "2026-01-06"})).errors
    assert (await town.submits({"until": "2026-02-02"})).ok
    assert await town.one(select(Cta.wake_on).where(Cta.id == other)) == date(2026, 2, 2)


@pytest.mark.both_databases
async def test_reached_out_is_a_contact_of_the_log_until_it_is_undone(town):
    cta = await town.one(select(Cta.id).where(Cta.account_id == town.acme, Cta.rule.like("stuck%")))
    noted = await town.presses(await town.types("/cta"), f"reached-out:{cta}")
    contact = select(AccountEvent.id).where(AccountEvent.kind == "contact", AccountEvent.undone_at.is_(None))
    assert await town.one(contact) is not None
    assert "Reached out" in text_of(await town.types("/journey acme log"))
    assert "Last contact: Tue 6 Jan" in text_of(await town.types("/journey acme"))
    await town.presses(noted, "Undo")
    assert await town.one(contact) is None


@pytest.mark.both_databases
async def test_the_cards_to_dos_have_their_buttons_and_its_draft_answers_the_most_pressing(town):
    card = await town.types("/journey acme")
    there = await town.presses(card, f"account-todos:{town.acme}")
    assert "open to-do" in text_of(there)
    assert "Reached out" in text_of(there)
    await town.presses(card, "Draft to Dana")
    assert (await town.submits({"text": "Dear Dana, …", "channel": "mail"})).ok
    assert await town.one(select(Cta.state).where(Cta.account_id == town.acme, Cta.state == "asleep")) == "asleep"


async def test_on_a_friday_the_next_day_is_monday_and_the_menu_says_so(town):
    town.clock[0] += timedelta(days=3)
    cta = await add_cta(town)
    shown = await town.types("/cta")
    assert "Next working day (Mon)" in text_of(shown)
    assert "Tomorrow" not in text_of(shown)
    await town.presses(shown, f"later:{cta}", value="tomorrow")
    assert await town.one(select(Cta.wake_on).where(Cta.id == cta)) == date(2026, 1, 12)


@pytest.mark.both_databases
async def test_the_next_working_day_is_one_of_their_own_week(town):
    town.clock[0] += timedelta(days=3)
    async with town.store.write(1) as db:
        (await db.get_one(Person, 11)).digest_days = "71234"
    cta = await add_cta(town)
    shown = await town.types("/cta")
    assert "Next working day (Sun)" in text_of(shown)
    await town.presses(shown, f"later:{cta}", value="tomorrow")
    assert await town.one(select(Cta.wake_on).where(Cta.id == cta)) == date(2026, 1, 11)


@pytest.mark.both_databases
async def test_more_leads_to_reasons_colleagues_and_the_card(town):
    cta = await add_cta(town)
    shown = await town.types("/cta")
    menu = f"todo-more:{cta}"
    assert "Acme" in text_of(await town.presses(shown, menu, value="card"))
    shown = await town.types("/cta")
    assert "Call Dana" in text_of(await town.presses(shown, menu, value="why"))
    shown = await town.types("/cta")
    await town.presses(shown, menu, value="reassign")
    form = json.dumps(town.slack.views("UOLGA")[-1])
    assert "Tim Teammate" in form
    assert "Olga Owner" not in form  # it is with her already
    assert "users_select" not in form  # it would offer guests
    assert (await town.submits({"owner": "12"})).ok
    row = await town.one(select(Cta).where(Cta.id == cta))
    assert (row.owner_id, row.handed_over) == (12, True)
    assert "Gave" in text_of(town.slack.ephemerals("CTEAM", "UOLGA")[-1])


async def test_not_a_problem_wants_a_reason(town):
    cta = await add_cta(town, "stuck-in-milestone", title="")
    shown = await town.types("/cta")
    await town.presses(shown, f"todo-more:{cta}", value="not-a-problem")
    assert (await town.submits({"why": "holidays until February"})).ok
    assert await town.one(select(Cta.closed_why).where(Cta.id == cta)) == "not a problem"


@pytest.mark.both_databases
async def test_a_click_in_an_alert_edits_it_and_confirms_beside_it(town):
    await town.accounts.let_colleagues_write()
    cta = await town.one(select(Cta.id).where(Cta.account_id == town.acme, Cta.rule.like("stuck%")))
    assert cta is not None
    own = await channel_row(town.store, "CACME")
    async with town.store.write(1) as db:
        number = await queue(
            db, kind="alert", once="a", now=town.clock[0], refs={}, person_id=11, channel_id=own, cta_id=cta
        )
        row = await db.get_one(Outgoing, number)
        message = await alert(db, town.library, cta, Reader(1, 11, "Olga", None, 1), town.clock[0])
        row.state, row.message = "sent", message.model_dump(mode="json")
    await town.desk._line_of("T1").surface.post("CACME", message, delivery_id="d")
    posted = town.slack.messages("CACME")[-1]
    said = await town.presses(posted, "Reached out", user="UTIM", channel="CACME")
    assert "you reached out" in text_of(said)
    assert len(town.slack.messages("CACME")) == 1
    assert await town.one(select(Outgoing.edit)) is True
    assert await town.one(select(Cta.state).where(Cta.id == cta)) == "asleep"


@pytest.mark.both_databases
async def test_a_to_do_is_added_with_its_account_and_day(town):
    await town.types("/cta add acme send the schema notes by Fri")
    row = await town.one(select(Cta).where(Cta.rule == "hand"))
    assert (row.account_id, row.title, row.due_on) == (town.acme, "send the schema notes", date(2026, 1, 9))
    said = await town.types("/cta add acmee send it")
    assert "It belongs to no account; to put it with one, begin with the account's name." in text_of(said)
    row = await town.one(select(Cta).where(Cta.rule == "hand").order_by(Cta.id.desc()))
    assert (row.account_id, row.title) == (None, "acmee send it")
    await town.types("/cta add")
    assert "Did you mean" in (await town.submits({"title": "call", "account": "acmee"})).errors["account"]
    assert (await town.submits({"title": "call", "account": "globex", "owner": "UTIM"})).ok
    row = await town.one(select(Cta).where(Cta.title == "call"))
    assert (row.account_id, row.owner_id) == (town.globex, 12)


@pytest.mark.both_databases
async def test_a_to_do_for_an_account_that_is_anothers_or_not_clear_is_never_added_to_none(town):
    for key in ("north", "south"):
        await town.accounts.account("Initech", key=key)
    before = await town.one(select(func.count()).select_from(Cta))
    asked = text_of(await town.types("/cta add initech send the notes"))
    assert "could be Initech (north) or Initech (south). Which one?" in asked
    await town.lets_in()  # Nora, of no team
    await put_in_team(town.store, 1, "tim@milepost.example", ["olga@milepost.example"], town.clock[0])
    for typed in ("acme send the notes", "Acme: send the notes by Fri", f"#{town.acme} send it", "“Acme” send it"):
        said = text_of(await town.types(f"/cta add {typed}", user="UNEW"))
        assert "Acme belongs to Olga Owner, in another team than yours." in said, typed
    assert await town.one(select(func.count()).select_from(Cta)) == before


@pytest.mark.both_databases
async def test_a_to_do_by_a_day_that_does_not_exist_is_asked_about_and_not_lost(town):
    for typed, account in (("buy milk by 32 Feb", None), ("acme buy milk by 32 Feb", town.acme)):
        asked = await town.types(f"/cta add {typed}")
        assert "“buy milk” isn't added yet. I can't read “32 Feb” as a day." in asked["text"]
        assert await town.one(select(func.count()).select_from(Cta).where(Cta.title.like("%32 Feb%"))) == 0
        await town.presses(asked, "Due Wed 7 Jan")
        last = await town.one(select(Cta).where(Cta.rule == "hand").order_by(Cta.id.desc()).limit(1))
        assert (last.title, last.due_on, last.account_id) == ("buy milk", date(2026, 1, 7), account)


async def test_a_day_with_two_readings_is_asked_about_and_every_other_one_is_said_back(town):
    asked = await town.types("/cta add acme call Dana on 2/3")
    assert "By “2/3” you may mean Mon 2 Mar or Tue 3 Feb. Which day is it?" in asked["text"]
    assert "Due Tue 3 Feb" in text_of(await town.presses(asked, "Due Tue 3 Feb"))
    for typed, said in (("next tuesday call Dana", "Due Tue 13 Jan"), ("call Dana at eom", "Due Fri 30 Jan")):
        assert said in text_of(await town.types(f"/cta add acme {typed}"))
    rows = await town.one(select(func.count()).select_from(Cta).where(Cta.title == "call Dana"))
    assert rows == 3


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
    assert "Dana Reyes answered 4 of 10 on Tue 6 Jan" in said
    assert "Next: call Dana and ask what is behind the score" in said
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
    await town.accounts.let_colleagues_write()
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
        webhooks_private=True, webhooks={"crm": f"http://127.0.0.1:{runner.addresses[0][1]}/hook"},
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
