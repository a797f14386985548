"""To-dos of reactions in what a CSM reads: worded by the playbook, about whom they are about, with the draft ready."""

# method: C3, C4

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.message import ChoiceInput, Form
from bot.store.tables import Cta, Reacted, Stakeholder, TaskDone
from bot.surfaces.plain.text import plain_text
from bot.talk.card.card import card
from bot.talk.letters.draft import celebrate_form, draft_form
from bot.talk.phrases.reader import Reader
from bot.talk.todos.alert import alert
from bot.talk.todos.todo_list import todos
from bot.talk.todos.why import why
from tests.given.accounts import Accounts
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, Book, ago, at
from tests.given.queued_messages import QueuedMessages
from tests.given.reading import every_button
from tests.given.rows import event, todo

pytestmark = pytest.mark.one_database

SAM = Reader(2, 21, "Sam", None)


async def reacted(accounts: Accounts, number: int, rule: str, about: str, due_in: int = 2, **more: Any) -> int:
    """A to-do of a reaction at Acme, with what happened yesterday. Its number."""
    values = {"value": None, "was": None, "stakeholder_id": None} | more
    await accounts.add(
        Reacted(
            account_id=1,
            period=1,
            reaction=rule.partition("/")[0],
            occurrence=str(number),
            about=about,
            happened_on=ago(1),
            made_at=at(0.5),
            **values,
        ),
        todo(number, rule, due_in),
    )
    return number


async def low_score(accounts: Accounts, **more: Any) -> int:
    """Mia, who decides nothing and champions nothing, gave 4 yesterday. Acme's other to-dos are out of the way."""
    await acme(accounts)
    async with accounts.store.write(1) as db:
        await db.execute(update(Cta).values(state="done"))
    return await reacted(accounts, 31, "low-score/cta", "nps", value=4.0, stakeholder_id=3, **more)


def text_in(form: Form | None) -> str:
    assert form is not None
    value = next(one.value for one in form.inputs if one.name == "text")
    assert isinstance(value, str)
    return value


async def test_the_alert_says_who_gave_what_and_asks_that_person(messages: QueuedMessages) -> None:
    number = await low_score(messages.accounts)
    async with messages.store.read(1) as db:
        message = await alert(db, messages.library, number, OLGA, NOW)
    assert message is not None
    lines = plain_text(message).splitlines()
    assert lines[0] == "Acme: Mia Okafor answered 4 of 10 on Mon 5 Jan"
    assert any(line.startswith('Ask Mia Okafor, Team lead: "') for line in lines)
    assert "You close it with Done." in lines
    labels = [label for label, _, _ in every_button(message)]
    assert labels[:3] == ["Draft to Mia", "Done", "Later"]
    assert "Reached out" not in labels


