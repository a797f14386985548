"""/cta, /journey, the Home tab, the settings and the first day."""

# method: A1, C2, C4

from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest

import bot.talk
from bot.message import Form, Message
from bot.store.tables import Contract, Cta, Person, Stakeholder
from bot.surfaces.plain.text import plain_text
from bot.talk.digest.first_day import FirstDayFindings, render_first_day, welcome
from bot.talk.examples import EXAMPLES
from bot.talk.home.home import home
from bot.talk.home.settings_form import say_days, settings_form
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.portfolio import portfolio
from bot.talk.todos.todo_forms import confirm_later, not_a_problem_form
from bot.talk.todos.todo_list import account_todos, held_back, nothing_due, todos
from tests.given.channels import channel_row
from tests.talk.seed import NOW, OLGA, TIM, TODAY, account, acme, add, ago, facts, todo
from tests.talk_work.conftest import Desk, buttons

pytestmark = pytest.mark.one_database

SAM = Reader(2, 21, "Sam Stranger", "Europe/Berlin")


async def list_of(desk: Desk, reader: Reader = OLGA) -> Message:
    async with desk.store.read(reader.workspace_id) as db:
        return await todos(db, desk.library, reader, NOW)


async def journey(desk: Desk, reader: Reader = OLGA) -> str:
    async with desk.store.read(reader.workspace_id) as db:
        return plain_text(await portfolio(db, desk.library, reader, NOW))


async def test_my_list_goes_by_due_date_and_its_first_entries_can_be_acted_on(desk: Desk) -> None:
    await acme(desk.store, desk.library)
    message = await list_of(desk)
    lines = plain_text(message).splitlines()
    assert lines[0] == "Three to-dos, one late"
    assert lines[1].startswith("Acme · late since yesterday · 77 days without a weekly habit")
    assert ("Reached out", "reached-out", "1") in buttons(message)
    assert ("Done", "done", "3") in buttons(message)
    assert buttons(message)[-1] == ("Add a to-do", "todo-add", "")


async def test_a_long_list_says_how_many_more_there_are(desk: Desk) -> None:
    await account(desk.store, desk.library)
    await add(desk.store, facts(), *[todo(n, "hand", n, title=f"task {n}", subject=f"s{n}") for n in range(1, 21)])
    text = plain_text(await list_of(desk))
    assert text.startswith("20 to-dos\n")
    assert "… and 8 more, due later" in text


async def test_a_long_list_goes_on_in_fives_each_with_its_buttons(desk: Desk) -> None:
    await account(desk.store, desk.library)
    await add(desk.store, facts(), *[todo(n, "hand", n, title=f"task {n}", subject=f"s{n}") for n in range(1, 12)])
    assert ("Next 5", "todos", "5") in buttons(await list_of(desk))
    async with desk.store.read(1) as db:
        further = await todos(db, desk.library, OLGA, NOW, 5)
        last = await todos(db, desk.library, OLGA, NOW, 10)
    assert plain_text(further).startswith("11 to-dos, from the 6th on\nAcme · due Mon · task 6")
    further_on = {("Done", "done", "6"), ("The last one", "todos", "10"), ("From the start", "todos", "")}
    assert further_on <= set(buttons(further))
    assert ("Done", "done", "11") in buttons(last)
    assert not any(label.startswith("Next") for label, _, _ in buttons(last))


@pytest.mark.both_databases
async def test_an_accounts_to_dos_can_all_be_answered_there(desk: Desk) -> None:
    await acme(desk.store, desk.library)
    async with desk.store.read(1) as db:
        message = await account_todos(db, desk.library, 1, OLGA, NOW)
    assert message is not None
    lines = plain_text(message).splitlines()
    assert lines[0] == "Acme: 3 open to-dos"
    assert lines[1] == "Unblock: trained admin · late since yesterday"
    assert {("Reached out", "reached-out", "1"), ("Done", "done", "3"), ("Card", "card", "1")} <= set(buttons(message))
    async with desk.store.read(2) as db:
        assert await account_todos(db, desk.library, 1, SAM, NOW) is None


@pytest.mark.both_databases
async def test_what_sleeps_says_when_it_is_back(desk: Desk) -> None:
    await acme(desk.store, desk.library)
    await desk.reached_out(1)
    assert "Back by themselves: Acme Tue 13 Jan" in plain_text(await list_of(desk))


async def test_an_empty_list_teaches_when_the_next_renewal_is(desk: Desk) -> None:
    await account(desk.store, desk.library, name="Globex")
    await add(desk.store, facts(deadline_on=date(2026, 5, 3)))
    assert plain_text(await list_of(desk)).startswith("No to-dos due. Your next renewal is Globex on 3 May.")
    assert nothing_due(None, TODAY) == "No to-dos due."
    assert nothing_due(("Globex", date(2027, 5, 3)), TODAY).endswith("on 3 May 2027.")


@pytest.mark.both_databases
async def test_what_was_held_back_can_be_read(desk: Desk) -> None:
    await acme(desk.store, desk.library)
    await desk.set(Cta, 1, tell="due")
    row = await desk.queued()
    async with desk.store.read(1) as db:
        text = plain_text(await held_back(db, desk.library, row, OLGA, NOW))
    assert text.startswith("Held back: 1 to-do\nAcme · 77 days without a weekly habit")
    async with desk.store.read(2) as db:
        assert "Nothing is held back" in plain_text(await held_back(db, desk.library, row, SAM, NOW))


