"""What became of those that were warned of: who left, how long before, and how soon somebody acted."""

from datetime import timedelta
from typing import Any

import pytest

from bot.journey.accounts.selection import Selection
from bot.journey.risk.record import WarningRecord, warning_record
from bot.statistics.intervals import Share
from bot.store.tables import Account, AccountEvent, ChangeRecord, Cta, Warned
from tests.given.accounts import Accounts
from tests.given.book import TODAY, ago

LEFT = {"status": "churned"}
LONG = {"started_on": ago(900)}


async def read(accounts: Accounts, selection: Selection | None = None) -> WarningRecord:
    async with accounts.store.read(accounts.workspace) as db:
        return await warning_record(db, TODAY, selection or Selection())


async def warned(accounts: Accounts, account: int, *days: tuple[int, int | None], share: float = 0.3) -> None:
    """days: from so many days ago until so many days ago."""
    ends = [(first, None if last is None else ago(last)) for first, last in days]
    own: dict[str, Any] = {"account_id": account, "period": 1, "share": share}
    await accounts.add(*(Warned(warned_on=ago(first), ended_on=last, **own) for first, last in ends))


async def portfolio(accounts: Accounts) -> dict[str, int]:
    """Whoever left, stayed, came back, was told late or is another one; each named after what became of it."""
    lost: dict[str, dict[str, Any]] = {
        "left in time": LEFT | {"churned_on": ago(250)},
        "stayed": {"csm_id": accounts.book.teammate},
        "still warned of": {},
        "left without a warning": LEFT | {"churned_on": ago(60)},
        "left long after": LEFT | {"churned_on": ago(100)},
        "left after two": LEFT | {"churned_on": ago(40)},
        "came back": {"period": 2},
        "another one": {"status": "double"},
        "warned of too late": LEFT | {"churned_on": ago(55)},
        "left on some day": LEFT,
        "came as a loss": LEFT | {"churned_on": ago(80), "created_at": accounts.now - timedelta(days=1)},
    }
    names = list(lost)
    ids = dict(zip(names, await accounts.several(*({"name": n, **LONG, **lost[n]} for n in names)), strict=True))
    await warned(accounts, ids["left in time"], (300, 249))
    await warned(accounts, ids["stayed"], (300, 290))
    await warned(accounts, ids["still warned of"], (100, None))
    await warned(accounts, ids["left long after"], (400, 390))
    await warned(accounts, ids["left after two"], (200, 190), (150, 39), share=0.5)
    for name in ("came back", "another one", "left on some day"):
        await warned(accounts, ids[name], (300, 200), share=0.9)
    await warned(accounts, ids["warned of too late"], (50, 49))
    return ids


async def acts(accounts: Accounts, ids: dict[str, int]) -> None:
    """A talk three days later, a to-do done after twenty, a forecast after 55; what was undone, or before, is none."""
    await accounts.event(ids["left in time"], "contact", 297)
    await accounts.event(ids["left in time"], "contact", 310)
    await accounts.event(ids["left after two"], "survey", 199)
    await accounts.add(
        Cta(
            account_id=ids["stayed"], subject=f"account:{ids['stayed']}:1", rule="hand", occurrence="1", type="risk",
            priority=1, opened_on=ago(299), due_on=ago(290), state="done", closed_why="done",
            closed_at=accounts.now - timedelta(days=280), changed_at=accounts.now,
        ),
        AccountEvent(
            account_id=ids["left after two"], period=1, kind="contact", at=accounts.now - timedelta(days=198),
            undone_at=accounts.now,
        ),
        ChangeRecord(
            account_id=ids["left after two"], person_id=accounts.owner, kind="renewal-call", subject="contract:1",
            before={}, after={}, at=accounts.now - timedelta(days=145),
        ),
    )  # fmt: skip


@pytest.mark.both_databases
async def test_of_those_warned_of_it_is_counted_who_left_when_and_how_soon_somebody_acted(accounts: Accounts) -> None:
    # method: C12
    ids = await portfolio(accounts)
    await acts(accounts, ids)
    found = await read(accounts)
    assert found.since == ago(400)
    assert (found.lost, found.ahead, found.foreseen) == (5, (50, 160), Share(2, 5))
    assert found.half_ahead == 50
    assert found.over == Share(2, 4)
    assert found.expected == pytest.approx(0.3 * 3 + 0.5)
    assert [(day.day, day.reached, day.lost) for day in found.acted.days] == [
        (3, 1, 0),
        (20, 1, 0),
        (55, 1, 0),
        (300, 0, 1),
    ]
    assert found.acted.came == 5
    assert found.acted.within(0.5, lost_as_censored=True) == 55


async def test_it_is_about_those_accounts_that_are_asked_for_and_nobody_elses(accounts: Accounts) -> None:
    # method: C12
    await portfolio(accounts)
    mine = await read(accounts, Selection(csm_id=accounts.book.teammate))
    assert (mine.lost, mine.over) == (0, Share(0, 1))
    assert await read(accounts.elsewhere()) == WarningRecord()


async def test_a_warning_that_comes_again_after_half_a_year_is_another_one(accounts: Accounts) -> None:
    # method: C12
    number = await accounts.account("Acme", **LONG)
    await warned(accounts, number, (800, 790), (700, 690), (505, 500), (190, 180))
    assert (await read(accounts)).over == Share(0, 3)
    await accounts.set(Account, number, status="churned", churned_on=ago(90))
    assert ((await read(accounts)).over, (await read(accounts)).ahead) == (Share(1, 3), (100,))
