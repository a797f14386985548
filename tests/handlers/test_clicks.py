"""Buttons, menus and forms, as people meet them in the local workspace."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot import actions
from bot.delivery.outbox import queue
from bot.message import Actions, Form, Message
from bot.store.tables import Account, AccountEvent, Contract, Cta, Outgoing, Person, Stakeholder, TaskDone
from bot.talk.examples import EXAMPLES
from bot.talk.phrases.reader import Reader
from bot.talk.todos.alert import alert
from handlers.dispatch import ACTIONS, FORMS
from tests.given.channels import channel_row

pytestmark = pytest.mark.one_database

NOW_DAY = date(2026, 1, 6)


def text_of(message: dict) -> str:
    return json.dumps(message.get("blocks") or message.get("text"), ensure_ascii=False)


async def add_cta(town, rule="hand", **values) -> int:
    given = {
        "type": "risk", "priority": 2, "owner_id": 11, "opened_on": NOW_DAY, "due_on": NOW_DAY, "state": "open",
        "occurrence": rule, "subject": f"account:{town.acme}:1", "title": "Call Dana", "account_id": town.acme,
        "changed_at": town.clock[0],
    }  # fmt: skip
    async with town.store.write(1) as db:
        row = Cta(workspace_id=1, rule=rule, **(given | values))
        db.add(row)
        await db.flush()
        return row.id


def test_every_button_and_form_that_anybody_can_see_is_answered():
    named = {value for name, value in vars(actions).items() if name.isupper() and isinstance(value, str)}
    assert named == set(ACTIONS) | set(FORMS)
    for name, example in EXAMPLES:
        if isinstance(example, Form):
            assert example.action in FORMS, name
            continue
        assert isinstance(example, Message)
        for block in example.blocks:
            for element in block.elements if isinstance(block, Actions) else ():
                assert element.action in ACTIONS, (name, element.action)


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
    cta = await town.one(select(Cta.id).where(Cta.account_id == town.acme, Cta.rule.like("renewal%")))
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
    there = await town.presses(card, "To-dos")
    assert "open to-do" in text_of(there)
    assert "Reached out" in text_of(there)
    await town.presses(card, "Draft")
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
    cta = await town.one(select(Cta.id).where(Cta.account_id == town.acme, Cta.rule.like("renewal%")))
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
async def test_the_renewals_call_and_outcome(town):  # method: D2
    await town.types("/journey acme renewal")
    assert (await town.submits({"call": "at risk"})).ok
    assert await town.one(select(Contract.call)) == "at risk"
    await town.types("/journey acme renewal")
    assert "until" in (await town.submits({"outcome": "renewed"})).errors
    assert "amount" in (await town.submits({"outcome": "reduced", "until": "2027-03-14"})).errors
    assert (await town.submits({"outcome": "reduced", "until": "2027-03-14", "amount": "90000"})).ok
    contract = await town.one(select(Contract))
    assert (contract.ends_on, contract.notice_on) == (date(2027, 3, 14), date(2027, 1, 13))
    await town.presses(town.slack.ephemerals("CTEAM", "UOLGA")[-1], "Undo")
    assert await town.one(select(Contract.ends_on)) == date(2026, 3, 14)


@pytest.mark.both_databases
async def test_my_view_is_set_from_the_cards_menu(town):
    card = await town.types("/journey acme")
    await town.presses(card, f"more:{town.acme}", value="view")
    assert (await town.submits({"view": "worried", "note": "quiet champion"})).ok
    assert await town.one(select(Account.view).where(Account.id == town.acme)) == "worried"
    assert await town.one(select(AccountEvent.note)) == "quiet champion"


async def test_the_map_goes_to_the_direct_message(town):  # method: A1
    shown = await town.types("/journey acme map")
    assert "direct message" in text_of(shown)
    posted = town.slack.messages(town.slack.direct_channel("UOLGA"))
    assert any(message.get("files") for message in posted)


async def test_a_type_is_chosen_from_the_list(town):
    shown = await town.types("/persona acme")
    await town.presses(shown, f"persona-tag:{town.dana}", value="friend")
    assert await town.one(select(Stakeholder.persona)) == "friend"


async def test_prep_shows_one_person(town):  # method: A4
    assert "Dana" in text_of(await town.types("/journey acme prep the COO"))
    assert "Dana" in text_of(await town.types("/journey prep with Dana", channel="CACME"))


@pytest.mark.both_databases
async def test_the_first_days_questions_are_forms(town):
    async with town.store.write(1) as db:
        (await db.get_one(Account, town.acme)).entry_stage = None
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


@pytest.mark.both_databases
async def test_a_to_do_is_added_with_its_account_and_day(town):
    await town.types("/cta add acme send the schema notes by Fri")
    row = await town.one(select(Cta).where(Cta.rule == "hand"))
    assert (row.account_id, row.title, row.due_on) == (town.acme, "send the schema notes", date(2026, 1, 9))
    await town.types("/cta add acmee send it")
    row = await town.one(select(Cta).where(Cta.rule == "hand").order_by(Cta.id.desc()))
    assert (row.account_id, row.title) == (None, "acmee send it")
    await town.types("/cta add")
    assert "Did you mean" in (await town.submits({"title": "call", "account": "acmee"})).errors["account"]
    assert (await town.submits({"title": "call", "account": "globex", "owner": "UTIM"})).ok
    row = await town.one(select(Cta).where(Cta.title == "call"))
    assert (row.account_id, row.owner_id) == (town.globex, 12)


async def test_unknown_words_get_the_nearest_that_works(town):
    shown = await town.types("/journey acme prpe")
    assert "Acme prep" in text_of(shown)
    shown = await town.types("/journey acme met the COO today")
    logged = await town.presses(shown, "Log it")
    assert "Saved" in text_of(logged)
    assert await town.one(select(AccountEvent.note)) == "met the COO today"
    assert "Add it as a to-do" in text_of(await town.types("/cta call Dana"))


@pytest.mark.both_databases
async def test_a_to_do_by_a_day_that_does_not_exist_is_asked_about_and_not_lost(town):
    for typed, account in (("buy milk by 32 Feb", None), ("acme buy milk by 32 Feb", town.acme)):
        asked = await town.types(f"/cta add {typed}")
        assert "There is no 32 Feb, so “buy milk” isn't added yet" in asked["text"]
        assert await town.one(select(func.count()).select_from(Cta).where(Cta.title.like("%32 Feb%"))) == 0
        await town.presses(asked, "Due tomorrow")
        last = await town.one(select(Cta).where(Cta.rule == "hand").order_by(Cta.id.desc()).limit(1))
        assert (last.title, last.due_on, last.account_id) == ("buy milk", date(2026, 1, 7), account)
