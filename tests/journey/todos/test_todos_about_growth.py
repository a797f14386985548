"""To-dos about growth: only where nothing is wrong."""

import pytest

from tests.given.accounts import Accounts

pytestmark = pytest.mark.slow


# method: C7
@pytest.mark.one_database
@pytest.mark.parametrize(
    ("tickets", "answer", "opens"),
    [(2, None, True), (None, None, True), (3, None, False), (1, "nps 6", False), (1, "csat 2", False),
     (1, "nps 7", True), (1, "csat 3", True), (1, "other 1", True)],
)  # fmt: skip
async def test_growth_is_raised_only_where_no_ticket_and_no_bad_answer_is_open(
    accounts: Accounts, tickets: float | None, answer: str | None, opens: bool
) -> None:
    acme = await accounts.account(entry_stage="adopt")
    for kpi in accounts.library.playbooks["laer"].health.kpis:
        if kpi.weight and kpi.key != "open-tickets":
            await accounts.kpi(acme, kpi.key, kpi.best)
    if tickets is not None:
        await accounts.kpi(acme, "open-tickets", tickets)
    if answer is not None:
        await accounts.event(acme, "survey", 20, key=answer)
    await accounts.sweep()
    assert bool(await accounts.ctas(acme, "expansion-ready")) is opens


async def test_a_bad_answer_calls_growth_off_and_a_better_one_brings_it_back(accounts: Accounts) -> None:
    acme = await accounts.account(entry_stage="adopt")
    for kpi in accounts.library.playbooks["laer"].health.kpis:
        if kpi.weight:
            await accounts.kpi(acme, kpi.key, kpi.best)
    await accounts.sweep()
    assert (await accounts.cta(acme, "expansion-ready")).state == "open"
    await accounts.event(acme, "survey", 0, key="nps 3")
    await accounts.sweep(days=1)
    assert (await accounts.cta(acme, "expansion-ready")).state == "closed"
    await accounts.event(acme, "survey", 0, key="nps 9")
    await accounts.sweep(days=1)
    assert (await accounts.cta(acme, "expansion-ready")).state == "open"
