"""Open tickets are named by what they are about, wherever their figure is said."""  # method: C2, C7

from datetime import timedelta

import pytest

from bot.store.tables import Ticket
from bot.surfaces.plain.text import plain_text
from bot.surfaces.slack.render.message import render_message
from bot.talk.account.read_account import load_account
from bot.talk.card.card import card
from bot.talk.health.health import health
from bot.talk.people.prep import prep
from bot.talk.phrases.ticket_words import cause_first
from bot.talk.todos.alert import MOST_WORDS, alert, visible_words
from bot.talk.todos.why import why
from tests.given.acme import acme
from tests.given.book import NOW, OLGA
from tests.given.queued_messages import QueuedMessages
from tests.given.rows import todo

pytestmark = pytest.mark.one_database
CAUSE = "oldest: import broken, 12 days"


def ticket(key: str, days_ago: float, subject: str = "", **values) -> Ticket:
    return Ticket(account_id=1, key=key, subject=subject, opened_at=NOW - timedelta(days=days_ago), **values)


async def with_tickets(messages: QueuedMessages, subject: str = "import broken") -> None:
    await acme(messages.accounts)
    await messages.accounts.add(
        ticket("T-1", 12, subject, link="https://desk.example/T-1"),
        *(ticket(f"T-{number}", 3, "slow") for number in range(2, 6)),
        ticket("T-9", 40, "long closed", closed_at=NOW),
        todo(9, "health-fell"),
    )


@pytest.mark.both_databases
async def test_card_health_why_alert_and_prep_say_how_many_and_which_is_the_oldest(messages: QueuedMessages) -> None:
    await with_tickets(messages)
    async with messages.store.read(1) as db:
        asked = (db, messages.library, 1, OLGA, NOW)
        said = {made.__name__: plain_text(await made(*asked)) for made in (card, health, why, prep)}
        told = await alert(db, messages.library, 9, OLGA, NOW)
        drawn = str(render_message(await card(*asked)))
    assert "5 open tickets, oldest: import broken" in said["card"]
    assert "<https://desk.example/T-1|import broken>" in drawn
    assert f"5 open tickets, {CAUSE}. Open it" in said["health"]
    assert f"health 74 → 61 in a week; 5 open tickets, {CAUSE}" in said["why"].lower()
    assert f"5 open tickets, {CAUSE}" in said["prep"]
    assert told is not None
    lead = "Olga, support comes first: 5 open tickets, oldest 12 days, 4 new since Sat 3 Jan. "
    title = f"Acme: health 74 → 61 in a week\n{lead}"
    assert title in plain_text(told)
    assert "get a fix date for “import broken” and “" in plain_text(told)  # the step names them
    assert visible_words(told) <= MOST_WORDS


async def test_a_subject_is_one_line_cut_and_never_read_as_marks(messages: QueuedMessages) -> None:
    await with_tickets(messages, "*<!channel>* & <https://evil.example|x>\n" + "very long " * 30)
    async with messages.store.read(1) as db:
        drawn = str(render_message(await card(db, messages.library, 1, OLGA, NOW)))
        told = str(render_message(await alert(db, messages.library, 9, OLGA, NOW)))
    for text in (drawn, told):
        assert "<!channel>" not in text
        assert "<https://evil.example|x>" not in text
        assert "very long very long" not in text


async def test_without_tickets_on_record_the_figure_alone_is_said(messages: QueuedMessages) -> None:
    await acme(messages.accounts)
    await messages.accounts.add(todo(9, "health-fell"), ticket("T-9", 40, "long closed", closed_at=NOW))
    async with messages.store.read(1) as db:
        told = plain_text(await alert(db, messages.library, 9, OLGA, NOW))
        shown = plain_text(await card(db, messages.library, 1, OLGA, NOW))
    assert "Acme: health 74 → 61 in a week" in told
    assert "oldest" not in told + shown


async def test_a_single_one_is_named_and_one_of_today_has_no_days(messages: QueuedMessages) -> None:
    await messages.accounts.account()
    await messages.accounts.add(ticket("4711", 0))
    async with messages.store.read(1) as db:
        shown = plain_text(await card(db, messages.library, 1, OLGA, NOW))
    assert "1 open ticket, ticket 4711, since today" in shown


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("weekly use 62% → 41%, open tickets 2 → 5", f"health 61; open tickets 2 → 5, {CAUSE}; weekly use 62% → 41%"),
        ("open tickets 2 → 5, weekly use 62% → 41%", f"health 61; open tickets 2 → 5, {CAUSE}; weekly use 62% → 41%"),
        ("open tickets 5", f"health 61; open tickets 5, {CAUSE}"),
        ("weekly use 62% → 41%", f"health 61; 5 open tickets, {CAUSE}; weekly use 62% → 41%"),
    ],
)
async def test_the_cause_stands_before_figures_of_use_and_its_figure_is_said_once(
    messages: QueuedMessages, figures: str, said: str
) -> None:
    await with_tickets(messages)
    async with messages.store.read(1) as db:
        view = await load_account(db, messages.library, 1, NOW)
    assert view is not None
    rules = {rule.key: rule for rule in view.current.rules}
    assert cause_first(f"health 61: {figures}", rules["health-fell"], view, OLGA, NOW) == said
    assert cause_first("90 days late", rules["stuck-in-milestone"], view, OLGA, NOW) == "90 days late"
