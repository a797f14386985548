"""Early warning: learned from what happened to similar accounts, else from the rules alone."""

import re
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import func, select

from bot.journey.accounts.selection import ListQuery
from bot.journey.risk.churn_risk import Risk, learn_risks, risks
from bot.playbook.models import Library
from bot.statistics import churn_model
from bot.statistics.churn_model import Contribution, ScoreBand, is_worth_telling
from bot.store.session import Store
from bot.store.tables import Account, AccountRisk, KpiLatest
from bot.talk.portfolio.account_tables import roster
from bot.talk.todos.why import why
from tests.given.accounts import Accounts
from tests.given.book import NOW, OLGA, TODAY, Book, ago
from tests.given.reading import text_of

pytestmark = pytest.mark.slow
learning = pytest.mark.skipif(not churn_model.is_there(), reason="needs the extra: pip install milepost[learn]")


async def portfolio(accounts: Accounts, several: int = 320) -> None:
    """Of those with low weekly use most left; of the others hardly any."""
    await accounts.account("First")
    random = Random(7)
    wanted: list[dict[str, object]] = []
    figures: list[float] = []
    for number in range(several):
        low = number % 4 == 0
        lost = random.random() < (0.7 if low else 0.04)
        wanted.append({
            "name": f"A{number}", "status": "churned" if lost else "active", "tier": random.choice(["mid", "base"]),
            "churned_on": TODAY if lost else None, "started_on": ago(random.randrange(900)),
        })  # fmt: skip
        figures.append(random.uniform(5, 35) if low else random.uniform(45, 95))
    numbers = zip(await accounts.several(*wanted), figures, strict=True)
    measured = {"kpi": "weekly-use", "observed_at": NOW}
    await accounts.add(*(KpiLatest(account_id=one, value=value, **measured) for one, value in numbers))


async def read(accounts: Accounts, **more: object) -> list[Risk]:
    async with accounts.store.read(accounts.workspace) as db:
        return await risks(db, **more)  # type: ignore[arg-type]


@learning
async def test_accounts_like_those_that_left_are_named_first_with_reasons_and_counts(accounts: Accounts) -> None:
    # method: B8, C6
    await portfolio(accounts)
    await accounts.sweep()
    assert await learn_risks(accounts.store, accounts.workspace, accounts.now)
    found = await read(accounts)
    top = found[0]
    assert top.like is not None
    assert top.like.lost / top.like.accounts > 0.3
    assert (top.parts[0].column, top.parts[0].usual is not None) == ("kpi.weekly-use", True)
    assert isinstance(top.parts[0].value, float)
    assert top.parts[0].value < 40
    assert [one.score for one in found] == sorted((one.score for one in found), key=lambda score: -(score or 0))
    assert await read(accounts, most=1) == found[:1]
    async with accounts.store.read(accounts.workspace) as db:
        for message in (await why(db, accounts.library, top.account_id, OLGA, accounts.now),):
            said = text_of(message)
            assert f"Of {top.like.accounts} accounts scored like this, {top.like.lost} left." in said
            assert "weekly use" in said


@learning
async def test_the_list_of_accounts_at_risk_holds_those_of_whose_like_many_left(accounts: Accounts) -> None:
    # method: C6, B8
    await portfolio(accounts)
    await accounts.sweep()
    async with accounts.store.read(accounts.workspace) as db:
        before = text_of(await roster(db, accounts.library, ListQuery("at-risk"), OLGA, accounts.now))
    await learn_risks(accounts.store, accounts.workspace, accounts.now)
    found = await read(accounts)
    async with accounts.store.read(accounts.workspace) as db:
        after = text_of(await roster(db, accounts.library, ListQuery("at-risk"), OLGA, accounts.now))
    like = found[0].like
    assert like is not None
    assert not re.search(r"\d like it left", before)
    assert f"{like.lost} of {like.accounts} like it left" in after
    assert "many like it left" in after


@learning
async def test_learning_again_takes_the_place_of_what_was_learned(accounts: Accounts) -> None:
    await portfolio(accounts)
    await learn_risks(accounts.store, accounts.workspace, accounts.now)
    await learn_risks(accounts.store, accounts.workspace, accounts.now)
    async with accounts.store.read(accounts.workspace) as db:
        scored = await db.scalar(select(func.count()).select_from(AccountRisk))
        assert scored == await db.scalar(select(func.count()).select_from(Account).where(Account.status == "active"))


async def test_below_fifty_outcomes_the_rules_speak_alone(accounts: Accounts) -> None:
    # method: C6
    await portfolio(accounts, 20)
    late = await accounts.account("Late", started_on=NOW.date() - timedelta(days=200))
    await accounts.sweep()
    assert not await learn_risks(accounts.store, accounts.workspace, accounts.now)
    found = {one.account_id: one for one in await read(accounts)}
    assert (found[late].score, found[late].like, found[late].rules) == (None, None, ("stuck-in-milestone",))
    async with accounts.store.read(accounts.workspace) as db:
        assert "Seen before" not in text_of(await why(db, accounts.library, late, OLGA, accounts.now))


async def test_a_stranger_learns_nothing_from_our_losses(store: Store, book: Book, library: Library) -> None:
    ours = Accounts(store, library, book)
    theirs = Accounts(store, library, book).elsewhere()
    await portfolio(ours)
    await theirs.account("theirs")
    await learn_risks(store, book.workspace, NOW)
    assert not await learn_risks(store, book.other_workspace, NOW)
    assert await read(theirs) == []


@learning
def test_what_is_known_of_the_lost_only_is_not_learned_from() -> None:
    lost = [number % 3 == 0 for number in range(120)]
    recorded = [float(number) if gone else None for number, gone in enumerate(lost)]
    assert churn_model.learn(churn_model.TrainingColumns({"exit-survey": recorded}, {}, lost)) is None


def test_a_band_speaks_only_where_clearly_more_left_and_of_five_at_least() -> None:
    assert is_worth_telling(ScoreBand(0.4, 20, 6), 0.1)
    assert not is_worth_telling(ScoreBand(0.4, 20, 4), 0.1)
    assert not is_worth_telling(ScoreBand(0.1, 100, 12), 0.1)
    assert Contribution("tier", "mid", None).value == "mid"
