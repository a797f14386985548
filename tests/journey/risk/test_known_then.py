"""What was known of an account on a day in the past: nothing that came later changes it."""

from datetime import date, timedelta

import pytest

from bot.journey.risk.known.newest import newest_day
from bot.statistics.warning.candidates import is_there
from bot.store.tables import Account, Contract, KpiLatest, KpiObservation, Stakeholder
from tests.given.accounts import Accounts
from tests.given.book import TODAY

pytestmark = pytest.mark.skipif(not is_there(), reason="needs the extra: pip install milepost[learn]")
NEWEST = newest_day(TODAY)


def before(days: int) -> int:
    """So many days before the day from which the past is counted, as days before today."""
    return (TODAY - NEWEST).days + days


async def world(accounts: Accounts) -> tuple[int, int]:
    """Acme, who is with us, and Gone, who left 200 days before the day; both measured, talked to, asked and with a
    term. Twenty others, that a KPI is known of."""
    others = await accounts.several(*({"name": f"O{number}"} for number in range(20)))
    await accounts.add(
        *(KpiLatest(account_id=one, kpi="weekly-use", value=50, observed_at=accounts.now) for one in others)
    )
    began = NEWEST - timedelta(days=700)
    acme = await accounts.account("Acme", started_on=began)
    left = {"status": "churned", "churned_on": NEWEST - timedelta(days=200)}
    gone = await accounts.account("Gone", started_on=began, **left)
    for number in (acme, gone):
        for days in (500, 470, 440, 410, 380):
            await accounts.add(_use(accounts, number, days, 80 if days > 400 else 50))
        await accounts.event(number, "contact", before(420))
        await accounts.event(number, "survey", before(390), key="nps 3")
        await accounts.contract(number, starts_on=began, ends_on=began + timedelta(days=365))
    await accounts.add(_gone(accounts, acme, NEWEST - timedelta(days=400)))
    return acme, gone


def _use(accounts: Accounts, number: int, days: int, value: float) -> KpiObservation:
    at = accounts.now - timedelta(days=before(days))
    return KpiObservation(account_id=number, kpi="weekly-use", value=value, observed_at=at)


def _gone(accounts: Accounts, number: int, day: date) -> Stakeholder:
    return Stakeholder(
        account_id=number, name="Dana", role="champion", status="left", left_on=day, created_at=accounts.now
    )


async def rows(accounts: Accounts, account: int) -> dict[int, dict[str, float]]:
    """By day, as periods back, what was known; `left` among it."""
    from bot.journey.risk.known.read import read_known

    past = (await read_known(accounts.store, accounts.workspace, TODAY)).past
    mine = past.account == account
    said = zip(past.back[mine].tolist(), past.table[mine].tolist(), past.left[mine].tolist(), strict=True)
    return {back: dict(zip(past.columns, row, strict=True)) | {"left": left} for back, row, left in said}


@pytest.mark.both_databases
async def test_a_row_tells_of_what_came_before_its_day_and_who_left_within_half_a_year(
    accounts: Accounts,
) -> None:
    # method: B8, C6
    acme, gone = await world(accounts)
    here = await rows(accounts, gone)
    assert list(here) == [7]  # the day 210 days back; before the first loss nobody wrote losses down
    found = await rows(accounts, acme)
    assert [back for back, row in found.items() if row["left"]] == []
    assert here[7]["left"]
    row = found[7]
    assert round(row["months"], 1) == round(490 / 30.4, 1)
    assert (row["days_since_contact"], row["low_answers"], row["people_left"]) == (210, 1, 0)
    assert row["days_to_end"] == pytest.approx((365.25 - 490 % 365.25) % 365.25, abs=0.5)


@pytest.mark.both_databases
async def test_what_comes_later_changes_nothing_of_what_was_known(accounts: Accounts) -> None:
    # method: B8
    acme, gone = await world(accounts)
    then = {account: str(await rows(accounts, account)) for account in (acme, gone)}
    for account in (acme, gone):
        await accounts.add(_use(accounts, account, 180, 5), _gone(accounts, account, NEWEST - timedelta(days=100)))
        await accounts.event(account, "survey", before(150), key="nps 1")
        await accounts.event(account, "contact", before(120))
        await accounts.set(Contract, account, ends_on=NEWEST - timedelta(days=190), notice_on=NEWEST)  # cut, or moved
        await accounts.contract(account, "More", starts_on=NEWEST - timedelta(days=60), ends_on=TODAY)
    assert {account: str(await rows(accounts, account)) for account in (acme, gone)} == then


@pytest.mark.both_databases
async def test_a_loss_without_a_day_is_dated_by_its_last_term_or_takes_no_part(accounts: Accounts) -> None:
    # method: B7, B8
    _, gone = await world(accounts)
    await accounts.set(Account, gone, churned_on=None)
    assert list(await rows(accounts, gone)) == [12]  # its term ended 335 days back
    await accounts.set(Contract, gone, ends_on=NEWEST - timedelta(days=205))
    assert (await rows(accounts, gone))[7]["left"]
    await accounts.set(Contract, gone, ends_on=None)
    assert await rows(accounts, gone) == {}
