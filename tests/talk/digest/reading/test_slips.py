"""Slipping back: a milestone that was reached stays reached, and card, map and digest say that it no longer holds."""

# method: D3, D16

from datetime import timedelta

import pytest

from bot.journey.accounts.slipped import slipped_back
from bot.store.tables import MilestoneReached
from bot.talk.account.read_account import load_account
from bot.talk.card.card import card
from bot.talk.pictures.journey_map import alt_of, map_of
from tests.given.book import NOW, OLGA, ago
from tests.given.queued_messages import QueuedMessages
from tests.given.reading import lines_of
from tests.given.rows import facts, kpi

pytestmark = pytest.mark.one_database
SAID = "first value no longer holds: weekly users 3, 5 needed (yesterday)"


def reached(account: int, milestone: str = "first-value", via: str = "test") -> MilestoneReached:
    return MilestoneReached(account_id=account, period=1, milestone=milestone, reached_on=ago(60), via=via)


@pytest.fixture
async def fallen(messages: QueuedMessages) -> QueuedMessages:
    """Acme (90k) and Globex (50k) slipped. Hooli's figure is too old, Initech's milestone was only said to be reached,
    Wayne keeps it up, Umbrella has left."""
    accounts = messages.accounts
    for number, name in enumerate(("Acme", "Globex", "Hooli", "Initech", "Wayne", "Umbrella"), start=1):
        await accounts.account(name, id=number, status="churned" if name == "Umbrella" else "active")
        await accounts.contract(number, amount=90 - 40 * (number - 1) if number < 3 else 10, currency="EUR")
        await accounts.add(facts(number), reached(number, via="import" if name == "Initech" else "test"))
    figures = {1: (1, 3), 2: (1, 3), 3: (30, 3), 4: (1, 3), 5: (1, 5), 6: (1, 3)}
    await accounts.add(*(row for number, one in figures.items() for row in kpi(number, "weekly-users", one)))
    before = await messages.queue(day="2026-01-05", now=NOW - timedelta(days=1))
    await messages.compose(before, NOW - timedelta(days=1))
    return messages


@pytest.mark.both_databases
async def test_the_digest_tells_it_once_and_only_of_what_was_measured(fallen: QueuedMessages) -> None:
    accounts = fallen.accounts
    await accounts.add(reached(1, "habit"), *kpi(1, "weekly-use", (1, 31)), *kpi(1, "logins", (1, 4)))
    async with fallen.store.read(1) as db:
        assert await slipped_back(db, accounts.owner, NOW) == [
            (1, "first-value"), (1, "habit"), (2, "first-value"),
        ]  # fmt: skip
        for number in range(1, 7):  # what the card says of one is what was found in all
            view = await load_account(db, accounts.library, number, NOW)
            assert view is not None
            assert bool(view.slipped) is (number in (1, 2))
    lines = (await fallen.text(row := await fallen.queue())).splitlines()
    assert lines[lines.index("Slipped back, ask what changed:") + 1 :][:2] == [
        f"Acme: {SAID} · 90 EUR",
        f"Globex: {SAID} · 50 EUR",
    ]
    assert SAID in await fallen.text(row, NOW + timedelta(hours=3))  # the same when it is edited
    tomorrow = await fallen.text(await fallen.queue(day="2026-01-07"), NOW + timedelta(days=1))
    assert "Acme: a weekly habit no longer holds: weekly use 31%, 40% needed (" in tomorrow
    assert not any(told in tomorrow for told in ("first value", "Globex"))


async def test_card_and_map_say_it_while_it_is_so(fallen: QueuedMessages) -> None:
    accounts = fallen.accounts
    async with fallen.store.read(1) as db:
        said = lines_of(await card(db, accounts.library, 1, OLGA, NOW))
        view = await load_account(db, accounts.library, 1, NOW)
        kept_up = lines_of(await card(db, accounts.library, 5, OLGA, NOW))
    assert view is not None
    assert f"  ⚠️ {SAID.capitalize()}" in said
    assert "First value: reached Fri 7 Nov 2025, but no longer holds: weekly users 3, 5 needed (yesterday)" in alt_of(
        map_of(view, OLGA, NOW)
    )
    assert not any("no longer holds" in one for one in kept_up)
