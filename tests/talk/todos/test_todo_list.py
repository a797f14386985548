"""/cta, /journey, the Home tab, the settings and the first day."""

# method: A1, C2, C4

from datetime import date

import pytest

from bot.message import Message
from bot.store.tables import Cta
from bot.surfaces.plain.text import plain_text
from bot.talk.phrases.reader import Reader
from bot.talk.todos.todo_list import account_todos, held_back, nothing_due, todos
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, SAM, TODAY
from tests.given.queued_messages import QueuedMessages
from tests.given.reading import every_button
from tests.given.rows import facts, todo

pytestmark = pytest.mark.one_database


async def list_of(messages: QueuedMessages, reader: Reader = OLGA) -> Message:
    async with messages.store.read(reader.workspace_id) as db:
        return await todos(db, messages.library, reader, NOW)


async def test_my_list_goes_by_due_date_and_its_first_entries_can_be_acted_on(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    message = await list_of(messages)
    lines = plain_text(message).splitlines()
    assert lines[0] == "Three to-dos, one late"
    assert lines[1].startswith("Acme · late since yesterday · 77 days without a weekly habit")
    assert ("Reached out", "reached-out", "1") in every_button(message)
    assert ("Done", "done", "3") in every_button(message)
    assert every_button(message)[-1] == ("Add a to-do", "todo-add", "")


async def test_a_long_list_says_how_many_more_there_are(messages: QueuedMessages) -> None:
    await messages.accounts.account()
    await messages.accounts.add(
        facts(), *[todo(n, "hand", n, title=f"task {n}", subject=f"s{n}") for n in range(1, 21)]
    )
    text = plain_text(await list_of(messages))
    assert text.startswith("20 to-dos\n")
    assert "… and 8 more, due later" in text


async def test_a_long_list_goes_on_in_fives_each_with_its_buttons(messages: QueuedMessages) -> None:
    await messages.accounts.account()
    await messages.accounts.add(
        facts(), *[todo(n, "hand", n, title=f"task {n}", subject=f"s{n}") for n in range(1, 12)]
    )
    assert ("Next 5", "todos", "5") in every_button(await list_of(messages))
    async with messages.store.read(1) as db:
        further = await todos(db, messages.library, OLGA, NOW, 5)
        last = await todos(db, messages.library, OLGA, NOW, 10)
    assert plain_text(further).startswith("11 to-dos, from the 6th on\nAcme · due Mon · task 6")
    further_on = {("Done", "done", "6"), ("The last one", "todos", "10"), ("From the start", "todos", "")}
    assert further_on <= set(every_button(further))
    assert ("Done", "done", "11") in every_button(last)
    assert not any(label.startswith("Next") for label, _, _ in every_button(last))


@pytest.mark.both_databases
async def test_an_accounts_to_dos_can_all_be_answered_there(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    async with messages.store.read(1) as db:
        message = await account_todos(db, messages.library, 1, OLGA, NOW)
    assert message is not None
    lines = plain_text(message).splitlines()
    assert lines[0] == "Acme: 3 open to-dos"
    assert lines[1] == "Unblock: trained admin · late since yesterday"
    assert {("Reached out", "reached-out", "1"), ("Done", "done", "3"), ("Card", "card", "1")} <= set(
        every_button(message)
    )
    async with messages.store.read(2) as db:
        assert await account_todos(db, messages.library, 1, SAM, NOW) is None


@pytest.mark.both_databases
async def test_what_sleeps_says_when_it_is_back(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await messages.reached_out(1)
    assert "Back by themselves: Acme Tue 13 Jan" in plain_text(await list_of(messages))


async def test_an_empty_list_teaches_when_the_next_renewal_is(messages: QueuedMessages) -> None:
    await messages.accounts.account("Globex")
    await messages.accounts.add(facts(deadline_on=date(2026, 5, 3)))
    assert plain_text(await list_of(messages)).startswith("No to-dos due. Your next renewal is Globex on 3 May.")
    assert nothing_due(None, TODAY) == "No to-dos due."
    assert nothing_due(("Globex", date(2027, 5, 3)), TODAY).endswith("on 3 May 2027.")


@pytest.mark.both_databases
async def test_what_was_held_back_can_be_read(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await messages.accounts.change(Cta, 1, tell="due")
    row = await messages.queue()
    async with messages.store.read(1) as db:
        text = plain_text(await held_back(db, messages.library, row, OLGA, NOW))
    assert text.startswith("Held back: 1 to-do\nAcme · 77 days without a weekly habit")
    async with messages.store.read(2) as db:
        assert "Nothing is held back" in plain_text(await held_back(db, messages.library, row, SAM, NOW))
