"""Early warning: learned from what happened to similar accounts, judged before anybody hears of it, in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import func, insert, select

from bot.journey.accounts.selection import ListQuery
from bot.journey.risk.churn_risk import Risk, newest_model, risks
from bot.journey.risk.learn import learn_risks
from bot.playbook.models import Library
from bot.statistics.warning.candidates import is_there
from bot.store.session import Store
from bot.store.tables import Account, AccountRisk, KpiLatest, KpiObservation, Warned
from bot.talk.portfolio.account_tables import roster
from bot.talk.todos.why import why
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA, TODAY, Book, ago
from tests.given.reading import text_of

pytestmark = pytest.mark.slow
learning = pytest.mark.skipif(not is_there(), reason="needs the extra: pip install milepost[learn]")
DAYS = 1_000


async def portfolio(accounts: Accounts, several: int = 480, undated: bool = False) -> None:
    """Of those with low weekly use many leave, of the others hardly any; for three years, measured once a month."""
    random = Random(7)
    wanted: list[dict[str, object]] = []
    lives: list[tuple[bool, int, int]] = []
    for number in range(several):
        low, came = number % 4 == 0, random.randrange(60, DAYS)
        left = came - 1 - int(random.expovariate(0.004 if low else 0.0003))
        lives.append((low, came, max(left, 0)))
        day = {"churned_on": ago(left)} if left > 0 and not undated else {}
        status = {"status": "churned" if left > 0 else "active"}
        wanted.append(
            {"name": f"A{number}", "tier": random.choice(["mid", "base"]), "started_on": ago(came)} | status | day
        )
    ids = await accounts.several(*wanted)
    rows, latest = [], []
    for number, (low, came, left) in zip(ids, lives, strict=True):
        value = 20.0 if low else 70.0
        own = {"workspace_id": accounts.workspace, "account_id": number, "kpi": "weekly-use"}
        for day in range(came, left, -30):
            rows.append({**own, "value": value + random.gauss(0, 8), "observed_at": NOW - timedelta(days=day)})
        latest.append({**own, "value": value, "observed_at": NOW - timedelta(days=left)})
    async with accounts.store.write(accounts.workspace) as db:
        await db.execute(insert(KpiObservation), rows)
        await db.execute(insert(KpiLatest), latest)


async def read(accounts: Accounts, **more: object) -> list[Risk]:
    async with accounts.store.read(accounts.workspace) as db:
        return await risks(db, **more)  # type: ignore[arg-type]


async def at_risk(accounts: Accounts) -> str:
    async with accounts.store.read(accounts.workspace) as db:
        return text_of(await roster(db, accounts.library, ListQuery("at-risk"), OLGA, accounts.now))


@learning
@pytest.mark.both_databases
async def test_accounts_like_those_that_left_are_warned_of_in_words_and_the_day_is_kept(accounts: Accounts) -> None:
    # method: B8, C6, C12
    await portfolio(accounts)
    await accounts.sweep()
    before = await at_risk(accounts)
    assert "20 like it leave" not in before
    assert await learn_risks(accounts.store, accounts.workspace, accounts.now)
    found = await read(accounts)
    top = found[0]
    assert top.like is not None
    assert top.like.least <= top.like.share <= top.like.most
    assert 0.2 < top.like.share < 0.7  # 51 of 100 of those with low use leave within 180 days
    assert top.parts[0].column == "kpi.weekly-use"
    assert top.parts[0].value < 40 < top.parts[0].usual
    assert [one.score for one in found] == sorted((one.score for one in found), key=lambda score: -(score or 0))
    assert await read(accounts, most=1) == found[:1]
    held = f"bout {round(top.like.share * 20)} of 20"
    async with accounts.store.read(accounts.workspace) as db:
        said = text_of(await why(db, accounts.library, top.account_id, OLGA, accounts.now))
        low = select(func.count()).select_from(AccountRisk).where(AccountRisk.telling.is_(True))
        assert (
            await db.scalar(select(func.count()).select_from(Warned))
            == await db.scalar(low)
            == len([one for one in found if one.like])
        )
        assert await db.scalar(select(func.count()).select_from(AccountRisk)) == await db.scalar(
            select(func.count()).select_from(Account).where(Account.status == "active")
        )
    assert f"A{held} accounts like it leave within half a year" in said
    assert "What raises it: weekly use " in said
    after = await at_risk(accounts)
    assert f"a{held} like it leave within half a year" in after
    assert "Losses are foreseen from your own" in after
    await again(accounts, found)


async def again(accounts: Accounts, found: Sequence[Risk]) -> None:
    """The next day: who is warned of still has the first day; of who has left the warning is over."""
    first, second = found[0].account_id, found[1].account_id
    await accounts.set(Account, first, status="churned", churned_on=TODAY)
    accounts.now += timedelta(days=1)
    await learn_risks(accounts.store, accounts.workspace, accounts.now)
    async with accounts.store.read(accounts.workspace) as db:
        model = await newest_model(db)
        rows = {row.account_id: row for row in await db.scalars(select(Warned))}
    assert model is not None
    assert model.why == ""
    assert (rows[second].warned_on, rows[second].ended_on) == (TODAY, None)
    assert (rows[first].warned_on, rows[first].ended_on) == (TODAY, TODAY + timedelta(days=1))


@learning
async def test_without_days_of_losses_nothing_is_foreseen_and_the_list_says_so(accounts: Accounts) -> None:
    # method: C6
    await portfolio(accounts, 60, undated=True)
    await accounts.sweep()
    assert not await learn_risks(accounts.store, accounts.workspace, accounts.now)
    assert [one.score for one in await read(accounts) if one.score] == []
    assert "on record, and none with its day" in await at_risk(accounts)


@learning
@pytest.mark.one_database
async def test_the_rules_speak_alone_where_too_few_left_and_the_list_says_how_many(accounts: Accounts) -> None:
    # method: C6
    await portfolio(accounts, 60)
    late = await accounts.account("Late", started_on=NOW.date() - timedelta(days=200))
    await accounts.sweep()
    assert not await learn_risks(accounts.store, accounts.workspace, accounts.now)
    found = {one.account_id: one for one in await read(accounts)}
    assert (found[late].score, found[late].like, found[late].rules) == (None, None, ("stuck-in-milestone",))
    async with accounts.store.read(accounts.workspace) as db:
        assert "Seen before" not in text_of(await why(db, accounts.library, late, OLGA, accounts.now))
    assert "that takes 10 losses in each of three stretches of time" in await at_risk(accounts)


@learning
@pytest.mark.one_database
async def test_a_stranger_learns_nothing_from_our_losses(store: Store, book: Book, library: Library) -> None:
    ours = Accounts(store, library, book)
    theirs = replace(ours).elsewhere()
    await portfolio(ours)
    await theirs.account("theirs")
    assert await learn_risks(store, book.workspace, NOW)
    assert not await learn_risks(store, book.other_workspace, NOW)
    assert await read(theirs) == []
    assert await read(ours)