@pytest.mark.both_databases
async def test_where_nobody_knows_who_answered_the_one_who_decides_is_called(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    number = await reacted(messages.accounts, 31, "low-score/cta", "csat", value=2.0)
    async with messages.store.read(1) as db:
        message = await alert(db, messages.library, number, OLGA, NOW)
    assert message is not None
    said = plain_text(message)
    assert said.startswith("Acme: answered 2 of 5 on Mon 5 Jan")
    assert 'Ask Dana Reyes, COO: "' in said


async def test_the_list_shows_what_is_ready_with_draft_and_done(messages: QueuedMessages) -> None:
    number = await low_score(messages.accounts)
    await reacted(messages.accounts, 32, "low-score/what-came-of-it", "nps", 14, value=4.0, stakeholder_id=3)
    async with messages.store.read(1) as db:
        message = await todos(db, messages.library, OLGA, NOW)
    said = plain_text(message)
    assert "Acme · due Thu · Mia Okafor answered 4 of 10 on Mon 5 Jan" in said
    assert "Next: call Mia and ask what is behind the score" in said
    assert "time to say what came of it" in said
    assert ("Draft", "draft", f"todo/{number}") in every_button(message)
    assert ("Done", "done", str(number)) in every_button(message)


@pytest.mark.both_databases
async def test_the_digest_has_it_on_its_day_and_names_the_week_before(messages: QueuedMessages) -> None:
    await low_score(messages.accounts)
    assert "Coming up: Acme Thu" in await messages.text(await messages.queue())
    thursday = NOW + timedelta(days=2)
    said = await messages.text(await messages.queue(day="2026-01-08"), thursday)
    assert "1 Acme · Mia Okafor answered 4 of 10 on Mon 5 Jan" in said


@pytest.mark.both_databases
async def test_card_and_why_name_it_in_the_playbooks_words(messages: QueuedMessages) -> None:
    await low_score(messages.accounts)
    async with messages.store.read(1) as db:
        shown = await card(db, messages.library, 1, OLGA, NOW)
        because = await why(db, messages.library, 1, OLGA, NOW)
    assert shown is not None
    assert because is not None
    assert "Call Mia and ask what is behind the score" in plain_text(shown)
    said = plain_text(because)
    assert "Mia Okafor answered 4 of 10 on Mon 5 Jan. Opened" in said
    assert "You close it with Done." in said
    assert "low-score" not in plain_text(shown) + said


@pytest.mark.both_databases
async def test_the_draft_is_in_the_voice_of_who_answered(messages: QueuedMessages) -> None:
    # method: A5
    number = await low_score(messages.accounts)
    async with messages.store.write(1) as db:
        await db.execute(update(Stakeholder).where(Stakeholder.id == 3).values(persona="friend"))
    async with messages.store.read(1) as db:
        form = await draft_form(db, messages.library, f"todo/{number}", OLGA, NOW)
    text = text_in(form)
    assert text.startswith("Hi Mia,")
    assert "I'm sorry that it felt that way." in text
    assert form is not None
    [whom] = [each for each in form.inputs if isinstance(each, ChoiceInput) and each.name == "with"]
    assert whom.value == ("3",)
    assert "the to-do is done" in str(form.intro)


async def test_on_entering_adopt_the_piece_for_the_next_open_task_is_ready(messages: QueuedMessages) -> None:
    # method: C3, D9
    await acme(messages.accounts)
    number = await reacted(messages.accounts, 31, "how-to-in-adopt/draft", "adopt")
    async with messages.store.read(1) as db:
        form = await draft_form(db, messages.library, f"todo/{number}", OLGA, NOW)
    assert "the handbook for your own admin" in text_in(form)  # of the expert who champions it
    assert text_in(form).startswith("Hello Ivo,")
    await messages.accounts.add(*(TaskDone(account_id=1, period=1, task=task, done_on=ago(1))
                            for task in ("own-admin-named", "old-way-stopped")))  # fmt: skip
    async with messages.store.read(1) as db:
        form = await draft_form(db, messages.library, f"todo/{number}", OLGA, NOW)
    assert text_in(form).startswith("Hello Ivo,")  # nothing left to send: what to say about the milestone instead


async def test_newcomers_get_the_piece_of_the_reaction_itself(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    number = await reacted(messages.accounts, 31, "newcomers/draft", "weekly-users", value=12.0, was=8.0)
    async with messages.store.read(1) as db:
        message = await alert(db, messages.library, number, OLGA, NOW)
        form = await draft_form(db, messages.library, f"todo/{number}", OLGA, NOW)
    assert message is not None
    assert plain_text(message).startswith("Acme: weekly users 12, was 8; newcomers need a good start")
    assert "a first hour for newcomers" in text_in(form)
    assert "Ten minutes on why your team does it this way." in text_in(form)


async def test_thanks_for_the_milestone_that_was_reached_are_written(messages: QueuedMessages) -> None:
    # method: B5
    await acme(messages.accounts)
    number = await reacted(messages.accounts, 31, "thanks-for-milestone/celebrate", "first-value")
    async with messages.store.read(1) as db:
        form = await draft_form(db, messages.library, f"todo/{number}", OLGA, NOW)
        digest_button = await celebrate_form(db, messages.library, 1, "first-value", OLGA, NOW)
        other = await celebrate_form(db, messages.library, 1, "habit", OLGA, NOW)
    assert form is not None
    assert (form.title, form.target) == ("Celebrate", f"todo/{number}")
    assert text_in(form).startswith("Dear Dana,")
    assert digest_button == form  # the digest's button settles the same to-do
    assert other is not None
    assert other.target == "thanks/1/habit"


async def test_a_reaction_that_is_gone_leaves_plain_words(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await reacted(messages.accounts, 31, "no-such/cta", "nps", -3)
    async with messages.store.read(1) as db:
        shown = await card(db, messages.library, 1, OLGA, NOW)
        message = await alert(db, messages.library, 31, OLGA, NOW)
        form = await draft_form(db, messages.library, "todo/31", OLGA, NOW)
    assert shown is not None
    assert message is not None
    assert form is not None
    assert "no-such" not in plain_text(shown) + plain_text(message) + text_in(form)


@pytest.mark.both_databases
async def test_a_stranger_sees_nothing_of_it(messages: QueuedMessages, book: Book) -> None:
    number = await low_score(messages.accounts)
    async with messages.store.read(book.other_workspace) as db:
        assert await alert(db, messages.library, number, SAM, NOW) is None
        assert await draft_form(db, messages.library, f"todo/{number}", SAM, NOW) is None
        assert await celebrate_form(db, messages.library, 1, "first-value", SAM, NOW) is None
        assert "Acme" not in plain_text(await todos(db, messages.library, SAM, NOW))
        assert (await db.scalars(select(Reacted))).all() == []


async def test_a_teammate_sees_it_on_the_account_but_not_in_their_own_list(
    messages: QueuedMessages, book: Book
) -> None:
    await low_score(messages.accounts)
    tim = Reader(1, book.teammate, "Tim", None)
    async with messages.store.read(1) as db:
        shown = await card(db, messages.library, 1, tim, NOW)
        mine = await todos(db, messages.library, tim, NOW)
    assert shown is not None
    assert "Call Mia" in plain_text(shown)
    assert "Acme" not in plain_text(mine)


async def test_the_customers_own_words_stand_in_the_alert_of_a_low_answer(messages: QueuedMessages) -> None:
    number = await low_score(messages.accounts)
    await messages.accounts.add(
        event("survey", 1, "Four days without a reply.", "nps 4", account_id=1, stakeholder_id=3),
        event("survey", 30, "Something else.", "nps 3", account_id=1, stakeholder_id=3, fingerprint="2"),
    )
    async with messages.store.read(1) as db:
        message = await alert(db, messages.library, number, OLGA, NOW)
    assert message is not None
    assert "Olga, they wrote: “Four days without a reply.”" in plain_text(message).splitlines()
