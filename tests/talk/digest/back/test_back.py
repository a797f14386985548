"""The first working morning after days away: what the cover did, what is open, what changed, by value."""

# method: C4

from datetime import timedelta

import pytest

from bot.store.tables import Person
from bot.talk.digest.back import back_message as said
from bot.talk.digest.digest_message import words_without_buttons
from bot.usecases.account import todos
from bot.usecases.account.log import log
from bot.usecases.together.answered_together import answer_together
from bot.usecases.undo import undo
from tests.given.book import NOW, ago, at
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import facts, past_facts, todo

pytestmark = pytest.mark.one_database


@pytest.fixture
async def gone(messages: QueuedMessages) -> QueuedMessages:
    """Olga read her last digest five days ago and is back today; Tim, who covers, may write to her accounts."""
    accounts = messages.accounts
    await accounts.let_colleagues_write()
    for number, name, amount in ((1, "Hooli", 20_000), (2, "Acme", 120_000), (3, "Globex", 50_000)):
        await accounts.account(name, id=number)
        await accounts.contract(number, amount=amount, currency="EUR")
    await accounts.account("Tims", id=4, csm_id=12)
    await accounts.add(
        facts(1),
        facts(2),
        facts(3, health=50),
        past_facts(3, health=72),
        facts(4),
        todo(7, "health-fell", account_id=1),
        todo(8, "health-fell", account_id=2),
        todo(9, "hand", account_id=3, due_on=ago(1)),
    )
    await accounts.change(Person, 11, away_until=NOW.date(), cover_id=12)
    last = await messages.queue(day="2026-01-01", now=at(5))
    await messages.text(last, at(5))
    return messages


async def told(messages: QueuedMessages, now: timedelta = timedelta()) -> str:
    row = await messages.queue("back", once="back:person:11:2026-01-06")
    return await messages.text(row, NOW + now)


@pytest.mark.both_databases
async def test_what_the_cover_did_what_changed_and_what_is_open(gone: QueuedMessages) -> None:
    accounts = gone.accounts
    await todos.reached_out(accounts.write(12, now=at(3)), 8)
    await log(accounts.write(12, now=at(2)), 2, "the COO wants the board slide")
    await answer_together(accounts.write(12, now=at(2)), [7], "reached-out")
    taken_back = await log(accounts.write(12, now=at(2), once="x"), 3, "nothing of this")
    await undo(accounts.write(12, now=at(2)), taken_back.change_id)
    await log(accounts.write(11, now=at(5.1), once="y"), 1, "my own, before I left")
    assert (await told(gone)).splitlines() == [
        "Welcome back. Since Thu 1 Jan Tim covered for you.",
        "What Tim did",
        "Acme 120k EUR: reached out and “the COO wants the board slide”",
        "Hooli 20k EUR: reached out",
        "What changed",
        "Down: Globex 50k EUR · health 72 → 50",
        "What is open",
        "1 to-do, 1 late: Globex first. Your digest has what is new today.",
        "[All changes] [My to-dos] [Open Acme] [Open Hooli]",
    ]


async def test_nothing_is_said_where_nothing_happened_or_where_it_is_old(gone: QueuedMessages) -> None:
    assert (await told(gone, timedelta(days=4))) == "(nobody would read it)"
    accounts = gone.accounts
    await accounts.set(type(todo(1, "x")), 3, state="closed")
    await accounts.set(type(facts()), 3, health=72)
    row = await gone.queue("back", once="again")
    assert await gone.text(row) == "(nothing happened meanwhile)"


def test_it_keeps_to_its_words() -> None:
    long = "The Very Long Name of a Customer Ltd"
    deeds = tuple((who, f"“{'much was said ' * 9}") for who in ("Tim", "Priya", "Somebody", "Else"))
    done = tuple(said.DoneMeanwhile(number, long, "1.2M EUR", deeds) for number in range(9))
    full = said.Back(ago(0), ago(9), "Tim", done, 99, 44, (long,) * 3, said._BACK.changes * 4)
    message = said.render_back(full)
    assert message is not None
    assert words_without_buttons(message) <= said.MOST_WORDS
