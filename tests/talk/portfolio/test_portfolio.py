"""`/journey`: what needs me, what is at risk, what renews, what is stuck."""

import pytest

from bot.message import Message
from bot.store.tables import Contract
from bot.surfaces.plain.text import plain_text
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.portfolio import portfolio
from bot.talk.todos.todo_list import todos
from tests.given.acme import acme
from tests.given.book import NOW, OLGA, SAM, TIM, ago
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import facts

pytestmark = pytest.mark.one_database


async def list_of(messages: QueuedMessages, reader: Reader = OLGA) -> Message:
    async with messages.store.read(reader.workspace_id) as db:
        return await todos(db, messages.library, reader, NOW)


async def journey(messages: QueuedMessages, reader: Reader = OLGA) -> str:
    async with messages.store.read(reader.workspace_id) as db:
        return plain_text(await portfolio(db, messages.library, reader, NOW))


@pytest.mark.both_databases
async def test_the_portfolio_says_what_needs_me_what_is_at_risk_what_renews_and_what_is_stuck(
    messages: QueuedMessages,
) -> None:
    await acme(messages.accounts)
    await messages.accounts.account("Hooli", id=2)
    await messages.accounts.add(
        facts(2, band=1, health=31, deadline_on=ago(-22)),
        Contract(account_id=2, product="x", ends_on=ago(-22), amount=22000, currency="EUR"),
        Contract(account_id=2, product="y", ends_on=ago(-90), amount=5000, currency="USD"),
    )
    text = await journey(messages)
    assert text.startswith("Your 2 accounts: 1 to-do needs you today\nAcme · 77 days")
    assert "At risk: 2" in text  # Hooli's band, and Olga's worry about Acme
    assert "22k EUR, 5k USD" in text  # never a sum over currencies
    assert "28 Jan" in text
    assert "Stuck: 1" in text


async def test_a_section_of_the_portfolio_shows_five_and_counts_the_rest(messages: QueuedMessages) -> None:
    for number in range(1, 18):
        await messages.accounts.account(f"Firm {number:02}", id=number)
        await messages.accounts.add(facts(number, band=1, health=20))
    text = await journey(messages)
    assert "At risk: 17" in text
    assert "… and 12 more" in text


async def test_who_has_no_accounts_learns_how_to_get_them(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    text = await journey(messages, TIM)
    assert text.startswith("Hello Tim. No account is in your name yet")
    assert "tim@milepost.example" in text
    assert "Acme" not in text


@pytest.mark.both_databases
async def test_the_stranger_sees_nothing_of_ours(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    assert "Acme" not in await journey(messages, SAM)
    assert plain_text(await list_of(messages, SAM)).startswith("No to-dos due.")
