"""Early warning: learned from what happened to similar accounts, else from the rules alone."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import func, select

from bot.journey.accounts.selection import Selection
from bot.journey.risk.churn_risk import Risk, learn_risks, risks
from bot.playbook.models import Library
from bot.statistics import churn_model
from bot.statistics.churn_model import Contribution, ScoreBand, is_worth_telling
from bot.store.session import Store
from bot.store.tables import Account, AccountRisk, KpiLatest, PlaybookVersion
from bot.talk.phrases.reader import Reader
from bot.talk.portfolio.account_tables import roster
from bot.talk.todos.why import why
from tests.conftest import NOW, Book
from tests.journey.world import World
from tests.talk.reading import text_of

pytestmark = pytest.mark.slow
OLGA = Reader(1, 11, "Olga Owner", "Europe/Berlin")
learning = pytest.mark.skipif(not churn_model.is_there(), reason="needs the extra: pip install milepost[learn]")


async def portfolio(world: World, accounts: int = 320) -> None:
    """Of those with low weekly use most left; of the others hardly any."""
    await world.account("first")
    random, rows = Random(7), []
    async with world.store.write(world.workspace) as db:
        version = await db.scalar(select(PlaybookVersion.id).where(PlaybookVersion.name == "laer"))
        for number in range(accounts):
            low = number % 4 == 0
            lost = random.random() < (0.7 if low else 0.04)
            row = Account(
                workspace_id=world.workspace, key=f"a{number}", name=f"A{number}", csm_id=world.owner, created_at=NOW,
                playbook_version_id=version, status="churned" if lost else "active",
                tier=random.choice(["mid", "base"]),
                churned_on=NOW.date() if lost else None, started_on=NOW.date() - timedelta(days=random.randrange(900)),
            )  # fmt: skip
            rows.append((row, random.uniform(5, 35) if low else random.uniform(45, 95)))
        db.add_all(row for row, _ in rows)
        await db.flush()
        for row, value in rows:
            db.add(
                KpiLatest(workspace_id=world.workspace, account_id=row.id, kpi="weekly-use", value=value,
                          observed_at=NOW)
            )  # fmt: skip


async def read(world: World, **more: object) -> list[Risk]:
    async with world.store.read(world.workspace) as db:
        return await risks(db, **more)  # type: ignore[arg-type]


@learning
async def test_accounts_like_those_that_left_are_named_first_with_reasons_and_counts(world: World) -> None:
    # method: B8, C6
    await portfolio(world)
    await world.sweep()
    assert await learn_risks(world.store, world.workspace, world.now)
    found = await read(world)
    top = found[0]
    assert top.like is not None
    assert top.like.lost / top.like.accounts > 0.3
    assert (top.parts[0].column, top.parts[0].usual is not None) == ("kpi.weekly-use", True)
    assert isinstance(top.parts[0].value, float)
    assert top.parts[0].value < 40
    assert [one.score for one in found] == sorted((one.score for one in found), key=lambda score: -(score or 0))
    assert await read(world, most=1) == found[:1]
    async with world.store.read(world.workspace) as db:
        for message in (await why(db, world.library, top.account_id, OLGA, world.now),):
            said = text_of(message)
            assert f"Of {top.like.accounts} accounts scored like this, {top.like.lost} left." in said
            assert "weekly use" in said


@learning
async def test_the_list_of_accounts_at_risk_holds_those_of_whose_like_many_left(world: World) -> None:
    # method: C6, B8
    await portfolio(world)
    await world.sweep()
    async with world.store.read(world.workspace) as db:
        before = text_of(await roster(db, world.library, "at-risk", Selection(), "", OLGA, world.now))
    await learn_risks(world.store, world.workspace, world.now)
    found = await read(world)
    async with world.store.read(world.workspace) as db:
        after = text_of(await roster(db, world.library, "at-risk", Selection(), "", OLGA, world.now))
    like = found[0].like
    assert like is not None
    assert "like it left" not in before
    assert f"{like.lost} of {like.accounts} like it left" in after
    assert "many like it left" in after


@learning
async def test_learning_again_takes_the_place_of_what_was_learned(world: World) -> None:
    await portfolio(world)
    await learn_risks(world.store, world.workspace, world.now)
    await learn_risks(world.store, world.workspace, world.now)
    async with world.store.read(world.workspace) as db:
        scored = await db.scalar(select(func.count()).select_from(AccountRisk))
        assert scored == await db.scalar(select(func.count()).select_from(Account).where(Account.status == "active"))


async def test_below_fifty_outcomes_the_rules_speak_alone(world: World) -> None:
    # method: C6
    await portfolio(world, 20)
    late = await world.account("late", started_on=NOW.date() - timedelta(days=200))
    await world.sweep()
    assert not await learn_risks(world.store, world.workspace, world.now)
    found = {one.account_id: one for one in await read(world)}
    assert (found[late].score, found[late].like, found[late].rules) == (None, None, ("stuck-in-milestone",))
    async with world.store.read(world.workspace) as db:
        assert "Seen before" not in text_of(await why(db, world.library, late, OLGA, world.now))


async def test_a_stranger_learns_nothing_from_our_losses(store: Store, book: Book, library: Library) -> None:
    ours = World(store, library, book.workspace, book.owner, NOW)
    theirs = World(store, library, book.other_workspace, book.stranger, NOW)
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