@pytest.mark.both_databases
async def test_the_portfolio_says_what_needs_me_what_is_at_risk_what_renews_and_what_is_stuck(desk: Desk) -> None:
    await acme(desk.store, desk.library)
    await account(desk.store, desk.library, 2, name="Hooli")
    await add(
        desk.store,
        facts(2, band=1, health=31, deadline_on=ago(-22)),
        Contract(account_id=2, product="x", ends_on=ago(-22), amount=22000, currency="EUR"),
        Contract(account_id=2, product="y", ends_on=ago(-90), amount=5000, currency="USD"),
    )
    text = await journey(desk)
    assert text.startswith("Your 2 accounts: 1 to-do needs you today\nAcme · 77 days")
    assert "At risk: 2" in text  # Hooli's band, and Olga's worry about Acme
    assert "22k EUR, 5k USD" in text  # never a sum over currencies
    assert "28 Jan" in text
    assert "Stuck: 1" in text


async def test_a_section_of_the_portfolio_shows_five_and_counts_the_rest(desk: Desk) -> None:
    for number in range(1, 18):
        await account(desk.store, desk.library, number, name=f"Firm {number:02}")
        await add(desk.store, facts(number, band=1, health=20))
    text = await journey(desk)
    assert "At risk: 17" in text
    assert "… and 12 more" in text


async def test_who_has_no_accounts_learns_how_to_get_them(desk: Desk) -> None:
    await acme(desk.store, desk.library)
    text = await journey(desk, TIM)
    assert text.startswith("Hello Tim. No account is in your name yet")
    assert "tim@milepost.example" in text
    assert "Acme" not in text


@pytest.mark.both_databases
async def test_the_stranger_sees_nothing_of_ours(desk: Desk) -> None:
    await acme(desk.store, desk.library)
    assert "Acme" not in await journey(desk, SAM)
    assert plain_text(await list_of(desk, SAM)).startswith("No to-dos due.")


@pytest.mark.both_databases
async def test_home_shows_the_portfolio_and_how_i_am_reached(desk: Desk) -> None:
    await acme(desk.store, desk.library)
    await desk.set(
        Person, 11, away_until=date(2026, 1, 12), cover_id=12, channel_id=await channel_row(desk.store, "COLGA")
    )
    async with desk.store.read(1) as db:
        message = await home(db, desk.library, OLGA, NOW)
        form = await settings_form(db, OLGA, NOW)
    text = plain_text(message)
    assert text.startswith("Your 1 account: 1 to-do needs you today")
    assert "Digest: 08:00, Mon–Fri" in text
    assert "Away: back Mon 12 Jan; Tim Teammate covers" in text
    assert buttons(message)[-1] == ("Change", "settings", "")
    values = {each.name: each.value for each in form.inputs}
    assert values["cover"] == "UTIM"
    assert values["channel"] == "COLGA"
    assert values["digest_days"] == ("1", "2", "3", "4", "5")


@pytest.mark.parametrize(
    ("days", "said"),
    [("12345", "Mon–Fri"), ("1234567", "every day"), ("124", "Mon, Tue and Thu"), ("67", "Sat and Sun"), ("3", "Wed")],
)
def test_days_are_said_as_people_do(days: str, said: str) -> None:
    assert say_days(days) == said


@pytest.mark.both_databases
async def test_the_first_day_counts_what_is_missing(desk: Desk) -> None:
    await acme(desk.store, desk.library)
    await account(desk.store, desk.library, 2, name="Hooli")
    await add(desk.store, Stakeholder(id=50, account_id=2, name="Kim", created_at=NOW))
    async with desk.store.read(1) as db:
        text = plain_text(await welcome(db, desk.library, OLGA, NOW))
    assert text.startswith(
        "Hello Olga. 2 accounts of yours found\n1 has no renewal date, 1 person no role and 1 no place"
    )
    assert "Start with your 2 largest: Acme and Hooli." in text


def test_with_nothing_missing_the_first_day_has_no_buttons() -> None:
    message = render_first_day(FirstDayFindings(1, largest=("Acme",)))
    assert plain_text(message).splitlines() == [
        "Good morning. 1 account found",
        "Dates, roles and stages are all there.",
        "No alerts today: I'm only learning how things stand.",
    ]


def test_confirmations_are_in_the_past_tense_with_undo() -> None:
    message = confirm_later("Acme", 9, TODAY + timedelta(days=1), TODAY)
    assert plain_text(message).startswith("Put off Acme until tomorrow")
    assert buttons(message) == [("Undo", "undo", "9")]


def test_a_form_about_a_hostile_name_shows_it_as_text() -> None:
    form = not_a_problem_form(1, "<!here> Corp: late")
    assert form.intro[0][0].text == "<!here> Corp: late"


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_every_example_can_be_stored_as_json_and_says_something(name: str, example: Message | Form) -> None:
    assert type(example).model_validate_json(example.model_dump_json()) == example
    if isinstance(example, Message):
        assert example.plain()
    else:
        assert len(example.title) <= 24


def test_no_module_with_examples_is_forgotten() -> None:
    for path in Path(bot.talk.__file__).parent.glob("*.py"):
        own = getattr(import_module(f"bot.talk.{path.stem}"), "EXAMPLES", ()) if path.stem != "__init__" else ()
        assert {name for name, _ in own} <= {name for name, _ in EXAMPLES}, path.stem


def test_names_of_examples_are_unique() -> None:
    names = [name for name, _ in EXAMPLES]
    assert len(names) == len(set(names))
