"""What a message says of an account depends on the playbook that it is on."""

from datetime import timedelta
from typing import Any

from bot.jobs.move_accounts import Wish, move_accounts
from bot.talk.card.card import card
from bot.talk.card.tasks import tasks
from bot.talk.todos.why import why
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA
from tests.given.reading import text_of


async def said(accounts: Accounts, message: Any, account: int) -> str:
    async with accounts.store.read(accounts.workspace) as db:
        return text_of(await message(db, accounts.library, account, OLGA, accounts.now))


async def test_the_list_asks_for_what_the_accounts_segment_must_reach(accounts: Accounts) -> None:
    # method: B2, B3
    for segment, asked in (("enterprise", "at least 40"), ("start-up", "at least 5"), (None, "at least 5")):
        account = await accounts.account(
            segment or "none", playbook="saas-lifecycle", segment=segment, entry_stage="onboarding"
        )
        await accounts.kpi(account, "users-added", 7)
        await accounts.sweep()
        text = await said(accounts, tasks, account)
        assert f"People added: 7, {asked} needed" in text
        assert ("✓ met" in text) == (segment != "enterprise")


async def test_the_list_says_what_the_next_phase_takes_and_how_long_it_usually_lasts(accounts: Accounts) -> None:
    # method: D1
    acme = await accounts.account(playbook="success-milestones", started_on=NOW.date())
    await accounts.sweep()
    text = await said(accounts, tasks, acme)
    assert "Then: Everyday use, usually 60 days" in text
    assert "• At least one person at the customer can do it alone" in text


async def test_the_reasons_name_the_playbook(accounts: Accounts) -> None:
    # method: C1
    acme = await accounts.account(playbook="subscription", started_on=NOW.date())
    await accounts.sweep()
    assert "By the playbook Subscription." in await said(accounts, why, acme)


async def test_the_card_compares_no_health_across_a_move(accounts: Accounts) -> None:
    # method: C2
    acme = await accounts.account(started_on=NOW.date() - timedelta(days=90))
    for kpi in accounts.library.playbooks["laer"].health.kpis:
        await accounts.kpi(acme, kpi.key, kpi.best)
    await accounts.sweep()
    for kpi in accounts.library.playbooks["laer"].health.kpis:
        await accounts.kpi(acme, kpi.key, kpi.worst, days_ago=-8)
    await accounts.sweep(days=8)
    assert "was 100 a week ago" in await said(accounts, card, acme)
    await move_accounts(accounts.store, accounts.library, accounts.workspace, Wish(to="subscription"), accounts.now)
    text = await said(accounts, card, acme)
    assert "Health 0" in text
    assert "a week ago" not in text
