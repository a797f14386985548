"""The funnel and the losses, recounted from the files to the last digit shown."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.ingest import import_file
from bot.journey.accounts.selection import EVERYONE
from bot.journey.figures import usual_times
from bot.journey.figures.common_traits import by_kind, lived
from bot.journey.figures.funnel import Funnel, funnel
from bot.journey.figures.losses import churn
from bot.journey.steps.keep_spells import keep_spells
from bot.journey.sweep.assess import assess
from bot.statistics.life_table import Estimate
from bot.store.session import Store
from bot.store.tables import LearnedTime
from bot.talk.figures.funnel_words import percent
from tests.figures.both_ways import both_ways, kept
from tests.figures.histories import History, accounts_file, contracts_file, events_file, odd, plain
from tests.figures.recount import (
    LOST,
    ORDER,
    REACHED,
    Curve,
    Recount,
    left_within_a_year,
    losses,
    months,
    recount,
    usual,
)
from tests.given.accounts import Accounts

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 27, 13, tzinfo=UTC)
TODAY = NOW.date()
MAKERS = {
    "600": lambda: plain(5, 600, TODAY),
    "2,400": lambda: plain(6, 2_400, TODAY),
    "odd": lambda: odd(7, 500, TODAY),
}


async def bring_in(accounts: Accounts, histories: list[History], folder: Path) -> None:
    """As files come: first what happened until some came back, then how it is today."""
    await accounts.version()
    for back in (False, True):
        for kind, text in (("accounts", accounts_file(histories, back=back)), ("events", events_file(histories))):
            if kind == "events" and back:
                continue  # of the earlier lives, which are over
            file = folder / f"{kind}.csv"
            file.write_text(text)
            await import_file(accounts.store, accounts.workspace, kind, file, now=NOW, file_time=NOW)
    file = folder / "contracts.csv"
    file.write_text(contracts_file(histories))
    await import_file(accounts.store, accounts.workspace, "contracts", file, now=NOW, file_time=NOW)
    await assess(accounts.store, accounts.library, accounts.workspace, NOW)
    await usual_times.refresh(accounts.store, accounts.workspace, TODAY)
    await keep_spells(accounts.store, accounts.workspace)


def said(share: Estimate) -> tuple[str, str, str]:
    return percent(share.value), percent(share.low), percent(share.high)


@pytest.mark.parametrize("kind", MAKERS)
async def test_every_figure_of_the_funnel_is_what_others_count_from_the_files(
    accounts: Accounts, store: Store, kind: str, tmp_path: Path
) -> None:
    # method: D6, D14
    histories = MAKERS[kind]()
    await bring_in(accounts, histories, tmp_path)
    returned = {one.key: one.again for one in histories if one.again}
    theirs = recount(accounts_file(histories, back=True), events_file(histories), TODAY, returned)
    accounts.now = NOW
    async with store.read(accounts.workspace) as db:
        ours = await funnel(db, TODAY)
        lost = await churn(db, TODAY)
        groups = {
            row.segment: row for row in (await db.one_statement(by_kind(lived(TODAY, EVERYONE, told=True)))).all()
        }
        learned = (await db.scalars(select(LearnedTime).where(LearnedTime.cohort == "segment"))).all()
    assert ours is not None
    assert ours.accounts == len(histories)
    compare(ours, theirs)
    read, worked_out = await both_ways(accounts)
    assert read == worked_out
    assert await kept(accounts) == (len(read), 0)
    recounted = losses(accounts_file(histories, back=True), contracts_file(histories), TODAY)
    assert (lost.lost, lost.undated, lost.value, lost.told) == (
        recounted.lost,
        recounted.undated,
        recounted.value,
        True,
    )
    assert {name: (row.lost, row.days) for name, row in groups.items()} == recounted.time
    assert [one.leaving for one in lost.milestones if one.leaving] == [one for one in ours.leaving if one.lost]
    assert learned
    for row in learned:
        spells = theirs.spells[ORDER.index(row.milestone)]
        assert (row.accounts, row.median_days, row.most_days) == usual(spells, row.name), row.milestone


def compare(ours: Funnel, theirs: Recount) -> None:
    for at, step in enumerate(ours.steps):
        spells = theirs.spells[at]
        curve = Curve(spells)
        assert step.milestone == ORDER[at]
        assert (step.reached, step.now, step.gone) == (theirs.reached[ORDER[at]], theirs.now[at], theirs.gone[at])
        assert (step.life.came, step.life.last) == (len(spells), max(one.days for one in spells))
        assert said(step.in_time) == curve.share(REACHED, step.usual_days)
        assert said(step.in_the_end) == curve.share(REACHED)
        assert said(step.leaving) == curve.share(LOST)
        assert (step.median, step.most) == (curve.within(0.5), curve.within(0.75))
        speed = ours.speed[at]
        assert said(speed.slow) == left_within_a_year(spells, True, step.usual_days)
        assert said(speed.in_time) == left_within_a_year(spells, False, step.usual_days)
    for at, one in enumerate(ours.leaving):
        assert one.lost == theirs.gone[at]
        assert abs(one.rate.months - months(theirs.spells[at])) < 1e-6
